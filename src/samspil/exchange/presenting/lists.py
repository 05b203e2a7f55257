"""The two lists, of needs and of offers: what each is narrowed by."""

from typing import Any

from samspil.content.mapping import circles
from samspil.content.models import WelfareArea
from samspil.core.search import facets
from samspil.core.search.catalogue import Catalogue
from samspil.core.search.narrowing import Group
from samspil.core.search.wish import Names, Wish
from samspil.core.viewers import Viewer
from samspil.exchange.domain.words import LANGUAGE_DA, NEED_DA, NEED_MEANS, OFFER_DA, WHEN_DA, NeedKind
from samspil.exchange.models.need import KIND as NEED
from samspil.exchange.models.offer import KIND as OFFER
from samspil.identity.models import Municipality
from samspil.identity.queries import municipality_names

NEEDS_AT, OFFERS_AT = "/behov/", "/tilbud/"
MUNICIPALITY, MOST_PLACES = "municipality:", 12
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


def where_they_are(viewer: Viewer, wish: Wish, counts: facets.Counts) -> dict[str, Any]:
    """The map of needs that fit what is chosen, a circle a municipality, and those with most as a list that says the same; none of a search in words."""
    if wish.words:  # each search has places of its own: drawing them costs more than finding the tasks
        return {}
    here = {name.removeprefix(MUNICIPALITY): number for name, number in counts.by_value.items() if name.startswith(MUNICIPALITY) and number}

    def leads_to(municipality: Municipality) -> str:
        return NEEDS_AT + wish.instead("kommune", municipality.code).address()

    found = circles(here, Municipality.objects.open(), leads_to)
    most = sorted(found, key=lambda circle: (-circle.count, circle.name))[:MOST_PLACES]
    return {"circles": found, "places": most, "places_in_all": len(found)}


NEEDS = Catalogue(NEED, NEEDS_AT, "exchange/needs/needs.html", "exchange", NEED_COLUMNS, need_names, where_they_are)
OFFERS = Catalogue(OFFER, OFFERS_AT, "exchange/offers/offers.html", "exchange", OFFER_COLUMNS, offer_names)
