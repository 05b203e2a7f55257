"""Reading meetings: their points and answers, each kind in one statement; and whose calendar an address is."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.apps import apps
from django.db.models import Max, Q, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from samspil.alliances.domain.talk import sender_in_words
from samspil.alliances.models import AgendaPoint, Attendance, CalendarAddress, Meeting, Party, SharedFile
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor, actor_for
from samspil.identity.domain.invitations import hashed
from samspil.identity.models import Membership, Person

MOST_SHOWN = 100
# How far back a subscribed calendar reaches, and how much it holds.
REACHES_BACK, MOST_IN_CALENDAR = timedelta(days=366), 500
NO_MEETING = "Det møde findes ikke her."


class Wording(NamedTuple):
    """What the minutes of a point said from a moment on, and who wrote that; "" when the account is gone."""

    at: datetime
    by: str
    text: str


def meetings_of(room: Room) -> list[Meeting]:
    """The alliance's meetings, the earliest first; the latest of very many."""
    return sorted(Meeting.objects.filter(alliance=room.alliance).order_by("-begins")[:MOST_SHOWN], key=lambda one: one.begins)


def meeting_of(room: Room, meeting_id: int) -> Meeting | None:
    """One of the alliance's meetings, which knows the alliance without reading it again."""
    found = Meeting.objects.filter(alliance=room.alliance, pk=meeting_id).first()
    if found:
        found.alliance = room.alliance
    return found


def called_to(room: Room, meetings: list[Meeting]) -> dict[int, list[Party]]:
    """The parties that are called to each meeting and take part in the alliance now, by the meeting's id."""
    some: dict[int, set[int]] = {one.pk: set() for one in meetings if not one.everybody}
    for meeting_id, party_id in Meeting.called.through.objects.filter(meeting__in=list(some)).values_list("meeting", "party") if some else ():
        some[meeting_id].add(party_id)
    return {one.pk: [party for party in room.joined if one.everybody or party.pk in some[one.pk]] for one in meetings}


def get_meeting_of(room: Room, meeting_id: int) -> Meeting:
    """One of the alliance's meetings; Http404 otherwise."""
    found = meeting_of(room, meeting_id)
    if found is None:
        raise Http404(NO_MEETING)
    return found


def points_of(meeting: Meeting) -> "QuerySet[AgendaPoint]":
    """Its agenda, with what was decided at each point."""
    return AgendaPoint.objects.filter(meeting=meeting).select_related("question").prefetch_related("matters").order_by("pk")


def point_of(room: Room, meeting_id: int, point_id: int) -> AgendaPoint | None:
    """A point of one of the alliance's meetings."""
    return AgendaPoint.objects.select_related("meeting").filter(meeting__alliance=room.alliance, meeting=meeting_id, pk=point_id).first()


def get_point_of(room: Room, meeting_id: int, point_id: int) -> AgendaPoint:
    """A point of one of the alliance's meetings; Http404 otherwise."""
    found = point_of(room, meeting_id, point_id)
    if found is None:
        raise Http404("Det punkt findes ikke på mødets dagsorden.")
    return found


def files_of(meeting: Meeting) -> list[SharedFile]:
    """The files that hang on it and are still there, each with the number of its newest version as `newest`."""
    return list(with_newest(meeting.files.filter(removed_at=None)))


def files_to_hang(room: Room) -> list[SharedFile]:
    """The alliance's files that can hang on a meeting, the newest first."""
    return list(SharedFile.objects.filter(alliance=room.alliance, removed_at=None)[:MOST_SHOWN])


def with_newest(files: "QuerySet[SharedFile]") -> "QuerySet[SharedFile]":
    return files.annotate(newest=Max("versions__number", filter=~Q(versions__place=""))).exclude(newest=None).order_by("title", "pk")


def wordings_of(room: Room, point: AgendaPoint) -> list[Wording]:
    """What the minutes of a point said, the newest first, each with who wrote it: party and name as they are today."""
    history = apps.get_model("alliances", "MinutesEvent")
    rows = list(history.objects.filter(pgh_obj=point).select_related("pgh_context").order_by("-pgh_id")[:MOST_SHOWN])
    actors = [row.pgh_context.metadata.get("actor") if row.pgh_context else None for row in rows]
    people = Person.objects.filter(is_active=True).in_bulk({pk for pk in actors if pk})
    own = Membership.objects.active().filter(person__in=people, organisation__in=[party.organisation_id for party in room.parties])
    acting = dict(own.values_list("person", "organisation"))
    parties = {party.organisation_id: party.name for party in room.parties if party.organisation_id}
    told = [(parties.get(acting.get(pk or 0, 0), ""), people[pk].get_full_name()) if pk in people else ("", "") for pk in actors]
    return [Wording(row.pgh_created_at, sender_in_words(*who), row.minutes) for row, who in zip(rows, told, strict=True)]


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
