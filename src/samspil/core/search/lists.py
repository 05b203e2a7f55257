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
# Everybody, and people logged in: asking the board which of them have anything is not worth while.
FEW_AUDIENCES = 2
COLUMNS = "id, url, title_key, card, sort_on"
Chosen = Mapping[str, Iterable[str]]


class Listed(NamedTuple):
    """What a list shows of a document. A plain row, because lists are the busiest pages."""

    pk: int
    url: str
    title_key: str
    card: str
    sort_on: date

    def key(self, *, by_title: bool) -> str:
        """Where the document stands in a list, for the address of the page after or before it."""
        return f"{self.pk}~{self.title_key if by_title else self.sort_on.isoformat()}"


@dataclass(frozen=True)
class Page:
    """`after` is the key for the next page, or "" when this is the last; `before` for the page before, or "" when this is the first."""

    documents: list[Listed]
    after: str
    before: str = ""


@dataclass(frozen=True)
class Asked:
    """Which list, and in which order."""

    kind: str
    groups: Mapping[str, list[str]]
    by_title: bool
    size: int


def page_of(viewer: Viewer, kind: str, chosen: Chosen, *, after: str = "", before: str = "", by_title: bool = False, size: int = PAGE_SIZE) -> Page:
    """One page of a list. `after` and `before` are keys another page gave; a damaged key starts from the beginning.

    Values of one group are alternatives, groups narrow each other. The audience filter comes first.
    """
    asked = Asked(kind, {group: named for group, values in chosen.items() if (named := list(values))}, by_title, size)
    if key_condition(before, by_title=by_title)[0]:
        found = read(viewer, asked, before, backward=True)
        if len(found) >= size:  # fewer stand before: then they are the first page, which is never shorter than the others
            shown = found[-size:]
            return Page(shown, shown[-1].key(by_title=by_title), shown[0].key(by_title=by_title) if len(found) > size else "")
        after = ""
    found = read(viewer, asked, after)
    shown = found[:size]
    later = bool(shown and key_condition(after, by_title=by_title)[0])
    return Page(shown, shown[-1].key(by_title=by_title) if len(found) > size else "", shown[0].key(by_title=by_title) if later else "")


def read(viewer: Viewer, asked: Asked, key: str, *, backward: bool = False) -> list[Listed]:
    """The documents just behind a key, or just before it, and one more than a page holds; always in the list's own order."""
    if asked.groups and not asked.by_title:
        return chosen_page(viewer, asked, key, backward=backward)
    return in_order(viewer, asked, key, backward=backward)


def in_order(viewer: Viewer, asked: Asked, key: str, *, backward: bool) -> list[Listed]:
    """Read in the order an index has them."""
    beyond, values = key_condition(key, by_title=asked.by_title, backward=backward)
    narrow = [[f"{group}:{value}" for value in named] for group, named in asked.groups.items()]
    conditions = " AND ".join(["kind = %s", "audience = %s", *(["facets && %s::varchar[]"] * len(narrow)), *beyond])
    columns, falling = (("title_key", "id"), backward) if asked.by_title else (("sort_on", "id"), not backward)
    order = ", ".join(f"{column} DESC" if falling else column for column in columns)
    # One part for each audience, because the index gives rows in order only for one audience at a time.
    part = f"(SELECT {COLUMNS} FROM core_document WHERE {conditions} ORDER BY {order} LIMIT %s)"  # noqa: S608  # only our own constants
    audiences, most = who_has_any(viewer, asked.kind), asked.size + 1
    if not audiences:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({' UNION ALL '.join([part] * len(audiences))}) AS parts ORDER BY {order} LIMIT %s",  # noqa: S608  # only our own constants
            [*(value for audience in audiences for value in (asked.kind, audience, *narrow, *values, most)), most],
        )
        found = [Listed(*row) for row in cursor.fetchall()]
    return found[::-1] if backward else found


def who_has_any(viewer: Viewer, kind: str) -> list[str]:
    """The viewer's audiences that anything of the kind is for. Some people are in a hundred organisations, and nearly none has a document of its own."""
    known = viewer.audiences
    return sorted(known if len(known) <= FEW_AUDIENCES else facets.audiences_among(kind, known))


def chosen_page(viewer: Viewer, asked: Asked, key: str, *, backward: bool) -> list[Listed]:
    """A part of a narrowed list: the board knows which documents come first, so that the database need not look through all that fit."""
    place, most = newest_key(key), asked.size + 1
    if backward and place:
        ids = facets.last_before(asked.kind, viewer.audiences, asked.groups, before=place, number=most)
    else:
        ids = facets.newest(asked.kind, viewer.audiences, asked.groups, after=place, number=most)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM core_document WHERE id = ANY(%s) AND audience = ANY(%s) ORDER BY sort_on DESC, id DESC",  # noqa: S608  # our own constants
            [ids, sorted(viewer.audiences)],
        )
        return [Listed(*row) for row in cursor.fetchall()]


def newest_key(after: str) -> Key | None:
    """The board's key of a document of another page; None for a damaged one."""
    _, parameters = key_condition(after, by_title=False)
    return Key(-parameters[0].toordinal(), -parameters[1]) if parameters else None


def key_condition(after: str, *, by_title: bool, backward: bool = False) -> tuple[list[str], list[Any]]:
    """The condition for rows behind (or before) the key `after`, with its parameters."""
    number, mark, value = after.partition("~")
    if not number.isdecimal() or not number.isascii() or not mark or len(number) > 18 or "\x00" in value:
        return [], []
    if by_title:
        return [f"(title_key, id) {'<' if backward else '>'} (%s, %s)"], [value, int(number)]
    try:
        return [f"(sort_on, id) {'>' if backward else '<'} (%s, %s)"], [date.fromisoformat(value), int(number)]
    except ValueError:
        return [], []
