"""Write a message to the other parties."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.domain.talk import subject_key
from samspil.alliances.events import MessageWritten
from samspil.alliances.models import Conversation, Message, Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_AN_HOUR, MOST_CONVERSATIONS = 40, 500
# The same words by the same person within this time are one form that was sent twice.
SENT_TWICE = timedelta(minutes=2)
NO_WORDS = Refusal("no-words", "Skriv noget, før du sender.")
GONE = Refusal("no-conversation", "Samtalen findes ikke længere. Skriv beskeden som en ny.")
FULL = Refusal("many-conversations", f"I har {MOST_CONVERSATIONS} samtaler. Skriv i en af dem, der er der.")
TOO_MANY = Refusal("too-many", f"Du har skrevet {MOST_AN_HOUR} beskeder den sidste time. Vent lidt, eller ring sammen.")


@dataclass(frozen=True)
class NewMessage:
    """What the form gathered. `organisation_id` is the one it is written for, or None: whoever holds the alliance in their own name. `conversation_id`
    is the conversation it answers in, or None: the one with this subject, which is begun where there is none."""

    organisation_id: int | None
    text: str
    subject: str = ""
    conversation_id: int | None = None


@transaction.atomic
def write_message(actor: Actor, slug: str, new: NewMessage, *, now: datetime) -> Message | Refusal:
    """Everybody who takes part may write, also when the alliance is over; the others hear of it in their next digest."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, new.organisation_id) if new.organisation_id else None
    if not may_speak(actor, room, new, party):
        return NOT_YOUR_PARTY
    text = new.text.strip()
    conversation = conversation_for(room, new) if text else NO_WORDS
    if isinstance(conversation, Refusal):
        return conversation
    own = Message.objects.filter(alliance=room.alliance, author=actor.person_id)
    again = own.filter(conversation=conversation.pk, party=party, text=text, written_at__gt=now - SENT_TWICE).first()
    if again:
        return again
    if own.filter(written_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return TOO_MANY
    return kept(actor, conversation, party, text, now)


def may_speak(actor: Actor, room: Room, new: NewMessage, party: Party | None) -> bool:
    """True when the message is written for one of the actor's own parties, or in the name of whoever holds the alliance."""
    return party is not None or (new.organisation_id is None and room.holder_id is not None and room.holder_id == actor.person_id)


def conversation_for(room: Room, new: NewMessage) -> Conversation | Refusal:
    """The conversation it answers in, or the one with its subject."""
    own = Conversation.objects.filter(alliance=room.alliance)
    if new.conversation_id is not None:
        return own.filter(pk=new.conversation_id).first() or GONE
    subject = " ".join(new.subject.split())
    found = own.filter(key=subject_key(subject)).first()
    if found is None and own.count() >= MOST_CONVERSATIONS:
        return FULL
    return found or Conversation(alliance=room.alliance, subject=subject, key=subject_key(subject))


def kept(actor: Actor, conversation: Conversation, party: Party | None, text: str, now: datetime) -> Message:
    """The message, last in its conversation."""
    if conversation._state.adding:
        conversation.save()
    told = {"alliance": conversation.alliance, "conversation": conversation, "party": party}
    message = Message.objects.create(**told, author_id=actor.person_id, text=text, written_at=now)
    conversation.latest, conversation.number = message.pk, conversation.number + 1
    conversation.save(update_fields=["latest", "number"])
    events.record(MessageWritten(alliance_id=message.alliance_id, message_id=message.pk), actor_id=actor.person_id)
    return message
