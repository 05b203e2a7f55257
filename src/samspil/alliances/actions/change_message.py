"""Change one's own message while it is new, and take it back at any time."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import begin
from samspil.alliances.actions.write_message import NO_WORDS
from samspil.alliances.domain.talk import MAY_CHANGE, may_change
from samspil.alliances.models import Message
from samspil.alliances.rooms import Room
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun den, der har skrevet beskeden.")
TAKEN_BACK = Refusal("taken-back", "Beskeden er trukket tilbage, så den kan ikke rettes. Skriv en ny.")
REMOVED = Refusal("removed", "En moderator har fjernet beskeden, så den kan ikke rettes. Du kan læse hvorfor, og du kan klage.")
minutes = int(MAY_CHANGE.total_seconds()) // 60
TOO_LATE = Refusal("too-late", f"En besked kan rettes i {minutes} minutter. De andre kan have læst den. Skriv en ny, eller træk den tilbage.")


@transaction.atomic
def change_message(actor: Actor, slug: str, message_id: int, text: str, *, now: datetime) -> Message | Refusal:
    """New words for a message one has just written; it says that it was changed."""
    found = own_message(actor, begin(actor, slug), message_id)
    if isinstance(found, Refusal):
        return found
    if found.taken_back_at or found.hidden_at:
        return TAKEN_BACK if found.taken_back_at else REMOVED
    if not may_change(found.written_at, now, taken_back=False):
        return TOO_LATE
    if not text.strip():
        return NO_WORDS
    if found.text != text.strip():
        found.text, found.edited_at = text.strip(), now
        found.save(update_fields=["text", "edited_at"])
    return found


@transaction.atomic
def take_back_message(actor: Actor, slug: str, message_id: int, *, now: datetime) -> Message | Refusal:
    """The words are deleted for good; that there was a message stays. Taking back twice is taking back once."""
    found = own_message(actor, begin(actor, slug), message_id)
    if isinstance(found, Refusal):
        return found
    if found.taken_back_at is None:
        found.text, found.taken_back_at = "", now
        found.save(update_fields=["text", "taken_back_at"])
    return found


def own_message(actor: Actor, room: Room | Refusal, message_id: int) -> Message | Refusal:
    """One of the messages the actor wrote in the alliance."""
    if isinstance(room, Refusal):
        return room
    return Message.objects.filter(alliance=room.alliance, pk=message_id, author=actor.person_id).first() or NOT_YOURS
