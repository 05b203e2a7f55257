"""Copies of rows by the thousand, set by set in the database: each copy with numbers of its own, and references that lead into the same copy."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet


class Copied(NamedTuple):
    """The ids of the rows that were copied, the highest id before, and how many copies there are."""

    ids: list[int]
    top: int
    copies: int


class Copies:
    """Copies of rows that belong together. Models are added in the order of their references: a later one leads to the copies of an earlier one.

    Where there are fewer copies of what is led to, they are taken round and round. `first` is the first copy's number.
    """

    def __init__(self, cursor: Any, first: int, copies: int) -> None:
        self.cursor, self.first, self.copies = cursor, first, copies
        self.done: dict[str, Copied] = {}

    def add(self, rows: QuerySet[Any], changes: Mapping[str, str] | None = None, copies: int | None = None) -> None:
        """Copy the rows of one model.

        `changes` gives columns an SQL expression in which `t` is the row and `n` the copy's number.
        """
        model, number = rows.model, copies or self.copies
        table, ids = model._meta.db_table, list(rows.order_by("pk").values_list("pk", flat=True))
        self.cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608  # a model's own table
        self.done[table] = Copied(ids, self.cursor.fetchone()[0], number)
        given = {"id": self.copy_of(table, "t.id"), **self.references(model), **(changes or {})}
        names = [field.column for field in model._meta.local_concrete_fields]
        values = ", ".join(given.get(name, f't."{name}"') for name in names)
        copied = f"SELECT {values} FROM {table} t CROSS JOIN generate_series(%s::bigint, %s::bigint) n WHERE t.id = ANY(%s)"  # noqa: S608  # our own names
        # The history of made-up rows is read by no page, and each of its rows costs more than the row itself.
        self.cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER")
        self.cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) {copied}", [self.first, self.first + number - 1, ids])  # as above
        self.cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        self.cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608  # as above

    def references(self, model: type[Model]) -> dict[str, str]:
        """Columns that lead to rows that were copied, with where they lead in a copy."""
        fields = ((field.column, field.related_model) for field in model._meta.local_concrete_fields if field.is_relation)
        tables = [(column, led_to._meta.db_table) for column, led_to in fields if column and isinstance(led_to, type)]
        return {column: self.copy_of(table, f"t.{column}") for column, table in tables if table in self.done}

    def copy_of(self, table: str, column: str) -> str:
        """SQL of the id that the row `column` names has in copy `n`."""
        ids, top, copies = self.done[table]
        return f"({top} + mod(n - {self.first}, {copies}) * {len(ids)} + array_position(ARRAY{ids}::bigint[], {column}::bigint))"
