"""Statements people tick about their activity, each one fact with one value as content/law knows them. Few and plain: the full legal check asks more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """`key` stands in forms; `fact` and `value` are a fact of law and what the tick says of it."""

    key: str
    fact: str
    value: bool | str
    text: str


TICKS = (
    Tick("children", "children_under_15", True, "Der er børn under 15 år med"),
    Tick("homes", "home_visits", True, "Frivillige kommer i folks hjem"),
    Tick("keys", "keys", True, "Frivillige får nøgler eller koder til folks hjem"),
    Tick("people", "personal_data", True, "Nogen får oplysninger om bestemte personer"),
    Tick("sensitive", "sensitive_data", True, "Nogen får oplysninger om helbred eller andet følsomt"),
    Tick("food", "food", "regular", "Vi laver eller serverer mad for andre"),
    Tick("driving", "driving", "cost_covered", "Frivillige kører, og udgiften bliver dækket"),
    Tick("money", "money_handling", True, "Frivillige håndterer penge for andre"),
    Tick("medicine", "medicine", True, "Frivillige har med medicin at gøre"),
    Tick("care", "personal_care", True, "Frivillige hjælper med personlig pleje"),
    Tick("municipality", "volunteers_act_for", "municipality", "De frivillige hjælper på kommunens vegne"),
    Tick("substitute", "substitute", True, "En ansat skulle ellers have gjort det"),
    Tick("roster", "roster", True, "Der er en fast vagtplan, hvor man selv skaffer en afløser"),
    Tick("benefit", "volunteer_benefit", "unknown", "Nogle af de frivillige får måske dagpenge eller en anden ydelse"),
    Tick("payments", "payments", "receipts", "De frivillige får penge, for eksempel for udlæg"),
    Tick("premises", "municipal_premises", True, "Vi bruger kommunens lokaler"),
    Tick("grant", "municipal_money", "grant", "Kommunen giver tilskud"),
    Tick("training", "training_places", True, "Virksomheder tilbyder praktik eller læreplads"),
)


def facts_of(keys: Iterable[str]) -> dict[str, bool | str]:
    """The facts that ticked statements say; what is not ticked is not known."""
    chosen = set(keys)
    return {tick.fact: tick.value for tick in TICKS if tick.key in chosen}


def ticked(facts: Mapping[str, object]) -> list[str]:
    """The statements that these facts make true, as keys."""
    return [tick.key for tick in TICKS if facts.get(tick.fact) == tick.value]
