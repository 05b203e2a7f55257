"""Query sets compiled once a process and run as plain SQL: for pages whose time would mostly be the ORM's.

A query set is written as always, with the room's own rule of who sees what; only the work of turning it into SQL is done
once for each set of arguments instead of once a visit.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST_KEPT = 500
Make = Callable[..., QuerySet[Any, Any]]


def rows(make: Make, *arguments: Hashable) -> list[tuple[Any, ...]]:
    """The rows of the query set that `make` gives for these arguments, as `values_list` would give them.

    `make` is a function of a module; it looks at its arguments alone (not at the clock, the settings or the database), and
    what it gives is ended by `values_list`.
    """
    found = statement(make, *arguments)
    if found is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*found)
        return list(cursor.fetchall())


@lru_cache(maxsize=MOST_KEPT)
def statement(make: Make, *arguments: Hashable) -> tuple[str, tuple[Any, ...]] | None:
    """The SQL and its values; None for a query set that can have no rows."""
    try:
        sql, values = make(*arguments).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(values)
