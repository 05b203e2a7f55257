"""The directory of alliances that everybody may see: what it is narrowed by, its map, and what is the viewer's own."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.domain.words import CO_CREATION_DA, CO_CREATION_MEANS, SECTOR_DA, CoCreation, Sector, circles
from samspil.alliances.models.alliance import KIND
from samspil.content.mapping import Circle
from samspil.content.mapping import circles as circles_on_map
from samspil.content.models import KleNumber, WelfareArea
from samspil.core.search import facets
from samspil.core.search.catalogue import Catalogue
from samspil.core.search.narrowing import Group
from samspil.core.search.wish import Names, Wish
from samspil.core.stored import Parts
from samspil.core.viewers import Viewer
from samspil.identity.models import Municipality
from samspil.identity.queries import municipality_names

ADDRESS = "/alliancer/"
MOST_PLACES = 8
# Where the viewer's own alliances stand in a kept page; people cannot write this character (core/text.py).
OWN = "\x06own\x06"


def sector_circles(value: str) -> dict[str, Any]:
    return {"circles": circles([value])}


def kind_means(value: str) -> dict[str, Any]:
    return {"meaning": CO_CREATION_MEANS[CoCreation(value)]}


def lies_under(value: str) -> dict[str, Any]:
    """Whether the KLE number lies under another."""
    return {"under": "." in value}


COLUMNS = (
    Group("omraade", "area", "Velfærdsområde", opened=True),
    Group("part", "sector", "Hvem er med", opened=True, beside=sector_circles),
    Group("trin", "stage", "Hvor langt er de", opened=True),
    Group("slags", "kind", "Hvordan arbejder de sammen", beside=kind_means),
    Group("soeger", "seeks", "Søger de flere parter"),
    Group("kommune", "municipality", "Kommune"),
    Group("kle", "kle", "KLE-nummer", beside=lies_under),
)


def names() -> Names:
    """The Danish name of every value, by parameter, in the order they are shown."""
    return {
        "omraade": dict(WelfareArea.objects.values_list("key", "name")),
        "part": {sector.value: SECTOR_DA[sector] for sector in Sector},
        "trin": {stage.value: STAGE_DA[stage] for stage in Stage},
        "slags": {kind.value: CO_CREATION_DA[kind] for kind in CoCreation},
        "soeger": {"yes": "Ja, de søger flere parter"},
        "kommune": municipality_names(),
        "kle": {number: f"{number} {title}" for number, title in KleNumber.objects.values_list("number", "title")},
    }


def beside(viewer: Viewer, wish: Wish, counts: facets.Counts) -> dict[str, Any]:
    """The map of where they are, the places with most of them as a list, and where the viewer's own stand."""
    here = {name.removeprefix("municipality:"): number for name, number in counts.by_value.items() if name.startswith("municipality:") and number}

    def leads_to(municipality: Municipality) -> str:
        return ADDRESS + wish.instead("kommune", municipality.code).address()

    found = circles_on_map(here, Municipality.objects.open(), leads_to)
    return {"circles": found, "places": most_first(found), "places_in_all": len(found), "own": OWN, "follow": follow_address(wish)}


def follow_address(wish: Wish) -> str:
    """Where to follow all that is shown: when one municipality or one welfare area is chosen and nothing else; "" otherwise."""
    chosen = [(parameter, value) for parameter, values in wish.chosen.items() for value in values]
    return f"{ADDRESS}foelg/?{urlencode(chosen)}" if len(chosen) == 1 and chosen[0][0] in {"kommune", "omraade"} and not wish.words else ""


def most_first(found: list[Circle]) -> list[Circle]:
    """The places with most alliances."""
    return sorted(found, key=lambda circle: (-circle.count, circle.name))[:MOST_PLACES]


ALLIANCES = Catalogue(KIND, ADDRESS, "alliances/directory/alliances.html", "alliances", COLUMNS, names, beside)


def wish_of(query: QueryDict) -> Wish:
    """The wish of an address."""
    return ALLIANCES.wish_of(query)


def page(viewer: Viewer, wish: Wish, own: str = "") -> Parts:
    """The directory for this viewer; `own` is safe HTML of what is the viewer's own, never kept."""
    found = ALLIANCES.parts(viewer, wish)
    return replace(found, main=found.main.replace(OWN, own))
