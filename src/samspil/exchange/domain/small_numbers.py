"""Small numbers in statistics are hidden, so that nobody can be found in them; and enough besides that they cannot be worked out from the total.

Whoever knows this file and reads what was published is left with at least two possible values for every hidden number. Why: (1) small numbers alone are
hidden where the total leaves each of them more than one value, and every such set of values would have been published alike. (2) Otherwise the smallest
of the others is hidden too, and with it all that are equal to it; then the hidden values may stand in any order among the hidden places, each order would
have been published alike, and a small one and one that is not small are among them. (3) Where there is no other, the total is hidden.
Zero is shown: it is about nobody. A table is one long list with its total; a row's or column's sum is shown only where nothing in it is hidden, and then
it says nothing new. Numbers of the same people cut another way must not be published beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
# With less, a hidden small number could only be 1.
LEAST_POSSIBLE = 3
HIDDEN_DA = "for få til at vise"


@dataclass(frozen=True)
class Suppressed:
    """What may be published: each number, and the total; None is hidden."""

    counts: Mapping[str, int | None]
    total: int | None


@dataclass(frozen=True)
class SuppressedTable:
    """What may be published of a table: numbers by row and column, sums of rows and of columns, and the total; None is hidden."""

    cells: Mapping[str, Mapping[str, int | None]]
    rows: Mapping[str, int | None]
    columns: Mapping[str, int | None]
    total: int | None


def suppressed(counts: Mapping[str, int], least: int = LEAST) -> Suppressed:
    """What may be published of counts of people and their sum. Raises ValueError for a count below zero, and for `least` below 3."""
    if least < LEAST_POSSIBLE or any(count < 0 for count in counts.values()):
        raise ValueError("counts are from 0, and at least 3 people make a number that is not small")
    small = [count for count in counts.values() if 0 < count < least]
    hidden, total = set(small), True
    if small and not leaves_a_choice(small, least):
        others = [count for count in counts.values() if count >= least]
        hidden |= {min(others)} if others else set()
        total = bool(others)
    shown = {key: None if count in hidden else count for key, count in counts.items()}
    return Suppressed(shown, sum(counts.values()) if total else None)


def suppressed_table(table: Mapping[str, Mapping[str, int]], least: int = LEAST) -> SuppressedTable:
    """What may be published of a table whose rows all have the same columns. Raises ValueError as `suppressed`, and for rows of unlike columns."""
    columns = list(next(iter(table.values()), {}))
    if any(list(row) != columns for row in table.values()):
        raise ValueError("the rows of a table have unlike columns")
    places = {f"{r},{c}": count for r, row in enumerate(table.values()) for c, count in enumerate(row.values())}
    found = suppressed(places, least)
    cells = {name: {column: found.counts[f"{r},{c}"] for c, column in enumerate(columns)} for r, name in enumerate(table)}
    sums = {column: sum_of([row[column] for row in cells.values()]) for column in columns}
    return SuppressedTable(cells, {name: sum_of(list(row.values())) for name, row in cells.items()}, sums, found.total)


def sum_of(counts: Sequence[int | None]) -> int | None:
    """The sum, None when one of them is hidden."""
    return None if None in counts else sum(count or 0 for count in counts)


def leaves_a_choice(small: list[int], least: int) -> bool:
    """True when the sum of these small numbers leaves each of them at least two values from 1 up to `least` less one."""
    return len(small) > 1 and len(small) < sum(small) < len(small) * (least - 1)


def in_words(count: int | None) -> str:
    """A number to read, or that it is hidden."""
    return HIDDEN_DA if count is None else f"{count:,}".replace(",", ".")
