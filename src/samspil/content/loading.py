"""Putting files of `content/` into the database, once, without overwriting what an editor changed."""

from collections.abc import Callable, Iterable
from typing import Any

import structlog
from django.db import transaction
from wagtail.models import Page

from samspil.content.files import ContentFile
from samspil.content.models import HomePage, Origin, SectionPage

log = structlog.get_logger(__name__)
# Sets the fields of a page of the caller's own type.
Fill = Callable[[Any, ContentFile], None]


def section(slug: str, title: str, teaser: str = "") -> SectionPage:
    """The section page with this slug below the front page, made if missing."""
    home = HomePage.objects.get()
    found: SectionPage | None = SectionPage.objects.child_of(home).filter(slug=slug).first()
    if found:
        return found
    page = SectionPage(title=title, slug=slug, teaser=teaser, show_in_menus=True)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def load_pages(kind: str, parent: Page, model: type[Page], files: Iterable[ContentFile], fill: Fill) -> int:
    """Make or renew one page a file; returns how many were written. `fill` sets the fields, also of unsaved pages."""
    origins = {origin.slug: origin for origin in Origin.objects.filter(kind=kind)}
    pages = {page.slug: page for page in model.objects.child_of(parent)}
    written = 0
    for file in files:
        origin = origins.get(file.slug)
        page = pages.get(file.slug)
        if origin and origin.file_hash == file.sha256:
            continue
        if is_an_editors(origin, page):
            log.info("content_kept", kind=kind, slug=file.slug, reason="an editor made, changed, unpublished or removed it")
            continue
        write_page(kind, parent, page or model(slug=file.slug), file, fill)
        written += 1
    return written


def is_an_editors(origin: Origin | None, page: Page | None) -> bool:
    """True when a page is no longer as the loading left it, or never came from it: then it is the editors' alone."""
    if origin is None:
        return page is not None
    return page is None or not page.live or page.latest_revision_id != origin.revision_id


@transaction.atomic
def write_page(kind: str, parent: Page, page: Page, file: ContentFile, fill: Fill) -> None:
    """Fill, save and publish one page, and note where it came from."""
    page.title = file.head.get("title") or file.head["question"]
    page.teaser = file.head.get("teaser") or file.head.get("short", "")
    fill(page, file)
    if page.pk is None:
        parent.add_child(instance=page)
    revision = page.save_revision(changed=False)
    revision.publish(changed=False)
    Origin.objects.update_or_create(kind=kind, slug=file.slug, defaults={"file_hash": file.sha256, "revision_id": revision.pk})


def load_rows(kind: str, files: Iterable[ContentFile], write: Callable[[ContentFile], None], is_edited: Callable[[str], bool]) -> int:
    """Like load_pages for plain rows; `is_edited` says of a slug that was loaded before that an editor changed or removed the row."""
    known = dict(Origin.objects.filter(kind=kind).values_list("slug", "file_hash"))
    written = 0
    for file in files:
        if known.get(file.slug) == file.sha256:
            continue
        if file.slug in known and is_edited(file.slug):
            log.info("content_kept", kind=kind, slug=file.slug, reason="an editor changed or removed it")
            continue
        with transaction.atomic():
            write(file)
            Origin.objects.update_or_create(kind=kind, slug=file.slug, defaults={"file_hash": file.sha256})
        written += 1
    return written
