"""Somebody takes an alliance's journal along to file it."""

from django.db import transaction

from samspil.alliances.events import JournalTaken
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.identity.actor import Actor


@transaction.atomic
def take_journal(actor: Actor, room: Room) -> None:
    """Write down who took it and when."""
    events.record(JournalTaken(alliance_id=room.alliance.pk), actor_id=actor.person_id)
