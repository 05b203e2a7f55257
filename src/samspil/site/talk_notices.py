"""Telling the parties of an alliance that somebody has written, and that it is time to write: lines in the gathered mail, and never what was said."""

from django.utils.timezone import localtime

from samspil.alliances.domain.quarters import Quarter
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import MessageWritten, StatusDue
from samspil.alliances.models import Alliance, Message
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


def status_due(event: StatusDue) -> None:
    """The people of all who take part; whoever writes it writes it for them all."""
    alliance = Alliance.objects.select_related("initiative").filter(pk=event.alliance_id).first()
    if alliance and not alliance.statuses.filter(year=event.year, quarter=event.quarter).exists():
        joined = alliance.parties.filter(state=PartyState.JOINED).values_list("organisation_id", flat=True)
        when = Quarter(event.year, event.quarter).words
        text = f"Hvordan går det i »{alliance.initiative.title}«? Skriv tre linjer om {when}"
        key = f"status-due:{alliance.pk}:{event.year}-{event.quarter}"
        tell(people_of(joined), key, text, f"{alliance.address}status/", "Det er tid til at skrive tre linjer om, hvordan det går i jeres alliance")
