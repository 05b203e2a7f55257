"""An offer from when it is written until it is over; and who sees it meanwhile."""

from datetime import date, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.exchange.domain.words import AgeGroup


class OfferState(StrEnum):
    """UNCONFIRMED: written without an account, waits for a yes from the address. OPEN: can be used. PAUSED: its owner wants peace for a while.
    ENDED: its owner took it back. EXPIRED: its last day went by without anybody saying that it still holds."""

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    PAUSED = "paused"
    ENDED = "ended"
    EXPIRED = "expired"


OWNER, ADDRESS, SYSTEM = "owner", "address", "system"
LIFECYCLE = Lifecycle(
    OfferState.UNCONFIRMED,
    [
        Step(OfferState.UNCONFIRMED, "confirm", OfferState.OPEN, (ADDRESS,)),
        Step(OfferState.OPEN, "change", OfferState.OPEN, (OWNER,)),
        Step(OfferState.OPEN, "pause", OfferState.PAUSED, (OWNER,)),
        Step(OfferState.OPEN, "end", OfferState.ENDED, (OWNER,)),
        Step(OfferState.OPEN, "expire", OfferState.EXPIRED, (SYSTEM,)),
        Step(OfferState.PAUSED, "change", OfferState.PAUSED, (OWNER,)),
        Step(OfferState.PAUSED, "resume", OfferState.OPEN, (OWNER,)),
        Step(OfferState.PAUSED, "end", OfferState.ENDED, (OWNER,)),
        Step(OfferState.PAUSED, "expire", OfferState.EXPIRED, (SYSTEM,)),
        Step(OfferState.EXPIRED, "resume", OfferState.OPEN, (OWNER,)),
        Step(OfferState.EXPIRED, "end", OfferState.ENDED, (OWNER,)),
        Step(OfferState.ENDED, "resume", OfferState.OPEN, (OWNER,)),
    ],
)
STATE_DA = {
    OfferState.UNCONFIRMED: "Venter på bekræftelse",
    OfferState.OPEN: "Åbent",
    OfferState.PAUSED: "På pause",
    OfferState.ENDED: "Taget tilbage",
    OfferState.EXPIRED: "Udløbet",
}
# House rules: what nobody confirms goes after two weeks; half a year is as long as most people can speak for.
CONFIRM_DAYS, HOLDS_DAYS, LONGEST_DAYS = 14, 182, 366


def last_day(today: date, wanted: date | None) -> date:
    """Until when an offer stands: as wanted, half a year where nothing is said, and never beyond a year."""
    return min(wanted or today + timedelta(days=HOLDS_DAYS), today + timedelta(days=LONGEST_DAYS))


def audience_of(*, by_organisation: bool, confirmed: bool, age: AgeGroup | str) -> str:
    """Who finds an open offer in lists and search. An organisation's is for everybody once it is confirmed; an adult's for those logged in, without
    a name; a minor's for nobody: those who place people ask for it at their desk."""
    if by_organisation:
        return "public" if confirmed else "nobody"
    return "person" if age == AgeGroup.ADULT else "nobody"
