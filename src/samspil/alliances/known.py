"""What an alliance shows of other rooms' pages: the legal answers that fit its facts, and the example it was begun from. Read from the index."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from samspil.core import compiled
from samspil.core.kept import piece
from samspil.core.models import Document, StoredPage
from samspil.core.viewers import PUBLIC, Eyes, Viewer, eyes_of
from samspil.law.domain.facts import FactValue
from samspil.law.queries import relevant_answers

LEGAL_ANSWER, EXAMPLE = "legal-answer", "example"
# So many choices of pages are kept beside each other.
MOST_KNOWN = 1000


class Known(NamedTuple):
    """What the index knows of another page: its kind, its address, and how it is shown."""

    kind: str
    url: str
    title: str
    teaser: str


def like_of(viewer: Viewer, url: str) -> Known | None:
    """The example an alliance was begun from; None when the viewer may not see it or it is gone."""
    return next((known for known in known_pages(viewer, [url]) if known.kind == EXAMPLE), None) if url else None


def pattern_of(viewer: Viewer, url: str) -> dict[str, Any]:
    """What the example at this address holds that others may begin from; empty when the viewer may not see it or it is gone."""
    found = StoredPage.objects.visible_to(viewer).filter(url=url, kind=EXAMPLE).values_list("pattern", flat=True).first() if url else None
    return found or {}


def fitting_answers(viewer: Viewer, facts: dict[str, FactValue]) -> list[Known]:
    """The legal answers that the ticked facts make relevant and the viewer may see, by title."""
    return [known for known in known_pages(viewer, answers_that_fit(facts)) if known.kind == LEGAL_ANSWER]


def answers_that_fit(facts: dict[str, FactValue]) -> list[str]:
    """The addresses of the legal answers that the facts make relevant."""
    return addresses_for(tuple(sorted(facts.items())))


@lru_cache(maxsize=500)
def addresses_for(facts: tuple[tuple[str, FactValue], ...]) -> list[str]:
    """The same, worked out once for the same facts: the triggers stand in files."""
    return [f"/jura/{slug}/" for slug in relevant_answers(dict(facts))]


def known_pages(viewer: Viewer, urls: Iterable[str]) -> list[Known]:
    """The pages at these addresses that the viewer may see, by title."""
    wanted = tuple(sorted(urls))
    found = known_to_all(wanted) if wanted else []
    return found if len(found) == len(wanted) else read_known(eyes_of(viewer), wanted)


def known_to_all(urls: tuple[str, ...]) -> list[Known]:
    """Those that everybody may see, kept until something changes: most alliances name legal answers and an example."""
    kept: dict[tuple[str, ...], list[Known]] = piece("pages known to all", dict)
    if urls not in kept:
        if len(kept) >= MOST_KNOWN:
            kept.clear()
        kept[urls] = read_known(eyes_of(PUBLIC), urls)
    return kept[urls]


def read_known(eyes: Eyes, urls: tuple[str, ...]) -> list[Known]:
    return [Known(*row) for row in compiled.rows(documents_at, eyes, urls)]


def documents_at(eyes: Eyes, urls: tuple[str, ...]) -> QuerySet[Any, Any]:
    return Document.objects.visible_to(eyes).filter(url__in=urls).order_by("title_key").values_list(*Known._fields)
