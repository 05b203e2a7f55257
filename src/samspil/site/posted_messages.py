"""Messages about a task, for moderation: only who is on a side of one may report it, and one that is hidden says nothing to anybody."""

from datetime import datetime

from django.http import Http404

from samspil.exchange.domain.threads import Side
from samspil.exchange.models import ThreadMessage
from samspil.exchange.threads import rows_for, side_of
from samspil.identity.actor import Actor
from samspil.moderation.domain.words import Kind
from samspil.moderation.queries import NO_THING, Posted, Shown

TITLE = "En besked om en opgave"


def found(number: int) -> ThreadMessage | None:
    return ThreadMessage.objects.select_related("thread__need", "thread__pair").filter(pk=number).first()


def read(message: ThreadMessage) -> Shown:
    """As moderators read it. The case keeps no name and no title: it outlives the thread."""
    return Shown(TITLE, message.text, message.thread.address, closed=True)


def reported(actor: Actor, number: int) -> tuple[Posted, Shown]:
    """One that the other side wrote to the actor; Http404 otherwise."""
    message = found(number)
    thread = rows_for(actor).filter(pk=message.thread_id).first() if message and not message.hidden_at and not message.taken_back_at else None
    if message is None or thread is None or side_of(actor, thread) == message.side:
        raise Http404(NO_THING)
    owner = thread.organisation_id if message.side == Side.OTHER else None if thread.pair_id else thread.need.organisation_id
    return Posted(Kind.WRITTEN, message.pk, thread.need.municipality_id, owner, message.author_id), read(message)


def hide(number: int, at: datetime | None) -> None:
    """Hide it, or bring its words back."""
    ThreadMessage.objects.filter(pk=number).update(hidden_at=at)
