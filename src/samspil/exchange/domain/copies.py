"""A roster that was, as the pattern of one that comes: the same shifts on the same weekdays by the clock, whole weeks later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from samspil.exchange.domain.series import Occurrence, Series, planned


@dataclass(frozen=True)
class Written:
    """A shift as it stands in a roster; times are Danish wall clock. Who had it is no part of it."""

    role: str
    seats: int
    begins: datetime
    ends: datetime
    requires: tuple[str, ...] = ()
    note: str = ""


def weeks_between(first: datetime, wanted: datetime) -> int:
    """From the week of one time to the week of another, in whole weeks; below zero when it lies before."""
    mondays = [day.date() - timedelta(days=day.weekday()) for day in (first, wanted)]
    return (mondays[1] - mondays[0]).days // 7


def copied(shifts: Iterable[Written], weeks: int) -> list[tuple[Written, Occurrence]]:
    """Each shift with its new time, in the order of time. What would lie in the hour that is left out in spring is at the first time after it."""
    found = [(shift, moved(shift, weeks)) for shift in shifts]
    return sorted(found, key=lambda one: (one[1], one[0].role))


def moved(shift: Written, weeks: int) -> Occurrence:
    """The time of a shift so many weeks later."""
    day = shift.begins.date() + timedelta(weeks=weeks)
    return planned(Series(day, frozenset({day.weekday()}), shift.begins.time(), shift.ends.time(), count=1))[0]
