"""Give the baton on: somebody else of the same party is turned to from now on, and reads what is under way."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from samspil.alliances import together
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.domain.handover import note_for
from samspil.alliances.events import BatonGiven
from samspil.alliances.models import Handover, Party
from samspil.alliances.rooms import Room
from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.models import Membership

NOBODY = Refusal("nobody", "Vælg en, der er med i organisationen. Den, du valgte, er her ikke længere.")


@transaction.atomic
def hand_over(actor: Actor, slug: str, organisation_id: int, to: int, words: str = "", *, now: datetime) -> Handover | Refusal:
    """`to` is the person who takes over, also oneself. The contact gives it on, or whoever may speak for the party; when there is no contact, any of it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not may_give(actor, room, party):
        return Refusal("no-say", f"Det gør {party.name}s kontaktperson i alliancen, eller jeres underskriver eller administrator.")
    if not Membership.objects.active().filter(organisation=organisation_id, person=to, person__is_active=True).exists():
        return NOBODY
    latest = party.handovers.first()
    if party.keeper_id == to and latest and latest.given_to_id == to:
        return latest  # a form that was sent twice
    history.done_by(actor.person_id)
    party.keeper_id, party.keeper_gone_at = to, None
    party.save(update_fields=["keeper", "keeper_gone_at"])
    return kept(actor, room, party, to, words.strip(), now)


def may_give(actor: Actor, room: Room, party: Party) -> bool:
    """True for whoever may say who is turned to in this party."""
    if party.keeper_id is None or party.keeper_id == actor.person_id:
        return True
    return any(party.pk == own.pk for role in SPEAKERS for own in room.own(actor, role))


def kept(actor: Actor, room: Room, party: Party, to: int, words: str, now: datetime) -> Handover:
    """The note as things stand now."""
    sections = [asdict(one) for one in note_for(room.plan, party.pk, together.underway(room, party, now))]
    told = {"alliance": room.alliance, "given_by_id": actor.person_id, "given_to_id": to, "words": words, "sections": sections, "given_at": now}
    handover = Handover.objects.create(party=party, **told)
    events.record(BatonGiven(alliance_id=room.alliance.pk, handover_id=handover.pk), actor_id=actor.person_id)
    return handover
