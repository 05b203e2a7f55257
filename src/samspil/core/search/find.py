"""Search: by grams, so that spelling, inflection and compounds matter little; audience first, then candidates, then rank."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from samspil.core.search import facets
from samspil.core.search.grams import WHOLE, asked_words
from samspil.core.search.marking import Marker
from samspil.core.search.postings import EVERYTHING, unpacked
from samspil.core.search.scoring import Candidate, Listing, Query, candidates, keys_of, weighed
from samspil.core.viewers import Viewer

MOST_CANDIDATES = 500
PAGE_SIZE = 20
# So many of the best are weighed by their own grams where lists are cut.
WEIGHED = 60
# Candidates looked at when they are narrowed: most of them may be of another kind.
MOST_NARROWED = 4000
# A choice of so few documents is weighed whole: cut lists may hold none of them.
FEW = 1000

LISTS = """
SELECT gram, number, ids, weights FROM core_gramlist WHERE audience = ANY(%s) AND gram = ANY(%s)
"""
THESE = """
SELECT id, kind FROM core_document
WHERE id = ANY(%(ids)s::bigint[]) AND audience = ANY(%(audiences)s) AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
"""
SHOWN = """
SELECT id, kind, url, title, teaser, text FROM core_document WHERE id = ANY(%s) AND audience = ANY(%s)
"""


@dataclass(frozen=True)
class Hit:
    kind: str
    url: str
    title: str
    teaser: str
    excerpt: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """`total` is exact up to MOST_CANDIDATES; above that `capped` is true. `kinds` says how many of them are of each kind.

    `unknown` are the words that stand so in nothing the viewer may see.
    """

    hits: list[Hit]
    total: int
    capped: bool
    kinds: Mapping[str, int] = field(default_factory=dict)
    unknown: Sequence[str] = ()


@dataclass(frozen=True)
class Asked:
    """Who asks for what among which documents."""

    viewer: Viewer
    words: Sequence[str]
    kinds: Sequence[str] = ()
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def narrow(self) -> bool:
        """Whether anything but the viewer's audiences narrows."""
        return bool(self.kinds or self.groups)

    @cached_property
    def audiences(self) -> list[str]:
        return sorted(self.viewer.audiences)


def find(viewer: Viewer, text: str, *, kinds: Sequence[str] = (), chosen: Mapping[str, Sequence[str]] | None = None, page: int = 1) -> Result:
    """What `viewer` may see that fits any word of `text`, best first; `chosen` narrows by facets as lists.page_of does."""
    words = asked_words(text)
    if not words:
        return Result([], 0, False)
    asked = Asked(viewer, words, kinds, {group: values for group, values in (chosen or {}).items() if values})
    with connection.cursor() as cursor:
        query = read_query(cursor, asked)
        found = matches(cursor, asked, query)
        skipped = PAGE_SIZE * (max(1, min(page, MOST_CANDIDATES // PAGE_SIZE)) - 1)
        hits = shown(cursor, asked, [pk for pk, _ in found[skipped : skipped + PAGE_SIZE]])
    counts: dict[str, int] = {}
    for _, kind in found:
        counts[kind] = counts.get(kind, 0) + 1
    capped = len(found) >= MOST_CANDIDATES or (not asked.narrow and query.most > MOST_CANDIDATES)
    return Result(hits, len(found), capped, counts, [word for word in words if WHOLE + word not in query.listings])


def ids(viewer: Viewer, text: str, *, kinds: Sequence[str] = ()) -> set[int] | None:
    """The ids of all documents `find` would find; None when they are more than it looks at."""
    words = asked_words(text)
    if not words:
        return set()
    asked = Asked(viewer, words, kinds)
    with connection.cursor() as cursor:
        found = {pk for pk, _ in matches(cursor, asked, read_query(cursor, asked))}
    return found if len(found) < MOST_CANDIDATES else None


def read_query(cursor: Any, asked: Asked) -> Query:
    """The lists of the query's grams, of the viewer's audiences alone: nothing else is counted in anything."""
    cursor.execute(LISTS, [asked.audiences, [EVERYTHING, *keys_of(asked.words)]])
    listings: dict[str, Listing] = {}
    for gram, number, ids, weights in cursor.fetchall():
        listing = listings.setdefault(gram, Listing())
        listing.number += number
        listing.parts.append((unpacked(ids), weights))
    total = listings.pop(EVERYTHING, Listing())
    return Query(asked.words, listings, total.number)


def matches(cursor: Any, asked: Asked, query: Query) -> list[tuple[int, str]]:
    """Ids and kinds of the hits, best first, at most MOST_CANDIDATES."""
    found = candidates(query, MOST_NARROWED if asked.narrow else MOST_CANDIDATES + WEIGHED)
    few = few_of(asked) if asked.narrow and not query.complete else []
    listed = {candidate.pk for candidate in found}
    kinds = these(cursor, asked, [*listed, *few])
    found = [candidate for candidate in found if candidate.pk in kinds]
    if not query.complete:
        others = [Candidate(pk, 0.0, 0) for pk in few if pk in kinds and pk not in listed]
        head = [*found[:WEIGHED], *others]
        found = [*weigh(cursor, query, head), *found[WEIGHED:]]
    return [(hit.pk, kinds[hit.pk]) for hit in query.hits(found)[:MOST_CANDIDATES]]


def few_of(asked: Asked) -> list[int]:
    """The documents of a choice within one kind when they are few, else none."""
    if len(asked.kinds) != 1 or facets.total(asked.kinds[0], asked.viewer.audiences, asked.groups) > FEW:
        return []
    return facets.newest(asked.kinds[0], asked.viewer.audiences, asked.groups, after=None, number=FEW)


def these(cursor: Any, asked: Asked, pks: Iterable[int]) -> dict[int, str]:
    """The kinds of those documents that the viewer may see and that are among the chosen, by id."""
    narrow = "".join(f" AND facets && %(group{number})s::varchar[]" for number in range(len(asked.groups)))
    groups = {f"group{number}": [f"{group}:{value}" for value in values] for number, (group, values) in enumerate(asked.groups.items())}
    cursor.execute(THESE + narrow, {"ids": numbers(pks), "audiences": asked.audiences, "kinds": list(asked.kinds) or None, **groups})
    return dict(cursor.fetchall())


def numbers(pks: Iterable[int]) -> str:
    """Ids as the database writes an array: for hundreds of them much cheaper than a list."""
    return "{" + ",".join(map(str, pks)) + "}"


def weigh(cursor: Any, query: Query, head: Sequence[Candidate]) -> list[Candidate]:
    """The same documents with their exact scores, best first."""
    by_pk = {candidate.pk: candidate for candidate in head}
    cursor.execute("SELECT document_id, cells FROM core_documentgrams WHERE document_id = ANY(%s::bigint[])", [numbers(by_pk)])
    found = [weighed(query, by_pk[pk], cells) for pk, cells in cursor.fetchall()]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.pk))


def shown(cursor: Any, asked: Asked, pks: Sequence[int]) -> list[Hit]:
    """The hits of one page, with what is meant marked."""
    cursor.execute(SHOWN, [list(pks), asked.audiences])
    rows, marker = {row[0]: row[1:] for row in cursor.fetchall()}, Marker(asked.words)
    return [Hit(kind, url, title, teaser, marker.excerpt(teaser, text)) for kind, url, title, teaser, text in (rows[pk] for pk in pks if pk in rows)]
