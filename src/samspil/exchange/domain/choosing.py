"""When somebody who looks can, from the few boxes they ticked: stretches of the next weeks."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.words import When

# How far ahead somebody who looks plans; what lies later is shown to whoever ticks nothing.
DAYS_AHEAD = 90
MORNING, EVENING, NIGHT = time(7), time(17), time(23)
STRETCHES = {When.DAY: (MORNING, EVENING), When.EVENING: (EVENING, NIGHT), When.WEEKEND: (MORNING, NIGHT)}
SATURDAY = 5
Free = tuple[tuple[datetime, datetime], ...]


def free_of(whens: Collection[str], now: datetime) -> Free | None:
    """The free times that the boxes mean, Danish time; None where they leave nothing out: no box, or one that says "any time"."""
    chosen = {when for when in STRETCHES if when in whens}
    if not chosen or When.FLEXIBLE in whens:
        return None
    first = now.astimezone(ZONE).date()
    return tuple(stretch for number in range(DAYS_AHEAD) for stretch in of_day(first + timedelta(days=number), chosen))


def of_day(day: date, chosen: Collection[When]) -> Free:
    """The free times of one day."""
    mine = {When.WEEKEND} if day.weekday() >= SATURDAY else {When.DAY, When.EVENING}
    return tuple(
        (datetime.combine(day, STRETCHES[when][0], ZONE), datetime.combine(day, STRETCHES[when][1], ZONE))
        for when in (When.DAY, When.EVENING, When.WEEKEND)
        if when in mine and when in chosen
    )
