"""Change an offer, give it a pause, take it back, open it again."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.actions.post_offer import NO_AGE, OfferWords, fields_of
from samspil.exchange.actions.writing import NOT_YOURS, Stale
from samspil.exchange.domain.offers import LIFECYCLE, OWNER, OfferState, last_day
from samspil.exchange.events import OfferChanged
from samspil.exchange.models import Offer
from samspil.identity.actor import Actor

TOO_MANY_FREE = Refusal("free", "Der kan ikke være flere ledige, end der er i alt.")


def held(actor: Actor, offer_id: int) -> Offer | Refusal:
    """The offer's row, held, if it is the actor's."""
    offer = Offer.objects.select_for_update(of=("self",)).filter(pk=offer_id).first()
    return offer if offer and actor.may("exchange.work", offer) else NOT_YOURS


def told(actor: Actor, offer: Offer) -> None:
    events.record(OfferChanged(offer_id=offer.pk), actor_id=actor.person_id, municipality_code=offer.municipality_id)


@transaction.atomic
def change_offer(actor: Actor, offer_id: int, words: OfferWords, *, revision: int, now: datetime) -> Offer | Refusal:
    """Write the offer's words anew; `revision` is the one the form was opened with."""
    offer = held(actor, offer_id)
    if isinstance(offer, Refusal):
        return offer
    try:
        LIFECYCLE.next(offer.state, "change", OWNER)
    except NotPossible as error:
        return Refusal("state", str(error))
    if offer.revision != revision:
        stands = tuple((name, str(getattr(offer, name))) for name in ("title", "text", "when_words", "hours", "wont", "place"))
        return Stale("stale", "En anden har rettet tilbuddet imens. Se, hvad der står nu, og gem igen.", revision=offer.revision, stands=stands)
    if offer.organisation_id is None and not words.age:
        return NO_AGE
    found = fields_of(words, now)
    if isinstance(found, Refusal):
        return found
    history.done_by(actor.person_id)
    units = found.pop("units")
    found |= {"free": units if offer.units != units else offer.free, "counted_on": found["counted_on"] if offer.units != units else offer.counted_on}
    for name, value in {**found, "units": units, "age": "" if offer.organisation_id else words.age, "revision": revision + 1}.items():
        setattr(offer, name, value)
    offer.save()
    told(actor, offer)
    return offer


@transaction.atomic
def move_offer(actor: Actor, offer_id: int, errand: str, *, now: datetime) -> Offer | Refusal:
    """Pause, resume or end it. What is opened again stands as long as a new one."""
    offer = held(actor, offer_id)
    if isinstance(offer, Refusal):
        return offer
    try:
        offer.state = LIFECYCLE.next(offer.state, errand, OWNER)
    except NotPossible as error:
        return Refusal("state", str(error))
    history.done_by(actor.person_id)
    if offer.state == OfferState.OPEN:
        offer.ends_on, offer.shown_at = last_day(localdate(now), None), now
    offer.save(update_fields=["state", "ends_on", "shown_at"])
    told(actor, offer)
    return offer


@transaction.atomic
def count_free(actor: Actor, offer_id: int, free: int, *, now: datetime) -> Offer | Refusal:
    """Say how many are free today, of places and things."""
    offer = held(actor, offer_id)
    if isinstance(offer, Refusal):
        return offer
    if offer.units is None or not 0 <= free <= offer.units:
        return TOO_MANY_FREE
    history.done_by(actor.person_id)
    offer.free, offer.counted_on = free, localdate(now)
    offer.save(update_fields=["free", "counted_on"])
    told(actor, offer)
    return offer
