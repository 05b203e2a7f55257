"""Writing down pages as they were rendered, for core/stored.py to show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from psycopg.types.json import Jsonb

from samspil.core.stored import Parts, build, framed, shown_in, stored_page
from samspil.core.viewers import Viewer

STORE = """
INSERT INTO core_storedpage (kind, object_id, audience, url, section, title, description, head, main, shown_kinds, shown_ids, build, only_on, pattern, mark)
VALUES (%(kind)s, %(object_id)s, %(audience)s, %(url)s, %(section)s, %(title)s, %(description)s, %(head)s, %(main)s,
        %(shown_kinds)s, %(shown_ids)s, %(build)s, %(only_on)s, %(pattern)s, %(mark)s)
ON CONFLICT (kind, object_id) DO UPDATE SET
    audience = excluded.audience, url = excluded.url, section = excluded.section, title = excluded.title, description = excluded.description,
    head = excluded.head, main = excluded.main, shown_kinds = excluded.shown_kinds, shown_ids = excluded.shown_ids,
    build = excluded.build, only_on = excluded.only_on, pattern = excluded.pattern, mark = excluded.mark
"""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A thing's page. `only_on`: the day its text is true for, or None. `pattern`: plain values other rooms may begin from. `mark`: told by what the
    page shows, and another when that changes; "" for a page that its room stores again at each change."""

    kind: str
    object_id: int
    audience: str
    url: str
    parts: Parts
    only_on: date | None = None
    pattern: dict[str, Any] = field(default_factory=dict)
    mark: str = ""


def store(pages: Iterable[Rendered]) -> None:
    """Write or replace the pages of these things."""
    known = [parameters(page) for page in pages]
    if known:
        with connection.cursor() as cursor:
            cursor.executemany(STORE, known)


def parameters(page: Rendered) -> dict[str, Any]:
    shown = shown_in(page.parts.main)
    return {
        **{name: getattr(page.parts, name) for name in ("section", "title", "description", "head", "main")},
        **{name: getattr(page, name) for name in ("kind", "object_id", "audience", "url", "only_on", "mark")},
        "shown_kinds": [kind for kind, _ in shown],
        "shown_ids": [pk for _, pk in shown],
        "build": build(),
        "pattern": Jsonb(page.pattern),
    }


def answer(request: HttpRequest, viewer: Viewer, known: Mapping[str, Any], live: Callable[[], Parts]) -> HttpResponse:
    """The page at the request's path as it was stored today under its mark, or rendered by `live` and stored; for viewers who all see the same.

    `known` are Rendered's kind, object_id, audience and mark.
    """
    today = localdate()
    found = stored_page(viewer, request.path, today, known["mark"])
    if found:
        return framed(request, viewer, *found)
    parts = live()
    store([Rendered(**known, url=request.path, parts=parts, only_on=today)])
    return framed(request, viewer, parts)


def forget_old(kind: str, today: date) -> None:
    """Delete the pages of a kind that were stored at visits on other days: nobody is shown them again."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_storedpage WHERE kind = %s AND mark <> '' AND only_on <> %s", [kind, today])
