"""How sure a legal statement is."""

from enum import StrEnum


class Certainty(StrEnum):
    """SURE: the provision's own words were read. LIKELY: an authority's guidance or several sources. UNCLEAR: not checked. PRACTICE: how others do."""

    SURE = "sure"
    LIKELY = "likely"
    UNCLEAR = "unclear"
    PRACTICE = "practice"


DANISH = {Certainty.SURE: "Høj", Certainty.LIKELY: "Middel", Certainty.UNCLEAR: "Lav", Certainty.PRACTICE: "Praksis"}
MEANING = {
    Certainty.SURE: "Vi har læst bestemmelsen i loven.",
    Certainty.LIKELY: "Vi har det fra en myndigheds vejledning eller flere kilder, der siger det samme.",
    Certainty.UNCLEAR: "Det er ikke kontrolleret. Spørg, før I retter jer efter det.",
    Certainty.PRACTICE: "Sådan gør man mange steder. Det er ikke et krav i loven.",
}
DOTS = {Certainty.SURE: 3, Certainty.LIKELY: 2, Certainty.UNCLEAR: 1, Certainty.PRACTICE: 0}
