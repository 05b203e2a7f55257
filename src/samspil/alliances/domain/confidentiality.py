"""Confidentiality that a public party imposes on a named person outside the administration: how it stands, and when it goes.

The words the person reads, and what they rest on, are law's (samspil.law.domain.confidentiality).
"""

from datetime import date, timedelta
from enum import StrEnum

# How long a row is kept after it ended, and one that nobody confirmed. Our choice, told on the page.
KEPT_AFTER_END = timedelta(days=3 * 365)
KEPT_UNCONFIRMED = timedelta(days=180)


class ImpositionState(StrEnum):
    """How an imposition stands. ASKED: sent, not confirmed. CONFIRMED: the person has read it and said so. ENDED: nothing new falls under it."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    ENDED = "ended"


IMPOSITION_DA = {ImpositionState.ASKED: "Har ikke bekræftet endnu", ImpositionState.CONFIRMED: "Har læst og bekræftet", ImpositionState.ENDED: "Hørt op"}


def standing_of(confirmed: bool, ended: date | None, today: date) -> ImpositionState:
    """How it stands on a day; one that ends later holds until then."""
    if ended and ended <= today:
        return ImpositionState.ENDED
    return ImpositionState.CONFIRMED if confirmed else ImpositionState.ASKED


def deleted_on(imposed: date, confirmed: bool, ended: date | None) -> date | None:
    """The day the row goes; None while a confirmed one still holds."""
    if ended:
        return ended + KEPT_AFTER_END
    return None if confirmed else imposed + KEPT_UNCONFIRMED
