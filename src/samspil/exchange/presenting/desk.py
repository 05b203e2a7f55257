"""The coordinator's desk, as it is shown."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from samspil.core.drawn import drawn
from samspil.core.kept import piece_for_now
from samspil.core.periods import danish_date, days_in_words
from samspil.exchange import desk
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.domain.signups import HOLDING
from samspil.exchange.domain.small_numbers import in_words
from samspil.exchange.domain.words import NEED_DA, OFFER_DA, AgeGroup, NeedKind, OfferKind
from samspil.exchange.filling import Filling, free_of
from samspil.exchange.models import Match, Need, Offer, PromisedCapacity
from samspil.exchange.presenting.match_lines import line as match_line
from samspil.exchange.presenting.needs import place_of as need_place
from samspil.exchange.presenting.needs import when_of
from samspil.exchange.presenting.offers import by_whom, place_of
from samspil.exchange.presenting.pairs import desk_lines as pair_lines
from samspil.exchange.queries import matches_of, signups_of
from samspil.identity.actor import Actor


def overview(actor: Actor, scope: desk.Scope, at: str, now: datetime) -> dict[str, Any]:
    """The numbers at the top of the desk. What is below is in `body`."""
    needs, offers = desk.open_needs(actor, scope), desk.unused_offers(actor, scope)
    waiting, asked = desk.waiting_matches(scope), desk.waiting_signups(scope)
    body = {
        "needs": tuple(need_line(one, now) for one in needs),
        "offers": tuple(offer_line(one, now) for one in offers),
        "matches": tuple(waiting_line(one) for one in waiting),
        "pairs": tuple(pair_line(one) for one in pair_lines(actor)) if scope.organisations else (),
        "capacities": tuple(desk.capacities(scope)),
        "promises": tuple(promise_line(one) for one in desk.promises(scope)),
        **piece_for_now(("a year of a desk", scope), lambda: {"stats": placed(scope, now), "met": desk.needs_met(scope, now)}),
    }
    return {
        "body": drawn("exchange/desk/body.html", at=at, staff=bool(scope.municipalities), **body),
        "numbers": [
            (len(needs), "behov mangler folk", "#behov"),
            (asked, "venter på jeres svar" if scope.organisations else "har sagt ja og venter på svar", "#behov"),
            (len(offers), "tilbud, ingen har svaret", "#tilbud"),
            (len(waiting), "forslag venter på svar", "#forslag"),
        ],
    }


def need_line(need: Need, now: datetime) -> dict[str, Any]:
    """A need with seats free."""
    until = (localdate(need.starts_at) if need.starts_at else need.ends_on) - localdate(now)
    return {
        "url": need.address,
        "slug": need.slug,
        "pk": need.pk,
        "title": need.title,
        "organisation": need.organisation.name if need.organisation else "",
        "unnamed": need.unnamed,
        "kind": NEED_DA[NeedKind(need.kind)],
        "free": free_of(need),
        "when": when_of(need) or "Tiden aftales",
        "soon": until.days <= 3,
        "left": days_in_words(until.days) if until.days > 0 else "i dag",
        "pair": need.unnamed or need.kind == NeedKind.PAIR,
    }


def offer_line(offer: Offer, now: datetime) -> dict[str, Any]:
    """An offer nobody has answered."""
    since = (localdate(now) - localdate(offer.shown_at or offer.made_at)).days
    return {
        "url": offer.address,
        "title": offer.title,
        "kind": OFFER_DA[OfferKind(offer.kind)],
        "by": by_whom(offer),
        "place": place_of(offer),
        "minor": offer.age == AgeGroup.MINOR,
        "late": desk.waited_long(offer, now),
        "since": days_in_words(-since),
    }


def waiting_line(match: Match) -> dict[str, Any]:
    """A proposal that waits for an answer."""
    told = match_line(match)
    title = f"{match.offer.title} → {match.need.title}"
    return {"url": match.address, "title": title, "state": match.state_da, "amount": told["amount"], "until": told["until"]}


def pair_line(told: dict[str, Any]) -> dict[str, Any]:
    """A pair that the organisation looks after."""
    pair = told["pair"]
    title = f"{told['name']} · {pair.need.title}"
    return {"url": pair.address, "title": title, "state": pair.state_da, "urgent": told["urgent"], "due": told["due"]}


def promise_line(one: PromisedCapacity) -> dict[str, Any]:
    """What somebody promised in an alliance, and what is left of it."""
    return {
        "slug": one.initiative.slug,
        "what": one.what,
        "unit": one.unit,
        "organisation": one.organisation.name if one.organisation else "",
        "left": f"{desk.left_of(one).normalize():f}".replace(".", ","),
        "of": f"{one.quantity.normalize():f}".replace(".", ","),
        "until": danish_date(one.until),
    }


def placed(scope: desk.Scope, now: datetime) -> dict[str, Any]:
    """People placed in a year by kind, as far as it may be shown."""
    found = desk.people_placed(scope, now)
    return {"lines": [(name, in_words(count)) for name, count in found.counts.items() if count != 0], "total": in_words(found.total)}


def filling_line(one: Filling) -> dict[str, Any]:
    """A need with what is suggested; the value of a box is offer, need and how many."""
    return {
        "need": one.need,
        "free": one.free,
        "when": when_of(one.need) or "Tiden aftales",
        "place": need_place(one.need),
        "suggested": [{**offer_box(one.need, found.offer, found.units), "reasons": found.reasons} for found in one.suggested],
        "empty": one.empty,
        "because": one.because,
    }


def offer_box(need: Need, offer: Offer, units: int) -> dict[str, Any]:
    """An offer as a box to tick."""
    return {"offer": offer, "by": by_whom(offer), "place": place_of(offer), "units": units, "value": f"{offer.pk}:{need.pk}:{units}"}


def poster_line(need: Need) -> dict[str, Any]:
    """A need on a list to hang up."""
    return {"need": need, "when": when_of(need) or "Tiden aftales", "place": need_place(need), "free": free_of(need)}


def list_of(actor: Actor, need: Need) -> dict[str, Any]:
    """Who comes to a need, people first and then what organisations give."""
    people = [one for one in signups_of(actor, need) if one.state in HOLDING]
    given = [match_line(one) for one in matches_of(actor, need) if one.state == MatchState.AGREED and not one.signup_id]
    return {"people": people, "given": given, "when": when_of(need) or "Tiden aftales", "place": need_place(need)}
