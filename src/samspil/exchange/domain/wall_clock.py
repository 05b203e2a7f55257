"""Clocks on a wall and days of the calendar, as minutes: what weeks and series share."""

from datetime import date, datetime, time, timedelta

from samspil.exchange.domain.matching.clocks import exists, local, minutes

A_MINUTE = timedelta(minutes=1)


def there(wall: datetime) -> datetime:
    """The time itself, or in the hour that is left out in spring the first time after it."""
    while not exists(wall):
        wall += A_MINUTE
    return wall


def midnight(day: date) -> int:
    """The minute a day begins."""
    return minutes(datetime.combine(day, time()))


def day_of(minute: int) -> date:
    """The Danish day of a minute."""
    return local(minute).date()
