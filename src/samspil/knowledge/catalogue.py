"""The catalogue of examples: what a visitor wishes to see, and the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.html import escape
from django.utils.http import urlencode

from samspil.content.models import KleNumber, WelfareArea
from samspil.core.kept import piece
from samspil.core.models import Document
from samspil.core.search import facets, find, lists
from samspil.core.stored import Parts, parts_of
from samspil.core.text import clean
from samspil.core.viewers import Viewer
from samspil.identity.queries import municipality_names
from samspil.knowledge.domain.words import EVIDENCE_DA, GRADE_DA, Evidence, Grade, circles

KIND = "example"
# Where the cards and the address of the next page stand in a kept page; people cannot write this character (core/text.py).
CARDS, MORE = "\x06cards", "\x06more"
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
MOST_VALUES, MOST_CHOICES = 10, 30


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


def wish_of(query: QueryDict) -> Wish:
    """The wish of an address; unknown parameters are not looked at."""
    chosen = {name: tuple(dict.fromkeys(v[:40] for v in query.getlist(name) if v))[:MOST_VALUES] for name in GROUPS}
    return Wish(chosen, clean(query.get("q", ""))[:200].strip(), query.get("sort") == "titel", query.get("efter", "")[:400])


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
        if parameter == "part":
            values = [{**v, "circles": circles({v["value"]})} for v in values]
        if parameter in {"omraade", "kommune", "kle"}:
            values.sort(key=lambda v: (not v["chosen"], -v["count"]))
        chosen = any(v["chosen"] for v in values)
        row = {"parameter": parameter, "heading": HEADINGS[parameter], "first": values[:SHOWN_AT_ONCE], "rest": values[SHOWN_AT_ONCE:]}
        shown.append({**row, "open": chosen or parameter in {"omraade", "part"}})
    return [group for group in shown if group["first"]]


def existing(wish: Wish, words: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """The choices without values that nobody knows, and no more than anybody makes: what is kept grows with neither."""
    left, found = MOST_CHOICES, {}
    for parameter, values in wish.chosen.items():
        found[parameter] = tuple(value for value in values if value in words[parameter])[:left]
        left -= len(found[parameter])
    return found


def known(wish: Wish, words: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """The chosen values that exist, by facet."""
    return {GROUPS[p]: [v for v in values if v in words[p]] for p, values in wish.chosen.items()}


def parts(viewer: Viewer, wish: Wish) -> Parts:
    """The catalogue page. Everything but the cards is kept until something changes; the cards are fetched each time."""
    if wish.words:
        return parts_of("knowledge/examples.html", around(viewer, wish) | found(viewer, wish))
    words = piece("catalogue-names", names)
    wish = replace(wish, chosen=existing(wish, words))
    chosen = known(wish, words)
    listed = lists.page_of(viewer, KIND, chosen, after=wish.after, by_title=wish.by_title)
    page, more = replace(wish, after="x" if wish.after else ""), bool(listed.after)
    marks = {"cards": [CARDS] if listed.documents else [], "more": MORE if more else ""}
    key = ("catalogue", viewer.audiences, page.address(), more, bool(listed.documents))
    kept = piece(key, lambda: parts_of("knowledge/examples.html", around(viewer, page) | marks))
    address = "/eksempler/" + replace(wish, after=listed.after).address()
    main = kept.main.replace(CARDS, "".join(document.card for document in listed.documents)).replace(MORE, escape(address))
    return replace(kept, main=main)


def around(viewer: Viewer, wish: Wish) -> dict[str, Any]:
    """What stands around the cards: counts, facets, chosen values and the ways on."""
    words = piece("catalogue-names", names)
    chosen = known(wish, words)
    counts = facets.count(KIND, viewer.audiences, chosen)
    return {
        "section": "examples",
        "wish": wish,
        "total": counts.total,
        "all": facets.count(KIND, viewer.audiences, {}).total,
        "groups": groups(wish, counts, words),
        "chips": [
            {"name": words[p][v], "address": "/eksempler/" + wish.without(p, v).address()} for p, values in wish.chosen.items() for v in values if v in words[p]
        ],
        "first": "/eksempler/" + replace(wish, after="").address() if wish.after else "",
        "sort_address": "/eksempler/" + replace(wish, by_title=not wish.by_title, after="").address(),
    }


def found(viewer: Viewer, wish: Wish) -> dict[str, Any]:
    """What a search in the examples finds among the chosen, best first, and how many. The key of the page after is its number."""
    number = int(wish.after) if wish.after.isascii() and wish.after.isdecimal() and len(wish.after) < 4 else 1
    result = find.find(viewer, wish.words, kinds=[KIND], chosen=known(wish, piece("catalogue-names", names)), page=number)
    urls = [hit.url for hit in result.hits]
    cards = dict(Document.objects.visible_to(viewer).filter(url__in=urls).values_list("url", "card"))
    more = "/eksempler/" + replace(wish, after=str(number + 1)).address() if number * find.PAGE_SIZE < result.total else ""
    return {"cards": [cards[url] for url in urls if url in cards], "total": result.total, "more": more}
