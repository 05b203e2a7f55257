"""Confidentiality that a public party imposes on a named person outside the administration: what the person reads, and how it stands.

Basis, as far as it was read: forvaltningsloven (LBK 433 of 22 April 2014) § 27, paragraphs 1, 6 and 7; straffeloven (LBK 1294 of 7 November 2025)
§§ 152, 152 a and 152 c-152 f; barnets lov (LBK 282 of 2025) § 135. What was not read is said as such to whoever reads the text.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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
SOURCES_DA = (
    "Forvaltningsloven § 27, stk. 1, 6 og 7 (lovbekendtgørelse 433 af 22. april 2014).",
    "Straffeloven §§ 152 og 152 c-152 f (lovbekendtgørelse 1294 af 7. november 2025).",
    "Barnets lov § 135 om at underrette (lovbekendtgørelse 282 fra 2025).",
)
NOT_READ_DA = "Forvaltningsloven er ændret siden 2014. Vi har ikke set, at § 27 er ændret, men spørg kommunens jurist, hvis meget afhænger af det."


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
    return [
        f"{imposed.public} pålægger {imposed.name} tavshedspligt i alliancen »{imposed.alliance}« fra den {imposed.day}.",
        f"Pålægget gælder fortrolige oplysninger om dette: {imposed.about.rstrip('.')}. Fortroligt er blandt andet, hvad du får at vide om andres "
        "private forhold, også deres økonomi.",
        "Du må ikke give oplysningerne videre til nogen, der ikke har ret til at kende dem. Du må heller ikke bruge dem til andet end opgaven. "
        f"Er du i tvivl, så spørg {imposed.public}, før du siger noget.",
        "Tavshedspligten hører ikke op, fordi opgaven gør det. Det, du har fået at vide, skal du også tie om bagefter.",
        "Den, der bryder tavshedspligten, kan straffes med bøde eller fængsel i indtil seks måneder. Sker det for vindings skyld, eller er der skærpende "
        "forhold, kan straffen være fængsel i indtil to år.",
        "Tavshedspligten hindrer dig ikke i at sige det, du har pligt til at sige. Er du bekymret for et barn, skal du stadig underrette kommunen. "
        "Den gælder heller ikke, når du med rette varetager en klar almen interesse eller dit eget eller andres tarv.",
    ]


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
