"""Telling people of the meetings of their alliances: called, moved, cancelled, and tomorrow. When and where stands on the page, not in mails."""

from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import MeetingCalled, MeetingCancelled, MeetingMoved, MeetingTomorrow
from samspil.alliances.models import Meeting
from samspil.alliances.presenting.meetings import when
from samspil.site.alliance_notices import people_of, tell


def meeting_of(meeting_id: int, *, cancelled: bool = False) -> Meeting | None:
    return Meeting.objects.select_related("alliance__initiative").filter(pk=meeting_id, cancelled_at__isnull=not cancelled).first()


def asked_to(meeting: Meeting, *, without_those_who_said_no: bool = False) -> list[int]:
    """The people of the parties that are called and take part; without those that have said that they do not come."""
    joined = meeting.alliance.parties.filter(state=PartyState.JOINED)
    if not meeting.everybody:
        joined = joined.filter(pk__in=meeting.called.values("pk"))
    if without_those_who_said_no:
        joined = joined.exclude(pk__in=meeting.attendances.filter(comes=False).values("party"))
    return people_of(joined.values_list("organisation_id", flat=True))


def page_of(meeting: Meeting) -> str:
    return f"{meeting.alliance.address}moeder/{meeting.pk}/"


def meeting_called(event: MeetingCalled) -> None:
    """Everybody is asked whether they come; somebody waits for the answer."""
    one = meeting_of(event.meeting_id)
    if one:
        text = f"I er indkaldt til »{one.title}« i »{one.alliance.initiative.title}« {when(one)}. Kommer I?"
        tell(asked_to(one), f"meeting-called:{one.pk}", text, page_of(one), "I er indkaldt til et møde i jeres alliance", waits=True)


def meeting_moved(event: MeetingMoved) -> None:
    """Who is called learns where and when it is now, and who no longer is that they need not come; a later move is a new line."""
    one = meeting_of(event.meeting_id)
    if one and one.sequence == event.sequence:
        text = f"Mødet »{one.title}« i »{one.alliance.initiative.title}« er ændret: {when(one)}"
        tell(asked_to(one), f"meeting-moved:{one.pk}:{one.sequence}", text, page_of(one), "Et møde i jeres alliance er ændret", waits=True)
        left_out = people_of(one.alliance.parties.filter(pk__in=event.left_out, state=PartyState.JOINED).values_list("organisation_id", flat=True))
        spared = sorted(set(left_out) - set(asked_to(one)))
        text = f"I er ikke længere indkaldt til mødet »{one.title}« i »{one.alliance.initiative.title}«"
        tell(spared, f"meeting-left-out:{one.pk}:{one.sequence}", text, page_of(one), "I er ikke længere indkaldt til et møde", waits=True)


def meeting_cancelled(event: MeetingCancelled) -> None:
    """Everybody learns that nobody need come; why stands on the page."""
    one = meeting_of(event.meeting_id, cancelled=True)
    if one:
        text = f"Mødet »{one.title}« i »{one.alliance.initiative.title}« {when(one)} er aflyst"
        tell(asked_to(one), f"meeting-cancelled:{one.pk}", text, page_of(one), "Et møde i jeres alliance er aflyst", waits=True)


def meeting_tomorrow(event: MeetingTomorrow) -> None:
    """The day before, those who have not said no are reminded."""
    one = meeting_of(event.meeting_id)
    if one and one.reminded_on:
        text = f"I morgen: »{one.title}« i »{one.alliance.initiative.title}« {when(one)}"
        people = asked_to(one, without_those_who_said_no=True)
        tell(people, f"meeting-tomorrow:{one.pk}:{one.reminded_on}", text, page_of(one), "I har et møde i jeres alliance i morgen", waits=True)
