"""Answer what the municipality asks of every alliance that begins from its template."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.raise_matter import OVER
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, call_if_public, closed_now, party_of, stale
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import StandingQuestion
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

GONE = Refusal("no-question", "Det spørgsmål findes ikke her.")


@transaction.atomic
def answer_standing(actor: Actor, slug: str, question_id: int, for_organisation: int, text: str, *, revision: int, now: datetime) -> StandingQuestion | Refusal:
    """One answer for all parties, which any of them writes and mends; "" takes it back. It is no part of what is signed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, for_organisation)
    found = StandingQuestion.objects.filter(alliance=room.alliance, pk=question_id).first()
    if party is None or found is None:
        return NOT_YOUR_PARTY if party is None else GONE
    if room.alliance.stage in OVER:
        return closed_now(room)
    if found.answer == text.strip():
        return found
    if found.revision != revision:
        return stale({"answer": found.answer}, found.revision)
    found.answer, found.answered_for, found.answered_at, found.revision = text.strip(), party, now, found.revision + 1
    found.save()
    room.alliance.unanswered = room.alliance.standing_questions.filter(answer="").count()
    call_if_public(room)
    events.change(room.alliance, ["unanswered"], AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return found
