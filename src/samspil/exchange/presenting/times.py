"""When a shift is, in words."""

from datetime import datetime

from django.utils.timezone import localtime

from samspil.exchange.domain.matching.clocks import DAYS, clock, day
from samspil.exchange.models import Shift


def time_of(shift: Shift) -> str:
    """Its time in words: Tirsdag den 24. november kl. 17.30–19.30."""
    return told_time(shift.starts_at, shift.ends_at)


def told_time(first: datetime, last: datetime) -> str:
    """A time in words."""
    begins, ends = localtime(first), localtime(last)
    return f"{DAYS[begins.weekday()].capitalize()} den {day(begins)} kl. {clock(begins)}–{clock(ends)}"
