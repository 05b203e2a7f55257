"""Needs and organisations' offers over the API and as open data: what everybody can read, and nothing of any person."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from samspil.core.apis import Problem, Size, Slug, Text, one
from samspil.core.search.lines import Lines, page_of
from samspil.core.viewers import PUBLIC
from samspil.exchange.domain.needs import SHOWN, age_limit
from samspil.exchange.models import Need, Offer
from samspil.exchange.models.need import NeedQuerySet
from samspil.exchange.models.offer import OfferQuerySet
from samspil.law.api import CHUNK, address

router = Router(tags=["tilbud og behov"])


class NeedOut(Schema):
    """A need that is shown. Of one for a single person the place is its postcode alone."""

    slug: str = Field(description="sidens navn i adressen")
    kind: str = Field(description="slags: help, short, shifts, pair, borrow, board, opinion")
    title: str = Field(description="titel")
    text: str = Field(description="opgaven")
    organisation: str = Field(description="den, der spørger")
    for_whom: str = Field(description="til hvem")
    municipality: str = Field(description="kommunekode (fire cifre)")
    area: str = Field(description="velfærdsområde")
    postcode: str = Field(description="postnummer")
    place: str = Field(description="sted med ord")
    starts: datetime | None = Field(description="begynder; tom, når tiden aftales")
    ends: datetime | None = Field(description="slutter")
    when: list[str] = Field(description="hvornår, groft: day, evening, weekend, once, flexible")
    seats: int = Field(description="hvor mange der søges")
    minimum_age: int | None = Field(description="mindste alder")
    languages: list[str] = Field(description="sprog, der kræves")
    state: str = Field(description="tilstand: open, full")
    last_day: date = Field(description="sidste dag")
    url: str = Field(description="adresse")


class OfferOut(Schema):
    """What an organisation offers. Offers of people are in no data."""

    slug: str = Field(description="sidens navn i adressen")
    kind: str = Field(description="slags: time, skill, language, knowledge, mentoring, room, equipment, car, place, money")
    title: str = Field(description="titel")
    text: str = Field(description="tilbuddet")
    organisation: str = Field(description="den, der tilbyder")
    municipality: str = Field(description="kommunekode (fire cifre)")
    area: str = Field(description="velfærdsområde")
    postcode: str = Field(description="postnummer")
    place: str = Field(description="sted med ord")
    when: list[str] = Field(description="hvornår, groft: day, evening, weekend, once, flexible")
    languages: list[str] = Field(description="sprog")
    units: int | None = Field(description="antal i alt; tom, når det ikke tælles")
    free: int | None = Field(description="antal, der er ledige")
    counted_on: date | None = Field(description="den dag, de ledige blev talt")
    last_day: date = Field(description="sidste dag")
    url: str = Field(description="adresse")


SAME = ("slug", "kind", "title", "text", "postcode", "languages")


def public_needs() -> NeedQuerySet:
    """Needs everybody may see, by address."""
    rows: NeedQuerySet = Need.objects.visible_to(PUBLIC).filter(state__in=SHOWN).select_related("organisation", "area").order_by("slug")
    return rows


def public_offers() -> OfferQuerySet:
    """Offers everybody may see, by address: organisations' alone."""
    rows: OfferQuerySet = Offer.objects.visible_to(PUBLIC).exclude(organisation=None).select_related("organisation", "area").order_by("slug")
    return rows


def full_need(need: Need) -> NeedOut:
    """A need as the API and the open-data file give it."""
    return NeedOut(
        **{name: getattr(need, name) for name in (*SAME, "for_whom", "seats", "state")},
        organisation=need.organisation.name if need.organisation else "",
        municipality=need.municipality_id,
        area=need.area.key if need.area else "",
        place="" if need.unnamed else need.place,
        starts=need.starts_at,
        ends=need.ends_at,
        when=need.whens,
        minimum_age=age_limit(need.min_age, unnamed=need.unnamed, home_visits=bool(need.facts.get("home_visits"))) or None,
        last_day=need.ends_on,
        url=address("behov", need.slug),
    )


def full_offer(offer: Offer) -> OfferOut:
    """An offer as the API and the open-data file give it."""
    return OfferOut(
        **{name: getattr(offer, name) for name in (*SAME, "place", "units", "free", "counted_on")},
        organisation=offer.organisation.name if offer.organisation else "",
        municipality=offer.municipality_id,
        area=offer.area.key if offer.area else "",
        when=offer.whens,
        last_day=offer.ends_on,
        url=address("tilbud", offer.slug),
    )


def need_rows() -> Iterator[NeedOut]:
    """Every need that is shown, a chunk at a time."""
    return (full_need(row) for row in public_needs().iterator(chunk_size=CHUNK))


def offer_rows() -> Iterator[OfferOut]:
    """Every organisation's open offer, a chunk at a time."""
    return (full_offer(row) for row in public_offers().iterator(chunk_size=CHUNK))


@router.get("/needs", response={200: Lines, 422: Problem}, summary="Behov, som alle kan se, nyeste først")
def needs(
    request: HttpRequest,
    kind: Text = "",
    when: Text = "",
    age: Text = "",
    area: Text = "",
    language: Text = "",
    municipality: Text = "",
    after: Text = "",
    size: Size = 20,
) -> HttpResponse:
    return page_of("need", after, size, kind=kind, when=when, age=age, area=area, language=language, municipality=municipality)


@router.get("/needs/{slug}", response={200: NeedOut, 404: Problem, 422: Problem}, summary="Ét behov")
def need(request: HttpRequest, slug: Slug) -> Status[Any]:
    return one(public_needs().filter(slug=slug).first(), full_need)


@router.get("/offers", response={200: Lines, 422: Problem}, summary="Organisationers tilbud, nyeste først")
def offers(
    request: HttpRequest,
    kind: Text = "",
    when: Text = "",
    area: Text = "",
    language: Text = "",
    municipality: Text = "",
    after: Text = "",
    size: Size = 20,
) -> HttpResponse:
    return page_of("offer", after, size, kind=kind, when=when, area=area, language=language, municipality=municipality)


@router.get("/offers/{slug}", response={200: OfferOut, 404: Problem, 422: Problem}, summary="Ét tilbud")
def offer(request: HttpRequest, slug: Slug) -> Status[Any]:
    return one(public_offers().filter(slug=slug).first(), full_offer)
