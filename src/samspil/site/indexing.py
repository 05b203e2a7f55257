"""Keeping the search index true to the pages."""

from datetime import date

from wagtail.models import Page

from samspil.content.events import PageChanged
from samspil.content.models import StandardPage
from samspil.content.models.base_page import page_audience
from samspil.core.models import Document
from samspil.core.search.index import Entry, put, remove
from samspil.knowledge import documents as knowledge
from samspil.law import documents as law
from samspil.law.models import LegalAnswer

KIND_OF = {
    "knowledge.example": "example",
    "knowledge.article": "article",
    "knowledge.councilguide": "guide",
    "knowledge.publication": "publication",
    "knowledge.consultancy": "consultancy",
    "law.legalanswer": "legal-answer",
    "content.standardpage": "page",
}


def entry_of(page: Page) -> Entry | None:
    """The index entry of any page, or None when it does not belong in the index."""
    if isinstance(page, LegalAnswer):
        return law.entry(page)
    if isinstance(page, StandardPage):
        return standard_entry(page)
    return knowledge.entry(page)


def standard_entry(page: StandardPage) -> Entry:
    url = page.url_path.removeprefix("/home").removeprefix("/forside") or "/"
    return Entry(
        kind="page",
        object_id=page.pk,
        audience=page_audience(page),
        url=url,
        title=page.title,
        teaser=page.teaser,
        text=knowledge.plain(page.body),
        card="",
        sort_on=page.updated_on or date(2026, 11, 21),
    )


def renew_page(event: PageChanged) -> None:
    """Put a page in the index as it is now; a page that is gone or not published is removed from it."""
    page = Page.objects.filter(pk=event.page_id).specific().first()
    entry = entry_of(page) if page else None
    if entry and entry.audience != "nobody":
        put(entry)
    elif event.page_type in KIND_OF:
        remove(KIND_OF[event.page_type], event.page_id)


def renew_everything() -> int:
    """Build the index anew from all pages; returns how many are in it."""
    from samspil.core.search.index import put_many

    kept: set[tuple[str, int]] = set()
    batch: list[Entry] = []
    for page in Page.objects.live().specific().iterator(chunk_size=200):
        entry = entry_of(page)
        if entry and entry.audience != "nobody":
            batch.append(entry)
            kept.add((entry.kind, entry.object_id))
    put_many(batch)
    for kind, object_id in Document.objects.exclude(audience="nobody").filter(kind__in=KIND_OF.values()).values_list("kind", "object_id"):
        if (kind, object_id) not in kept:
            remove(kind, object_id)
    return len(kept)
