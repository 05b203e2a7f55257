"""Tick what the activity is, and say that the legal answers that fit were read."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import begin
from samspil.alliances.domain.ticks import facts_of
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Alliance
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

TOO_LATE = Refusal("not-now", "Aftalen er på plads, så krydserne står fast. Intet er ændret.")


@transaction.atomic
def tick_facts(actor: Actor, slug: str, ticked: Collection[str], *, now: datetime) -> Alliance | Refusal:
    """Keep the ticks; answers that came to fit must be read again. No part of the agreement, so one that waits still stands."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    alliance, facts = room.alliance, facts_of(ticked)
    if not room.open_to_change:
        return TOO_LATE
    if alliance.facts_at is None or alliance.facts != facts:
        alliance.facts, alliance.facts_at = facts, now
        events.change(alliance, ["facts", "facts_at"], AllianceChanged(alliance_id=alliance.pk), actor_id=actor.person_id)
    return alliance


@transaction.atomic
def mark_law_seen(actor: Actor, slug: str, *, now: datetime) -> Alliance | Refusal:
    """Somebody who takes part says that the answers were read."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    if room.alliance.facts_at is None:
        return Refusal("no-facts", "Sæt kryds først, så kan I se, hvilke svar der passer på jer.")
    room.alliance.law_seen_at = now
    events.change(room.alliance, ["law_seen_at"], AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return room.alliance
