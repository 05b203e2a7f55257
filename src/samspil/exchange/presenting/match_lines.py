"""Proposals in a list."""

from typing import Any

from samspil.core.periods import danish_date
from samspil.exchange import queries
from samspil.exchange.domain.words import UNIT_DA, OfferKind
from samspil.exchange.models import Match, Need, Offer
from samspil.exchange.presenting.offers import by_whom
from samspil.identity.actor import Actor


def amount(match: Match) -> str:
    """How much it is about: 5 pladser, 3 personer."""
    kind = OfferKind(match.offer.kind)
    if match.offer.organisation_id and kind in UNIT_DA:
        return f"{match.units} {UNIT_DA[kind]}"
    return "1 person" if match.units == 1 else f"{match.units} personer"


def line(match: Match) -> dict[str, Any]:
    """A proposal in a list."""
    return {"match": match, "amount": amount(match), "by": by_whom(match.offer), "until": danish_date(match.until)}


def lines(actor: Actor, thing: Need | Offer) -> list[dict[str, Any]]:
    """Proposals of one's own need or offer."""
    return [line(one) for one in queries.matches_of(actor, thing)]
