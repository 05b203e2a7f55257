"""Shifts that come back: each nth week on some weekdays, or the nth weekday of each nth month; and how shifts that are there already are fitted
to a series that was changed, without taking a shift from anybody who has said yes to it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from samspil.core.refusals import Refusal
from samspil.exchange.domain.matching.clocks import FIRST_YEAR, LAST_YEAR, clock, exists, minutes
from samspil.exchange.domain.wall_clock import A_MINUTE, day_of, there

MOST_TIMES, MOST_EVERY, LAST = 200, 52, -1
NTH = (1, 2, 3, 4, LAST)
A_DAY = timedelta(days=1)
# Further ahead nothing is planned.
MOST_YEARS_AHEAD = 10
MOST_DAYS_AHEAD = 366 * MOST_YEARS_AHEAD


class Repeat(StrEnum):
    """How a series comes back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Series:
    """From the day `first` on, on `weekdays` (0 is Monday) from `begins` to `ends` by the clock; an end that is not later lies on the next day. Each
    `every` weeks counted from the week of `first`; or each `every` months on the `nth` of the weekday in the month (-1 is the last). It goes on
    until the day `until` or for `count` times; one of the two."""

    first: date
    weekdays: frozenset[int]
    begins: time
    ends: time
    repeat: Repeat = Repeat.WEEKLY
    every: int = 1
    nth: int = 1
    until: date | None = None
    count: int | None = None


@dataclass(frozen=True, order=True)
class Occurrence:
    """One time of a series, in UTC minutes, on the `day` it begins. `note` says in Danish when the clock made it another time than written."""

    start: int
    end: int
    day: date
    note: str = ""


def series_refused(series: Series) -> Refusal | None:
    """Why a series cannot be, or None."""
    if not series.weekdays or not series.weekdays <= set(range(7)):
        return Refusal("no_weekday", "Vælg mindst én ugedag.")
    if not 1 <= series.every <= MOST_EVERY:
        return Refusal("every", f"Vælg, om det er hver uge eller måned, hver anden, og så videre, højst hver {MOST_EVERY}.")
    if series.repeat is Repeat.MONTHLY and series.nth not in NTH:
        return Refusal("nth", "Vælg den første, anden, tredje, fjerde eller sidste ugedag i måneden.")
    if (series.until is None) == (series.count is None):
        return Refusal("no_end", "Vælg enten en sidste dag eller et antal gange.")
    if series.count is not None and not 1 <= series.count <= MOST_TIMES:
        return Refusal("count", f"Vælg et antal fra 1 til {MOST_TIMES} gange.")
    return times_refused(series)


def times_refused(series: Series) -> Refusal | None:
    """Why the times of a series that is otherwise whole cannot be: none, or more than can be planned at once."""
    if not FIRST_YEAR <= series.first.year <= LAST_YEAR - MOST_YEARS_AHEAD:
        return Refusal("first", "Vælg en første dag, der ligger nærmere.")
    if series.until and series.until < series.first:
        return Refusal("until", "Den sidste dag ligger før den første. Vælg en senere dag.")
    found = list(islice(days_of(series), MOST_TIMES + 1))
    if not found:
        return Refusal("none", "Der er ingen af de ugedage mellem den første og den sidste dag. Vælg en senere sidste dag.")
    if len(found) > MOST_TIMES:
        return Refusal("too_many", f"Det bliver flere end {MOST_TIMES} gange. Vælg en tidligere sidste dag; serien kan forlænges senere.")
    too_far = series.until and series.until > series.first + timedelta(days=MOST_DAYS_AHEAD)
    if too_far or (series.count and len(found) < series.count):
        return Refusal("too_far", f"Serien går over {MOST_YEARS_AHEAD} år frem. Vælg en tidligere slutning; den kan forlænges senere.")
    return None


def planned(series: Series) -> tuple[Occurrence, ...]:
    """All times of a series, in order. What would lie in the hour that is left out in spring is at the first time after it. Raises ValueError with
    the Danish reason for a series that cannot be."""
    refused = series_refused(series)
    if refused:
        raise ValueError(refused.text)
    return tuple(occurrence(series, day) for day in days_of(series))


def days_of(series: Series) -> Iterator[date]:
    """The days of a series, in order, until its end."""
    last = min(series.until or date.max, series.first + timedelta(days=MOST_DAYS_AHEAD))
    found = takewhile(lambda day: day <= last, weekly(series) if series.repeat is Repeat.WEEKLY else monthly(series))
    return islice((day for day in found if day >= series.first), series.count)


