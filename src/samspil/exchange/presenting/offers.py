"""An offer's page, and what its form begins with."""

from typing import Any

from samspil.core.periods import danish_date
from samspil.exchange.domain.offers import LIFECYCLE, OWNER, OfferState
from samspil.exchange.domain.words import AGE_DA, COMPANY_DA, LANGUAGE_DA, OFFER_DA, UNIT_DA, WHEN_DA, AgeGroup, Company, OfferKind, When, listed
from samspil.exchange.models import Offer
from samspil.exchange.places import postcode_of
from samspil.identity.actor import Actor
from samspil.identity.models import Organisation

NAMELESS = "En, der bor her"


def home_of(actor: Actor) -> str:
    """The code of the municipality that most probably fits."""
    own = list(actor.memberships)
    return str(Organisation.objects.filter(pk__in=own).values_list("municipality_id", flat=True).first() or "") if own else ""


def by_whom(offer: Offer) -> str:
    """Who offers it; a person is not named to strangers."""
    return offer.organisation.name if offer.organisation else NAMELESS


def place_of(offer: Offer) -> str:
    """Where it is, as near as anybody is told."""
    return str(postcode_of(offer.postcode) or offer.municipality)


def facts(offer: Offer) -> list[tuple[str, str]]:
    """What is told of it, a line each; what nobody said is left out."""
    whens = listed(WHEN_DA[When(one)] for one in offer.whens)
    kind = OfferKind(offer.kind)
    lines = [
        ("Hvor", " · ".join(part for part in (place_of(offer), offer.place) if part)),
        ("Hvor langt", f"Op til {offer.max_km} km" if kind not in UNIT_DA else ""),
        ("Hvornår", offer.when_words or whens),
        ("Hvor længe", offer.hours),
        ("Hvem", AGE_DA[AgeGroup(offer.age)] if offer.age else ""),
        ("Sammen med hvem", listed(COMPANY_DA[Company(one)] for one in offer.companies)),
        ("Hvor mange", f"Op til {offer.people}" if offer.people > 1 else ""),
        ("Sprog", listed(LANGUAGE_DA[one] for one in offer.languages)),
        ("Vil ikke", offer.wont),
        ("Gælder til", danish_date(offer.ends_on)),
    ]
    return [(name, text) for name, text in lines if text]


def capacity(offer: Offer) -> str:
    """How many are free of how many, and when they were counted."""
    if not offer.units:
        return ""
    counted = f", talt den {danish_date(offer.counted_on)}" if offer.counted_on else ""
    return f"{offer.free} af {offer.units} {UNIT_DA[OfferKind(offer.kind)]} er ledige{counted}"


def page(actor: Actor, offer: Offer) -> dict[str, Any]:
    """What the page shows."""
    own = actor.may("exchange.work", offer)
    return {
        "offer": offer,
        "kind": OFFER_DA[OfferKind(offer.kind)],
        "by": by_whom(offer),
        "facts": facts(offer),
        "capacity": capacity(offer),
        "own": own,
        "errands": LIFECYCLE.possible(offer.state, OWNER) if own else [],
        "shut": offer.state != OfferState.OPEN,
        "for_few": not offer.organisation_id and offer.age == AgeGroup.MINOR,
    }


def begun(offer: Offer) -> dict[str, Any]:
    """What the form for changing it begins with."""
    same = ("kind", "title", "text", "postcode", "place", "whens", "when_words", "languages", "age", "hours", "max_km", "companies", "people", "wont", "units")
    told = {name: getattr(offer, name) for name in (*same, "area_id", "ends_on", "revision")}
    return told | {"municipality": offer.municipality_id}
