"""What a search asks the database: lists of grams, documents' own grams, and the hits of a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.pq import Format

from samspil.core.search.postings import EVERYTHING, unpacked
from samspil.core.search.scoring import Listing, Query, keys_of

LISTS = """
SELECT gram, number, ids, weights FROM core_gramlist WHERE audience = ANY(%s::varchar[]) AND gram = ANY(%s::varchar[])
"""
OWN = "SELECT document_id, cells FROM core_documentgrams WHERE document_id = ANY(%s::bigint[])"
SHOWN = """
SELECT id, kind, url, title, teaser, text FROM core_document WHERE id = ANY(%s::bigint[]) AND audience = ANY(%s::varchar[])
"""
Shown = tuple[str, str, str, str, str]


@contextmanager
def reading() -> Iterator[Any]:
    """A cursor whose rows come in the database's own form: writing packed lists out in figures and reading them back was most of a search's cost."""
    connection.ensure_connection()
    plain: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # the stubs leave out that it is psycopg's cursor
    plain.format = Format.BINARY
    with connection.make_debug_cursor(plain) if connection.queries_logged else connection.make_cursor(plain) as cursor:
        yield cursor


def read_query(audiences: Sequence[str], words: Sequence[str]) -> Query:
    """The lists of the words' grams, of these audiences alone: nothing else is counted in anything."""
    listings = read_lists(audiences, [EVERYTHING, *keys_of(words)])
    total = listings.pop(EVERYTHING, Listing())
    return Query(words, listings, total.number)


def read_meant(audiences: Sequence[str], query: Query, meant: Mapping[str, str]) -> Query:
    """The same query, that looks for words as they were meant, too."""
    more = read_lists(audiences, [key for key in keys_of(list(meant.values())) if key not in query.listings])
    return Query(query.words, {**query.listings, **more}, query.total, meant)


def read_lists(audiences: Sequence[str], asked: Sequence[str]) -> dict[str, Listing]:
    """By key its list, for those that some document holds."""
    listings: dict[str, Listing] = {}
    with reading() as cursor:
        keys = ",".join(f'"{key}"' for key in asked)  # of letters and figures alone (folding.py)
        cursor.execute(LISTS, [list(audiences), f"{{{keys}}}"])
        for gram, number, ids, weights in cursor.fetchall():
            listing = listings.setdefault(gram, Listing())
            listing.number += number
            listing.parts.append((unpacked(ids), weights))
    return listings


def own_grams(pks: Iterable[int]) -> dict[int, bytes]:
    """Each document's own grams, by id."""
    with reading() as cursor:
        cursor.execute(OWN, [numbers(pks)])
        return dict(cursor.fetchall())


def shown(audiences: Sequence[str], pks: Iterable[int]) -> dict[int, Shown]:
    """Kind, address, title, teaser and text of those documents that stand in one of the audiences, by id."""
    with reading() as cursor:
        cursor.execute(SHOWN, [numbers(pks), list(audiences)])
        return {pk: row for pk, *row in cursor.fetchall()}


def numbers(pks: Iterable[int]) -> str:
    """Ids as the database writes an array: for hundreds of them much cheaper than a list."""
    return "{" + ",".join(map(str, pks)) + "}"
