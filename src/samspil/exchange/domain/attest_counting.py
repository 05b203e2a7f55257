"""How often and how long somebody has been with children, and the day on which that reaches the limit of a rule.

The orders speak of "tilfælde" and of a period at a stretch without saying how to count days that follow on each other or a free weekend. We count so
that children are protected, and say LIKELY instead of SURE where another way of counting would give another day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from samspil.core.periods import danish_date
from samspil.exchange.domain.attest_rules import AttestRule
from samspil.exchange.domain.legal_notes import Certainty

A_DAY = timedelta(days=1)
WEEKEND = (5, 6)
# After so long a break another way of counting would begin anew.
LONG_BREAK = timedelta(days=183)


@dataclass(frozen=True, order=True)
class Stay:
    """Days with children, both included: one day for a shift, several for a camp."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a stay ends before it begins")


@dataclass(frozen=True)
class Reached:
    """The day on which a limit is reached, what was reached in Danish, and how sure the counting is."""

    day: date
    why: str
    certainty: Certainty


def reached(stays: Iterable[Stay], rule: AttestRule) -> Reached | None:
    """The first day on which somebody who does not come steadily has been there so often or so long that a certificate is needed, or None."""
    found = sorted(stays)
    days = days_of(found)
    limits = [limit for limit in (often(found, days, rule), long(days, rule)) if limit]
    return min(limits, key=lambda limit: (limit.day, limit.certainty != Certainty.SURE), default=None)


def days_of(stays: Iterable[Stay]) -> list[date]:
    """Every day somebody was there, once, in order."""
    return sorted({stay.first + timedelta(days=number) for stay in stays for number in range((stay.last - stay.first).days + 1)})


def often(stays: Sequence[Stay], days: Sequence[date], rule: AttestRule) -> Reached | None:
    """Being there at least so many times over more than so many months, counted from the first day of all."""
    if not days:
        return None
    after = months_later(days[0], rule.months)
    day = next((day for number, day in enumerate(days, 1) if day > after and number >= rule.times), None)
    if day is None:
        return None
    until = [one for one in days if one <= day]
    apart = 1 + sum(later - earlier > A_DAY for earlier, later in pairwise(until))
    breaks = max((later - earlier for earlier, later in pairwise(until)), default=A_DAY)
    sure = apart >= rule.times and breaks <= LONG_BREAK
    why = f"mindst {rule.times} gange over mere end {rule.months} måneder, fra {danish_date(days[0])} til {danish_date(day)}"
    return Reached(day, why, Certainty.SURE if sure else Certainty.LIKELY)


def long(days: Sequence[date], rule: AttestRule) -> Reached | None:
    """Being there at a stretch for more than so many weeks; a weekend off does not break it, but then it is only likely."""
    whole, bridged = (stretch_reached(days, rule, bridge=bridge) for bridge in (False, True))
    found = min((day for day in (whole, bridged) if day), default=None)
    if found is None:
        return None
    weeks = f"{rule.weeks_in_a_row} uge{'r' * (rule.weeks_in_a_row != 1)}"
    return Reached(found, f"mere end {weeks} i træk frem til {danish_date(found)}", Certainty.SURE if found == whole else Certainty.LIKELY)


def stretch_reached(days: Sequence[date], rule: AttestRule, *, bridge: bool) -> date | None:
    """The first day of being there that lies more than so many weeks into a stretch."""
    begun = before = None
    for day in days:
        if before is None or not (day - before == A_DAY or (bridge and only_weekend(before, day))):
            begun = day
        before = day
        if begun is not None and day - begun >= timedelta(weeks=rule.weeks_in_a_row):
            return day
    return None


def only_weekend(before: date, day: date) -> bool:
    """True when nothing but days of a weekend lie between two days."""
    between = [before + timedelta(days=number) for number in range(1, min((day - before).days, len(WEEKEND) + 2))]
    return all(one.weekday() in WEEKEND for one in between)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - A_DAY).day
    return date(year, month, min(day.day, last))
