"""Telling the parties of an alliance that somebody has written: one line a day in the gathered mail, and never what was said."""

from django.utils.timezone import localtime

from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import MessageWritten
from samspil.alliances.models import Message
from samspil.identity.models import Membership
from samspil.site.alliance_notices import people_of, tell


def message_written(event: MessageWritten) -> None:
    """The other parties' people, and whoever has written in the same conversation and still takes part; whoever wrote it knows."""
    message = Message.objects.select_related("alliance__initiative").filter(pk=event.message_id, taken_back_at=None).first()
    if message:
        alliance = message.alliance
        joined = list(alliance.parties.filter(state=PartyState.JOINED).values_list("organisation_id", flat=True))
        speakers = Message.objects.filter(conversation=message.conversation_id).values("author")
        speaking = Membership.objects.active().filter(organisation__in=joined, person__in=speakers).values_list("person", flat=True)
        holder = alliance.initiative.holder_id
        people = {*people_of(joined), *speaking, *([holder] if holder else [])} - {message.author_id}
        key = f"messages:{alliance.pk}:{localtime(message.written_at):%Y%m%d}"
        text = f"Der er nye beskeder i »{alliance.initiative.title}«"
        tell(sorted(people), key, text, f"{alliance.address}beskeder/", "Der er nye beskeder i en af jeres alliancer")
