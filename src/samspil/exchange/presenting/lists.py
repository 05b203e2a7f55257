"""The two lists, of needs and of offers: what each is narrowed by."""

from typing import Any

from samspil.content.models import WelfareArea
from samspil.core.search.catalogue import Catalogue
from samspil.core.search.narrowing import Group
from samspil.core.search.wish import Names
from samspil.exchange.domain.words import LANGUAGE_DA, NEED_DA, NEED_MEANS, OFFER_DA, WHEN_DA, NeedKind
from samspil.exchange.models.need import KIND as NEED
from samspil.exchange.models.offer import KIND as OFFER
from samspil.identity.queries import municipality_names

NEEDS_AT, OFFERS_AT = "/behov/", "/tilbud/"
YOUNG_DA = {"13": "Fra 13 år", "15": "Fra 15 år", "18": "Fra 18 år"}


def need_means(value: str) -> dict[str, Any]:
    return {"meaning": NEED_MEANS[NeedKind(value)]}


NEED_COLUMNS = (
    Group("slags", "kind", "Hvad er det", opened=True, beside=need_means),
    Group("tid", "when", "Hvornår", opened=True),
    Group("alder", "age", "Hvor gammel skal man være"),
    Group("omraade", "area", "Velfærdsområde"),
    Group("sprog", "language", "Sprog"),
    Group("kommune", "municipality", "Kommune"),
)
OFFER_COLUMNS = (
    Group("slags", "kind", "Hvad er det", opened=True),
    Group("tid", "when", "Hvornår", opened=True),
    Group("sprog", "language", "Sprog"),
    Group("omraade", "area", "Velfærdsområde"),
    Group("kommune", "municipality", "Kommune"),
)


def shared_names() -> Names:
    """The names both lists use."""
    return {
        "tid": {str(key): name for key, name in WHEN_DA.items()},
        "sprog": LANGUAGE_DA,
        "omraade": dict(WelfareArea.objects.values_list("key", "name")),
        "kommune": municipality_names(),
    }


def need_names() -> Names:
    """The Danish name of every value of the list of needs, by parameter."""
    return {**shared_names(), "slags": {str(key): name for key, name in NEED_DA.items()}, "alder": YOUNG_DA}


def offer_names() -> Names:
    """The Danish name of every value of the list of offers, by parameter."""
    return {**shared_names(), "slags": {str(key): name for key, name in OFFER_DA.items()}}


NEEDS = Catalogue(NEED, NEEDS_AT, "exchange/needs/needs.html", "exchange", NEED_COLUMNS, need_names)
OFFERS = Catalogue(OFFER, OFFERS_AT, "exchange/offers/offers.html", "exchange", OFFER_COLUMNS, offer_names)
