"""How offers and needs stand in the index. Lists, search, feeds and cards read it, so what is not for somebody is in none of them."""

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from samspil.core.search.index import Entry
from samspil.exchange.domain.needs import SHOWN, STATE_DA, NeedState
from samspil.exchange.domain.offers import OfferState, audience_of
from samspil.exchange.domain.words import NEED_DA, OFFER_DA, NeedKind, OfferKind
from samspil.exchange.models import Need, Offer
from samspil.exchange.models.need import KIND as NEED
from samspil.exchange.models.offer import KIND as OFFER
from samspil.exchange.presenting import needs, offers

AGES = (13, 15, 18)


def hidden(thing: Offer | Need) -> bool:
    """Whether moderators have hidden it, or whose it is."""
    return thing.hidden_at is not None or (thing.organisation is not None and thing.organisation.hidden_at is not None)


def offer_entry(offer: Offer) -> Entry | None:
    """The index entry; None for an offer that nobody finds."""
    confirmed = offer.organisation is not None and offer.organisation.confirmed_at is not None
    audience = audience_of(by_organisation=offer.organisation is not None, confirmed=confirmed, age=offer.age)
    if offer.state != OfferState.OPEN or audience == "nobody" or hidden(offer):
        return None
    kind, place = OFFER_DA[OfferKind(offer.kind)], offers.place_of(offer)
    shown = {"thing": offer, "kind": kind, "place": place, "by": offers.by_whom(offer), "note": offers.capacity(offer)}
    return Entry(
        kind=OFFER,
        object_id=offer.pk,
        audience=audience,
        url=offer.address,
        title=offer.title,
        teaser=f"{kind} · {place}",
        text=" ".join((offer.text, kind, place, offer.place, offer.when_words, offer.hours)),
        card=render_to_string("exchange/card.html", shown),
        sort_on=localtime(offer.shown_at or offer.made_at).date(),
        facets=facets_of(offer),
        municipalities=[offer.municipality_id],
    )


def need_entry(need: Need) -> Entry | None:
    """The index entry; None for a need that is not shown to everybody."""
    if need.state not in SHOWN or need.organisation is None or need.organisation.confirmed_at is None or hidden(need):
        return None
    kind, place, when = NEED_DA[NeedKind(need.kind)], needs.place_of(need), needs.when_of(need)
    note = STATE_DA[NeedState.FULL] if need.state == NeedState.FULL else when
    shown = {"thing": need, "kind": kind, "place": place, "by": need.organisation.name, "note": note}
    return Entry(
        kind=NEED,
        object_id=need.pk,
        audience="public",
        url=need.address,
        title=need.title,
        teaser=f"{kind} · {place}",
        text=" ".join((need.text, need.for_whom, kind, place, when, need.learns, need.organisation.name)),
        card=render_to_string("exchange/card.html", shown),
        sort_on=localtime(need.shown_at or need.made_at).date(),
        facets=[*facets_of(need), *(f"age:{age}" for age in AGES if (need.min_age or 0) <= age)],
        municipalities=[need.municipality_id],
    )


def facets_of(thing: Offer | Need) -> list[str]:
    """What both lists are narrowed by."""
    found = [f"kind:{thing.kind}", f"municipality:{thing.municipality_id}", *(f"when:{when}" for when in thing.whens)]
    return [*found, *(f"language:{one}" for one in thing.languages), *([f"area:{thing.area.key}"] if thing.area else [])]
