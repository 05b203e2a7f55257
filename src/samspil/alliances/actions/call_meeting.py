"""Call all parties or some to a meeting, move it, or cancel it; everybody who is asked is told, and calendars follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from samspil.alliances import gatherings
from samspil.alliances.actions.raise_matter import OVER
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, closed_now, party_of, stale
from samspil.alliances.domain.meetings import MeetingState, Times, state_of, why_impossible
from samspil.alliances.events import MeetingCalled, MeetingCancelled, MeetingMoved
from samspil.alliances.models import Attendance, Meeting, Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_COMING = 60
LEAST_CALLED = 2
SENT_TWICE = timedelta(minutes=2)
# What a calendar must be told of anew when it changes.
IN_CALENDARS = ("title", "begins", "ends", "place", "link")
GONE = Refusal("no-meeting", "Det møde findes ikke her.")
NO_TITLE = Refusal("no-title", "Skriv, hvad mødet handler om.")
NOWHERE = Refusal("nowhere", "Skriv et sted eller et link, så de andre kan finde jer.")
MANY = Refusal("many-meetings", f"Der er allerede {MOST_COMING} kommende møder. Aflys nogle af dem først.")
ALONE = Refusal("alone", f"Vælg mindst {LEAST_CALLED} parter, så nogen mødes.")
NO_LONGER = Refusal("no-longer", "En af de parter, I har valgt, er ikke længere med i alliancen. Genindlæs siden, og vælg igen.")
NO_REASON = Refusal("no-reason", "Skriv kort, hvorfor mødet er aflyst.")
NOT_COMING = Refusal("not-coming", "Mødet er holdt eller aflyst, så det kan ikke flyttes. Indkald til et nyt.")


@dataclass(frozen=True)
class NewMeeting:
    """What the form gathered; times know their zone. `called` are the parties that are asked, by id; None is all, also those that come in later."""

    title: str
    begins: datetime
    ends: datetime
    place: str = ""
    link: str = ""
    called: frozenset[int] | None = None

    @property
    def told(self) -> dict[str, object]:
        """What stands of it in calendars, by the meeting's own columns."""
        return {name: getattr(self, name) for name in IN_CALENDARS}


@transaction.atomic
def call_meeting(actor: Actor, slug: str, for_organisation: int, new: NewMeeting, *, now: datetime) -> Meeting | Refusal:
    """The party calls the others to a meeting, and comes itself. A form that is sent twice calls once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, for_organisation)
    if party is None:
        return NOT_YOUR_PARTY
    again = Meeting.objects.filter(alliance=room.alliance, called_at__gt=now - SENT_TWICE, cancelled_at=None, **new.told).first()
    refusal = why_not(room, new, now) or why_not_these(room, new) if again is None else None
    return again or refusal or called(actor, room, party, new, now)


def called(actor: Actor, room: Room, party: Party, new: NewMeeting, now: datetime) -> Meeting:
    """The meeting, with the yes of whoever calls it."""
    who = {"called_by": party, "written_by_id": actor.person_id}
    meeting = Meeting.objects.create(alliance=room.alliance, called_at=now, changed_at=now, **who, **new.told, everybody=new.called is None)
    meeting.called.set(sorted({*new.called, party.pk}) if new.called is not None else ())
    Attendance.objects.create(meeting=meeting, party=party, comes=True, answered_at=now, answered_by_id=actor.person_id)
    events.record(MeetingCalled(alliance_id=meeting.alliance_id, meeting_id=meeting.pk), actor_id=actor.person_id)
    return meeting


def why_not(room: Room, new: NewMeeting, now: datetime) -> Refusal | None:
    """Why there can be no such meeting."""
    if room.alliance.stage in OVER:
        return closed_now(room)
    if not new.title.strip():
        return NO_TITLE
    if not new.place.strip() and not new.link:
        return NOWHERE
    impossible = why_impossible(Times(new.begins, new.ends), now)
    if impossible:
        return Refusal("impossible", impossible)
    return MANY if Meeting.objects.filter(alliance=room.alliance, ends__gt=now, cancelled_at=None).count() >= MOST_COMING else None


def why_not_these(room: Room, new: NewMeeting) -> Refusal | None:
    """Why not these parties: each must take part, and one that calls itself alone meets nobody."""
    if new.called is None:
        return None
    if not new.called <= {party.pk for party in room.joined}:
        return NO_LONGER
    return ALONE if len(new.called) < LEAST_CALLED else None


@transaction.atomic
def move_meeting(actor: Actor, slug: str, meeting_id: int, new: NewMeeting, *, revision: int, now: datetime) -> Meeting | Refusal:
    """Another time, place or name; whoever takes part may. The answers to a meeting at another time no longer count: everybody is asked again."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    meeting = gatherings.meeting_of(room, meeting_id)
    if meeting is None:
        return GONE
    changed = [name for name in IN_CALENDARS if getattr(meeting, name) != getattr(new, name)]
    if not changed and called_now(meeting) == new.called:
        return meeting
    if state_of(meeting.times, now, cancelled=bool(meeting.cancelled_at)) is not MeetingState.COMING:
        return NOT_COMING
    if meeting.revision != revision:
        return stale({"meeting": in_words(meeting)}, meeting.revision)
    refusal = why_not(room, new, now) or why_not_these(room, new)
    return refusal or moved(actor, room, meeting, new, changed, now)


