"""Answer one page of the legal check's questions on the activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.law_standing import FOLLOWS, OVER, follow, speaks_for
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, closed_now, stale
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Alliance, LawAnswered, Party
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.law.domain.asking import Group, contradictions
from samspil.law.domain.checking.telling import answer as in_danish
from samspil.law.domain.facts import FactValue
from samspil.law.queries import questionnaire

NO_GROUP = Refusal("no-group", "De spørgsmål findes ikke længere. Begynd forfra på tjekket. Intet er ændret.")
NOT_AN_ANSWER = Refusal("no-answer", "Et af svarene kan ikke være sådan. Se på felterne, og svar igen.")
ANSWERS_CHANGED = "I har ændret et svar om det, I laver"


@dataclass(frozen=True)
class Page:
    """One page of answers: None is "ved ikke", and a question that is absent has no answer. `revision` is the one the form was opened at."""

    group: str
    answers: Mapping[str, FactValue]
    revision: int = 0


@transaction.atomic
def answer_law(actor: Actor, slug: str, for_organisation: int | None, page: Page, *, now: datetime) -> Alliance | Refusal:
    """Keep the answers of a page. Answers to questions that no longer matter go; a check that was looked at must be looked at again when one changed.

    The answers are no part of the agreement, so one that waits or holds still stands.
    """
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    alliance, group = room.alliance, next((one for one in questionnaire().groups if one.key == page.group), None)
    party, may = speaks_for(actor, room, for_organisation)
    row = LawAnswered.objects.filter(alliance=alliance, group=page.group).first()
    refusal = closed_now(room) if alliance.stage in OVER else None if may else NOT_YOUR_PARTY
    refusal = refusal or (wrong(group, page.answers) if group else NO_GROUP)
    if refusal or group is None:
        return refusal or NO_GROUP
    facts = merged(alliance.facts, group, page.answers)
    if row and facts == alliance.facts:
        return alliance  # nothing changed, or a form that was sent twice
    if row and row.revision != page.revision:
        return stale(as_they_stand(alliance.facts, group), row.revision)
    keep(alliance, facts, now)
    sign(alliance, page.group, party, actor, now)
    events.record(AllianceChanged(alliance_id=alliance.pk), actor_id=actor.person_id)
    return alliance


def wrong(group: Group, answers: Mapping[str, FactValue]) -> Refusal | None:
    """Why these cannot be answers to the group's questions."""
    asked = {question.fact.key: question.fact for question in group.questions}
    fit = all(key in asked and asked[key].accepts(value) and asked[key].makes_sense(value) for key, value in answers.items())
    against = next(iter(contradictions(answers)), None)
    return NOT_AN_ANSWER if not fit else Refusal("contradiction", against[1]) if against else None


def merged(facts: Mapping[str, FactValue], group: Group, answers: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """All answers with those of one page put anew; what they leave out is forgotten."""
    here = {question.fact.key for question in group.questions}
    return questionnaire().heard({**{key: value for key, value in facts.items() if key not in here}, **answers})


def as_they_stand(facts: Mapping[str, FactValue], group: Group) -> dict[str, str]:
    """What somebody else answered, by question."""
    return {question.fact.question_da: in_danish(question.fact, facts[question.fact.key]) for question in group.questions if question.fact.key in facts}


def keep(alliance: Alliance, facts: dict[str, FactValue], now: datetime) -> None:
    """Save the answers and what follows. A new "ved ikke" tells the law nothing, so the check still counts."""
    changed = known(facts) != known(alliance.facts)
    alliance.facts = facts
    if changed or alliance.facts_at is None:
        alliance.facts_at = now
    if changed and alliance.stage in IN_FORCE:
        alliance.law_again = ANSWERS_CHANGED
    follow(alliance, localdate(now))
    alliance.save(update_fields=["facts", "facts_at", "law_again", *FOLLOWS])


def known(facts: Mapping[str, FactValue]) -> dict[str, Any]:
    """The answers that say something."""
    return {key: value for key, value in facts.items() if value is not None}


def sign(alliance: Alliance, group: str, party: Party | None, actor: Actor, now: datetime) -> None:
    """Who answered for which party, and when."""
    row, new = LawAnswered.objects.get_or_create(alliance=alliance, group=group, defaults={"answered_at": now})
    row.party, row.person_id, row.answered_at, row.revision = party, actor.person_id, now, row.revision + (not new)
    row.save()
