"""The grams in the database: for each audience and gram the documents that hold most of it, and for each document its own grams.

A list holds only the documents the gram weighs most in, heaviest first, so a common gram costs no more to read
than a rare one. Whole words have lists too: they are how a rare word of common grams is found. All is written in the
transaction that writes the document, by one writer at a time (index.ONE_WRITER).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection

from samspil.core.search.grams import WHOLE, code, impacts

# Of a gram, and of a whole word: what search counts goes up to the second (find.MOST_CANDIDATES).
LONGEST_LIST, LONGEST_OF_WORD = 300, 500
# The list of this name holds nobody; its number says how many documents the audience may find.
EVERYTHING = ""
# Counted up when grams are made in another way: prepare_site then builds all anew.
VERSION, MADE_BY = 1, "samspil"
NOBODY = "nobody"
AT_ONCE = 500
ROWS_AT_ONCE = 5000
# While all is built anew, lists are cut when they are this many times too long.
SLACK = 4


@dataclass(frozen=True)
class Text:
    """What search looks in of one document, as it stands or stood for `audience`."""

    audience: str
    title: str
    also_named: str
    teaser: str
    text: str
    searched: bool

    def impacts(self) -> dict[str, int]:
        """What each gram and word weighs; nothing for what nobody may find."""
        if not self.searched or self.audience == NOBODY:
            return {}
        return impacts(f"{self.title} {self.also_named}", self.teaser, self.text)


@dataclass
class Changes:
    """What comes into and goes out of the lists, by audience and gram."""

    out: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    into: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, pk: int, before: Text | None, after: Text, weighed: Mapping[str, int]) -> None:
        """A document that was `before`, and is `after` and weighs so now."""
        former = before.impacts() if before else {}
        for key in (*former, *([EVERYTHING] if former else [])):
            self.out[before.audience if before else "", key].add(pk)
        for key, impact in weighed.items():
            self.into[after.audience, key].append((impact, pk))
        if weighed:
            self.into[after.audience, EVERYTHING].append((0, pk))


def change(rows: Iterable[tuple[int, Text | None, Text]]) -> None:
    """Take in what documents (by id) were and are now, some hundreds at a time."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        changes = Changes()
        own: list[tuple[int, bytes]] = []
        for pk, before, after in some:
            weighed = after.impacts()
            changes.note(pk, before, after, weighed)
            own.append((pk, cells(weighed)))
        with connection.cursor() as cursor:
            write_own(cursor, own)
            for keys in in_parts(sorted({*changes.out, *changes.into}), ROWS_AT_ONCE):
                merge(cursor, changes, keys)


def cells(weighed: Mapping[str, int]) -> bytes:
    """A document's grams in order: 24 bits of gram, 8 of weight."""
    return array("I", sorted(code(key) << 8 | impact for key, impact in weighed.items() if not key.startswith(WHOLE))).tobytes()


def write_own(cursor: Any, own: Iterable[tuple[int, bytes]]) -> None:
    kept = [(pk, packed) for pk, packed in own if packed]
    cursor.execute("DELETE FROM core_documentgrams WHERE document_id = ANY(%s)", [[pk for pk, _ in own]])
    cursor.execute(
        "INSERT INTO core_documentgrams (document_id, cells) SELECT * FROM unnest(%s::bigint[], %s::bytea[])",
        [[pk for pk, _ in kept], [packed for _, packed in kept]],
    )


def in_parts(keys: list[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def merge(cursor: Any, changes: Changes, keys: list[tuple[str, str]]) -> None:
    """Read the lists of these keys, change them, and write them back; a list nobody stands in any more goes."""
    asked = [[audience for audience, _ in keys], [gram for _, gram in keys]]
    cursor.execute(
        "SELECT l.audience, l.gram, l.number, l.ids, l.weights FROM core_gramlist l"
        " JOIN unnest(%s::varchar[], %s::varchar[]) AS asked(audience, gram) ON l.audience = asked.audience AND l.gram = asked.gram",
        asked,
    )
    known = {(audience, gram): (number, list(zip(weights, unpacked(ids), strict=True))) for audience, gram, number, ids, weights in cursor.fetchall()}
    rows = []
    for key in keys:
        number, listed = known.get(key, (0, []))
        out, into = changes.out.get(key, set()), changes.into.get(key, [])
        number += len(into) - len(out)
        listed = [] if key[1] == EVERYTHING else heaviest([*(entry for entry in listed if entry[1] not in out), *into])[: longest(key[1])]
        rows.append((*key, number, *packed(listed)))
    cursor.execute(
        "DELETE FROM core_gramlist l USING unnest(%s::varchar[], %s::varchar[]) AS gone(audience, gram)"
        " WHERE l.audience = gone.audience AND l.gram = gone.gram",
        [[row[0] for row in rows if row[2] <= 0], [row[1] for row in rows if row[2] <= 0]],
    )
    columns = [list(column) for column in zip(*(row for row in rows if row[2] > 0), strict=True)]
    if columns:
        cursor.execute(
            "INSERT INTO core_gramlist (audience, gram, number, ids, weights)"
            " SELECT * FROM unnest(%s::varchar[], %s::varchar[], %s::int[], %s::bytea[], %s::bytea[])"
            " ON CONFLICT (audience, gram) DO UPDATE SET number = excluded.number, ids = excluded.ids, weights = excluded.weights",
            columns,
        )


def heaviest(entries: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The entries as a list has them: most weight first, then the oldest."""
    return sorted(entries, key=lambda entry: (-entry[0], entry[1]))


def longest(key: str) -> int:
    """How many documents the list of a key holds at most."""
    return LONGEST_OF_WORD if key.startswith(WHOLE) else LONGEST_LIST


def packed(entries: list[tuple[int, int]]) -> tuple[bytes, bytes]:
    """The ids, four bytes each, and the weights, one byte each."""
    return array("I", [pk for _, pk in entries]).tobytes(), bytes(impact for impact, _ in entries)


def unpacked(ids: bytes) -> "array[int]":
    found = array("I")
    found.frombytes(ids)
    return found