def weekly(series: Series) -> Iterator[date]:
    """Days of each nth week, from the Monday of the first week on."""
    monday = series.first - timedelta(days=series.first.weekday())
    for week in range(0, MOST_DAYS_AHEAD // 7 + series.every + 1, series.every):
        yield from (monday + timedelta(days=7 * week + weekday) for weekday in sorted(series.weekdays))


def monthly(series: Series) -> Iterator[date]:
    """The nth weekdays of each nth month, from the month of the first day on."""
    for number in range(0, MOST_DAYS_AHEAD // 28, series.every):
        years, month = divmod(series.first.month - 1 + number, 12)
        yield from sorted(nth_weekday(series.first.year + years, month + 1, weekday, series.nth) for weekday in series.weekdays)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth of a weekday in a month, 1 to 4, or -1 for the last."""
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7)
    if nth != LAST:
        return found + timedelta(weeks=nth - 1)
    return max(day for day in (found + timedelta(weeks=weeks) for weeks in range(5)) if day.month == month)


def occurrence(series: Series, day: date) -> Occurrence:
    """The series on one of its days. An hour that comes twice is meant the first time."""
    begin = datetime.combine(day, series.begins)
    end = datetime.combine(day if series.ends > series.begins else day + A_DAY, series.ends)
    start, finish = minutes(there(begin)), minutes(there(end))
    if finish <= start:
        # All of it was in the missing hour: as long as written, from where the clock has moved.
        finish = start + (end - begin) // A_MINUTE
    gone = [clock(wall) for wall in (begin, end) if not exists(wall)]
    note = f"Klokken {' og '.join(gone)} findes ikke den nat, for uret stilles frem. Tiden er flyttet tilsvarende." if gone else ""
    return Occurrence(start, finish, day, note)


@dataclass(frozen=True)
class Existing:
    """A shift of the series that is there already. `signed_up`: how many have said yes. `cancelled`: called off, and not to come back by itself."""

    id: int
    start: int
    end: int
    signed_up: int = 0
    cancelled: bool = False


@dataclass(frozen=True)
class Rematch:
    """What to do so that shifts follow a changed series. `keep`: as they are. `apart`: kept because people have said yes, though the series has another
    time now (or none, then None): talk to them. `move`: nobody has said yes yet. `cancel`: no longer in the series, and empty. `make`: new."""

    keep: tuple[int, ...]
    apart: tuple[tuple[int, Occurrence | None], ...]
    move: tuple[tuple[int, Occurrence], ...]
    cancel: tuple[int, ...]
    make: tuple[Occurrence, ...]


def rematch(series: Series, existing: Sequence[Existing], *, now: int) -> Rematch:
    """How the shifts of a series are fitted to it as it is now. What has begun is never touched and nothing is made in the past; what has the right time
    is kept; those with people take the nearest time of their week (or month), then the empty ones. Raises ValueError like `planned`."""
    free = [time for time in planned(series) if time.start >= now]
    coming = sorted((one for one in existing if one.start >= now), key=lambda one: (one.cancelled, one.start, one.end, not one.signed_up, one.id))
    keep = [one.id for one in existing if one.start < now]
    left: list[Existing] = []
    for one in coming:
        found = next((time for time in free if same(one, time)), None)
        if found:
            free.remove(found)
        if found or one.cancelled:
            keep.append(one.id)
        else:
            left.append(one)
    round_of = rounds(series)
    apart = tuple((one.id, take(one, free, round_of)) for one in left if one.signed_up)
    taken = [(one.id, take(one, free, round_of)) for one in left if not one.signed_up]
    move = tuple((id_, time) for id_, time in taken if time)
    return Rematch(tuple(sorted(keep)), apart, move, tuple(id_ for id_, time in taken if not time), tuple(free))


def same(one: Existing, time: Occurrence) -> bool:
    """True when a shift is that time of the series: a cancelled one stands for its day, so that it is not made again."""
    return day_of(one.start) == time.day if one.cancelled else (one.start, one.end) == (time.start, time.end)


def rounds(series: Series) -> Callable[[date], int]:
    """The number of the round a day lies in: each nth week, or each nth month, counted from that of the first day."""
    monday = series.first - timedelta(days=series.first.weekday())
    if series.repeat is Repeat.WEEKLY:
        return lambda day: (day - monday).days // (7 * series.every)
    return lambda day: (day.year * 12 + day.month - series.first.year * 12 - series.first.month) // series.every


def take(one: Existing, free: list[Occurrence], round_of: Callable[[date], int]) -> Occurrence | None:
    """The nearest free time in the round of a shift, which is then no longer free; None when there is none."""
    own = round_of(day_of(one.start))
    found = min((time for time in free if round_of(time.day) == own), key=lambda time: (abs(time.start - one.start), time.start), default=None)
    if found:
        free.remove(found)
    return found
