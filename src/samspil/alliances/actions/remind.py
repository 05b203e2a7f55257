"""Send a party a friendly reminder of what it has still to do; one that was invited by mail is sent its invitation again."""

from datetime import datetime, timedelta

from django.db import transaction

from samspil.alliances.actions.working import begin
from samspil.alliances.domain.missing import missing
from samspil.alliances.events import PartyReminded
from samspil.alliances.models import Party, PartyInvitation
from samspil.alliances.rooms import yes_to
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

PAUSE = timedelta(days=3)
NOTHING = Refusal("nothing-to-do", "Der er ikke noget at minde dem om mere.")
NO_ADDRESS = Refusal("no-address", "Vi har ikke længere adressen. Skriv den igen, så sender vi en ny invitation.")


@transaction.atomic
def remind_party(actor: Actor, slug: str, party_id: int, *, now: datetime) -> Party | Refusal:
    """At most every third day, and only of something that is missing or a yes that is waited for."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = next((party for party in room.standing if party.pk == party_id), None)
    waits = room.waiting is not None and party_id not in yes_to(room.waiting)
    if party is None or not (waits or any(reason.party == party_id for reason in missing(room.plan))):
        return NOTHING
    if party.reminded_at and now - party.reminded_at < PAUSE:
        return Refusal("too-soon", f"{party.name} har fået en påmindelse for nylig. Vent et par dage, eller ring til dem.")
    if party.organisation_id is None and not room.open_to_change:
        return NOTHING
    if party.organisation_id is None and not PartyInvitation.objects.filter(party=party, used_at=None).update(made_at=now):  # its fortnight begins anew
        return NO_ADDRESS
    party.reminded_at = now
    party.save(update_fields=["reminded_at"])
    events.record(PartyReminded(alliance_id=room.alliance.pk, party_id=party.pk), actor_id=actor.person_id)
    return party
