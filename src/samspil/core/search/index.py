"""Filling the index: a room describes its thing as an Entry, and puts or removes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from samspil.core import storing
from samspil.core.events import announce_change
from samspil.core.models import Document
from samspil.core.search import postings
from samspil.core.sorting import danish_key
from samspil.core.stored import Parts


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a room says of one of its things. `card` is finished, safe HTML; `facets` are "name:value" strings.

    `page` holds the parts of the thing's own page, if they are to be stored; `only_on` the day their text is true for, or None.
    `pattern` goes with the page: what other rooms may begin from, plain values.
    `also_named` weighs in search like the title, and is shown nowhere. What is not `searched` stands in lists and the sitemap alone.
    """

    kind: str
    object_id: int
    audience: str
    url: str
    title: str
    teaser: str
    text: str
    card: str
    sort_on: date
    also_named: str = ""
    searched: bool = True
    facets: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    page: Parts | None = None
    only_on: date | None = None
    pattern: dict[str, Any] = field(default_factory=dict)


Thing = tuple[str, int]
Standing = tuple[int, postings.Text]
NOTHING = postings.Text("nobody", "", "", "", "", searched=False)
# Writers wait for each other, so that revisions become visible in the order they were given (facets.py relies on it).
ONE_WRITER = "SELECT pg_advisory_xact_lock(5501)"
# What is written again as it stood is no change: feeds, sitemap and the boards of all processes look at these two.
CONTENT = ("audience", "municipalities", "url", "title", "teaser", "text", "card", "facets", "sort_on", "also_named", "searched")
SAME = f"({', '.join(f'core_document.{name}' for name in CONTENT)}) IS NOT DISTINCT FROM ({', '.join(f'excluded.{name}' for name in CONTENT)})"
UPSERT = f"""
INSERT INTO core_document (kind, object_id, language, audience, municipalities, url, title, title_key, also_named, teaser, text, searched, card,
                           facets, sort_on, changed_at, heard_at, revision)
VALUES (%(kind)s, %(object_id)s, 'da', %(audience)s, %(municipalities)s, %(url)s, %(title)s, %(title_key)s, %(also_named)s, %(teaser)s,
        %(text)s, %(searched)s, %(card)s, %(facets)s, %(sort_on)s, now(), now(), nextval('core_document_revision_seq'))
ON CONFLICT (kind, object_id) DO UPDATE SET
    audience = excluded.audience, municipalities = excluded.municipalities, url = excluded.url, title = excluded.title,
    title_key = excluded.title_key, also_named = excluded.also_named, teaser = excluded.teaser, text = excluded.text,
    searched = excluded.searched, card = excluded.card,
    facets = excluded.facets, sort_on = excluded.sort_on, heard_at = excluded.heard_at,
    changed_at = CASE WHEN {SAME} THEN core_document.changed_at ELSE excluded.changed_at END,
    revision = CASE WHEN {SAME} THEN core_document.revision ELSE excluded.revision END
"""  # noqa: S608  # only our own constants
# What search looks in as it stands, by kind and number.
STANDING = """
SELECT kind, object_id, id, audience, title, also_named, teaser, text, searched FROM core_document
JOIN unnest(%s::varchar[], %s::bigint[]) AS asked(kind, object_id) USING (kind, object_id)
"""


def be_the_one_writer() -> None:
    """Wait for other writers until this transaction ends: called before reading what is about to be written, so that the newest reading wins."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_WRITER)


def put(entry: Entry) -> None:
    """Write or replace one entry; the last writer wins, so this is idempotent."""
    put_many([entry])


def put_many(entries: Iterable[Entry]) -> None:
    """Write or replace many entries in one transaction, and announce the change."""
    known = list(entries)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_WRITER)
        before = standing(cursor, known)
        cursor.executemany(UPSERT, [parameters(entry) for entry in known])
        postings.change(changed(before, standing(cursor, known)))
        storing.store(rendered(entry, entry.page) for entry in known if entry.page)
        announce_change()


def rendered(entry: Entry, page: Parts) -> storing.Rendered:
    own = {name: getattr(entry, name) for name in ("kind", "object_id", "audience", "url", "only_on", "pattern")}
    return storing.Rendered(parts=page, **own)


def parameters(entry: Entry) -> dict[str, Any]:
    return {
        **{
            name: getattr(entry, name)
            for name in ("kind", "object_id", "audience", "url", "title", "also_named", "teaser", "text", "searched", "card", "sort_on")
        },
        "municipalities": list(entry.municipalities),
        "facets": sorted(set(entry.facets)),
        "title_key": danish_key(entry.title),
    }


def standing(cursor: Any, entries: list[Entry]) -> dict[Thing, Standing]:
    """What search looks in of these things as they stand in the index; those it does not know are left out."""
    cursor.execute(STANDING, [[entry.kind for entry in entries], [entry.object_id for entry in entries]])
    return {(kind, number): (pk, postings.Text(*text)) for kind, number, pk, *text in cursor.fetchall()}


def changed(before: Mapping[Thing, Standing], after: Mapping[Thing, Standing]) -> Iterator[tuple[int, postings.Text | None, postings.Text]]:
    """The documents in which search would find something else than before."""
    for thing, (pk, text) in after.items():
        former = before[thing][1] if thing in before else None
        if former != text:
            yield pk, former, text


def remove(kind: str, object_id: int) -> None:
    """Hide one thing from every list and search, and forget its stored page; its row stays as "nobody" so that other processes hear of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_WRITER)
        cursor.execute(STANDING, [[kind], [object_id]])
        gone = [(pk, postings.Text(*text), NOTHING) for _, _, pk, *text in cursor.fetchall()]
        cursor.execute(
            "UPDATE core_document SET audience = 'nobody', heard_at = now(), title = '', also_named = '', teaser = '', text = '', card = '', facets = '{}',"
            " revision = nextval('core_document_revision_seq') WHERE kind = %s AND object_id = %s",
            [kind, object_id],
        )
        postings.change(gone)
        cursor.execute("DELETE FROM core_storedpage WHERE kind = %s AND object_id = %s", [kind, object_id])
        announce_change()


def all_of(kind: str) -> list[int]:
    """Ids of the things of one kind that are in the index now; for rebuilding it."""
    return list(Document.objects.filter(kind=kind).exclude(audience="nobody").values_list("object_id", flat=True))
