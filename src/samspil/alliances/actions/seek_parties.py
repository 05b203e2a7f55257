"""A party says which parties the alliance still looks for, or that it looks for none."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.raise_matter import OVER
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, call_if_public, closed_now, party_of
from samspil.alliances.events import PartiesSought
from samspil.alliances.models import Alliance
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

STANDS = Refusal("sought-already", "En anden part har skrevet noget andet, mens du skrev. Genindlæs siden, læs det, og saml det til én tekst.")


@transaction.atomic
def seek_parties(actor: Actor, slug: str, organisation_id: int, text: str, before: str, *, now: datetime) -> Alliance | Refusal:
    """`text` stands on the page and those who follow it hear of it; "" takes it away. `before` is what stood there when the form was opened.

    It is no part of what is agreed, so it may be said while an agreement holds; whoever then joins does so by an amendment.
    """
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, alliance, wanted = party_of(actor, room, organisation_id), room.alliance, text.strip()
    if party is None:
        return NOT_YOUR_PARTY
    if not any(party_of(actor, room, organisation_id, role) for role in SPEAKERS):
        return Refusal("no-say", f"Det siger {party.name}s kontaktperson, underskriver eller administrator.")
    if alliance.stage in OVER:
        return closed_now(room)
    if alliance.sought == wanted:
        return alliance
    if alliance.sought.split() != before.split():  # a hidden field has no line breaks
        return STANDS
    alliance.sought, alliance.sought_for = wanted, party if wanted else None
    call_if_public(room)
    told = PartiesSought(alliance_id=alliance.pk, wanted=bool(wanted), day=localdate(now).isoformat())
    events.change(alliance, ["sought", "sought_for"], told, actor_id=actor.person_id)
    return alliance
