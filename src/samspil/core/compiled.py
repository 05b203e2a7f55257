"""Query sets compiled once a process and run as plain SQL: for pages whose time would mostly be the ORM's.

A query set is written as always, with the room's own rule of who sees what; only the work of turning it into SQL is done
once for each set of arguments instead of once a visit. A value that differs from visit to visit, such as an id, has a
place in the query set (`Given`) and is told when it is run:

    def parties_of() -> QuerySet[Party]:
        return Party.objects.filter(alliance=Given("alliance")).select_related("organisation")

    compiled.objects(parties_of, alliance=7)

Arguments of `make` are for what changes the statement itself. What belongs to one person has a place too (`Given`, and the lookup `any_of` for lists), or each
person would have a statement of their own, to be compiled by every process and planned by every connection.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, ForeignObject, Lookup, Model, QuerySet
from django.db.models.query import get_related_populators

MOST_KEPT = 500
# A place for a value in Django's SQL, or a per cent sign that is none.
PLACES = re.compile("%%|%s")
# A text that means nothing to a database, wherever it stands: the name of a stage, a role, a kind.
A_NAME = re.compile("[a-z_]+")
Make = Callable[..., QuerySet[Any, Any]]
Thing = TypeVar("Thing", bound=Model)


@dataclass(frozen=True)
class Place:
    """Stands among the values of a statement for one that is told when it is run."""

    name: str


class Given(Expression):
    """A value told when the query set is run; may stand where a comparison has its right side."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Place]]:  # type: ignore[override]  # Django's own kinds of value do not know a place
        return "%s", [Place(self.name)]


@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """`organisation__any_of=own` is what `organisation__in=own` is, in a statement that is the same for lists of all lengths, also `Given` ones."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, Expression):
            listed, more = compiler.compile(self.rhs)
        else:
            listed, more = "%s", [list(self.rhs)]
        return f"{column} = ANY({listed})", (*values, *more)


@dataclass(frozen=True)
class Statement:
    """The SQL, in which places are named; the values that stand in it under names of their own; what turns the database's columns into
    Python's values, by place; and how rows become instances, for `objects`."""

    sql: str
    values: dict[str, Any]
    places: tuple[str, ...]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    shape: "Shape | None"

    def run(self, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, {**self.values, **{name: listed(given[name]) for name in self.places}})
            found = cursor.fetchall()
        return [self.converted(list(row)) for row in found] if self.converters else found

    def converted(self, row: list[Any]) -> tuple[Any, ...]:
        """A row with Python's values."""
        for place, converters, expression in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return tuple(row)


@dataclass(frozen=True)
class Shape:
    """What Django's own ModelIterable knows of a compiled query set."""

    model: type[Model]
    first: int
    names: Sequence[str]
    joined: Sequence[Any]
    annotations: dict[str, int]


def rows(make: Make, *arguments: Hashable, **given: Any) -> list[tuple[Any, ...]]:
    """The rows of the query set that `make` gives for these arguments, as `values_list` would give them.

    `make` is a function of a module; it looks at its arguments alone (not at the clock, the settings or the database), and
    what it gives is ended by `values_list`.
    """
    found = statement(make, *arguments)
    return found.run(given) if found else []


def objects(make: "Callable[..., QuerySet[Thing, Thing]]", *arguments: Hashable, **given: Any) -> list[Thing]:
    """The instances of the query set that `make` gives, with what it annotates and what select_related joins; nothing is prefetched."""
    found = statement(make, *arguments)
    if found is None or found.shape is None:
        return []
    return [instance(found.shape, row) for row in found.run(given)]


def instance(shape: Shape, row: tuple[Any, ...]) -> Any:
    """One instance, as ModelIterable makes it."""
    made = shape.model.from_db(DEFAULT_DB_ALIAS, shape.names, row[shape.first : shape.first + len(shape.names)])
    for populator in shape.joined:
        populator.populate(row, made)
    for name, place in shape.annotations.items():
        setattr(made, name, row[place])
    return made


@lru_cache(maxsize=MOST_KEPT)
def statement(make: Make, *arguments: Hashable) -> Statement | None:
    """The statement of a query set; None for one that can have no rows."""
    query = make(*arguments).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return Statement(*with_names(sql, values), [(place, *found) for place, found in converters.items()], shape_of(compiler))


def listed(value: Any) -> Any:
    """Numbers as the text of an array: the driver looks at each member of a list of its own accord."""
    numbers = isinstance(value, list) and all(isinstance(one, int) for one in value)
    return f"{{{','.join(map(str, value))}}}" if numbers else value


def with_names(sql: str, values: Sequence[Any]) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """The statement with its names and numbers written into it, the values of other kinds by the names they have in it, and the places, which keep theirs.

    The driver takes a long statement apart again at each run, place by place, and PostgreSQL's plan knows a constant that it reads.
    """
    following, left = iter(values), dict[str, Any]()

    def written(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return place[0]
        value = next(following)
        if isinstance(value, Place):
            return f"%({value.name})s"
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int) and value >= 0:
            return str(value)
        if isinstance(value, str) and A_NAME.fullmatch(value):
            return f"'{value}'"
        left[f"value {len(left)}"] = value
        return f"%(value {len(left) - 1})s"

    places = tuple({value.name for value in values if isinstance(value, Place)})
    return PLACES.sub(written, sql), left, places


def shape_of(compiler: Any) -> Shape | None:
    """How the rows become instances; None for a query set of plain values."""
    if compiler.klass_info is None:
        return None
    places = compiler.klass_info["select_fields"]
    first, names = places[0], [compiler.select[place][0].target.attname for place in places]
    joined = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are of a later Django
    return Shape(compiler.klass_info["model"], first, names, joined, dict(compiler.annotation_col_map or {}))
