"""Confidentiality that a public party imposes on a named person outside the administration: what the person reads, and how it stands.

The words and what they rest on are law's (samspil.law.domain.confidentiality).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samspil.law.domain.confidentiality import imposed_text

# The text's own number: what somebody has confirmed is kept as it was, whatever we write later.
TEXT = 1
# How long a row is kept after it ended, and one that nobody confirmed. Our choice, told on the page.
KEPT_AFTER_END = timedelta(days=3 * 365)
KEPT_UNCONFIRMED = timedelta(days=180)


class ImpositionState(StrEnum):
    """How an imposition stands. ASKED: sent, not confirmed. CONFIRMED: the person has read it and said so. ENDED: nothing new falls under it."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    ENDED = "ended"


IMPOSITION_DA = {ImpositionState.ASKED: "Har ikke bekræftet endnu", ImpositionState.CONFIRMED: "Har læst og bekræftet", ImpositionState.ENDED: "Hørt op"}


@dataclass(frozen=True)
class Imposed:
    """What the text is made of: who imposes, in which alliance, on whom, about what (people's own words), and on which day."""

    public: str
    alliance: str
    name: str
    about: str
    day: str


def text_of(imposed: Imposed) -> list[str]:
    """The text in paragraphs, as the person reads and confirms it."""
    return imposed_text(imposed.public, f"alliancen »{imposed.alliance}«", imposed.name, imposed.about, imposed.day)


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
