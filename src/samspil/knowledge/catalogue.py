"""The catalogue of examples: what a visitor wishes to see, and the page that shows it."""

import re
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
from samspil.knowledge.domain.words import EVIDENCE_DA, GRADE_DA, SECTOR_DA, Evidence, Grade, Sector
from samspil.knowledge.narrowing import GROUPS, groups

KIND = "example"
# Where the cards, which ones they are, and the addresses of the pages beside stand in a kept page; people cannot write this character (core/text.py).
CARDS, SPAN, BACK, MORE = "\x06cards", "\x06span", "\x06back", "\x06more"
MARKS = re.compile("(\x06(?:cards|span|back|more))")
MOST_VALUES, MOST_CHOICES = 10, 30


@dataclass(frozen=True)
class Wish:
    """What the address asks for: words, chosen values by parameter, order, the key of the page before or after, and the number its first example has."""

    chosen: Mapping[str, tuple[str, ...]]
    words: str = ""
    by_title: bool = False
    after: str = ""
    before: str = ""
    number: int = 0

    def address(self) -> str:
        """The query string of this wish."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("q", self.words)] if self.words else []
        pairs += [("sort", "titel")] if self.by_title else []
        pairs += [("efter", self.after)] if self.after else []
        pairs += [("foer", self.before)] if self.before else []
        pairs += [("nr", str(self.number))] if self.number else []
        return "?" + urlencode(pairs) if pairs else ""

    def without(self, parameter: str, value: str) -> "Wish":
        """The wish with one value less, from the first page."""
        left = tuple(v for v in self.chosen.get(parameter, ()) if v != value)
        return replace(self.begun(), chosen={**self.chosen, parameter: left})

    def begun(self) -> "Wish":
        """The same from the first page."""
        return replace(self, after="", before="", number=0)

    def turned(self, *, after: str = "", before: str = "", number: int = 0) -> str:
        """The address of a page beside this one; "" when there is none."""
        return "/eksempler/" + replace(self, after=after, before=before, number=number).address() if after or before else ""


def wish_of(query: QueryDict) -> Wish:
    """The wish of an address; unknown parameters are not looked at."""
    chosen = {name: tuple(dict.fromkeys(v[:40] for v in query.getlist(name) if v))[:MOST_VALUES] for name in GROUPS}
    after, before, number = query.get("efter", "")[:400], query.get("foer", "")[:400], query.get("nr", "")
    words, by_title = clean(query.get("q", ""))[:200].strip(), query.get("sort") == "titel"
    return Wish(chosen, words, by_title, after, before, int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 0)


def names() -> dict[str, dict[str, str]]:
    """The Danish name of every value, by parameter, in the order they are shown."""
    regions = ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland", "Østdanmark"]
    return {
        "omraade": dict(WelfareArea.objects.values_list("key", "name")),
        "part": {sector.value: SECTOR_DA[sector] for sector in Sector},
        "bevis": {e.value: EVIDENCE_DA[e] for e in Evidence},
        "kilde": {g.value: GRADE_DA[g] for g in Grade},
        "region": {region: region for region in regions},
        "kommune": municipality_names(),
        "kle": {number: f"{number} {title}" for number, title in KleNumber.objects.values_list("number", "title")},
    }


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
    """The catalogue page. Everything but the cards and the ways to the pages beside is kept until something changes."""
    if wish.words:
        return parts_of("knowledge/examples.html", searched(viewer, wish))
    words = piece("catalogue-names", names)
    wish = replace(wish, chosen=existing(wish, words))
    chosen = known(wish, words)
    listed = lists.page_of(viewer, KIND, chosen, after=wish.after, before=wish.before, by_title=wish.by_title)
    if not listed.documents:  # what stood behind that key is gone
        wish = wish.begun()
        listed = lists.page_of(viewer, KIND, chosen, by_title=wish.by_title)
    ways = ways_on(wish, listed, facets.total(KIND, viewer.audiences, chosen))
    page, marks = wish.begun(), {"cards": [CARDS] if listed.documents else [], "capped": False}
    marks |= {name: mark if ways[mark] else "" for name, mark in (("span", SPAN), ("back", BACK), ("more", MORE))}
    key = ("catalogue", viewer.audiences, page.address(), *map(bool, marks.values()))
    kept, segments = piece(key, lambda: cut(parts_of("knowledge/examples.html", around(viewer, page) | marks)))
    filled = {mark: escape(text) for mark, text in ways.items()} | {CARDS: "".join(document.card for document in listed.documents)}
    return replace(kept, main="".join(filled.get(segment, segment) for segment in segments))


def cut(page: Parts) -> tuple[Parts, list[str]]:
    """A page without its middle, and the middle cut where the marks stand."""
    return replace(page, main=""), MARKS.split(page.main)


def ways_on(wish: Wish, listed: lists.Page, total: int) -> dict[str, str]:
    """Which of all the page shows, and the addresses of the pages beside. The number in an address is only trusted in the middle of the list."""
    shown = len(listed.documents)
    number = 1 if not listed.before else total - shown + 1 if not listed.after else wish.number
    right = shown > 0 and (1 < number < total - shown + 1 if listed.before and listed.after else number > 0)
    return {
        SPAN: f"{number}–{number + shown - 1}" if right else "",
        BACK: wish.turned(before=listed.before, number=max(1, number - lists.PAGE_SIZE) if right else 0),
        MORE: wish.turned(after=listed.after, number=number + shown if right else 0),
    }


def around(viewer: Viewer, wish: Wish, hits: set[int] | None = None) -> dict[str, Any]:
    """What stands around the cards: counts (of the examples with ids `hits`, if words are searched for), facets, chosen values and the ways on."""
    words = piece("catalogue-names", names)
    chosen = known(wish, words)
    counts = facets.count(KIND, viewer.audiences, chosen, hits)
    return {
        "section": "examples",
        "wish": wish,
        "total": counts.total,
        "all": facets.total(KIND, viewer.audiences, {}),
        "groups": groups(wish.chosen, counts, words, counted=hits is not None or not wish.words),
        "chips": chips(wish, words),
        "begin": "/eksempler/" + wish.begun().address(),
        "sort_address": "/eksempler/" + replace(wish.begun(), by_title=not wish.by_title).address(),
    }


def chips(wish: Wish, words: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """All that is chosen, the words searched for first, each with the address without it."""
    searched = [(f"»{wish.words}«", replace(wish.begun(), words=""))] if wish.words else []
    chosen = [(words[p][v], wish.without(p, v)) for p, values in wish.chosen.items() for v in values if v in words[p]]
    return [{"name": name, "address": "/eksempler/" + less.address()} for name, less in (*searched, *chosen)]


def searched(viewer: Viewer, wish: Wish) -> dict[str, Any]:
    """What a search in the examples finds among the chosen, best first, how many, and what stands around. The key of the page after is its number."""
    asked = int(wish.after) if wish.after.isascii() and wish.after.isdecimal() and len(wish.after) < 4 else 1
    chosen = known(wish, piece("catalogue-names", names))
    search = find.Search(viewer, wish.words)
    everything = search.matches([KIND])
    found = search.matches([KIND], chosen) if any(chosen.values()) else everything
    page = find.existing(found, asked)
    pks = [pk for pk, _ in find.on_page(found, page)]
    cards = dict(Document.objects.visible_to(viewer).filter(pk__in=pks).values_list("pk", "card")) if pks else {}
    first, last = (page - 1) * find.PAGE_SIZE + 1, (page - 1) * find.PAGE_SIZE + len(pks)
    # More than are looked at are not counted.
    hits = {pk for pk, _ in everything} if len(everything) < find.MOST_CANDIDATES else None
    return around(viewer, wish, hits) | {
        "cards": [cards[pk] for pk in pks if pk in cards],
        "total": len(found),
        "capped": len(found) >= find.MOST_CANDIDATES,
        "span": f"{first}–{last}" if pks else "",
        "back": wish.turned(after=str(page - 1)) if page > 1 else "",
        "more": wish.turned(after=str(page + 1)) if last < len(found) else "",
    }
