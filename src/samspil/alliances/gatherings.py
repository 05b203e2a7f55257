"""Reading meetings: their points and answers, each kind in one statement; and whose calendar an address is."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from samspil.alliances.models import AgendaPoint, Attendance, CalendarAddress, Meeting
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor, actor_for
from samspil.identity.domain.invitations import hashed
from samspil.identity.models import Person

MOST_SHOWN = 100
# How far back a subscribed calendar reaches, and how much it holds.
REACHES_BACK, MOST_IN_CALENDAR = timedelta(days=366), 500
NO_MEETING = "Det møde findes ikke her."


def meetings_of(room: Room) -> list[Meeting]:
    """The alliance's meetings, the earliest first; the latest of very many."""
    return sorted(Meeting.objects.filter(alliance=room.alliance).order_by("-begins")[:MOST_SHOWN], key=lambda one: one.begins)


def meeting_of(room: Room, meeting_id: int) -> Meeting | None:
    """One of the alliance's meetings, which knows the alliance without reading it again."""
    found = Meeting.objects.filter(alliance=room.alliance, pk=meeting_id).first()
    if found:
        found.alliance = room.alliance
    return found


def get_meeting_of(room: Room, meeting_id: int) -> Meeting:
    """One of the alliance's meetings; Http404 otherwise."""
    found = meeting_of(room, meeting_id)
    if found is None:
        raise Http404(NO_MEETING)
    return found


def points_of(meeting: Meeting) -> "QuerySet[AgendaPoint]":
    """Its agenda, with what was decided at each point."""
    return AgendaPoint.objects.filter(meeting=meeting).prefetch_related("matters").order_by("pk")


def point_of(room: Room, meeting_id: int, point_id: int) -> AgendaPoint | None:
    """A point of one of the alliance's meetings."""
    return AgendaPoint.objects.select_related("meeting").filter(meeting__alliance=room.alliance, meeting=meeting_id, pk=point_id).first()


def get_point_of(room: Room, meeting_id: int, point_id: int) -> AgendaPoint:
    """A point of one of the alliance's meetings; Http404 otherwise."""
    found = point_of(room, meeting_id, point_id)
    if found is None:
        raise Http404("Det punkt findes ikke på mødets dagsorden.")
    return found


def answers_to(meetings: list[Meeting]) -> dict[tuple[int, int], Attendance]:
    """What parties said of coming, by meeting and party."""
    return {(one.meeting_id, one.party_id): one for one in Attendance.objects.filter(meeting__in=[meeting.pk for meeting in meetings])}


def meetings_for(actor: Actor, now: datetime) -> list[Meeting]:
    """Every meeting of the alliances the actor takes part in now, for a calendar; none of one that was left, or of somebody who is blocked."""
    if actor.person_id is None:
        return []
    found = Meeting.objects.taken_part_in_by(actor.person_id, frozenset(actor.memberships)).filter(begins__gt=now - REACHES_BACK)
    return list(found.select_related("alliance__initiative").order_by("-begins")[:MOST_IN_CALENDAR])


def secret_of(address: CalendarAddress) -> str:
    """The secret in the address of a person's calendar: 256 bits as hexadecimal digits, made of its key and the installation's own secret."""
    return salted_hmac("samspil.alliances.calendar", str(address.key), algorithm="sha256").hexdigest()


def whose_calendar(secret: str) -> Actor | None:
    """Whose calendar opens with this secret; None when it was renewed or taken away, or its person may not log in."""
    found = CalendarAddress.objects.filter(secret_hash=hashed(secret)).values_list("person", flat=True).first()
    person = Person.objects.filter(pk=found, is_active=True, blocked_at=None).first() if found else None
    return actor_for(person) if person else None


def address_of(actor: Actor) -> CalendarAddress | None:
    """The actor's own calendar address, if they have made one."""
    return CalendarAddress.objects.filter(person=actor.person_id).first() if actor.person_id else None
