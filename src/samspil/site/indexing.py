"""Keeping the search index true to the pages."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

import structlog
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from wagtail.models import Page

from samspil.alliances import documents as alliances
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Alliance
from samspil.alliances.models.alliance import KIND as ALLIANCE
from samspil.content import adapter
from samspil.content.events import PageChanged, QuestionSetChanged
from samspil.content.models import StandardPage
from samspil.content.models.base_page import page_audience
from samspil.core.models import Document
from samspil.core.search import rebuilding
from samspil.core.search.index import Entry, be_the_one_writer, put, put_many, remove
from samspil.identity.models import RegionMembership
from samspil.identity.queries import region_by_code
from samspil.initiatives.models import Openness
from samspil.knowledge import documents as knowledge
from samspil.knowledge.models import CouncilGuide, Example
from samspil.law import documents as law
from samspil.law.models import LegalAnswer
from samspil.moderation.events import ThingHidden
from samspil.site import exchange_indexing

log = structlog.get_logger(__name__)
KIND_OF = {
    "knowledge.example": "example",
    "knowledge.article": "article",
    "knowledge.councilguide": "guide",
    "knowledge.publication": "publication",
    "knowledge.consultancy": "consultancy",
    "law.legalanswer": "legal-answer",
    "content.standardpage": "page",
}

# Public, but for those who write here; visitors who search look for something else. The admin and the help page lead there.
FOR_THE_HOUSE = {"/hjaelp/for-redaktoerer/"}


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
        searched=url not in FOR_THE_HOUSE,
    )


def renew_page(event: PageChanged) -> None:
    """Put a page in the index as it is now; a page that is gone or not published is removed from it."""
    be_the_one_writer()
    page = Page.objects.filter(pk=event.page_id).specific().first()
    try:
        with transaction.atomic():
            entry = entry_of(page) if page else None
            if entry and entry.audience != "nobody":
                return put(entry)
    except DatabaseError:
        raise
    except Exception:
        # A page that cannot be shown must not stand as it was: somebody may just have closed it.
        log.exception("page_not_indexed", page=event.page_id)
    if event.page_type in KIND_OF:
        remove(KIND_OF[event.page_type], event.page_id)


class InAlliance(Protocol):
    """An event of one alliance."""

    @property
    def alliance_id(self) -> int:
        """The alliance it happened in."""


def renew_alliance(event: InAlliance) -> None:
    """Put an alliance in the index as it is now; one that is not open to everybody is removed from it."""
    be_the_one_writer()
    found = Alliance.objects.select_related("initiative__lead", "initiative__area", "kle").filter(pk=event.alliance_id).first()
    entry = alliances.entry(found) if found else None
    if entry:
        put(entry)
    elif Document.objects.exclude(audience="nobody").filter(kind=ALLIANCE, object_id=event.alliance_id).exists():
        remove(ALLIANCE, event.alliance_id)


def renew_hidden(event: ThingHidden) -> None:
    """What moderators hid goes from the index, what they showed again comes back."""
    for pk in Alliance.objects.filter(initiative=event.initiative_id).values_list("pk", flat=True):
        renew_alliance(AllianceChanged(alliance_id=pk))


def renew_guides(event: QuestionSetChanged) -> None:
    """Put the guides anew that show a set of questions."""
    be_the_one_writer()
    found = [entry_of(guide) for guide in CouncilGuide.objects.live().filter(question_set_id=event.question_set_id)]
    put_many([entry for entry in found if entry and entry.audience != "nobody"])


@transaction.atomic
def renew_regions(today: date) -> int:
    """Put the examples anew that stand under a region which is none today (regions merge at a turn of the year); returns how many."""
    be_the_one_writer()
    gone = RegionMembership.objects.exclude(region__in=set(region_by_code(today).values())).values_list("region", flat=True).distinct()
    stale = Document.objects.exclude(audience="nobody").filter(kind="example", facets__overlap=[f"region:{region}" for region in gone])
    entries = [knowledge.example_entry(page) for page in Example.objects.live().filter(pk__in=list(stale.values_list("object_id", flat=True)))]
    put_many(entries)
    return len(entries)


def renew_stale() -> int:
    """Find pages whose publishing the index never heard of (a process killed between the two), and tell of them again; returns how many.

    The database compares: a hundred thousand rows in the worker's memory would stay there until it ends.
    """
    stale = list(stale_pages())
    for page in stale:
        adapter.tell(page)
    there = Page.objects.filter(pk=OuterRef("object_id"), content_type__in=[content_type_of(label) for label in KIND_OF])
    left_behind = Document.objects.filter(kind__in=KIND_OF.values()).exclude(audience="nobody").exclude(Exists(there))
    gone = list(left_behind.values_list("kind", "object_id"))
    for kind, pk in gone:
        remove(kind, pk)
    return len(stale) + len(gone)


def stale_pages() -> Iterator[Page]:
    """Pages that cannot be right together with their index entry (when the index heard of it, its audience), or that should have one."""
    for label, kind in KIND_OF.items():
        own = Document.objects.filter(kind=kind, object_id=OuterRef("pk"))
        pages = Page.objects.filter(content_type=content_type_of(label)).annotate(
            heard_at=Subquery(own.values("heard_at")), heard=Subquery(own.values("audience"))
        )
        unheard, changed = Q(live=True, heard=None), Q(live=True, last_published_at__gt=F("heard_at"))
        closed = Q(live=False, heard__isnull=False) & ~Q(heard="nobody")
        yield from pages.filter(unheard | changed | closed)


def content_type_of(label: str) -> ContentType:
    """The content type of "knowledge.example"."""
    return ContentType.objects.get_by_natural_key(*label.split("."))


def every_entry() -> Iterator[Entry]:
    """What the index shall hold, of all rooms."""
    for page in Page.objects.live().specific().iterator(chunk_size=200):
        entry = entry_of(page)
        if entry and entry.audience != "nobody":
            yield entry
    public = Alliance.objects.filter(initiative__openness=Openness.PUBLIC).select_related("initiative__lead", "initiative__area", "kle")
    for alliance in public.iterator(chunk_size=200):
        entry = alliances.entry(alliance)
        if entry:
            yield entry
    yield from exchange_indexing.every_entry()


@transaction.atomic
def renew_everything() -> int:
    """Build the index anew, while no other writes; returns how many are in it."""
    be_the_one_writer()
    if not rebuilding.is_current():
        rebuilding.rebuild()
    entries = list(every_entry())
    put_many(entries)
    kept = {(entry.kind, entry.object_id) for entry in entries}
    kinds = [*KIND_OF.values(), ALLIANCE, *exchange_indexing.KINDS]
    for kind, object_id in Document.objects.exclude(audience="nobody").filter(kind__in=kinds).values_list("kind", "object_id"):
        if (kind, object_id) not in kept:
            remove(kind, object_id)
    return len(kept)
