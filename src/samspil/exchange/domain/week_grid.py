"""A week of a roster as a table: a row a role, a column a day by Danish clocks. What goes over midnight stands on the day it begins, and the next day
as what goes on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from samspil.exchange.domain.matching.clocks import clock, local
from samspil.exchange.domain.shifts import TakenShift, told_length
from samspil.exchange.domain.wall_clock import day_of, midnight

DAYS_A_WEEK = 7
WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Entry:
    """A shift on one of its days. `time`: by the clock of that day. `goes_on`: it began on an earlier day, and is counted there."""

    id: int
    time: str
    goes_on: bool = False


@dataclass(frozen=True)
class Row:
    """A role, with what lies on each of the seven days."""

    role: str
    days: tuple[tuple[Entry, ...], ...]


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def named_week(text: str) -> date | None:
    """The Monday of a week as it is written ("2026-W49"); None when there is no such week."""
    found = WEEK.fullmatch(text)
    year, week = (int(found[1]), int(found[2])) if found else (0, 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def name_of(monday: date) -> str:
    """A week as its address writes it: 2026-W49."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def bounds(monday: date) -> tuple[int, int]:
    """The minutes a week begins and ends: an hour less or more of them where the clock is moved."""
    return midnight(monday), midnight(monday + timedelta(days=DAYS_A_WEEK))


def grid(shifts: Iterable[TakenShift], monday: date) -> list[Row]:
    """The rows of a week, by role; in a cell the first shift first."""
    cells: dict[str, list[list[Entry]]] = {}
    for shift in sorted(shifts, key=lambda one: (one.start, one.end, one.id)):
        for number in days_on(shift, monday):
            row = cells.setdefault(shift.title, [[] for _ in range(DAYS_A_WEEK)])
            row[number].append(entry(shift, monday + timedelta(days=number)))
    return [Row(role, tuple(tuple(each) for each in cells[role])) for role in sorted(cells)]


def days_on(shift: TakenShift, monday: date) -> list[int]:
    """Which of the seven days a shift lies on; one that ends at midnight does not lie on the next."""
    return [(day - monday).days for day in covered(shift) if 0 <= (day - monday).days < DAYS_A_WEEK]


def covered(shift: TakenShift) -> list[date]:
    """All days a shift lies on."""
    first, last = day_of(shift.start), day_of(shift.end - 1)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def entry(shift: TakenShift, day: date) -> Entry:
    """A shift on one of its days."""
    begins, ends = local(shift.start), local(shift.end)
    if begins.date() != day:
        return Entry(shift.id, f"til kl. {clock(ends)}" if day_of(shift.end - 1) == day else "hele døgnet", goes_on=True)
    time = f"{clock(begins)}–{clock(ends)}"
    by_the_clock = (ends.replace(tzinfo=None) - begins.replace(tzinfo=None)) // timedelta(minutes=1)
    moved = by_the_clock != shift.end - shift.start
    return Entry(shift.id, f"{time} ({told_length(shift.end - shift.start)}, for uret stilles)" if moved else time)
