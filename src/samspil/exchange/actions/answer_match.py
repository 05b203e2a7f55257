"""A proposal is said yes or no to, taken back, or ended; what both agreed on holds its places."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.actions.propose_match import GONE, NO_NAME, shut_between, too_many
from samspil.exchange.actions.seating import hold, offer_what_is_free, say_whether_full
from samspil.exchange.actions.sign_up import Yes, seat
from samspil.exchange.domain.matches import ASKER, DESK, GIVER, MATCH_LIFECYCLE, SYSTEM, WAITS, MatchState, yes_of
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.signups import DeclineReason, decline_text
from samspil.exchange.domain.words import UNIT_DA
from samspil.exchange.events import MatchMoved, OfferChanged
from samspil.exchange.models import Match, Need, Offer
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun de to, det drejer sig om.")
BY_PLACE = Refusal("by-place", "Pladsen gives tilbage på behovets side. Så får den næste besked.")
SAID = {
    MatchState.AGREED: "I har begge sagt ja. Nu kan I se hinandens oplysninger her.",
    MatchState.GIVER: "Tak. Nu er den, der tilbyder, spurgt.",
    MatchState.ASKER: "Tak. Nu er den, der spørger, spurgt.",
    MatchState.DECLINED: "Tak for svaret. Den anden får en venlig besked.",
    MatchState.WITHDRAWN: "Forslaget er trukket tilbage.",
    MatchState.ENDED: "Det er afsluttet, og det, der var givet, er ledigt igen.",
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came with the answer. `name` and `phone`: of the one who offers, with a yes. `words`: with a no."""

    name: str = ""
    phone: str = ""
    words: str = ""


def held(match_id: int) -> Match | None:
    """The proposal with its need and its offer, all held; the need first, as everywhere."""
    found = Match.objects.filter(pk=match_id).values_list("need", "offer").first()
    need = hold(found[0]) if found else None
    offer = Offer.objects.select_for_update(of=("self",)).filter(pk=found[1]).first() if found else None
    match = Match.objects.select_for_update(of=("self",)).filter(pk=match_id).first()
    if match is None or need is None or offer is None:
        return None
    match.need, match.offer = need, offer
    return match


def sides_of(actor: Actor, match: Match) -> list[str]:
    """Which sides the actor may speak for; somebody may be both."""
    own = {GIVER: actor.may("exchange.work", match.offer), ASKER: actor.may("exchange.work", match.need)}
    desk = match.began == DESK and match.proposer_id == actor.person_id and actor.person_id is not None
    return [*(side for side, may in own.items() if may), *([DESK] if desk else [])]


@transaction.atomic
def answer_match(actor: Actor, match_id: int, errand: str, side: str, answer: Answer, *, now: datetime) -> str | Refusal:
    """`errand`: "yes", "no", "withdraw" or "end", by `side`. Returns what is said to whoever did it."""
    match = held(match_id)
    if match is None or side not in sides_of(actor, match):
        return NOT_YOURS
    if errand == "end" and match.signup_id:
        return BY_PLACE
    try:
        state = MatchState(MATCH_LIFECYCLE.next(match.state, yes_of(side) if errand == "yes" else errand, side))
    except NotPossible as error:
        return Refusal("state", str(error))
    history.done_by(actor.person_id)
    with transaction.atomic():
        refused = follow(match, errand, side, state, answer, now)
        if refused:
            transaction.set_rollback(True)
            return refused
    moved(match, state, actor.person_id, now)
    if state == MatchState.ENDED:
        offer_what_is_free(match.need, actor.person_id, now)
    elif state == MatchState.AGREED:
        say_whether_full(match.need, actor.person_id)
    return SAID[state]


def follow(match: Match, errand: str, side: str, state: MatchState, answer: Answer, now: datetime) -> Refusal | None:
    """What the answer changes besides the state."""
    if errand == "yes" and side == GIVER:
        match.name, match.phone = answer.name or match.name, answer.phone or match.phone
        if not match.name and not match.offer.organisation_id:
            return NO_NAME
    if errand == "no":
        said = decline_text(DeclineReason.OTHER, answer.words) if answer.words else "Tak, fordi du spurgte. Det passer ikke denne gang."
        match.said = str(said)[:500]
    if state == MatchState.AGREED:
        return agree(match, now)
    if state == MatchState.ENDED and match.offer.free is not None and match.offer.units is not None:
        count(match.offer, min(match.offer.units, match.offer.free + match.units))
    return None


def agree(match: Match, now: datetime) -> Refusal | None:
    """Both have said yes: the places are held, if they still are free."""
    need, offer = match.need, match.offer
    if need.state not in SHOWN or offer.state != OfferState.OPEN:
        return GONE
    refused = shut_between(offer, need, match.began) or too_many(offer, need, match.units)
    if refused:
        return refused
    if offer.organisation_id is None and offer.poster_id:
        found = seat(need, offer.poster_id, Yes(name=match.name, phone=match.phone, party_size=match.units, old_enough=True), now, agreed=True)
        if isinstance(found, Refusal):
            return found
        match.signup = found
    elif offer.kind in UNIT_DA and offer.free is not None:
        count(offer, offer.free - match.units)
    return None


def count(offer: Offer, free: int) -> None:
    """So many are free now."""
    offer.free = free
    offer.save(update_fields=["free"])
    events.record(OfferChanged(offer_id=offer.pk), municipality_code=offer.municipality_id)


def moved(match: Match, state: MatchState, actor_id: int | None, now: datetime) -> None:
    """Keep the state; both sides hear of it."""
    match.state, match.moved_at = state, now
    match.save()
    events.record(MatchMoved(match_id=match.pk, state=state), actor_id=actor_id, municipality_code=match.need.municipality_id)


@transaction.atomic
def lapse_match(match_id: int, *, now: datetime) -> None:
    """Nobody answered in time: nobody waits any longer."""
    match = held(match_id)
    if match and "lapse" in MATCH_LIFECYCLE.possible(match.state, SYSTEM):
        moved(match, MatchState.LAPSED, None, now)


def call_off_matches(need: Need, actor_id: int | None, now: datetime) -> None:
    """A need is called off: what was proposed is waited for no longer, what was given is free again. Called with the need held."""
    for pk in Match.objects.filter(need=need, state__in=[*WAITS, MatchState.AGREED]).order_by("pk").values_list("pk", flat=True):
        match = held(pk)
        if match is None:
            continue
        if match.state == MatchState.AGREED:
            follow(match, "end", GIVER, MatchState.ENDED, Answer(), now)
        moved(match, MatchState.ENDED if match.state == MatchState.AGREED else MatchState.LAPSED, actor_id, now)
