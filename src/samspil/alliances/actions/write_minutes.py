"""The agenda of a meeting and its minutes, point by point."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances import gatherings
from samspil.alliances.actions.attend import NOT_YET, TOO_LATE
from samspil.alliances.actions.call_meeting import GONE
from samspil.alliances.actions.decide import open_matter
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of, stale
from samspil.alliances.models import AgendaPoint
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_POINTS, LONGEST_TITLE = 40, 160
NO_POINT = Refusal("no-point", "Det punkt findes ikke på mødets dagsorden.")
NO_TEXT = Refusal("no-text", "Skriv, hvad punktet handler om.")
MANY = Refusal("many-points", f"En dagsorden kan have {MOST_POINTS} punkter. Tag resten på et nyt møde.")
WRITTEN = Refusal("written", "Der er skrevet referat af punktet, så det kan ikke tages af dagsordenen.")


@dataclass(frozen=True)
class NewPoint:
    """What the form gathered. `question` is the number of one that waits for a decision, or None; it is the title when none was written."""

    title: str
    note: str = ""
    question: int | None = None


@transaction.atomic
def add_point(actor: Actor, slug: str, meeting_id: int, for_organisation: int, new: NewPoint, *, now: datetime) -> AgendaPoint | Refusal:
    """The party puts something on the agenda, until the meeting's day is over. The same put there twice stands once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, meeting = party_of(actor, room, for_organisation), gatherings.meeting_of(room, meeting_id)
    if meeting is None or party is None:
        return GONE if meeting is None else NOT_YOUR_PARTY
    if meeting.cancelled_at or localdate(now) > localdate(meeting.ends):
        return TOO_LATE
    question = open_matter(room, new.question, now) if new.question else None
    if isinstance(question, Refusal):
        return question
    title = (new.title.strip() or (question.text if question else ""))[:LONGEST_TITLE]
    if not title:
        return NO_TEXT
    told = {"title": title, "note": new.note.strip(), "question": question}
    same = AgendaPoint.objects.filter(meeting=meeting, added_by=party, **told).first()
    if same is None and meeting.points.count() >= MOST_POINTS:
        return MANY
    return same or AgendaPoint.objects.create(meeting=meeting, added_by=party, written_by_id=actor.person_id, **told)


@transaction.atomic
def drop_point(actor: Actor, slug: str, meeting_id: int, point_id: int) -> AgendaPoint | Refusal | None:
    """The party takes its own point off the agenda while nothing is written of it; None when it is gone already."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    point = gatherings.point_of(room, meeting_id, point_id)
    if point is None:
        return None
    if point.added_by_id not in {party.pk for party in room.own(actor)}:
        return NOT_YOUR_PARTY
    if point.minutes or point.matters.exists():
        return WRITTEN
    point.delete()
    return point


@transaction.atomic
def write_minutes(actor: Actor, slug: str, meeting_id: int, point_id: int, text: str, *, revision: int, now: datetime) -> AgendaPoint | Refusal:
    """What was said of a point. Whoever opened the form before somebody else saved gets both texts, so that nobody's vanishes."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    point = gatherings.point_of(room, meeting_id, point_id)
    if point is None:
        return NO_POINT
    if point.meeting.cancelled_at:
        return TOO_LATE
    if localdate(now) < localdate(point.meeting.begins):
        return NOT_YET
    if point.minutes == text.strip():
        return point
    if point.revision != revision:
        return stale({"minutes": point.minutes}, point.revision)
    point.minutes, point.revision, point.minutes_by_id = text.strip(), point.revision + 1, actor.person_id
    point.save(update_fields=["minutes", "revision", "minutes_by"])
    return point
