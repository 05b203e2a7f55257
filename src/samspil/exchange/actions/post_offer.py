"""Offer something: in one's own name, for an organisation, or without an account yet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.writing import TAKEN, acting_for, free_slug, where
from samspil.exchange.domain.offers import CONFIRM_DAYS, OfferState, last_day
from samspil.exchange.domain.words import UNIT_DA
from samspil.exchange.events import OfferAwaits, OfferChanged
from samspil.exchange.models import Offer
from samspil.identity.actor import Actor

# Addresses of the list itself (urls.py).
RESERVED = frozenset({"giv", "bekraeft", "tak", "nyt.atom", "mine", "forslag"})
MOST_UNCONFIRMED, MOST_OPEN = 3, 30
NO_ADDRESS = Refusal("no-address", "Skriv din e-mail. Vi sender et link, som du bekræfter tilbuddet med.")
TOO_MANY_WAIT = Refusal("too-many", "Der venter allerede tilbud på at blive bekræftet fra den e-mail. Find mailen fra os, og bekræft dem først.")
TOO_MANY = Refusal("too-many", "Du har mange åbne tilbud. Tag et tilbage, eller ret et, du har.")
NO_AGE = Refusal("age", "Sig, hvor gammel du er. Er du under 15, så få en voksen til at skrive for dig.")


@dataclass(frozen=True, kw_only=True)
class OfferWords:
    """What the form gathered about an offer; field names are Offer's."""

    kind: str
    title: str
    text: str
    postcode: str
    municipality_code: str
    place: str = ""
    whens: tuple[str, ...] = ()
    when_words: str = ""
    languages: tuple[str, ...] = ()
    age: str = ""
    max_km: int = 10
    companies: tuple[str, ...] = ()
    people: int = 1
    hours: str = ""
    wont: str = ""
    units: int | None = None
    area_id: int | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewOffer:
    """The offer, who it is from, and the address of somebody without an account."""

    words: OfferWords
    for_organisation: int | None = None
    email: str = ""


@transaction.atomic
def post_offer(actor: Actor, new: NewOffer, *, now: datetime) -> Offer | Refusal:
    """Keep the offer: open at once for somebody who is logged in, else until its address says yes."""
    organisation = acting_for(actor, new.for_organisation)
    if isinstance(organisation, Refusal):
        return organisation
    refused = why_not(actor, new, now)
    if refused:
        return refused
    told = fields_of(new.words, now)
    if isinstance(told, Refusal):
        return told
    history.done_by(actor.person_id)
    known = actor.person_id is not None
    whose: dict[str, Any] = {"organisation": organisation, "poster_id": actor.person_id, "email": "" if known else new.email.lower()}
    whose |= {"age": "" if organisation else new.words.age}
    state = {"state": OfferState.OPEN if known else OfferState.UNCONFIRMED, "made_at": now, "shown_at": now if known else None}
    try:
        with transaction.atomic():
            offer = Offer.objects.create(slug=free_slug(Offer, new.words.title, RESERVED), **told, **whose, **state)
    except IntegrityError:  # somebody took its address at the same moment
        return TAKEN
    event = OfferChanged(offer_id=offer.pk) if known else OfferAwaits(offer_id=offer.pk)
    events.record(event, actor_id=actor.person_id, municipality_code=offer.municipality_id)
    return offer


def why_not(actor: Actor, new: NewOffer, now: datetime) -> Refusal | None:
    """Why this one may not be written now."""
    if new.for_organisation is None and not new.words.age:
        return NO_AGE
    if actor.person_id is None:
        since = now - timedelta(days=CONFIRM_DAYS)
        waiting = Offer.objects.filter(email=new.email.lower(), state=OfferState.UNCONFIRMED, made_at__gt=since).count() if new.email else 0
        return NO_ADDRESS if not new.email else TOO_MANY_WAIT if waiting >= MOST_UNCONFIRMED else None
    own = Offer.objects.filter(organisation=new.for_organisation) if new.for_organisation else Offer.objects.filter(poster=actor.person_id, organisation=None)
    return TOO_MANY if own.filter(state=OfferState.OPEN).count() >= MOST_OPEN else None


def fields_of(words: OfferWords, now: datetime) -> dict[str, Any] | Refusal:
    """The row's fields as the words say."""
    place = where(words.postcode, words.municipality_code)
    if isinstance(place, Refusal):
        return place
    names = ("kind", "title", "text", "place", "when_words", "max_km", "people", "hours", "wont", "area_id")
    told = {name: getattr(words, name) for name in names} | {name: list(getattr(words, name)) for name in ("whens", "languages", "companies")}
    units = words.units if words.kind in UNIT_DA else None
    counted = {"units": units, "free": units, "counted_on": localdate(now) if units else None}
    return told | place | counted | {"ends_on": last_day(localdate(now), words.ends_on)}