def moved(actor: Actor, room: Room, meeting: Meeting, new: NewMeeting, changed: list[str], now: datetime) -> Meeting:
    """The meeting as it now is; calendars know it by the same UID and a higher sequence."""
    other_time = bool({"begins", "ends"} & set(changed))
    left_out = call_these(room, meeting, new.called)
    for name in changed:
        setattr(meeting, name, getattr(new, name))
    meeting.sequence, meeting.revision, meeting.changed_at = meeting.sequence + 1, meeting.revision + 1, now
    if other_time:
        meeting.reminded_on = None
        meeting.attendances.exclude(party__in=[party.pk for party in room.own(actor)]).delete()  # they know the new time
    told = MeetingMoved(alliance_id=meeting.alliance_id, meeting_id=meeting.pk, sequence=meeting.sequence, left_out=left_out)
    events.change(meeting, [*changed, "everybody", "sequence", "revision", "changed_at", "reminded_on"], told, actor_id=actor.person_id)
    return meeting


def called_now(meeting: Meeting) -> frozenset[int] | None:
    """Who is called, as the form tells it."""
    return None if meeting.everybody else frozenset(meeting.called.values_list("pk", flat=True))


def call_these(room: Room, meeting: Meeting, called: Iterable[int] | None) -> list[int]:
    """Other parties are called; what those that are left out had answered goes. Their ids."""
    before = {party.pk for party in gatherings.called_to(room, [meeting])[meeting.pk]}
    meeting.everybody = called is None
    meeting.called.set(sorted(called) if called is not None else ())
    left_out = sorted(before - {party.pk for party in gatherings.called_to(room, [meeting])[meeting.pk]})
    meeting.attendances.filter(party__in=left_out).delete()
    return left_out


def in_words(meeting: Meeting) -> str:
    """When and where, as one line."""
    begins, ends = localtime(meeting.begins), localtime(meeting.ends)
    return f"{meeting.title}, {danish_date(begins.date())} kl. {begins:%H.%M}–{ends:%H.%M}, {meeting.place or meeting.link}"


@transaction.atomic
def cancel_meeting(actor: Actor, slug: str, meeting_id: int, reason: str, *, now: datetime) -> Meeting | Refusal:
    """The meeting is not held; it stays on the page with why, and in calendars as cancelled."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    meeting = gatherings.meeting_of(room, meeting_id)
    if meeting is None or meeting.cancelled_at:
        return meeting or GONE
    if state_of(meeting.times, now, cancelled=False) is not MeetingState.COMING:
        return NOT_COMING
    if not reason.strip():
        return NO_REASON
    meeting.cancelled_at, meeting.changed_at, meeting.cancel_reason, meeting.sequence = now, now, reason.strip(), meeting.sequence + 1
    fields = ["cancelled_at", "changed_at", "cancel_reason", "sequence"]
    events.change(meeting, fields, MeetingCancelled(alliance_id=meeting.alliance_id, meeting_id=meeting.pk), actor_id=actor.person_id)
    return meeting
