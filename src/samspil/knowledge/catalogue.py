"""The catalogue of examples: what a visitor wishes to see, and the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from samspil.content.models import KleNumber, WelfareArea
from samspil.core.search import facets, find, lists
from samspil.core.viewers import Viewer
from samspil.identity.queries import municipality_names
from samspil.knowledge.domain.words import EVIDENCE_DA, GRADE_DA, Evidence, Grade

KIND = "example"
GROUPS = {"omraade": "area", "part": "sector", "bevis": "evidence", "kilde": "grade", "kommune": "municipality", "region": "region", "kle": "kle"}
HEADINGS = {
    "omraade": "Velfærdsområde",
    "part": "Hvem er med",
    "bevis": "Hvordan ved vi, om det virkede?",
    "kilde": "Hvor sikker er kilden",
    "kommune": "Kommune",
    "region": "Region",
    "kle": "KLE-nummer",
}
SECTORS = {"public": "Kommune", "civil": "Civilsamfund", "business": "Erhverv og viden"}
SHOWN_AT_ONCE = 6
MOST_VALUES = 20


@dataclass(frozen=True)
class Wish:
    """What the address asks for: words, chosen values by parameter, order, and the key of the page before."""

    chosen: Mapping[str, tuple[str, ...]]
    words: str = ""
    by_title: bool = False
    after: str = ""

    def address(self) -> str:
        """The query string of this wish."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("q", self.words)] if self.words else []
        pairs += [("sort", "titel")] if self.by_title else []
        pairs += [("efter", self.after)] if self.after else []
        return "?" + urlencode(pairs) if pairs else ""

    def without(self, parameter: str, value: str) -> "Wish":
        """The wish with one value less, from the first page."""
        left = tuple(v for v in self.chosen.get(parameter, ()) if v != value)
        return replace(self, chosen={**self.chosen, parameter: left}, after="")

    @property
    def by_facet(self) -> dict[str, tuple[str, ...]]:
        return {GROUPS[name]: values for name, values in self.chosen.items() if values}


def wish_of(query: QueryDict) -> Wish:
    """The wish of an address; unknown parameters are not looked at."""
    chosen = {name: tuple(dict.fromkeys(v[:40] for v in query.getlist(name) if v))[:MOST_VALUES] for name in GROUPS}
    return Wish(chosen, query.get("q", "")[:200].strip(), query.get("sort") == "titel", query.get("efter", "")[:400])


def names() -> dict[str, dict[str, str]]:
    """The Danish name of every value, by parameter, in the order they are shown."""
    regions = ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland", "Østdanmark"]
    return {
        "omraade": dict(WelfareArea.objects.values_list("key", "name")),
        "part": SECTORS,
        "bevis": {e.value: EVIDENCE_DA[e] for e in Evidence},
        "kilde": {g.value: GRADE_DA[g] for g in Grade},
        "region": {region: region for region in regions},
        "kommune": municipality_names(),
        "kle": {number: f"{number} {title}" for number, title in KleNumber.objects.values_list("number", "title")},
    }


def groups(wish: Wish, counts: facets.Counts, words: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The facets with their values and counts; values nobody has are left out unless chosen."""
    shown = []
    for parameter, facet in GROUPS.items():
        values: list[dict[str, Any]] = [
            {"value": value, "name": name, "count": counts.by_value.get(f"{facet}:{value}", 0), "chosen": value in wish.chosen[parameter]}
            for value, name in words[parameter].items()
        ]
        values = [v for v in values if v["count"] or v["chosen"]]
        if parameter in {"omraade", "kommune"}:
            values.sort(key=lambda v: (not v["chosen"], -v["count"]))
        chosen = any(v["chosen"] for v in values)
        row = {"parameter": parameter, "heading": HEADINGS[parameter], "first": values[:SHOWN_AT_ONCE], "rest": values[SHOWN_AT_ONCE:]}
        shown.append({**row, "open": chosen or parameter in {"omraade", "part"}, "is_sector": parameter == "part"})
    return [group for group in shown if group["first"]]


def page(viewer: Viewer, wish: Wish) -> dict[str, Any]:
    """Everything the catalogue page shows."""
    words = names()
    chosen = {GROUPS[p]: [v for v in values if v in words[p]] for p, values in wish.chosen.items()}
    counts = facets.count(KIND, viewer.audiences, chosen)
    listed = found_page(viewer, wish) if wish.words else lists.page_of(viewer, KIND, chosen, after=wish.after, by_title=wish.by_title)
    chips = [
        {"name": words[p].get(v, v), "address": "/eksempler/" + wish.without(p, v).address()}
        for p, values in wish.chosen.items()
        for v in values
        if v in words[p]
    ]
    return {
        "section": "examples",
        "wish": wish,
        "total": counts.total,
        "all": facets.count(KIND, viewer.audiences, {}).total,
        "groups": groups(wish, counts, words),
        "chips": chips,
        "cards": [document.card for document in listed.documents],
        "more": "/eksempler/" + replace(wish, after=listed.after).address() if listed.after else "",
        "sort_address": "/eksempler/" + replace(wish, by_title=not wish.by_title, after="").address(),
    }


def found_page(viewer: Viewer, wish: Wish) -> lists.Page:
    """Cards of what a search in the examples finds, best first."""
    result = find.find(viewer, wish.words, kinds=[KIND])
    from samspil.core.models import Document

    by_url = {document.url: document for document in Document.objects.visible_to(viewer).filter(url__in=[hit.url for hit in result.hits])}
    return lists.Page([by_url[hit.url] for hit in result.hits if hit.url in by_url], "")
