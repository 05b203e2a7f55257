"""What a visitor wishes to see of a list, as its address says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode

from samspil.core.text import clean

MOST_VALUES, MOST_CHOICES = 10, 30
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Wish:
    """What the address asks for: words, chosen values by parameter, order, the key of the page before or after, and the number its first row has."""

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

    def instead(self, parameter: str, value: str) -> "Wish":
        """The wish with this value alone in its group, from the first page."""
        return replace(self.begun(), chosen={**self.chosen, parameter: (value,)})

    def begun(self) -> "Wish":
        """The same from the first page."""
        return replace(self, after="", before="", number=0)

    def turned(self, *, after: str = "", before: str = "", number: int = 0) -> str:
        """The query string of a page beside this one; "" when there is none."""
        return replace(self, after=after, before=before, number=number).address() if after or before else ""


def read_wish(query: QueryDict, parameters: Iterable[str]) -> Wish:
    """The wish of an address; unknown parameters are not looked at."""
    chosen = {name: tuple(dict.fromkeys(v[:40] for v in query.getlist(name) if v))[:MOST_VALUES] for name in parameters}
    after, before, number = query.get("efter", "")[:400], query.get("foer", "")[:400], query.get("nr", "")
    words, by_title = clean(query.get("q", ""))[:200].strip(), query.get("sort") == "titel"
    return Wish(chosen, words, by_title, after, before, int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 0)


def existing(wish: Wish, words: Names) -> dict[str, tuple[str, ...]]:
    """The choices without values that nobody knows, and no more than anybody makes: what is kept grows with neither."""
    left, found = MOST_CHOICES, {}
    for parameter, values in wish.chosen.items():
        found[parameter] = tuple(value for value in values if value in words[parameter])[:left]
        left -= len(found[parameter])
    return found
