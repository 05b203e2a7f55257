"""Reading what the parties write to each other and share; the gates. The room they are given was already seen by somebody who takes part."""

from django.http import Http404

from samspil.alliances import queries
from samspil.alliances.models import Conversation, Message
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor


def get_conversation_of(room: Room, conversation_id: int) -> Conversation:
    """One of the alliance's conversations; Http404 otherwise."""
    found = Conversation.objects.filter(alliance=room.alliance, pk=conversation_id).first()
    if found is None:
        raise Http404("Den samtale findes ikke her.")
    return found


def get_own_message_of(actor: Actor, room: Room, message_id: int) -> Message:
    """A message that the actor wrote in the alliance and has not taken back; Http404 otherwise."""
    found = Message.objects.filter(alliance=room.alliance, pk=message_id, author=actor.person_id, taken_back_at=None).first()
    if found is None:
        raise Http404("Den besked findes ikke, eller den er ikke din.")
    return found


def get_message_for(actor: Actor, message_id: int) -> Message:
    """A message in an alliance that the actor takes part in, for whoever reports it; Http404 otherwise, and for one that was taken back."""
    found = Message.objects.select_related("alliance__initiative").filter(pk=message_id, taken_back_at=None).first()
    if found is None:
        raise Http404("Den besked findes ikke.")
    queries.get_working_room_for(actor, found.alliance.slug)
    return found
