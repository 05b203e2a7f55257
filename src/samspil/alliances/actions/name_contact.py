"""A member says: ask for me. The contact of a party is a person who has named themselves."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, call_if_public, party_of
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import PartyContact
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NO_NAME = Refusal("no-name", "Skriv dit navn, som de andre kender det.")


@transaction.atomic
def name_contact(actor: Actor, slug: str, organisation_id: int, name: str, *, shown: bool, now: datetime) -> PartyContact | Refusal:
    """The actor becomes the party's contact under this name, in place of whoever was; `shown`: visitors of an open page see it too."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not name.strip():
        return NO_NAME
    call_if_public(room)
    values = {"person_id": actor.person_id, "name": name.strip(), "shown": shown, "written_at": now}
    kept, _ = PartyContact.objects.update_or_create(party=party, defaults=values)
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return kept


@transaction.atomic
def drop_contact(actor: Actor, slug: str, organisation_id: int) -> Room | Refusal:
    """Nobody is named any more; dropping twice is dropping once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    call_if_public(room)
    if PartyContact.objects.filter(party=party).delete()[0]:
        events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return room
