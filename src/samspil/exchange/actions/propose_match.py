"""Put an offer and a need beside each other: the one who offers does, the one who asks, or a desk that places people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.seating import hold, taken_of
from samspil.exchange.actions.sign_up import age_limit
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain.fitting import GOES_WITH, YEARS
from samspil.exchange.domain.matches import ASKER, DESK, GIVER, WAITS, MatchState, answer_by
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.words import UNIT_DA, AgeGroup, NeedKind, OfferKind
from samspil.exchange.events import MatchMoved
from samspil.exchange.models import Match, Need, Offer
from samspil.identity.actor import Actor

# So many asks a month for one offer: more would be a nuisance to whoever gave it.
MOST_ASKS, ASKS_WITHIN = 20, timedelta(days=30)
GONE = Refusal("gone", "Tilbuddet eller behovet er ikke åbent længere. Find et andet.")
NOT_YOURS = Refusal("not-yours", "Det kan kun den, der tilbyder, den, der spørger, eller kommunens og frivilligcentrets bord.")
UNLIKE = Refusal("unlike", "Tilbuddet er af en anden slags end det, der er brug for. Skriv et tilbud, der passer, eller find et andet behov.")
BY_TWO = Refusal("pair", "Her mødes to først uden navn. Sig ja på behovets egen side, så finder den, der spørger, ud af, hvem der passer sammen.")
ALREADY = Refusal("already", "De to er allerede foreslået hinanden. Se svaret på forslaget.")
NO_SEATS = Refusal("full", "Så mange er der ikke plads til. Se, hvor mange der mangler, og skriv et mindre tal.")
NOT_SO_MANY = Refusal("free", "Så mange er der ikke ledige af tilbuddet. Skriv et mindre tal.")
ASKED_OFTEN = Refusal("asked-often", "Tilbuddet er spurgt mange gange i denne måned. Vent, til der er svaret.")
APART = Refusal("apart", "De to kan ikke foreslås for hinanden. Vælg en anden.")
NO_NAME = Refusal("no-name", "Skriv, hvad de må kalde dig. Det ser de først, når begge har sagt ja.")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the form gathered. `side`: GIVER, ASKER or DESK. `name` and `phone` of the one who offers, where they begin."""

    offer_id: int
    need_id: int
    side: str
    units: int = 1
    words: str = ""
    name: str = ""
    phone: str = ""


BEGINS = {GIVER: MatchState.ASKER, ASKER: MatchState.GIVER, DESK: MatchState.BOTH}


@transaction.atomic
def propose_match(actor: Actor, new: Proposal, *, now: datetime) -> Match | Refusal:
    """Propose it; whoever has not said yes by proposing is asked. Nothing is held for anybody before both have said yes."""
    need = hold(new.need_id)
    offer = Offer.objects.select_for_update(of=("self",)).filter(pk=new.offer_id).first()
    if need is None or offer is None:
        return GONE
    refused = why_not(actor, offer, need, new, now)
    if refused:
        return refused
    history.done_by(actor.person_id)
    told = {"units": new.units, "words": new.words, "name": new.name, "phone": new.phone, "began": new.side, "proposer_id": actor.person_id}
    when = {"until": answer_by(localdate(now), need.ends_on), "made_at": now, "moved_at": now}
    try:
        with transaction.atomic():
            match = Match.objects.create(offer=offer, need=need, state=BEGINS[new.side], **told, **when)
    except IntegrityError:  # somebody else proposed it at the same moment
        return ALREADY
    events.record(MatchMoved(match_id=match.pk, state=match.state), actor_id=actor.person_id, municipality_code=need.municipality_id)
    return match


def why_not(actor: Actor, offer: Offer, need: Need, new: Proposal, now: datetime) -> Refusal | None:
    """Why the two may not be proposed to each other now, and what would change it."""
    if offer.state != OfferState.OPEN or offer.hidden_at or need.state not in SHOWN or need.hidden_at or (need.starts_at and need.starts_at <= now):
        return GONE
    if not may_begin(actor, offer, need, new.side):
        return NOT_YOURS
    if need.unnamed or (need.kind == NeedKind.PAIR and not offer.organisation_id):
        return BY_TWO
    if OfferKind(offer.kind) not in GOES_WITH[NeedKind(need.kind)]:
        return UNLIKE
    if new.side == GIVER and not offer.organisation_id and not new.name:
        return NO_NAME
    if Match.objects.filter(offer=offer, need=need, state__in=[*WAITS, MatchState.AGREED]).exists():
        return ALREADY
    if new.side != GIVER and Match.objects.filter(offer=offer, made_at__gt=now - ASKS_WITHIN).exclude(began=GIVER).count() >= MOST_ASKS:
        return ASKED_OFTEN
    return shut_between(offer, need, new.side) or too_young(offer, need) or too_many(offer, need, new.units)


def giver_of(offer: Offer) -> Party:
    """Whose offer it is."""
    return Party(organisation=offer.organisation_id) if offer.organisation_id else Party(person=offer.poster_id)


def shut_between(offer: Offer, need: Need, side: str) -> Refusal | None:
    """Why the two want no contact; told as `side` may know it, and to a desk no more than that it cannot be."""
    two = (giver_of(offer), Party(organisation=need.organisation_id))
    found = blocked(*two) if side == GIVER else blocked(*reversed(two))
    return APART if found and side == DESK else found


def may_begin(actor: Actor, offer: Offer, need: Need, side: str) -> bool:
    """Whether the actor is this side. One who asks must be able to see the offer: a minor's is for the desk alone."""
    if side == GIVER:
        return actor.may("exchange.work", offer)
    if side == ASKER:
        return actor.may("exchange.work", need) and Offer.objects.visible_to(actor).filter(pk=offer.pk).exists()
    return actor.may("exchange.place", need.municipality_id) and actor.may("exchange.place", offer.municipality_id)


def too_young(offer: Offer, need: Need) -> Refusal | None:
    """A minor is not proposed for what asks for somebody older than they are known to be."""
    limit = age_limit(need)
    if offer.age and YEARS[AgeGroup(offer.age)] < limit:
        return Refusal("age", f"Man skal være fyldt {limit} år her, og det ved vi ikke, at den, der tilbyder, er. Find et behov uden den grænse.")
    return None


def too_many(offer: Offer, need: Need, units: int) -> Refusal | None:
    """Why it cannot be so many."""
    if units > need.seats - taken_of(need):
        return NO_SEATS
    free = offer.free if offer.kind in UNIT_DA and offer.units else max(offer.people, 1)
    return NOT_SO_MANY if free is not None and units > free else None
