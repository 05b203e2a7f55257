"""A party says whether it comes to a meeting, and, in the minutes, who was there."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances import gatherings
from samspil.alliances.actions.call_meeting import GONE
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.domain.meetings import MeetingState, state_of
from samspil.alliances.models import Attendance, Meeting
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

TOO_LATE = Refusal("too-late", "Mødet er holdt eller aflyst.")
NOT_CALLED = Refusal("not-called", "I er ikke indkaldt til det møde. Skriv til den, der indkalder, hvis I vil med.")
NOT_YET = Refusal("not-yet", "Mødet er ikke begyndt. Skriv det, når I sidder der.")


@transaction.atomic
def attend(actor: Actor, slug: str, meeting_id: int, for_organisation: int, *, comes: bool, now: datetime) -> Attendance | Refusal:
    """Keep the party's yes or no; it may change its mind until the meeting is over."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, meeting = party_of(actor, room, for_organisation), gatherings.meeting_of(room, meeting_id)
    if meeting is None:
        return GONE
    if party is None:
        return NOT_YOUR_PARTY
    if party not in gatherings.called_to(room, [meeting])[meeting.pk]:
        return NOT_CALLED
    if state_of(meeting.times, now, cancelled=bool(meeting.cancelled_at)) is not MeetingState.COMING:
        return TOO_LATE
    said = {"comes": comes, "answered_at": now, "answered_by_id": actor.person_id}
    return Attendance.objects.update_or_create(meeting=meeting, party=party, defaults=said)[0]


@transaction.atomic
def write_who_was_there(actor: Actor, slug: str, meeting_id: int, parties: Collection[int], *, now: datetime) -> Meeting | Refusal:
    """Which parties were at the meeting; from the meeting's day on."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    meeting = gatherings.meeting_of(room, meeting_id)
    if meeting is None:
        return GONE
    if meeting.cancelled_at:
        return TOO_LATE
    if localdate(now) < localdate(meeting.begins):
        return NOT_YET
    told = {"meeting": meeting, "answered_at": now, "answered_by_id": actor.person_id}
    rows = [Attendance(party=party, was_there=party.pk in parties, **told) for party in room.joined]
    Attendance.objects.bulk_create(rows, update_conflicts=True, unique_fields=["meeting", "party"], update_fields=["was_there"])
    return meeting
