"""Ending well: what the parties said would happen when it ends, whether it has, where the task goes on, and what is still unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Exit(StrEnum):
    """Whom or what an ending touches; each has its sentence among the terms."""

    CITIZENS = "citizens"
    VOLUNTEERS = "volunteers"
    DATA = "data"
    THINGS = "things"


class Onward(StrEnum):
    """What becomes of the task. ENDS: it is solved, or nobody takes it on. OPERATION: a party takes it into its ordinary work.
    OTHER: an organisation outside the alliance takes it over."""

    ENDS = "ends"
    OPERATION = "operation"
    OTHER = "other"


EXIT_DA = {
    Exit.CITIZENS: "Borgerne",
    Exit.VOLUNTEERS: "De frivillige",
    Exit.DATA: "Oplysninger om mennesker",
    Exit.THINGS: "Nøgler, udstyr og penge",
}
ONWARD_DA = {
    Onward.ENDS: "Opgaven er løst, eller den hører op",
    Onward.OPERATION: "En af parterne fører den videre i sin almindelige drift",
    Onward.OTHER: "En anden organisation fører den videre",
}
# Behind "Der er ikke sagt, …".
UNSAID_DA = {
    Exit.CITIZENS: "hvad der sker med borgerne",
    Exit.VOLUNTEERS: "hvad der sker med de frivillige",
    Exit.DATA: "hvad der sker med oplysninger om mennesker",
    Exit.THINGS: "hvad der sker med nøgler, udstyr og penge",
}
NO_ONWARD_DA, NO_REASONS_DA = "hvor opgaven går hen", "hvorfor et tilsagn ikke blev holdt"


@dataclass(frozen=True)
class Settled:
    """One of the exits: whether it is in place, and who saw to it."""

    done: bool = False
    by: str = ""


@dataclass(frozen=True)
class Farewell:
    """What the parties have said of the ending so far. `onward_to` is who takes the task on, or ""."""

    exits: Mapping[Exit, Settled] = field(default_factory=dict)
    onward: Onward | None = None
    onward_to: str = ""


def unsaid(farewell: Farewell, *, unexplained: int = 0) -> list[str]:
    """What is not said yet, in Danish, behind "Der er ikke sagt, …". `unexplained`: commitments that were neither kept nor given a reason."""
    exits = [UNSAID_DA[one] for one in Exit if not farewell.exits.get(one, Settled()).done]
    onward = [] if farewell.onward else [NO_ONWARD_DA]
    return exits + onward + ([NO_REASONS_DA] if unexplained else [])


def why_not_written(farewell: Farewell) -> str:
    """Why it cannot be kept like that, in Danish; "" when it can."""
    for one, settled in farewell.exits.items():
        if settled.done and not settled.by.strip():
            return f"Skriv, hvem der sørgede for det: {EXIT_DA[one].lower()}. Skriv »ikke noget hos os«, hvis det ikke gælder jer."
    if farewell.onward in {Onward.OPERATION, Onward.OTHER} and not farewell.onward_to.strip():
        return "Skriv, hvem der fører opgaven videre."
    return ""


def continued_with(farewell: Farewell) -> str:
    """Who takes the task on; "" when nobody does."""
    return farewell.onward_to.strip() if farewell.onward in {Onward.OPERATION, Onward.OTHER} else ""
