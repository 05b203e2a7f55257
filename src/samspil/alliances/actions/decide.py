"""A deciding party says yes, no or something else; when all who decide have spoken, the question is decided."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances import matters
from samspil.alliances.actions.raise_matter import GONE
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.domain.deciding import REPLY_DA, MatterState, Reply, outcome_of, state_of
from samspil.alliances.events import MatterDecided
from samspil.alliances.models import Matter, Party, Say
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NOT_ASKED = Refusal("not-asked", "I er ikke blandt dem, der beslutter det her.")
NOT_OPEN = Refusal("not-open", "Spørgsmålet er besluttet eller trukket tilbage. Er det forkert, så rejs et nyt, der retter det.")
SAID = Refusal("said", "I har allerede svaret, og et svar kan ikke skrives om. Er det forkert, så rejs et nyt spørgsmål, der retter det.")
NO_WHY = Refusal("no-why", "Skriv kort hvorfor. Så kan de andre følge jer.")


@dataclass(frozen=True)
class Word:
    """What a party says: the verdict, and why, or what else it wants. A yes may stand alone."""

    verdict: Reply
    why: str = ""


@transaction.atomic
def say(actor: Actor, slug: str, number: int, for_organisation: int, word: Word, *, now: datetime) -> Matter | Refusal:
    """Keep what the party says. The same said twice is said once; anything else afterwards is refused."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, matter = party_of(actor, room, for_organisation), matters.matters_of(room).filter(number=number).first()
    if matter is None:
        return GONE
    row = Say.objects.filter(matter=matter, party=party).first() if party else None
    if row and row.said_at and (row.verdict, row.why) == (word.verdict.value, word.why.strip()):
        return matter
    refusal = why_not(room, matter, party, row, word, now)
    if refusal or row is None:
        return refusal or NOT_ASKED
    row.verdict, row.why, row.said_at, row.said_by_id = word.verdict.value, word.why.strip(), now, actor.person_id
    row.save()
    decide_if_all_spoke(actor, room, matter.pk, now)
    return matter


def open_matter(room: Room, number: int | None, now: datetime) -> Matter | Refusal:
    """The alliance's question with this number, when it can still be decided."""
    found = matters.matters_of(room).filter(number=number or 0).first()
    if found is None or state_of(matters.asked_of(room, found), localdate(now)) not in {MatterState.OPEN, MatterState.LATE}:
        return NOT_OPEN
    return found


def why_not(room: Room, matter: Matter, party: Party | None, row: Say | None, word: Word, now: datetime) -> Refusal | None:
    """Why the party cannot say that."""
    if party is None:
        return NOT_YOUR_PARTY
    if row is None:
        return NOT_ASKED
    if row.said_at:
        return SAID
    if state_of(matters.asked_of(room, matter), localdate(now)) not in {MatterState.OPEN, MatterState.LATE}:
        return NOT_OPEN
    return NO_WHY if word.verdict is not Reply.YES and not word.why.strip() else None


def decide_if_all_spoke(actor: Actor, room: Room, matter_id: int, now: datetime) -> None:
    """The question is decided once everybody who decides and still takes part has spoken."""
    matter = matters.matters_of(room).get(pk=matter_id)
    asked = matters.asked_of(room, matter)
    outcome = outcome_of(asked.said.values())
    if outcome is None or matter.decided_at or matter.taken_back_at:
        return
    names = {party.pk: party.name for party in room.parties}
    words = [one for one in matters.said_to(matter) if one.party in asked.said]
    said = [f"{names[one.party]}: {one.why}" if len(words) > 1 else one.why for one in words if one.why]
    text = " ".join([f"{REPLY_DA[outcome]}.", *said])[:600]
    conclude(actor, matter, outcome, text, now)


def conclude(actor: Actor, matter: Matter, outcome: Reply, decision: str, now: datetime) -> None:
    """Write the decision down, once and for all."""
    matter.outcome, matter.decision, matter.decided_on, matter.decided_at = outcome.value, decision, localdate(now), now
    told = MatterDecided(alliance_id=matter.alliance_id, matter_id=matter.pk)
    events.change(matter, ["outcome", "decision", "decided_on", "decided_at"], told, actor_id=actor.person_id)


def decide_without(actor: Actor, room: Room, now: datetime) -> None:
    """After a party went out: questions that only waited for its word are decided by those who go on."""
    for pk in Matter.objects.filter(alliance=room.alliance, decided_at=None, taken_back_at=None).values_list("pk", flat=True):
        decide_if_all_spoke(actor, room, pk, now)
