"""Moments as all clocks mean them, and the night hours (22 to 7, Danish time) in which nobody is asked unless they chose so."""

from datetime import UTC, datetime, timedelta

from samspil.exchange.domain.matching.clocks import DAYS, ZONE, clock

NIGHT_BEGINS, NIGHT_ENDS = 22, 7


def moment(time: datetime) -> datetime:
    """The same moment in UTC, so that a difference is real time also when the clock is moved. Raises ValueError for a time without zone."""
    if time.tzinfo is None:
        raise ValueError("a time has no zone")
    return time.astimezone(UTC)


def is_night(time: datetime) -> bool:
    """True from 22.00 up to 7.00, Danish time."""
    hour = moment(time).astimezone(ZONE).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def by_day(time: datetime) -> datetime:
    """The moment itself by day, at night 7.00 the morning after; in UTC."""
    if not is_night(time):
        return moment(time)
    local = moment(time).astimezone(ZONE)
    morning = local.date() + timedelta(days=local.hour >= NIGHT_BEGINS)
    return datetime(morning.year, morning.month, morning.day, NIGHT_ENDS, tzinfo=ZONE).astimezone(UTC)


def told_moment(time: datetime) -> str:
    """A day and an hour near by, as people say it: "onsdag den 25. kl. 17.30"."""
    local = moment(time).astimezone(ZONE)
    return f"{DAYS[local.weekday()]} den {local.day}. kl. {clock(local)}"
