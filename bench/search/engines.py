"""The two that are compared, on the same documents in the same database: the product's own search, and PostgreSQL's Danish text search by any word."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import connection

from bench.search.sets import Paper
from samspil.core.models import Document
from samspil.core.search import find, rebuilding
from samspil.core.sorting import danish_key
from samspil.core.viewers import PUBLIC

Engine = Callable[[str], list[str]]
KIND, CHUNK, LONGEST_TITLE, FIRST = "bench", 2000, 255, 20
SIZE = "SELECT pg_total_relation_size('core_gramlist') + pg_total_relation_size('core_documentgrams')"
EMPTY = "TRUNCATE core_document, core_documentgrams, core_gramlist; DROP TABLE IF EXISTS bench_plain"
PLAIN = """
CREATE TABLE bench_plain (number integer PRIMARY KEY, words tsvector);
INSERT INTO bench_plain SELECT object_id, to_tsvector('danish', title || ' ' || text) FROM core_document;
CREATE INDEX ON bench_plain USING gin (words);
"""
ANY_WORD = """
WITH asked AS (SELECT (SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery FROM unnest(to_tsvector('danish', %s))) AS words)
SELECT number FROM bench_plain, asked WHERE bench_plain.words @@ asked.words ORDER BY ts_rank(bench_plain.words, asked.words) DESC, number LIMIT %s
"""


def fill(papers: Sequence[Paper]) -> float:
    """Write the documents instead of what was there, and both engines' indexes; returns the megabytes (10^6) of the product's."""
    day = date(2026, 1, 1)
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    for start in range(0, len(papers), CHUNK):
        Document.objects.bulk_create(
            Document(kind=KIND, object_id=number, url=f"/{number}/", title=paper.title[:LONGEST_TITLE], title_key=danish_key(paper.title), **words(paper, day))
            for number, paper in enumerate(papers[start : start + CHUNK], start)
        )
    rebuilding.rebuild()
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(SIZE)
        (size,) = cursor.fetchone()
        return float(round(size / 1e6, 1))


def words(paper: Paper, day: date) -> dict[str, object]:
    """What both look in. A database keeps no null characters."""
    return {"teaser": "", "text": paper.text.replace("\x00", " "), "sort_on": day, "also_named": paper.title[LONGEST_TITLE:]}


def samspil(papers: Sequence[Paper]) -> Engine:
    """The product, with everything a page of hits needs: excerpts too."""
    return lambda text: [papers[int(hit.url.strip("/"))].name for hit in find.find(PUBLIC, text).hits]


def postgres_or(papers: Sequence[Paper]) -> Engine:
    """`danish`, any word, ts_rank."""

    def ask(text: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(ANY_WORD, [text.replace("\x00", " "), FIRST])
            return [papers[number].name for (number,) in cursor.fetchall()]

    return ask


ENGINES = {"samspil": samspil, "postgres_or": postgres_or}
