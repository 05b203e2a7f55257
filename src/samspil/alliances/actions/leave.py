"""A party goes out of an alliance again."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.decide import decide_without
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, change, party_of, renew_openness
from samspil.alliances.domain.amending import AmendmentState
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import PartyLeft
from samspil.alliances.models import Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.initiatives.models import Participation

NO_REASON = Refusal("no-reason", "Skriv kort hvorfor. De andre skal videre og vil gerne forstå det.")
ALONE = Refusal("alone", "I er de eneste i alliancen. Opgiv den, eller afslut den, i stedet for at gå ud.")


@transaction.atomic
def leave_alliance(actor: Actor, slug: str, organisation_id: int, reason: str, *, now: datetime) -> Party | Refusal:
    """The party is out, and its open tasks have nobody; an agreement that waited or held is closed and stays in the history with what each promised.

    What an agreement was made about is no longer so, so the others agree anew.
    """
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not any(party_of(actor, room, organisation_id, role) for role in SPEAKERS):
        return Refusal("no-say", f"Det bestemmer {party.name}s kontaktperson, underskriver eller administrator.")
    if len(room.joined) == 1 and room.holder_id is None:
        return ALONE
    amendment = room.amendment
    refusal = NO_REASON if not reason.strip() else change(room, errand_of(room, party), now=now)
    if refusal:
        return refusal
    if amendment and amendment.state == AmendmentState.DROPPED:
        amendment.ended_for, amendment.end_reason = party, reason.strip()
        amendment.save(update_fields=["ended_for", "end_reason"])
    party.state, party.reason, party.answered_at = PartyState.LEFT.value, reason.strip(), now
    party.keeper = party.keeper_gone_at = None
    party.save(update_fields=["state", "reason", "answered_at", "keeper", "keeper_gone_at"])
    party.task_parts.all().delete()
    party.commitments.filter(missed_reason="").update(missed_reason=f"Parten er gået ud: {reason.strip()}"[:300])
    Participation.objects.filter(initiative=room.alliance.initiative, organisation=organisation_id).delete()
    decide_without(actor, room, now)
    renew_openness(room)
    events.record(PartyLeft(alliance_id=room.alliance.pk, party_id=party.pk), actor_id=actor.person_id)
    return party


def errand_of(room: Room, party: Party) -> str:
    """Whoever came with an amendment and is no party of the agreement in force leaves the amendment alone: the agreement holds on."""
    held = {one["id"] for one in room.in_force.content["parties"]} if room.in_force and room.amendment else {party.pk}
    return "leave" if party.pk in held else "edit"
