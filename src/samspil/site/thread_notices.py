"""Telling the other side that somebody has written: one line a thread and day, and never who or what."""

from django.utils.timezone import localtime

from samspil.exchange.blocks import Party
from samspil.exchange.domain.threads import Side
from samspil.exchange.events import ThreadWritten
from samspil.exchange.models import ThreadMessage
from samspil.exchange.threads import two_of
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

ABOUT = "Der er en besked til dig om en opgave"


def people_of(party: Party) -> list[int]:
    """Those who read for a side."""
    if party.organisation:
        return list(Membership.objects.active().filter(organisation=party.organisation).values_list("person", flat=True))
    return [party.person] if party.person else []


def thread_written(event: ThreadWritten) -> None:
    """A message that was taken back or hidden before the morning is not told of."""
    message = ThreadMessage.objects.select_related("thread__need", "thread__pair").filter(pk=event.message_id, taken_back_at=None, hidden_at=None).first()
    if message:
        thread = message.thread
        people = [one for one in people_of(two_of(thread).beside(Side(message.side))) if one != message.author_id]
        key = f"thread:{thread.pk}:{localtime(message.written_at):%Y%m%d}"
        text = f"Der er en besked til dig om »{thread.need.title}«"
        notices.tell(people, "thread", key, text, thread.address, about=ABOUT, theme=Theme.HELPING, waits=True)
