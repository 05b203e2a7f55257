"""Somebody's own page: what they said yes to, what they offer and what they ask for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from samspil.core.drawn import drawn
from samspil.exchange import pairs, queries, threads
from samspil.exchange.domain.pairs import PairState
from samspil.exchange.models import Need, Offer, Signup
from samspil.exchange.presenting.pairs import FOR_THE_TWO_DA
from samspil.exchange.presenting.times import time_of
from samspil.identity.actor import Actor


@dataclass(frozen=True)
class Line:
    """A thing with where it is read, and what is to be known of it; `moved`: a shift that was moved, and nobody has answered."""

    url: str
    title: str
    text: str
    moved: bool = False


def page(actor: Actor) -> dict[str, SafeString | str | int]:
    """What the page shows."""
    parts = {
        "signups": [of_signup(one) for one in queries.own_signups(actor)],
        "pairs": pairs_of(actor),
        "shifts": shifts_of(actor),
        "offers": [of_thing(one) for one in queries.own_offers(actor)],
        "needs": [of_thing(one) for one in queries.own_needs(actor)],
    }
    return {"section": "exchange", "new_messages": threads.new_for(actor), **{name: told(lines) for name, lines in parts.items()}}


def told(lines: Iterable[Line]) -> SafeString | str:
    """The list; nothing where there is nothing."""
    listed = tuple(lines)
    return drawn("exchange/own_lines.html", lines=listed) if listed else ""


def of_signup(one: Signup) -> Line:
    """A yes."""
    return Line(one.need.address, one.need.title, dotted(one.state_da, one.need.organisation.name if one.need.organisation else ""))


def of_thing(one: Need | Offer) -> Line:
    """An offer or a need."""
    return Line(one.address, one.title, dotted(one.state_da, one.organisation.name if one.organisation else ""))


def pairs_of(actor: Actor) -> list[Line]:
    """Those the actor is one of the two in."""
    found = pairs.own_pairs(actor)
    return [Line(one.address, one.need.title, dotted(one.state_da, FOR_THE_TWO_DA.get(PairState(one.state), ""))) for one in found]


def shifts_of(actor: Actor) -> list[Line]:
    """The coming ones."""
    found = [(one, one.shift) for one in queries.own_shifts(actor)]
    return [Line(f"{shift.need.address}vagter/", shift.role, dotted(time_of(shift), shift.need.title), one.was_from is not None) for one, shift in found]


def dotted(*parts: str) -> str:
    """What is told, a point between."""
    return " · ".join(part for part in parts if part)
