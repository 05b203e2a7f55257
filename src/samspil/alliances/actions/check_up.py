"""Ask for a check-up, and answer one for a party while it is open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of, stale
from samspil.alliances.domain.checkup import FEWEST, OPEN_DAYS, PAUSE_DAYS, STEP_DA, UNKNOWN_DA, Occasion, Question
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.events import CheckUpOpened
from samspil.alliances.models import Alliance, CheckUp, CheckUpReply, Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

# Trust can be asked about when there is something to trust in.
CHECKED_STAGES = frozenset({Stage.AGREED, Stage.RUNNING})
TOO_EARLY = Refusal("too-early", "I kan tage et tjek, når aftalen er på plads.")
OPEN_NOW = Refusal("open-now", "Der er et tjek i gang. Svar på det, før I beder om et nyt.")
NONE_OPEN = Refusal("none-open", "Tjekket er lukket, så svaret kan ikke ændres mere. Resultatet står på siden.")
TOO_FEW = Refusal("too-few", "I er færre end tre parter, så hver af jer kunne regne den andens svar ud. Tal om spørgsmålene i stedet.")


@dataclass(frozen=True)
class Answers:
    """What the form gathered: a step from 1 to 5 each, or None for "ved ikke", and a line that the others read only when `line_shown`."""

    marks: dict[Question, int | None]
    line: str = ""
    line_shown: bool = False


def no_say(party: Party) -> Refusal:
    """The refusal of a member who may not speak for the party."""
    return Refusal("no-say", f"Det siger {party.name}s kontaktperson, underskriver eller administrator.")


def speaks(actor: Actor, room: Room, organisation_id: int) -> bool:
    """True when the actor may speak for this party."""
    return any(party_of(actor, room, organisation_id, role) for role in SPEAKERS)


@transaction.atomic
def ask_for_checkup(actor: Actor, slug: str, organisation_id: int, *, now: datetime) -> CheckUp | Refusal:
    """A party asks for a check-up, and all parties are asked; asking twice opens one."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not speaks(actor, room, organisation_id):
        return no_say(party)
    return why_no_round(room, localdate(now)) or open_round(room.alliance, len(room.joined), Occasion.ASKED, localdate(now), party)


def why_no_round(room: Room, today: date) -> Refusal | None:
    """Why no round can be opened now."""
    if room.alliance.stage not in CHECKED_STAGES:
        return TOO_EARLY
    if len(room.joined) < FEWEST:
        return TOO_FEW
    last = room.alliance.checkups.last()
    if last and last.closed_on is None:
        return OPEN_NOW
    if last and last.closed_on and today < (again := last.closed_on + timedelta(days=PAUSE_DAYS)):
        return Refusal("too-soon", f"I har lige taget et tjek. I kan bede om et nyt fra den {danish_date(again)}. Brug samtalerne fra det sidste så længe.")
    return None


def open_round(alliance: Alliance, asked: int, occasion: Occasion, today: date, party: Party | None = None) -> CheckUp:
    """Open a round and tell all parties."""
    closes = today + timedelta(days=OPEN_DAYS)
    round_ = CheckUp.objects.create(alliance=alliance, occasion=occasion.value, for_party=party, asked=asked, opened_on=today, closes_on=closes)
    events.record(CheckUpOpened(alliance_id=alliance.pk, checkup_id=round_.pk))
    return round_


@transaction.atomic
def answer_checkup(actor: Actor, slug: str, organisation_id: int, answers: Answers, *, revision: int, now: datetime) -> CheckUpReply | Refusal:
    """One answer a party, by anybody who may speak for it; it may be changed until the round closes. No event tells who answered."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not speaks(actor, room, organisation_id):
        return no_say(party)
    round_ = room.alliance.checkups.filter(closed_on=None).first()
    if round_ is None:
        return NONE_OPEN
    reply = round_.replies.filter(party=party).first() or CheckUpReply(checkup=round_, party=party, revision=0)
    if reply.pk and answers_of(reply) == answers:
        return reply  # sent twice
    if reply.pk and reply.revision != revision:
        return stale(in_words(answers_of(reply)), reply.revision)
    return write(reply, answers, actor, now)


def write(reply: CheckUpReply, answers: Answers, actor: Actor, now: datetime) -> CheckUpReply:
    for question, mark in answers.marks.items():
        setattr(reply, question.value, mark)
    reply.line, reply.line_shown = answers.line.strip(), answers.line_shown and bool(answers.line.strip())
    reply.written_at, reply.written_by_id, reply.revision = now, actor.person_id, reply.revision + 1
    reply.save()
    return reply


def answers_of(reply: CheckUpReply) -> Answers:
    """The answers as they stand."""
    return Answers({question: getattr(reply, question.value) for question in Question}, reply.line, reply.line_shown)


def in_words(answers: Answers) -> dict[str, str]:
    """The answers in words, by field of the form."""
    marks = {question.value: STEP_DA[mark] if mark else UNKNOWN_DA for question, mark in answers.marks.items()}
    return {**marks, "own_words": answers.line}
