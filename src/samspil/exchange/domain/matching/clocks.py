"""Danish local times as minutes: midnight, the hour that is missing in spring and the hour that comes twice in autumn."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from samspil.exchange.domain.matching.model import Window

ZONE = ZoneInfo("Europe/Copenhagen")
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1990, 2100
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december")


class BadTime(ValueError):
    """A time that is refused, in Danish."""


def written(value: object) -> datetime:
    """A local time as it is written, without zone."""
    if isinstance(value, str) and WRITTEN.fullmatch(value):
        try:
            time = datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= time.year <= LAST_YEAR:
                return time
    raise BadTime(f'tidspunktet {value!r} skal skrives som "2026-11-23T17:30", dansk tid.')


def minutes(time: datetime, *, second: bool = False) -> int:
    """Minutes since 1970 in UTC; in the hour that comes twice the first of the two, unless the second is asked for."""
    return int(time.replace(tzinfo=ZONE, fold=int(second)).astimezone(UTC).timestamp()) // 60


def local(minute: int) -> datetime:
    """The Danish local time of a minute."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(ZONE)


def exists(time: datetime) -> bool:
    """False for a time in the hour that is left out in spring."""
    return local(minutes(time)).replace(tzinfo=None, fold=0) == time


def task_times(start: object, end: object) -> Window:
    """When a task begins and ends. A time that comes twice is the first one, unless the task would then end before it begins."""
    first, last = written(start), written(end)
    for time in (first, last):
        if not exists(time):
            raise BadTime(f"klokken {clock(time)} den {day(time)} findes ikke: uret stilles frem den nat.")
    begins, ends = minutes(first), minutes(last)
    if ends <= begins:
        ends = minutes(last, second=True)
    if ends <= begins:
        raise BadTime(f"slutter {told(last)}, men begynder {told(first)}. Går opgaven over midnat, så skriv den næste dato.")
    return begins, ends


def window(start: object, end: object) -> Window:
    """A stretch of free time: both hours when an hour comes twice, and from when the clock has moved when an hour is missing."""
    first, last = written(start), written(end)
    begins, ends = minutes(first), minutes(last, second=True)
    if last < first:
        raise BadTime(f"er ledig til {told(last)}, men fra {told(first)}. Går tiden over midnat, så skriv den næste dato.")
    return begins, max(begins, ends)


def day(time: datetime) -> str:
    """23. november 2026."""
    return f"{time.day}. {MONTHS[time.month - 1]} {time.year}"


def clock(time: datetime) -> str:
    """17.30."""
    return f"{time.hour:02}.{time.minute:02}"


def told(time: datetime) -> str:
    """Mandag den 23. november 2026 kl. 17.30, with a small first letter."""
    return f"{DAYS[time.weekday()]} den {day(time)} kl. {clock(time)}"


def told_stretch(start: int, end: int) -> str:
    """A task's time: mandag den 23. november 2026 kl. 17.30-19.30; the second date only when it is another day."""
    first, last = local(start), local(end)
    return f"{told(first)}–{clock(last)}" if first.date() == last.date() else f"{told(first)} til {told(last)}"
