"""Write down what was decided at a meeting: it goes to the log with who does what by when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances import gatherings
from samspil.alliances.actions.attend import NOT_YET, TOO_LATE
from samspil.alliances.actions.decide import open_matter
from samspil.alliances.actions.follow_up import NewFollowUp, given
from samspil.alliances.actions.raise_matter import NewMatter, asked
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.actions.write_minutes import NO_POINT
from samspil.alliances.domain.deciding import REPLY_DA, Reply
from samspil.alliances.domain.missing import listed
from samspil.alliances.events import MatterDecided
from samspil.alliances.models import AgendaPoint, Attendance, Matter, Party, Say
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NO_DECISION = Refusal("no-decision", "Skriv, hvad I besluttede.")


@dataclass(frozen=True)
class AtMeeting:
    """What the form gathered: an open question (`number`) or a new one (`new`), what was decided of it, and what follows, or None."""

    outcome: Reply
    decision: str
    number: int | None = None
    new: NewMatter | None = None
    follows: NewFollowUp | None = None


@transaction.atomic
def decide_at_meeting(actor: Actor, slug: str, meeting_id: int, point_id: int, for_organisation: int, written: AtMeeting, *, now: datetime) -> Matter | Refusal:
    """The decision is the meeting's, on the meeting's day. Every party that decides the question must have been there."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, point = party_of(actor, room, for_organisation), gatherings.point_of(room, meeting_id, point_id)
    refusal = why_not(party, point, written, now)
    if refusal or party is None or point is None:
        return refusal or NO_POINT
    again = point.matters.filter(decision=text_of(written)).first()
    return again or in_one_piece(actor, room, party, point, written, now)


def why_not(party: Party | None, point: AgendaPoint | None, written: AtMeeting, now: datetime) -> Refusal | None:
    """Why nothing can be written down."""
    if party is None:
        return NOT_YOUR_PARTY
    if point is None:
        return NO_POINT
    if point.meeting.cancelled_at:
        return TOO_LATE
    if localdate(now) < localdate(point.meeting.begins):
        return NOT_YET
    return NO_DECISION if not written.decision.strip() else None


def in_one_piece(actor: Actor, room: Room, party: Party, point: AgendaPoint, written: AtMeeting, now: datetime) -> Matter | Refusal:
    """Question, decision and what follows stand together or not at all."""
    held = transaction.savepoint()
    result = decided(actor, room, party, point, written, now)
    if isinstance(result, Refusal):
        transaction.savepoint_rollback(held)
    return result


def decided(actor: Actor, room: Room, party: Party, point: AgendaPoint, written: AtMeeting, now: datetime) -> Matter | Refusal:
    """The decision in the log."""
    matter = asked(actor, room, party, written.new, now, quietly=True) if written.new else open_matter(room, written.number, now)
    if isinstance(matter, Refusal):
        return matter
    missing = absent(room, matter, point)
    if missing:
        text = f"{listed(missing)} beslutter det, men var ikke med til mødet. Sæt kryds ved dem, der var med, eller spørg dem i loggen."
        return Refusal("absent", text)
    conclude(actor, matter, point, written, now)
    follows = given(actor, room, matter, written.follows, now) if written.follows else None
    return follows if isinstance(follows, Refusal) else matter


def absent(room: Room, matter: Matter, point: AgendaPoint) -> list[str]:
    """The parties that decide it and were not at the meeting, by name; whoever has answered already is not missed."""
    there = set(Attendance.objects.filter(meeting=point.meeting_id, was_there=True).values_list("party", flat=True))
    waiting = set(Say.objects.filter(matter=matter, said_at=None).values_list("party", flat=True))
    return [party.name for party in room.joined if party.pk in waiting - there]


def conclude(actor: Actor, matter: Matter, point: AgendaPoint, written: AtMeeting, now: datetime) -> None:
    """What the meeting said is what each of those who decide said there."""
    day: date = localdate(point.meeting.begins)
    Say.objects.filter(matter=matter, said_at=None).update(verdict=written.outcome.value, why="På mødet", said_at=now, said_by=actor.person_id)
    matter.outcome, matter.decision, matter.decided_on, matter.decided_at, matter.point = written.outcome.value, text_of(written), day, now, point
    fields = ["outcome", "decision", "decided_on", "decided_at", "point"]
    events.change(matter, fields, MatterDecided(alliance_id=matter.alliance_id, matter_id=matter.pk), actor_id=actor.person_id)


def text_of(written: AtMeeting) -> str:
    """The decision as the log tells it."""
    return f"{REPLY_DA[written.outcome]}. {written.decision.strip()}"[:600]
