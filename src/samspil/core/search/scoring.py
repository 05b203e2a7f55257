"""Which documents fit a query best: BM25 over grams, from lists that hold the heaviest only, and exactly from a document's own grams.

Numbers and dictionaries alone, no Django: web processes must stay small, so no numpy either.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from operator import itemgetter

from samspil.core.search.grams import NOTHING_ELSE, WHOLE, code, grams, rarity, shares, ways_of

# Of a long query so many lists are read, the most telling: more change nothing on the first page.
MOST_LISTS = 48
# A document is a hit when it holds the word, or so much of its grams. Of a word that no document holds, less is enough,
# but not much less than the best document has.
KNOWN, UNKNOWN, OF_BEST = 0.6, 0.2, 0.5
# What a document that holds all the words is favoured by: PARTLY when it holds half of each word's grams, TOGETHER when it holds the words whole, which
# leaves one gram out, as where a word stands at one end of a compound. Of some of the words the first counts by their part, the second by its power of WHOLLY:
# nearly all must be there.
PARTLY, TOGETHER, WHOLLY, HALF = 0.15, 0.3, 3, 0.5
# A shorter word that stands nowhere is as often a piece of a divided one as a slip.
SHORTEST_SLIP = 5
# Weights are whole numbers while they are added up: so small a part of one is the least that counts.
SCALE = 1024


@dataclass
class Listing:
    """What the index says of a key to one viewer: how many documents hold it, and the heaviest, in one part for each audience."""

    number: int = 0
    parts: list[tuple["array[int]", bytes]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """True when every document that holds it is listed."""
        return self.number <= sum(len(weights) for _, weights in self.parts)


def keys_of(words: Sequence[str]) -> list[str]:
    """All the keys a query asks for: grams, and words as wholes."""
    return [*shares(words), *(WHOLE + word for word in words)]


@dataclass(frozen=True)
class Floor:
    """The places of a word's grams, and how many of them make a hit; with `half` of them a document holds half of the word, with `nearly` all the whole."""

    places: int
    least: int
    half: int
    nearly: int
    known: bool

    def level(self, held: int) -> int:
        """How much of the word a document holds: 2 for the whole, 1 for half, or 0."""
        number = (held & self.places).bit_count()
        return 2 if number >= self.nearly else int(number >= self.half)

    def raised(self, held: Iterable[int]) -> "Floor":
        """Nearer to what the best document holds: where one has nearly all of a misspelled word, those with little of it are not meant."""
        best = max(((each & self.places).bit_count() for each in held), default=0)
        return replace(self, least=max(self.least, ceil(OF_BEST * best)))


