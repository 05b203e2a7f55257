"""What an agreement says of the hard days: leaving, disagreeing, conflicts of interest, confidentiality and data.

Standard sentences stand until others are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DataRole(StrEnum):
    """Who answers for what is known of people (the General Data Protection Regulation, article 4, no. 7, and article 26).

    NONE: nobody is told anything of persons. OWN: each party for what it keeps itself. SINGLE: one of the parties. JOINT: several decide together why and how.
    """

    NONE = "none"
    OWN = "own"
    SINGLE = "single"
    JOINT = "joint"


DATA_ROLE_DA = {
    DataRole.NONE: "Ingen får oplysninger om bestemte personer",
    DataRole.OWN: "Hver part svarer for de oplysninger, den selv har",
    DataRole.SINGLE: "Én part er dataansvarlig",
    DataRole.JOINT: "Parterne er fælles dataansvarlige",
}
# What follows; "fælles formål" alone makes nobody jointly responsible (article 26, paragraph 1: what the parties in fact decide together).
DATA_ROLE_MEANS = {
    DataRole.NONE: "Får nogen alligevel brug for oplysninger, ændrer I aftalen først.",
    DataRole.OWN: "Oplysninger gives kun videre, når der er hjemmel til det.",
    DataRole.SINGLE: "De andre bruger kun oplysninger efter aftale med den.",
    DataRole.JOINT: "I aftaler, hvem der svarer borgeren, og fortæller borgeren det (databeskyttelsesforordningens artikel 26).",
}


@dataclass(frozen=True)
class Terms:
    """The terms in force unless others are written. `data_party` is the id of the party that answers for data, when one does; `review_on` is the day
    the parties look at the agreement again, or None: when it ends. `imposed`: the public party imposes confidentiality on persons by name."""

    review_on: date | None = None
    data_role: DataRole | None = None
    data_party: int | None = None
    exit_citizens: str = "Ingen borger står uden hjælp fra den ene dag til den anden. Parterne aftaler en dato og siger det til borgerne i god tid."
    exit_volunteers: str = "De frivillige hører det først, får tak for det, de har gjort, og vælger selv, om de vil fortsætte hos en af de andre."
    exit_data: str = "Oplysninger om personer slettes eller gives tilbage til den, de kom fra."
    exit_things: str = "Nøgler, udstyr og penge gives tilbage, og regnskabet gøres op."
    disputes: str = "Er parterne uenige, taler de sammen inden for 14 dage. Hjælper det ikke, mødes deres ledere."
    conflicts: str = "Den, der selv eller gennem familie har fordel af en beslutning, siger det og er ikke med til at træffe den."
    confidentiality: str = "Det, man får at vide om mennesker, bliver i alliancen."
    imposed: bool = False

    @property
    def written(self) -> Mapping[str, str]:
        """The sentences, by name."""
        return {name: getattr(self, name) for name in TERM_DA}


STANDARD = Terms()
TERM_DA = {
    "exit_citizens": "Borgerne, når en part går ud, eller alliancen slutter",
    "exit_volunteers": "De frivillige",
    "exit_data": "Oplysninger",
    "exit_things": "Nøgler, udstyr og penge",
    "disputes": "Når vi er uenige",
    "conflicts": "Når nogen har en særlig interesse",
    "confidentiality": "Det, vi hører om mennesker",
}


IMPOSED = "Kommunen pålægger de personer tavshedspligt ved navn, som får fortrolige oplysninger."


def data_in_words(role: DataRole | None, party: str) -> str:
    """Who answers for data, with the name of the party that does alone; "" when it is not decided."""
    if role is None:
        return ""
    who = f"{party} er dataansvarlig" if role is DataRole.SINGLE and party else DATA_ROLE_DA[role]
    return f"{who}. {DATA_ROLE_MEANS[role]}"
