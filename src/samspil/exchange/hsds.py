"""Open needs and organisations' offers as Open Referral's HSDS 3 tells of services (docs.openreferral.org), for directories that read it.

A need and an offer are each a service of the organisation whose they are. No address is known, only the middle of a postcode's area, so a location has
coordinates and no address; contacts and telephones are not told.
"""

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.timezone import localtime

from samspil.exchange.domain.needs import NeedState, age_limit
from samspil.exchange.domain.words import LANGUAGE_DA, NEED_DA, OFFER_DA, UNIT_DA, NeedKind, OfferKind
from samspil.exchange.models import Need, Offer
from samspil.identity.models import Organisation

VERSION, PROFILE = "3.1", "https://docs.openreferral.org/en/3.1/"
# The row's number stands in the last half of an identifier, what it is of and where in the first: so it never changes, and is found again.
SPACE = UUID("6f0b7a52-51f3-5c64-9d6e-6f4b1a2f8c11")
NUMBER, VARIANT, EIGHTH = (1 << 62) - 1, 0b10 << 62, 8 << 76
Row = dict[str, Any]


def identifier(kind: str, number: int, part: str = "") -> str:
    """The UUID (version 8, RFC 9562) of a row of this installation, or of a part of it."""
    high = uuid5(SPACE, f"{settings.BASE_URL}/{kind}/{part}").int >> 80
    return str(UUID(int=(high << 80) | EIGHTH | VARIANT | (number & NUMBER)))


def number_of(kind: str, given: UUID) -> int | None:
    """The number of the row an identifier is of, None when it is of something else."""
    number = given.int & NUMBER
    return number if identifier(kind, number) == str(given) else None


def organisation_of(one: Organisation) -> Row:
    """Whose it is, as far as its page tells it."""
    told = {"id": identifier("organisation", one.pk), "name": one.name, "description": one.about or one.name, "uri": f"{settings.BASE_URL}{one.address}"}
    return told | ({"website": one.website} if one.website else {})


def need_service(need: Need) -> Row:
    """A need that is shown. Of one for a single person no more of the place than the postcode."""
    age = age_limit(need.min_age, unnamed=need.unnamed, home_visits=bool(need.facts.get("home_visits")))
    own = {
        "status": "active" if need.state == NeedState.OPEN else "temporarily closed",
        "eligibility_description": need.for_whom,
        "schedules": [schedule(need)] if need.starts_at and need.ends_at else [],
    }
    return common("need", need, NEED_DA[NeedKind(need.kind)]) | own | ({"minimum_age": age} if age else {})


def offer_service(offer: Offer) -> Row:
    """What an organisation offers, with how many are free where that is counted."""
    return common("offer", offer, OFFER_DA[OfferKind(offer.kind)]) | {"status": "active", "capacities": capacities(offer)}


def common(kind: str, thing: Need | Offer, means: str) -> Row:
    """What needs and offers have in common."""
    organisation = thing.organisation
    if organisation is None:
        raise ValueError("a person's own offer is in no data")
    pk = thing.pk
    return {
        "id": identifier(kind, pk),
        "name": thing.title,
        "description": thing.text,
        "alternate_name": means,
        "url": f"{settings.BASE_URL}{thing.address}",
        "assured_date": localtime(thing.shown_at or thing.made_at).date().isoformat(),
        "organization": organisation_of(organisation),
        "languages": [{"id": identifier(kind, pk, f"language/{one}"), "code": one, "name": LANGUAGE_DA[one]} for one in thing.languages],
        "service_areas": [{"id": identifier(kind, pk, "area"), "name": thing.municipality.name, "description": f"Kommunekode {thing.municipality_id}"}],
        "service_at_locations": [{"id": identifier(kind, pk, "at"), "location": location(kind, thing)}],
    }


def location(kind: str, thing: Need | Offer) -> Row:
    """The middle of the postcode's area (degrees, WGS84), and the place in words where it is told."""
    told: Row = {"id": identifier(kind, thing.pk, "location"), "location_type": "physical", "name": thing.postcode}
    told |= {"latitude": thing.latitude, "longitude": thing.longitude}
    place = "" if isinstance(thing, Need) and thing.unnamed else thing.place
    return told | ({"description": place} if place else {})


def schedule(need: Need) -> Row:
    """The one time it is done."""
    begins, ends = need.starts_at, need.ends_at
    if begins is None or ends is None:
        raise ValueError("a need without a time has no schedule")
    begins, ends = localtime(begins), localtime(ends)
    return {
        "id": identifier("need", need.pk, "schedule"),
        "dtstart": begins.date().isoformat(),
        "valid_from": begins.date().isoformat(),
        "valid_to": ends.date().isoformat(),
        "opens_at": clock(begins.isoformat()),
        "closes_at": clock(ends.isoformat()),
    }


def clock(moment: str) -> str:
    """Hour, minute and offset of a moment: "17:30+01:00"."""
    return f"{moment[11:16]}{moment[-6:]}"


def capacities(offer: Offer) -> list[Row]:
    """How many places or things there are and how many are free, as last counted."""
    unit = UNIT_DA.get(OfferKind(offer.kind))
    if unit is None or offer.units is None or offer.free is None:
        return []
    counted = f"{offer.counted_on or localtime(offer.made_at).date()}T00:00:00+00:00"
    measured = {"id": identifier("offer", offer.pk, "unit"), "name": unit}
    return [{"id": identifier("offer", offer.pk, "capacity"), "unit": measured, "available": offer.free, "maximum": offer.units, "updated": counted}]
