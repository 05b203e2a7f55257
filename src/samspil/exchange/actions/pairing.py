"""What every errand about a lasting pair shares: it is held, who somebody is in it is known, its state moves by the lifecycle and is told."""

from dataclasses import dataclass
from datetime import datetime

from samspil.core import events
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.actions.seating import offer_what_is_free
from samspil.exchange.actions.seating import step as step_place
from samspil.exchange.domain.pairs import COORDINATOR, GIVER, MET, OUTSIDER, PAIR_LIFECYCLE, RECEIVER, NoReason, PairState
from samspil.exchange.domain.signups import ORGANISER
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.events import PairMoved
from samspil.exchange.models import Need, Pair, PairNo
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole

NOT_YOURS = Refusal("not-yours", "Det kan kun den, der koordinerer parret, eller en af de to.")
NOT_A_PAIR = Refusal("kind", "Par hører til et behov af slagsen »En, der kommer igen«. Ret behovets slags, hvis det er det, I mener.")


@dataclass(frozen=True)
class SaidNo:
    """What came with a no: nobody has to say anything, and only the coordinator reads it."""

    reason: NoReason = NoReason.NOT_SAID
    words: str = ""


def hold_pair(pair_id: int) -> Pair | None:
    """The pair, held with its need: everything about the need's seats and pairs happens one after the other."""
    found = Pair.objects.filter(pk=pair_id).values_list("need", flat=True).first()
    need = Need.objects.select_for_update(of=("self",), no_key=True).filter(pk=found).first() if found else None
    if need is None:
        return None
    pair = Pair.objects.select_for_update(of=("self",)).select_related("giver").filter(pk=pair_id).first()
    if pair:
        pair.need = need
        if pair.giver:
            pair.giver.need = need
    return pair


def coordinates(actor: Actor, pair: Pair) -> bool:
    """True for the coordinator, while they act for the organisation, and for its administrators. Never for one of the two: nobody arranges their own."""
    organisation = pair.need.organisation_id
    if actor.person_id is None or organisation is None or not actor.belongs_to(organisation):
        return False
    if actor.person_id in {pair.receiver_id, pair.giver.person_id if pair.giver else None}:
        return False
    return pair.coordinator_id == actor.person_id or actor.belongs_to(organisation, MemberRole.ADMINISTRATOR)


def role_of(actor: Actor, pair: Pair) -> str:
    """Who somebody is in this very pair."""
    if actor.person_id is None:
        return OUTSIDER
    if pair.receiver_id == actor.person_id:
        return RECEIVER
    if pair.giver and pair.giver.person_id == actor.person_id:
        return GIVER
    return COORDINATOR if coordinates(actor, pair) else OUTSIDER


def step(pair: Pair, errand: str, role: str, now: datetime) -> Refusal | None:
    """Move a pair by the lifecycle, without keeping it; a Refusal when that cannot be."""
    try:
        pair.state = PairState(PAIR_LIFECYCLE.next(pair.state, errand, role))
    except NotPossible as error:
        return Refusal("state", str(error))
    pair.moved_at = now
    return None


def keep(pair: Pair, actor_id: int | None, *, former: int | None = None) -> None:
    """Keep the pair as it stands, and tell those it is about; `former`: whoever was proposed until now."""
    pair.save()
    code = pair.need.municipality_id
    events.record(PairMoved(pair_id=pair.pk, state=pair.state, former_id=former), actor_id=actor_id, municipality_code=code)


def say_no(pair: Pair, role: str, said: SaidNo, actor_id: int | None, now: datetime) -> Refusal | None:
    """One of the two, or the coordinator for them, says no: before they met the next is looked for, after it they say goodbye."""
    at, giver = PairState(pair.state), pair.giver
    refused = step(pair, "no", role, now)
    if refused:
        return refused
    PairNo.objects.create(pair=pair, signup=giver, by=role, at=at, reason=said.reason, words=said.words, made_at=now)
    if at not in MET:
        part(pair)
    keep(pair, actor_id, former=giver.person_id if giver and pair.giver_id is None else None)
    return None


def part(pair: Pair) -> None:
    """Nobody is proposed any more."""
    pair.giver, pair.giver_yes, pair.receiver_yes, pair.heard, pair.until = None, False, False, "", None
    pair.trial_begins = pair.trial_ends = None


def end_place(pair: Pair, actor_id: int | None, now: datetime) -> None:
    """The giver's place is over, and free for another."""
    if pair.giver:
        step_place(pair.giver, "end", ORGANISER, now)
        offer_what_is_free(pair.need, actor_id, now)


def is_for_pairs(need: Need) -> bool:
    """True for a need two people answer together."""
    return need.kind == NeedKind.PAIR
