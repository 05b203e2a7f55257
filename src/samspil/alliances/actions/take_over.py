"""An alliance that somebody held in their own name becomes the parties': the holder lets go, and one of them says that it takes over."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.lose_contact import lose_holder
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.events import TakenOver
from samspil.alliances.models import Party
from samspil.alliances.rooms import Room
from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NOT_HELD = Refusal("not-held", "Alliancen er allerede parternes. Der er ikke noget at tage over.")
NOT_YOURS = Refusal("not-yours", "Det kan kun den, der holder alliancen i sit eget navn.")
NOBODY_IN = Refusal("nobody-in", "Der er ingen parter med endnu, som kan tage over. Vent, til en har sagt ja, eller opgiv alliancen.")


@transaction.atomic
def take_over(actor: Actor, slug: str, organisation_id: int, *, now: datetime) -> Party | Refusal:
    """A party takes over what its holder left; whoever says so is turned to where the party has nobody yet. The first to say it does it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, alliance = party_of(actor, room, organisation_id), room.alliance
    if party is None:
        return NOT_YOUR_PARTY
    if alliance.carrier_id == party.pk:
        return party
    if alliance.carrier_id:
        name = next((one.name for one in room.parties if one.pk == alliance.carrier_id), "En anden part")
        return Refusal("taken", f"{name} har sagt, at de tager over.")
    if alliance.holder_gone_at is None:
        return NOT_HELD
    alliance.carrier = party
    alliance.save(update_fields=["carrier"])
    if party.keeper_id is None:
        party.keeper_id, party.keeper_gone_at = actor.person_id, None
        party.save(update_fields=["keeper", "keeper_gone_at"])
    events.record(TakenOver(alliance_id=alliance.pk, party_id=party.pk), actor_id=actor.person_id)
    return party


@transaction.atomic
def give_to_parties(actor: Actor, slug: str, *, now: datetime) -> Room | Refusal:
    """Whoever holds an alliance lets go of it; nothing in it is lost, and the parties are asked who takes over."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    if room.holder_id is None or room.holder_id != actor.person_id:
        return NOT_YOURS
    if not room.joined:
        return NOBODY_IN
    history.done_by(actor.person_id)
    room.alliance.initiative.holder = None
    room.alliance.initiative.save(update_fields=["holder"])
    lose_holder([room.alliance])
    return room
