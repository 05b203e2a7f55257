"""A list of all things of a kind that visitors narrow down, search in and leaf through; everything but the cards is kept until something changes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.html import escape

from samspil.core.kept import piece
from samspil.core.models import Document
from samspil.core.search import facets, find, lists
from samspil.core.search.narrowing import Group, groups
from samspil.core.search.wish import Names, Wish, existing, read_wish
from samspil.core.stored import Parts, parts_of
from samspil.core.viewers import Viewer

# Where the cards, which ones they are, and the addresses of the pages beside stand in a kept page; people cannot write this character (core/text.py).
CARDS, SPAN, BACK, MORE = "\x06cards", "\x06span", "\x06back", "\x06more"
MARKS = re.compile("(\x06(?:cards|span|back|more))")


def nothing(viewer: Viewer, wish: Wish, counts: facets.Counts) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Catalogue:
    """The list of a kind of things: its address, its template, its menu entry and the groups it is narrowed by.

    `names` reads the Danish name of every value, by parameter, in the order they are shown. `beside` gives what else the template shows.
    """

    kind: str
    address: str
    template: str
    section: str
    columns: tuple[Group, ...]
    names: Callable[[], Names]
    beside: Callable[[Viewer, Wish, facets.Counts], Mapping[str, Any]] = nothing

    @property
    def facet_of(self) -> dict[str, str]:
        """The facet in the index of each parameter."""
        return {group.parameter: group.facet for group in self.columns}

    def wish_of(self, query: QueryDict) -> Wish:
        """The wish of an address."""
        return read_wish(query, self.facet_of)

    def words(self) -> Names:
        """The names, kept until something changes."""
        return piece((self.kind, "catalogue-names"), self.names)

    def known(self, wish: Wish, words: Names) -> dict[str, list[str]]:
        """The chosen values that exist, by facet."""
        return {self.facet_of[p]: [v for v in values if v in words[p]] for p, values in wish.chosen.items()}

    def parts(self, viewer: Viewer, wish: Wish) -> Parts:
        """The page. Everything but the cards and the ways to the pages beside is kept until something changes."""
        if wish.words:
            return parts_of(self.template, self.searched(viewer, wish))
        words = self.words()
        wish = replace(wish, chosen=existing(wish, words))
        chosen = self.known(wish, words)
        listed = lists.page_of(viewer, self.kind, chosen, after=wish.after, before=wish.before, by_title=wish.by_title)
        if not listed.documents:  # what stood behind that key is gone
            wish = wish.begun()
            listed = lists.page_of(viewer, self.kind, chosen, by_title=wish.by_title)
        ways = self.ways_on(wish, listed, facets.total(self.kind, viewer.audiences, chosen))
        page, marks = wish.begun(), {"cards": [CARDS] if listed.documents else [], "capped": False}
        marks |= {name: mark if ways[mark] else "" for name, mark in (("span", SPAN), ("back", BACK), ("more", MORE))}
        key = (self.kind, "catalogue", viewer.audiences, page.address(), *map(bool, marks.values()))
        kept, segments = piece(key, lambda: cut(parts_of(self.template, self.around(viewer, page) | marks)))
        filled = {mark: escape(text) for mark, text in ways.items()} | {CARDS: "".join(document.card for document in listed.documents)}
        return replace(kept, main="".join(filled.get(segment, segment) for segment in segments))

    def turned(self, wish: Wish, *, after: str = "", before: str = "", number: int = 0) -> str:
        """The address of a page beside this one; "" when there is none."""
        query = wish.turned(after=after, before=before, number=number)
        return self.address + query if query else ""

    def ways_on(self, wish: Wish, listed: lists.Page, total: int) -> dict[str, str]:
        """Which of all the page shows, and the addresses of the pages beside. The number in an address is only trusted in the middle of the list."""
        shown = len(listed.documents)
        number = 1 if not listed.before else total - shown + 1 if not listed.after else wish.number
        right = shown > 0 and (1 < number < total - shown + 1 if listed.before and listed.after else number > 0)
        return {
            SPAN: f"{number}–{number + shown - 1}" if right else "",
            BACK: self.turned(wish, before=listed.before, number=max(1, number - lists.PAGE_SIZE) if right else 0),
            MORE: self.turned(wish, after=listed.after, number=number + shown if right else 0),
        }

    def around(self, viewer: Viewer, wish: Wish, hits: set[int] | None = None) -> dict[str, Any]:
        """What stands around the cards: counts (of the things with ids `hits`, if words are searched for), groups, chosen values and the ways on."""
        words = self.words()
        counts = facets.count(self.kind, viewer.audiences, self.known(wish, words), hits)
        return {
            "section": self.section,
            "address": self.address,
            "wish": wish,
            "total": counts.total,
            "all": facets.total(self.kind, viewer.audiences, {}),
            "groups": groups(self.columns, wish.chosen, counts, words, counted=hits is not None or not wish.words),
            "chips": self.chips(wish, words),
            "begin": self.address + wish.begun().address(),
            "sort_address": self.address + replace(wish.begun(), by_title=not wish.by_title).address(),
            **self.beside(viewer, wish, counts),
        }

    def chips(self, wish: Wish, words: Names) -> list[dict[str, str]]:
        """All that is chosen, the words searched for first, each with the address without it."""
        searched = [(f"»{wish.words}«", replace(wish.begun(), words=""))] if wish.words else []
        chosen = [(words[p][v], wish.without(p, v)) for p, values in wish.chosen.items() for v in values if v in words[p]]
        return [{"name": name, "address": self.address + less.address()} for name, less in (*searched, *chosen)]

    def searched(self, viewer: Viewer, wish: Wish) -> dict[str, Any]:
        """What a search finds among the chosen, best first, how many, and what stands around. The key of the page after is its number."""
        asked = int(wish.after) if wish.after.isascii() and wish.after.isdecimal() and len(wish.after) < 4 else 1
        chosen = self.known(wish, self.words())
        search = find.Search(viewer, wish.words)
        everything = search.matches([self.kind])
        found = search.matches([self.kind], chosen) if any(chosen.values()) else everything
        page = find.existing(found, asked)
        pks = [pk for pk, _ in find.on_page(found, page)]
        cards = dict(Document.objects.visible_to(viewer).filter(pk__in=pks).values_list("pk", "card")) if pks else {}
        first, last = (page - 1) * find.PAGE_SIZE + 1, (page - 1) * find.PAGE_SIZE + len(pks)
        # More than are looked at are not counted.
        hits = {pk for pk, _ in everything} if len(everything) < find.MOST_CANDIDATES else None
        return self.around(viewer, wish, hits) | {
            "cards": [cards[pk] for pk in pks if pk in cards],
            "total": len(found),
            "capped": len(found) >= find.MOST_CANDIDATES,
            "span": f"{first}–{last}" if pks else "",
            "back": self.turned(wish, after=str(page - 1)) if page > 1 else "",
            "more": self.turned(wish, after=str(page + 1)) if last < len(found) else "",
        }


def cut(page: Parts) -> tuple[Parts, list[str]]:
    """A page without its middle, and the middle cut where the marks stand."""
    return replace(page, main=""), MARKS.split(page.main)
