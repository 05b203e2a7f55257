"""Loading the files the site is born with: once, again and again, and never over what an editor did."""

from dataclasses import replace
from typing import Any

import pytest
from wagtail.models import Page

from samspil.content import loading
from samspil.content.files import ContentFile
from samspil.content.models import Origin, StandardPage

pytestmark = pytest.mark.django_db
FILE = ContentFile("proeve", {"title": "Prøve", "teaser": "En side til prøve"}, "Første udgave", "hash-1")
NEWER = replace(FILE, body="Anden udgave", sha256="hash-2")


def fill(page: Any, file: ContentFile) -> None:
    page.body = f"<p>{file.body}</p>"


def load(*files: ContentFile) -> int:
    return loading.load_pages("proeve", loading.section("proever", "Prøver"), StandardPage, files, fill)


def loaded() -> StandardPage:
    page: StandardPage = StandardPage.objects.get(slug="proeve")
    return page


def test_a_file_becomes_a_published_page_and_where_it_came_from_is_noted() -> None:
    assert load(FILE) == 1
    page = loaded()
    assert (page.title, page.teaser, page.body, page.live) == ("Prøve", "En side til prøve", "<p>Første udgave</p>", True)
    origin = Origin.objects.get(kind="proeve")
    assert (origin.file_hash, origin.revision_id) == ("hash-1", page.latest_revision_id)


def test_loading_again_writes_nothing() -> None:
    load(FILE)
    revision = loaded().latest_revision_id
    assert load(FILE) == 0
    assert loaded().latest_revision_id == revision


def test_an_untouched_page_follows_its_file() -> None:
    load(FILE)
    assert load(NEWER) == 1
    assert loaded().body == "<p>Anden udgave</p>"
    assert load(NEWER) == 0


@pytest.mark.parametrize("published", [True, False])
def test_what_an_editor_wrote_stays_also_a_draft(published: bool) -> None:
    load(FILE)
    page = loaded()
    page.body = "<p>Redaktørens ord</p>"
    revision = page.save_revision()
    if published:
        revision.publish()
    assert load(NEWER) == 0
    kept = loaded()
    assert kept.get_latest_revision_as_object().body == "<p>Redaktørens ord</p>"
    assert kept.body == ("<p>Redaktørens ord</p>" if published else "<p>Første udgave</p>")


def test_a_page_an_editor_deleted_does_not_come_back() -> None:
    load(FILE)
    loaded().delete()
    assert load(FILE) == load(NEWER) == 0
    assert not StandardPage.objects.filter(slug="proeve").exists()


def test_a_page_an_editor_took_back_is_not_published_again() -> None:
    load(FILE)
    loaded().unpublish()
    assert load(NEWER) == 0
    assert not loaded().live


def test_a_page_an_editor_moved_or_renamed_does_not_come_back_twice() -> None:
    load(FILE)
    page = loaded()
    page.slug = "andet-navn"
    page.save_revision().publish()
    assert load(NEWER) == 0
    assert list(Page.objects.child_of(loading.section("proever", "Prøver")).values_list("slug", flat=True)) == ["andet-navn"]


def test_a_page_an_editor_made_first_is_not_taken_over() -> None:
    parent = loading.section("proever", "Prøver")
    own = StandardPage(title="Redaktørens", slug="proeve", body="<p>Redaktørens ord</p>")
    parent.add_child(instance=own)
    own.save_revision().publish()
    assert load(FILE) == 0
    assert loaded().body == "<p>Redaktørens ord</p>"


def test_rows_are_written_when_new_or_changed_and_kept_when_edited() -> None:
    written: list[str] = []
    for file, is_edited in ((FILE, True), (FILE, False), (NEWER, True), (NEWER, False), (NEWER, False)):
        edited: set[str] = {file.slug} if is_edited else set()
        loading.load_rows("raekke", [file], lambda row: written.append(row.sha256), edited.__contains__)
    assert written == ["hash-1", "hash-2"]


def test_a_section_is_made_once() -> None:
    assert loading.section("proever", "Prøver") == loading.section("proever", "Et andet navn")
