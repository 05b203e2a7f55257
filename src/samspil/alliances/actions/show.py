"""A party says that the alliance's page may be open to everybody, or takes that back."""

from django.db import transaction

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of, renew_openness
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Party
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

SPEAKERS = ("contact", "signatory", "administrator")


@transaction.atomic
def show_alliance(actor: Actor, slug: str, organisation_id: int, *, shown: bool) -> Party | Refusal:
    """Keep the party's own choice. The page is open while all parties want it, and closes at once when one does not."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not any(party_of(actor, room, organisation_id, role) for role in SPEAKERS):
        return Refusal("no-say", f"Det bestemmer {party.name}s kontaktperson, underskriver eller administrator.")
    if party.shown != shown:
        party.shown = shown
        events.change(party, ["shown"], AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
        renew_openness(room)
    return party
