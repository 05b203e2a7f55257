"""When somebody can, in minutes: the windows of a pattern between two days, and whether a task fits it.

A slot is a clock on a wall, so it is read day by day: where the clock goes forward it begins or ends with the first minute there is, and where an
hour comes twice both are in it. The model is in weekly_model.py, plain data in weekly_reading.py, the words in weekly_telling.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from samspil.core.periods import Period
from samspil.exchange.domain.matching.clocks import minutes
from samspil.exchange.domain.matching.model import Window, merged
from samspil.exchange.domain.wall_clock import A_MINUTE, day_of, midnight, there
from samspil.exchange.domain.weekly_model import WHOLE_WEEK, Absence, Pattern, Slot
from samspil.exchange.domain.weekly_telling import each_week, groups, joined, told, told_absence

MOST_DAYS = 800
A_DAY = timedelta(days=1)


class Fit(StrEnum):
    """YES: the person has said this time. MAYBE: it can be, so ask. NO: not by what the person has said."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True)
class Fitting:
    """Whether a time fits, and why, to stand within a sentence ("passer til onsdag aften")."""

    fit: Fit
    reason: str


def windows(pattern: Pattern, first: date, last: date, holidays: Sequence[Period] | None = None, *, sure_only: bool = False) -> tuple[Window, ...]:
    """Free time in UTC minutes, in order and apart, from the midnight that begins `first` to slots that begin on `last` (they may end on the next
    day). With everything that can be asked about, or with `sure_only` what was said outright. `holidays` are the school holidays of the place,
    None when nobody knows them: then nothing of a person who can in holidays alone is sure. Raises ValueError above 800 days."""
    if (last - first).days >= MOST_DAYS:
        raise ValueError(f"more than {MOST_DAYS} days of windows")
    found = [window for day in days(first - A_DAY, last) for window in of_day(pattern, day, holidays, sure_only=sure_only)]
    before = (0, midnight(first))
    return without(merged(tuple(found)), [before, *(away_window(away) for away in pattern.absent)])


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def of_day(pattern: Pattern, day: date, holidays: Sequence[Period] | None, *, sure_only: bool) -> list[Window]:
    """The windows that begin on a day, absences not yet taken out."""
    if pattern.holidays_only and holidays is not None and not any(period.holds(day) for period in holidays):
        return []
    slots = sure_slots(pattern, holidays) if sure_only else (*pattern.weekly, *loose_slots(pattern))
    found = (window_of(day, slot) for slot in slots if slot.weekday == day.weekday())
    return [(start, end) for start, end in found if start < end]


def sure_slots(pattern: Pattern, holidays: Sequence[Period] | None) -> tuple[Slot, ...]:
    """What was said outright; nothing while it is not known when the holidays are that it depends on."""
    return () if pattern.holidays_only and holidays is None else pattern.weekly


def loose_slots(pattern: Pattern) -> tuple[Slot, ...]:
    """What can be asked about."""
    any_time = pattern.flexible or (pattern.holidays_only and not (pattern.weekly or pattern.now_and_then))
    return (*pattern.now_and_then, *(WHOLE_WEEK if any_time else ()))


def window_of(day: date, slot: Slot) -> Window:
    """A slot on a day; empty when all of it is in the hour that is left out in spring."""
    begin = datetime.combine(day, time())
    return minutes(there(begin + slot.start * A_MINUTE)), minutes(there(begin + slot.end * A_MINUTE), second=True)


def away_window(away: Absence) -> Window:
    """All of the days away."""
    return midnight(away.first), midnight(away.last + A_DAY)


def without(free: Iterable[Window], taken: Iterable[Window]) -> tuple[Window, ...]:
    """Windows with others cut out of them; both in any order, `free` apart from each other."""
    left = sorted(free)
    for begin, finish in taken:
        pieces = [piece for start, end in left for piece in ((start, min(end, begin)), (max(start, finish), end))]
        left = [(start, end) for start, end in pieces if start < end]
    return tuple(left)


def fits(pattern: Pattern, start: int, end: int, holidays: Sequence[Period] | None = None) -> Fitting:
    """Whether a task from minute `start` to minute `end` fits what a person has said. NO is never a refusal: who asks, may ask anyway.
    Raises ValueError like `windows`."""
    away = away_at(pattern, start, end)
    if away:
        return Fitting(Fit.NO, f"er væk {told_absence(away)}")
    first, last = day_of(start) - A_DAY, day_of(end)
    if holds(windows(pattern, first, last, holidays, sure_only=True), start, end):
        return Fitting(Fit.YES, f"passer til {told_at(pattern.weekly, start, end)}")
    if holds(windows(pattern, first, last, holidays), start, end):
        return Fitting(Fit.MAYBE, why_maybe(pattern, start, end, holidays))
    return Fitting(Fit.NO, f"kan {told(pattern)}" if not pattern.says_nothing else "har ikke sagt, hvornår det kan være")


def away_at(pattern: Pattern, start: int, end: int) -> Absence | None:
    """The first stretch of days away that a time lies in, whole or in part; None when there is none."""
    return next((one for one in sorted(set(pattern.absent)) if start < away_window(one)[1] and away_window(one)[0] < end), None)


def holds(free: Iterable[Window], start: int, end: int) -> bool:
    """True when one window holds all of it."""
    return any(begin <= start and end <= finish for begin, finish in free)


def at(slots: Iterable[Slot], start: int, end: int) -> list[Slot]:
    """The slots that a time from `start` to `end` lies in, whole or in part."""
    span = list(days(day_of(start) - A_DAY, day_of(end)))
    touched = {slot for slot in slots for day in span if slot.weekday == day.weekday() and window_of(day, slot)[0] < end and start < window_of(day, slot)[1]}
    return sorted(touched)


def told_at(slots: Iterable[Slot], start: int, end: int) -> str:
    """The slots of a time in words."""
    return joined(each_week(at(slots, start, end)))


def why_maybe(pattern: Pattern, start: int, end: int, holidays: Sequence[Period] | None) -> str:
    """Why a time can be asked about."""
    if pattern.holidays_only:
        return "kan kun i ferierne: spørg, om det er en" if holidays is None else "kan i ferien: spørg først"
    now_and_then = groups(at(pattern.now_and_then, start, end), "eller")
    return f"kan en {joined(now_and_then)} i ny og næ: spørg først" if now_and_then else "er fleksibel: spørg først"
