"""The next step of an alliance at work, for whoever looks: what waits for their own party."""

from samspil.alliances import waiting
from samspil.alliances.actions.check_up import speaks
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.presenting.steps import Step
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor


def work_step(actor: Actor, room: Room) -> Step | None:
    """A check-up to answer, or a question to decide; where the alliance was read with what waits in it, and something does."""
    known = vars(room.alliance)
    if room.alliance.stage not in IN_FORCE:
        return None
    return (checkup_step(actor, room) if known.get("checking") else None) or (question_step(actor, room) if known.get("asking") else None)


def checkup_step(actor: Actor, room: Room) -> Step | None:
    """The open check-up, for whoever may speak for a party that has not answered."""
    speaking = [party for party in room.own(actor) if party.organisation_id and speaks(actor, room, party.organisation_id)]
    found = waiting.round_for(room, speaking)
    if found is None:
        return None
    round_, party = found
    why = f"Otte spørgsmål på to minutter. Svar senest {danish_date(round_.closes_on)}. Ingen ser, hvad netop I svarer."
    return Step("Hvordan går det mellem jer?", why, f"Svar for {party.name}", f"{room.alliance.address}tjek/svar/{party.pk}/")


def question_step(actor: Actor, room: Room) -> Step | None:
    """A question that waits for the viewer's party."""
    matter = waiting.question_for(room, room.own(actor))
    if matter is None:
        return None
    asks = f"{matter.raised_by.name} spørger." if matter.raised_by else ""
    why = f"{asks} Svar senest {danish_date(matter.due_day)}. Så kan de andre komme videre.".strip()
    return Step(matter.text, why, "Læs og svar", f"{room.alliance.address}beslutninger/{matter.number}/")