class Query:
    """The words asked for, what each of their grams counts, and what makes a hit."""

    def __init__(self, words: Sequence[str], listings: Mapping[str, Listing], total: int, meant: Mapping[str, str] = NOTHING_ELSE) -> None:
        none, counted, every = Listing(), shares(words, meant), list(dict.fromkeys([*words, *meant.values()]))
        self.words, self.meant = words, meant
        self.weights = {key: share * rarity(listings[key].number, total) for key, share in counted.items() if key in listings}
        self.read = sorted(self.weights, key=self.weights.__getitem__, reverse=True)[:MOST_LISTS]
        self.complete = len(self.read) == len(self.weights) and all(listings[key].complete for key in self.read)
        self.wholes = [WHOLE + word for word in every if WHOLE + word in listings]
        self.place = {key: place for place, key in enumerate([*self.weights, *self.wholes])}
        self.shift = len(self.place)
        self.mask = (1 << self.shift) - 1
        self.sought = sorted((code(key) << 8, self.factor(weight), 1 << self.place[key]) for key, weight in self.weights.items())
        self.most = max((listings[key].number for key in self.wholes), default=0)
        self.exact = sum(1 << self.place[key] for key in self.wholes)
        floor = {word: self.floor(word, listings.get(WHOLE + word, none).number) for word in every}
        self.floors = list(floor.values())
        self.ways = [[floor[way] for way in ways_of(word, meant)] for word in words]
        self.favours: dict[int, float] = {}
        self.listings, self.total = listings, total

    def floor(self, word: str, number: int) -> Floor:
        """How many of a word's grams make a hit, when `number` documents hold it as it is."""
        pieces = set(grams(word))
        places = sum(1 << self.place[piece] for piece in pieces if piece in self.place)
        least = ceil(len(pieces) * (KNOWN if number else UNKNOWN))
        half = ceil(len(pieces) * HALF)
        return Floor(places, least if number else max(least, min(2, len(pieces))), half, max(half, len(pieces) - 1), known=bool(number))

    @property
    def slipped(self) -> list[str]:
        """The words that are surely misspelled: a piece of them stands nowhere."""
        return [word for word in self.words if len(word) >= SHORTEST_SLIP and not self.weights.keys() >= set(grams(word))]

    def together(self, candidate: "Candidate") -> "Candidate":
        """The candidate, favoured for holding more of the words than others that score alike."""
        pk, worth = candidate
        held = worth & self.mask
        favour = self.favours.get(held)
        if favour is None:  # many hold the same
            levels = [max(floor.level(held) for floor in ways) for ways in self.ways]
            half, whole = (sum(level >= least for level in levels) / len(levels) for least in (1, 2))
            favour = self.favours[held] = 1 + PARTLY * half + TOGETHER * whole**WHOLLY
        return pk, int((worth >> self.shift) * favour) << self.shift | held

    def hits(self, found: list["Candidate"]) -> list["Candidate"]:
        """Those that are shown at all: without one of the words, or most of one, a document is not."""
        mask = self.mask
        held = {worth & mask for _, worth in found}
        floors = [floor if floor.known else floor.raised(held) for floor in self.floors]
        shown = {each for each in held if each & self.exact or any((each & floor.places).bit_count() >= floor.least for floor in floors)}
        return found if len(shown) == len(held) else [candidate for candidate in found if candidate[1] & mask in shown]

    def factor(self, weight: float) -> int:
        """What an impact of a key of this weight is multiplied by, to stand in the upper bits of a worth."""
        return round(weight * SCALE) << self.shift


# A document, and its worth: its score in the upper bits, and in the lower ones the keys it is known to hold. One number each, because a search adds up
# thousands of entries and orders hundreds of documents.
Candidate = tuple[int, int]


def candidates(query: Query, most: int) -> list[Candidate]:
    """The best documents of the lists, best first. Scores are exact when all lists are complete.

    Where lists are cut, a word as a whole counts like its rarity: it brings in what the cut lists of its grams may lack.
    """
    sums: dict[int, int] = defaultdict(int)
    for key in [*query.read, *query.wholes]:
        listing, bit = query.listings[key], 1 << query.place[key]
        weight = query.weights[key] if key in query.weights else 0.0 if query.complete else rarity(listing.number, query.total)
        factor = query.factor(weight)
        for ids, impacts in listing.parts:
            for pk, impact in zip(ids, impacts, strict=True):
                sums[pk] += impact * factor + bit
    return largest(sums, most)


def largest(sums: Mapping[int, int], most: int) -> list[tuple[int, int]]:
    """The entries with the largest numbers, largest first; equals as they came. Faster than a heap."""
    if len(sums) > most:
        least = sorted(sums.values())[-most]
        kept = [entry for entry in sums.items() if entry[1] >= least]
    else:
        kept = list(sums.items())
    return sorted(kept, key=itemgetter(1), reverse=True)[:most]


def weighed(query: Query, candidate: Candidate, cells: bytes) -> Candidate:
    """The candidate with its exact score and all it holds, from its own grams."""
    pk, worth = candidate
    own = memoryview(cells).cast("I")
    score, held, low, end = 0, worth & query.mask, 0, len(own)
    for sought, factor, bit in query.sought:
        low = bisect_left(own, sought, low)
        if low == end:
            break
        if own[low] >> 8 == sought >> 8:
            score += factor * (own[low] & 255)
            held |= bit
    return pk, score | held
