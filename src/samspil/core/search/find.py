"""Plain search: any of the words (OR), Danish stems, å for aa; audience first, then a cap on candidates, then rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from samspil.core.search.folding import spellings, words
from samspil.core.viewers import Viewer

MOST_CANDIDATES = 500
PAGE_SIZE = 20
# From this many letters on, a stem also finds the compounds it begins: "praktikpladser" finds "praktikpladspartnerskab".
# With fewer hits of the words themselves.
BEGINS_FROM, ENOUGH = 5, 60
START, STOP = "\ue000", "\ue001"

CANDIDATES = r"""
WITH query AS (
    SELECT (SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery FROM unnest(to_tsvector('danish', %(words)s))) AS exact,
           (SELECT string_agg(quote_literal(lexeme) || CASE WHEN length(lexeme) >= %(begins)s THEN ':*' ELSE '' END, ' | ')::tsquery
            FROM unnest(to_tsvector('danish', %(words)s))) AS wide,
           (SELECT string_agg(quote_literal(lexeme) || CASE WHEN length(lexeme) >= %(begins)s THEN ':*' ELSE '' END, ' | ')::tsquery
            FROM unnest(to_tsvector('danish', %(spellings)s))) AS marks,
           (SELECT '\m(' || string_agg(lexeme, '|') || ')' FROM unnest(to_tsvector('danish', %(spellings)s))) AS stems),
themselves AS MATERIALIZED (
    SELECT id, kind, vector FROM core_document, query
    WHERE audience = ANY(%(audiences)s) AND vector @@ exact AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)) {narrow}
    LIMIT %(cap)s),
few AS MATERIALIZED (SELECT count(*) < %(enough)s AS yes FROM {counted}),
candidates AS MATERIALIZED (
    SELECT id, kind, vector FROM themselves
    UNION ALL
    (SELECT id, kind, vector FROM core_document, query
     WHERE (SELECT yes FROM few) AND audience = ANY(%(audiences)s) AND vector @@ wide AND NOT vector @@ exact
       AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)) {narrow}
     LIMIT %(cap)s))
"""
# Whether hits are few is asked before they are narrowed: a choice must not find compounds that the words alone did not.
UNNARROWED = """(
    SELECT 1 FROM core_document, query
    WHERE audience = ANY(%(audiences)s) AND vector @@ exact AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)) LIMIT %(enough)s) AS first"""
# The excerpt is the teaser when that has a hit (or the text has none), else the piece of text around the first word that
# begins like a stem: marking hits in a whole text is the dearest part.
HITS = r""",
ranked AS (
    SELECT candidates.id, ts_rank(vector, CASE WHEN (SELECT yes FROM few) THEN wide ELSE exact END, 1) AS rank FROM candidates, query
    ORDER BY rank DESC, candidates.id LIMIT %(size)s OFFSET %(skip)s)
SELECT d.kind, d.url, d.title, d.teaser,
       CASE WHEN place = 0 THEN ts_headline('danish', d.teaser, marks, %(signs)s || ',HighlightAll=true')
            ELSE '… ' || ts_headline('danish', words, marks, %(signs)s || ',MaxWords=30,MinWords=15,MaxFragments=1') || ' …' END,
       (SELECT json_object_agg(kind, number) FROM (SELECT kind, count(*) AS number FROM candidates GROUP BY kind) AS each)
FROM ranked JOIN core_document d USING (id) CROSS JOIN query
     CROSS JOIN LATERAL (SELECT CASE WHEN d.teaser ~* stems THEN 0 ELSE regexp_instr(d.text, stems, 1, 1, 0, 'i') END AS place) AS hit
     CROSS JOIN LATERAL (SELECT CASE WHEN place > 100 THEN regexp_replace(substr(d.text, place - 100, 400), '^\S*\s+', '')
                                     ELSE left(d.text, 400) END AS words) AS around
ORDER BY ranked.rank DESC, d.id
"""
FIND = CANDIDATES + HITS
IDS = CANDIDATES + "SELECT id FROM candidates"  # noqa: S608  # constants alone


@dataclass(frozen=True)
class Hit:
    kind: str
    url: str
    title: str
    teaser: str
    excerpt: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """`total` is exact up to MOST_CANDIDATES; above that `capped` is true. `kinds` says how many of them are of each kind."""

    hits: list[Hit]
    total: int
    capped: bool
    kinds: Mapping[str, int] = field(default_factory=dict)


def find(viewer: Viewer, text: str, *, kinds: Sequence[str] = (), chosen: Mapping[str, Sequence[str]] | None = None, page: int = 1) -> Result:
    """What `viewer` may see that holds any word of `text`, best first; `chosen` narrows by facets as lists.page_of does."""
    terms = words(text)
    if not terms:
        return Result([], 0, False)
    groups = [[f"{group}:{value}" for value in values] for group, values in (chosen or {}).items() if values]
    narrow = " ".join(f"AND facets && %(group{number})s::varchar[]" for number in range(len(groups)))
    with connection.cursor() as cursor:
        cursor.execute(
            FIND.format(narrow=narrow, counted=UNNARROWED if narrow else "themselves"),
            {
                **asked(viewer, terms, kinds),
                **{f"group{number}": names for number, names in enumerate(groups)},
                "spellings": " ".join(spellings(text)),
                "size": PAGE_SIZE,
                "skip": PAGE_SIZE * (max(1, min(page, MOST_CANDIDATES // PAGE_SIZE)) - 1),
                "signs": f"StartSel={START},StopSel={STOP}",
            },
        )
        rows = cursor.fetchall()
    counts: dict[str, int] = rows[0][5] if rows else {}
    total = sum(counts.values())
    hits = [Hit(kind, url, title, teaser, marked(excerpt)) for kind, url, title, teaser, excerpt, _ in rows]
    return Result(hits, total, total >= MOST_CANDIDATES, counts)


def ids(viewer: Viewer, text: str, *, kinds: Sequence[str] = ()) -> set[int] | None:
    """The ids of all documents `find` would find; None when they are more than it looks at."""
    terms = words(text)
    if not terms:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(IDS.format(narrow="", counted="themselves"), {**asked(viewer, terms, kinds), "spellings": ""})
        found = {pk for (pk,) in cursor.fetchall()}
    return found if len(found) < MOST_CANDIDATES else None


def asked(viewer: Viewer, terms: Sequence[str], kinds: Sequence[str]) -> dict[str, Any]:
    """What CANDIDATES asks for."""
    return {
        "begins": BEGINS_FROM,
        "enough": ENOUGH,
        "words": " ".join(terms),
        "audiences": sorted(viewer.audiences),
        "kinds": list(kinds) or None,
        "cap": MOST_CANDIDATES,
    }


def marked(excerpt: str) -> list[tuple[str, bool]]:
    """The excerpt in pieces, each with whether it is one of the words searched for."""
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(excerpt.split(START)):
        word, stop, rest = part.partition(STOP)
        if number and stop:
            pieces.append((word, True))
            pieces.append((rest, False))
        else:
            pieces.append((part, False))
    return [(text, hit) for text, hit in pieces if text]
