"""A need from the first draft until it is met or over."""

from datetime import date, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step


class NeedState(StrEnum):
    """DRAFT: only those who wrote it see it. OPEN: people can say yes. FULL: all seats are taken; a waiting list goes on. CLOSED: met or over.
    CANCELLED: called off, and those who had said yes are told."""

    DRAFT = "draft"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OWNER, SYSTEM = "owner", "system"
LIFECYCLE = Lifecycle(
    NeedState.DRAFT,
    [
        Step(NeedState.DRAFT, "change", NeedState.DRAFT, (OWNER,)),
        Step(NeedState.DRAFT, "publish", NeedState.OPEN, (OWNER,)),
        Step(NeedState.DRAFT, "close", NeedState.CLOSED, (OWNER,)),
        Step(NeedState.OPEN, "change", NeedState.OPEN, (OWNER,)),
        Step(NeedState.OPEN, "fill", NeedState.FULL, (SYSTEM,)),
        Step(NeedState.OPEN, "close", NeedState.CLOSED, (OWNER, SYSTEM)),
        Step(NeedState.OPEN, "cancel", NeedState.CANCELLED, (OWNER,)),
        Step(NeedState.FULL, "change", NeedState.FULL, (OWNER,)),
        Step(NeedState.FULL, "free", NeedState.OPEN, (SYSTEM,)),
        Step(NeedState.FULL, "close", NeedState.CLOSED, (OWNER, SYSTEM)),
        Step(NeedState.FULL, "cancel", NeedState.CANCELLED, (OWNER,)),
        Step(NeedState.CLOSED, "publish", NeedState.OPEN, (OWNER,)),
        Step(NeedState.CANCELLED, "publish", NeedState.OPEN, (OWNER,)),
    ],
)
STATE_DA = {
    NeedState.DRAFT: "Kladde",
    NeedState.OPEN: "Søger",
    NeedState.FULL: "Alle pladser er taget",
    NeedState.CLOSED: "Afsluttet",
    NeedState.CANCELLED: "Aflyst",
}
SHOWN = frozenset({NeedState.OPEN, NeedState.FULL})
MOST_SEATS = 500
# Without a day of its own a need is asked about again after this long, so that nobody answers what was met long ago.
HOLDS_DAYS, LONGEST_DAYS = 91, 366


# A rule of Samspil's own: in homes, and alone with one person, one is an adult.
ADULT = 18


def age_limit(min_age: int | None, *, unnamed: bool, home_visits: bool) -> int:
    """How old one must be; 0 when age does not matter. `unnamed`: it is for one person, who is not told of before both have said yes."""
    return max(min_age or 0, ADULT if unnamed or home_visits else 0)


def last_day(today: date, wanted: date | None) -> date:
    """The last day a need stands: as wanted, a quarter of a year where nothing is said, and never beyond a year."""
    return min(wanted or today + timedelta(days=HOLDS_DAYS), today + timedelta(days=LONGEST_DAYS))
