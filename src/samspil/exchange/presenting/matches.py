"""A proposal as each side sees it."""

from typing import Any

from samspil.core.periods import danish_date
from samspil.exchange import queries
from samspil.exchange.actions.answer_match import sides_of
from samspil.exchange.actions.write_in_thread import About, Link, link
from samspil.exchange.domain.fitting import GOES_WITH
from samspil.exchange.domain.matches import GIVER, MATCH_LIFECYCLE, MatchState, yes_of
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import Match, Need, Offer
from samspil.exchange.presenting.match_lines import amount
from samspil.exchange.presenting.needs import facts as need_facts
from samspil.exchange.presenting.offers import by_whom
from samspil.exchange.presenting.offers import facts as offer_facts
from samspil.identity.actor import Actor

SIDE_DA = {"giver": "den, der tilbyder", "asker": "den, der spørger", "desk": "bordet"}


def page(actor: Actor, match: Match) -> dict[str, Any]:
    """What the page shows: both sides' words, and what this actor can answer. Name and telephone open when both have said yes."""
    sides = sides_of(actor, match)
    agreed = match.state == MatchState.AGREED
    return {
        "match": match,
        "amount": amount(match),
        "by": by_whom(match.offer),
        "offer_facts": offer_facts(match.offer),
        "need_facts": need_facts(match.need),
        "sides": [side(match, one) for one in sides],
        "agreed": agreed,
        "contacts": agreed and bool(set(sides) - {"desk"}),
        "may_write": isinstance(link(actor, About("match", match.pk)), Link),
        "until": danish_date(match.until),
        "waits": match.state in {MatchState.BOTH, MatchState.GIVER, MatchState.ASKER},
    }


def side(match: Match, name: str) -> dict[str, Any]:
    """One side the actor speaks for, and its errands now. Whoever gives as a person writes what they may be called."""
    possible = MATCH_LIFECYCLE.possible(match.state, name)
    return {
        "key": name,
        "name": SIDE_DA[name],
        "yes": yes_of(name) in possible,
        "no": "no" in possible,
        "withdraw": "withdraw" in possible,
        "end": "end" in possible and not match.signup_id,
        "named": name == GIVER and not match.offer.organisation_id and not match.name,
    }


def fitting_offers(actor: Actor, need: Need) -> list[Offer]:
    """Open offers of the actor's of a kind that the need is for."""
    kinds = GOES_WITH[NeedKind(need.kind)]
    return [one for one in queries.open_own_offers(actor) if one.kind in kinds]


def fitting_needs(actor: Actor, offer: Offer) -> list[Need]:
    """Shown needs of the actor's organisations that this kind of offer is for."""
    return [one for one in queries.own_needs(actor) if one.state in SHOWN and not one.unnamed and offer.kind in GOES_WITH[NeedKind(one.kind)]]
