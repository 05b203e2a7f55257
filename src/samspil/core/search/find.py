"""Search: by grams, so that spelling, inflection and compounds matter little; audience first, then candidates, then rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samspil.core.search import facets, near
from samspil.core.search.grams import WHOLE, asked_words
from samspil.core.search.kinds import kinds_of
from samspil.core.search.marking import Marker
from samspil.core.search.reading import own_grams, read_meant, read_query, shown
from samspil.core.search.scoring import Candidate, Query, candidates, weighed
from samspil.core.viewers import Viewer

# A document's id and its kind.
Match = tuple[int, str]
Chosen = Mapping[str, Sequence[str]]

MOST_CANDIDATES = 500
PAGE_SIZE = 20
# So many of the best are weighed by their own grams where lists are cut.
WEIGHED = 60
# Candidates looked at when they are narrowed: most of them may be of another kind.
MOST_NARROWED = 4000
# A choice of so few documents is weighed whole: cut lists may hold none of them.
FEW = 1000


@dataclass(frozen=True)
class Hit:
    kind: str
    url: str
    title: str
    teaser: str
    excerpt: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """`total` is exact up to MOST_CANDIDATES; above that `capped` is true. `unknown` are the words that stand so in nothing the viewer may see."""

    hits: list[Hit]
    total: int
    capped: bool
    unknown: Sequence[str] = ()


class Search:
    """One query of one viewer. Its lists are read once, however it is narrowed."""

    def __init__(self, viewer: Viewer, text: str) -> None:
        self.viewer, self.words = viewer, asked_words(text)
        self.audiences = sorted(viewer.audiences)
        self.query = read_query(self.audiences, self.words) if self.words else Query([], {}, 0)
        self.met: dict[int, int] = {}
        if meant := {word: self.nearest[word] for word in self.query.slipped if word in self.nearest}:
            self.query = read_meant(self.audiences, self.query, meant)

    @cached_property
    def nearest(self) -> dict[str, str]:
        """By unknown word a known one that was probably meant."""
        return near.nearest(self.viewer, self.unknown)

    @property
    def unknown(self) -> list[str]:
        """The words that stand so in nothing the viewer may see."""
        return [word for word in self.words if WHOLE + word not in self.query.listings]

    def in_vain(self, everything: Sequence[Match]) -> bool:
        """True when nothing is found, or nothing that holds any of the words: then what is found only looks like them."""
        return not everything or len(self.unknown) == len(self.words)

    def matches(self, kinds: Sequence[str] = (), chosen: Chosen | None = None) -> list[Match]:
        """Ids and kinds of the hits, best first, at most MOST_CANDIDATES. `chosen` narrows by facets, within the kinds named.

        What a hit is depends on all that is found; so a choice shows just as many as stood beside it before it was chosen.
        """
        most = MOST_CANDIDATES + WEIGHED
        if not kinds:
            found = candidates(self.query, most)
            return self.judged(found, found[:WEIGHED])
        groups = {group: values for group, values in (chosen or {}).items() if values}
        found, fitting, seen = candidates(self.query, MOST_NARROWED), dict[int, str](), 0
        of = kinds_of([pk for pk, _ in found])
        while seen < len(found) and len(fitting) < most:
            part = {pk: of[pk] for pk, _ in found[seen : seen + most] if of.get(pk) in kinds}
            fitting |= self.chosen_of(part, kinds, groups) if groups else part
            seen += most
        found = found[:seen]
        head = [candidate for candidate in found if candidate[0] in fitting][:WEIGHED]
        if not self.query.complete:
            listed = {pk for pk, _ in found}
            few = {pk: kinds[0] for pk in self.few(kinds, groups) if pk not in listed}
            head, fitting = [*head, *((pk, 0) for pk in few)], fitting | few
        return self.judged(found, head, fitting)

    def judged(self, found: list[Candidate], head: list[Candidate], fitting: Mapping[int, str] | None = None) -> list[Match]:
        """The hits among all that is found, `head` first and weighed exactly; of those the fitting, which are given with their kinds."""
        before = {pk for pk, _ in head}
        found = [*self.weighed(head), *(candidate for candidate in found if candidate[0] not in before)]
        pks = [pk for pk, _ in self.query.hits(found) if fitting is None or pk in fitting][:MOST_CANDIDATES]
        of = kinds_of(pks) if fitting is None else fitting
        return [(pk, of[pk]) for pk in pks if pk in of]

    def chosen_of(self, part: Mapping[int, str], kinds: Sequence[str], groups: Chosen) -> dict[int, str]:
        """Those of some documents, given with their kinds, that are among the chosen."""
        held = set[int]().union(*(facets.among(kind, self.viewer.audiences, groups, part) for kind in kinds))
        return {pk: kind for pk, kind in part.items() if pk in held}

    def few(self, kinds: Sequence[str], groups: Chosen) -> list[int]:
        """The documents of a choice within one kind when they are few, else none."""
        if len(kinds) != 1 or facets.total(kinds[0], self.viewer.audiences, groups) > FEW:
            return []
        return facets.newest(kinds[0], self.viewer.audiences, groups, after=None, number=FEW)

    def weighed(self, head: Sequence[Candidate]) -> list[Candidate]:
        """The same documents with their exact scores, best first."""
        by_pk = {pk: worth for pk, worth in head if pk not in self.met}
        if by_pk:
            exact = by_pk.items() if self.query.complete else [weighed(self.query, (pk, by_pk[pk]), cells) for pk, cells in own_grams(by_pk).items()]
            self.met.update(map(self.query.together, exact))
        return sorted(((pk, self.met[pk]) for pk, _ in head if pk in self.met), key=lambda candidate: (-candidate[1], candidate[0]))

    def hits(self, matches: Sequence[Match]) -> list[Hit]:
        """These hits as a page shows them, with what is meant marked."""
        rows, marker = shown(self.audiences, [pk for pk, _ in matches]) if matches else {}, Marker([*self.words, *self.query.meant.values()])
        return [Hit(kind, url, title, teaser, marker.excerpt(teaser, text)) for kind, url, title, teaser, text in (rows[pk] for pk, _ in matches if pk in rows)]

    def result(self, found: Sequence[Match], page: int, *, narrowed: bool) -> Result:
        """A page of what `matches` gave."""
        capped = len(found) >= MOST_CANDIDATES or (not narrowed and self.query.most > MOST_CANDIDATES)
        return Result(self.hits(on_page(found, page)), len(found), capped, self.unknown)


def find(viewer: Viewer, text: str, *, kinds: Sequence[str] = (), chosen: Chosen | None = None, page: int = 1) -> Result:
    """What `viewer` may see that fits any word of `text`, best first; `chosen` narrows by facets, within the kinds named, as lists.page_of does."""
    search = Search(viewer, text)
    return search.result(search.matches(kinds, chosen), page, narrowed=bool(kinds))


def on_page(found: Sequence[Match], page: int) -> Sequence[Match]:
    """What stands on a page, counted from 1; behind the last of all pages there is none."""
    skipped = PAGE_SIZE * (max(1, min(page, MOST_CANDIDATES // PAGE_SIZE)) - 1)
    return found[skipped : skipped + PAGE_SIZE]


def existing(found: Sequence[Match], page: int) -> int:
    """The page that is asked for, or the first when it lies behind the last."""
    return page if 0 < page <= MOST_CANDIDATES // PAGE_SIZE and on_page(found, page) else 1
