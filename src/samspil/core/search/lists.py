"""Lists of documents: newest first or by title, narrowed by facets, a page at a time by key (no COUNT, no OFFSET)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from samspil.core.search import facets
from samspil.core.search.board import Key
from samspil.core.viewers import Viewer

PAGE_SIZE = 20
COLUMNS = "id, url, title, title_key, teaser, card, sort_on, facets"
Chosen = Mapping[str, Iterable[str]]


class Listed(NamedTuple):
    """What a list shows of a document. A plain row, because lists are the busiest pages."""

    pk: int
    url: str
    title: str
    title_key: str
    teaser: str
    card: str
    sort_on: date
    facets: list[str]


@dataclass(frozen=True)
class Page:
    """`after` is the key for the next page, or "" when this is the last."""

    documents: list[Listed]
    after: str


def page_of(viewer: Viewer, kind: str, chosen: Chosen, *, after: str = "", by_title: bool = False, size: int = PAGE_SIZE) -> Page:
    """One page of a list. `after` is a key a former page gave; a damaged key starts from the beginning.

    Values of one group are alternatives, groups narrow each other. The audience filter comes first.
    """
    groups = {group: named for group, values in chosen.items() if (named := list(values))}
    if groups and not by_title:
        return chosen_page(viewer, kind, groups, after, size)
    found = in_order(viewer, kind, [[f"{group}:{value}" for value in values] for group, values in groups.items()], after, by_title, size + 1)
    shown = found[:size]
    if len(found) <= size:
        return Page(shown, "")
    last = shown[-1]
    return Page(shown, f"{last.pk}~{last.title_key if by_title else last.sort_on.isoformat()}")


def in_order(viewer: Viewer, kind: str, narrow: list[list[str]], after: str, by_title: bool, most: int) -> list[Listed]:
    """The first `most` documents, read in the order an index has them."""
    beyond, key = key_condition(after, by_title=by_title)
    conditions = " AND ".join(["kind = %s", "audience = %s", *(["facets && %s::varchar[]"] * len(narrow)), *beyond])
    order = "title_key, id" if by_title else "sort_on DESC, id DESC"
    # One part for each audience, because the index gives rows in order only for one audience at a time.
    part = f"(SELECT {COLUMNS} FROM core_document WHERE {conditions} ORDER BY {order} LIMIT %s)"  # noqa: S608  # only our own constants
    audiences = sorted(viewer.audiences)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({' UNION ALL '.join([part] * len(audiences))}) AS parts ORDER BY {order} LIMIT %s",  # noqa: S608  # only our own constants
            [*(value for audience in audiences for value in (kind, audience, *narrow, *key, most)), most],
        )
        return [Listed(*row) for row in cursor.fetchall()]


def chosen_page(viewer: Viewer, kind: str, groups: Chosen, after: str, size: int) -> Page:
    """A page of a narrowed list: the board knows which documents come first, so that the database need not look through all that fit."""
    ids = facets.newest(kind, viewer.audiences, groups, after=newest_key(after), number=size + 1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM core_document WHERE id = ANY(%s) AND audience = ANY(%s) ORDER BY sort_on DESC, id DESC",  # noqa: S608  # our own constants
            [ids, sorted(viewer.audiences)],
        )
        found = [Listed(*row) for row in cursor.fetchall()]
    if len(found) <= size:
        return Page(found, "")
    return Page(found[:size], f"{found[size - 1].pk}~{found[size - 1].sort_on.isoformat()}")


def newest_key(after: str) -> Key | None:
    """The board's key of a former page's last document; None for a damaged one."""
    _, parameters = key_condition(after, by_title=False)
    return Key(-parameters[0].toordinal(), -parameters[1]) if parameters else None


def key_condition(after: str, *, by_title: bool) -> tuple[list[str], list[Any]]:
    """The condition for rows behind the key `after`, with its parameters."""
    number, mark, value = after.partition("~")
    if not number.isdecimal() or not number.isascii() or not mark or len(number) > 18 or "\x00" in value:
        return [], []
    if by_title:
        return ["(title_key, id) > (%s, %s)"], [value, int(number)]
    try:
        return ["(sort_on, id) < (%s, %s)"], [date.fromisoformat(value), int(number)]
    except ValueError:
        return [], []
