"""Whose turn it is: what one party can do for an alliance now, in few words. Less than domain/missing.py, and cheap enough for a list of many."""

from dataclasses import dataclass

from samspil.alliances.domain.lifecycle import IN_FORCE, OPEN_TO_CHANGE, Stage
from samspil.alliances.domain.words import PartyState

# Once an agreement holds, there is only something to answer, write or sign while it is amended.
GOING_ON = OPEN_TO_CHANGE | IN_FORCE


@dataclass(frozen=True)
class Turn:
    """`text` stands behind "Venter på dig: "; `place` is where it is done, below the alliance's address."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Standing:
    """A party as the turn looks at it. `signs`: the viewer may sign for it; `unsigned`: a version waits for its yes. `law`: why the law of an
    agreement in force must be looked at again, or ""; `unchecked`: a check-up is open that it has not answered; `asked`: a question waits for its word."""

    id: int
    state: PartyState
    unwritten: bool
    unsigned: bool
    signs: bool
    law: str = ""
    unchecked: bool = False
    asked: bool = False


def turn(stage: Stage, party: Standing) -> Turn | None:
    """What waits for this party; None when nothing does."""
    if party.state is PartyState.INVITED:
        return Turn("svar på invitationen", "svar/") if stage in GOING_ON else None
    if stage in GOING_ON and party.unsigned:
        return Turn("skriv under på aftalen", "aftale/") if party.signs else None
    if stage in GOING_ON and party.unwritten:
        return Turn("skriv, hvad I bidrager med, har på spil og har at vinde", f"bidrag/{party.id}/")
    if stage in IN_FORCE and party.law:
        return Turn("se loven igen", "jura/")
    return work_turn(party) or (Turn("sig til, når I er gået i gang") if stage is Stage.AGREED else None) if stage in IN_FORCE else None


def work_turn(party: Standing) -> Turn | None:
    """What waits for this party while the work goes on."""
    if party.unchecked:
        return Turn("svar på alliancetjekket", "tjek/")
    return Turn("svar på et spørgsmål", "beslutninger/") if party.asked else None
