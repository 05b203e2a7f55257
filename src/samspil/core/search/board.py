"""The bits of one kind of document: who has which facet value, newest first.

One bit a document for every facet value and audience (a Python integer: 100,000 documents are 12.5 kB a value), so a
count is AND and bit_count. Places are given newest first when the board is filled; a document that comes or changes later
gets a new place at the end, in `late`. So the first documents of any choice are the lowest bits, merged with the few late ones.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import islice
from typing import NamedTuple

# Above this many late documents a walk through them costs more than filling the board anew.
MOST_LATE = 500
# Bits looked through at once (see places).
PART = 2048


class Row(NamedTuple):
    """What the board knows of a document: `names` are its "group:value" facets and "audience:name"."""

    pk: int
    sort_on: date
    names: tuple[str, ...]


class Key(NamedTuple):
    """Where a document stands: smaller is newer."""

    days_back: int
    id_back: int


@dataclass
class Board:
    """`pks` and `days` are by place; places below `settled` are in order, the others late.

    `by_pk` are the settled places in the order of their ids, `moved` the places of the late: a dictionary of all ids would take ten times the memory.
    """

    by_pk: "array[int]" = field(default_factory=lambda: array("i"))
    moved: dict[int, int] = field(default_factory=dict)
    pks: "array[int]" = field(default_factory=lambda: array("q"))
    days: "array[int]" = field(default_factory=lambda: array("l"))
    settled: int = 0
    bits: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def fill(self, rows: Iterable[Row]) -> None:
        """The first filling, from rows in order, newest first. Gathers bytes per value: growing an integer bit by bit is slow for many rows."""
        gathered: dict[str, bytearray] = {}
        for pk, sort_on, names in rows:
            place = self.new_place(pk, sort_on)
            for name in names:
                row = gathered.setdefault(name, bytearray())
                if len(row) <= place >> 3:
                    row.extend(bytes((place >> 3) + 1 - len(row)))
                row[place >> 3] |= 1 << (place & 7)
        self.bits.update((name, int.from_bytes(row, "little")) for name, row in gathered.items())
        self.settled = len(self.pks)
        self.by_pk = array("i", sorted(range(self.settled), key=self.pks.__getitem__))

    def place_of(self, pk: int) -> int | None:
        """Where a document stands, or None when the board does not know it."""
        if pk in self.moved:
            return self.moved[pk]
        number = bisect_left(self.by_pk, pk, key=self.pks.__getitem__)
        return self.by_pk[number] if number < self.settled and self.pks[self.by_pk[number]] == pk else None

    def take(self, row: Row) -> None:
        """Set a document's values, replacing what it had; it moves to a late place."""
        former = self.place_of(row.pk)
        if former is not None:
            for name, bits in self.bits.items():
                if bits >> former & 1:
                    self.bits[name] = bits ^ (1 << former)
        place = self.moved[row.pk] = self.new_place(row.pk, row.sort_on)
        mark = 1 << place
        for name in row.names:
            self.bits[name] |= mark

    def new_place(self, pk: int, sort_on: date) -> int:
        self.pks.append(pk)
        self.days.append(sort_on.toordinal())
        return len(self.pks) - 1

    @property
    def late(self) -> int:
        """How many places are not in order."""
        return len(self.pks) - self.settled

    def any_of(self, names: Iterable[str]) -> int:
        """Documents that have one of the values or more."""
        found = 0
        for name in names:
            found |= self.bits.get(name, 0)
        return found

    def these(self, pks: Iterable[int]) -> int:
        """The documents with these ids, of those the board knows."""
        found = 0
        for pk in pks:
            place = self.place_of(pk)
            found |= 0 if place is None else 1 << place
        return found

    def key(self, place: int) -> Key:
        return Key(-self.days[place], -self.pks[place])

    def newest(self, bits: int, after: Key | None, number: int) -> list[int]:
        """Ids of the first `number` documents among `bits` that stand behind `after`, newest first."""
        begin = bisect_left(range(self.settled), after, key=self.key) if after else 0
        head = places((bits & ((1 << self.settled) - 1)) >> begin, begin)
        tail = sorted(self.key(place) for place in places(bits >> self.settled, self.settled))
        keys = merge((self.key(place) for place in head), tail)
        return [-key.id_back for key in islice((key for key in keys if after is None or key > after), number)]

    def last_before(self, bits: int, before: Key, number: int) -> list[int]:
        """Ids of the `number` documents among `bits` that stand just before `before`, newest first."""
        end = bisect_left(range(self.settled), before, key=self.key)
        head = (self.key(place) for place in islice(places_back(bits & ((1 << end) - 1)), number))
        tail = (self.key(place) for place in places(bits >> self.settled, self.settled))
        keys = sorted([*head, *(key for key in tail if key < before)])
        return [-key.id_back for key in keys[-number:]]


def places(bits: int, first: int) -> Iterator[int]:
    """The places of the set bits, rising. Looked for in one short part after another: each step costs as much as the number is long."""
    for start in range(0, bits.bit_length(), PART):
        part = bits >> start & (1 << PART) - 1
        while part:
            lowest = part & -part
            yield first + start + lowest.bit_length() - 1
            part ^= lowest


def places_back(bits: int) -> Iterator[int]:
    """The places of the set bits, falling."""
    while bits:
        place = bits.bit_length() - 1
        yield place
        bits ^= 1 << place
