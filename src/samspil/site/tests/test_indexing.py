"""The index is true to the pages, however they change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from samspil.content.events import PageChanged, QuestionSetChanged
from samspil.content.models import StandardPage
from samspil.core import events
from samspil.core.models import Document, StoredPage
from samspil.core.stored import PLACE, build
from samspil.knowledge.models import Article, CouncilGuide, Example
from samspil.law.models import LegalAnswer
from samspil.site import indexing, jobs

pytestmark = pytest.mark.django_db
RENEWED_BY_EVERY_WRITING = {"id", "revision", "changed_at", "heard_at"}
PLACES: dict[str, list[Any]] = {"shown_kinds": [], "shown_ids": []}


def state() -> dict[tuple[str, int], dict[str, Any]]:
    """What can be found and what is stored of it, without what every writing renews and without places for cards, which are filled at each visit.

    Stored pages of older templates or of another day are not looked at, here as on the site.
    """
    rows = Document.objects.exclude(audience="nobody").filter(kind__in=indexing.KIND_OF.values()).values()
    found = {(row["kind"], row["object_id"]): {k: v for k, v in row.items() if k not in RENEWED_BY_EVERY_WRITING} for row in rows}
    for page in StoredPage.objects.filter(Q(only_on=None) | Q(only_on=timezone.localdate()), build=build()).values():
        key = (page["kind"], page["object_id"])
        found.setdefault(key, {})["stored"] = {**page, **PLACES, "id": 0, "main": PLACE.sub("", page["main"])}
    return found


def assert_index_is_what_building_it_anew_gives() -> None:
    kept = state()
    Document.objects.filter(kind__in=indexing.KIND_OF.values()).delete()
    StoredPage.objects.all().delete()
    indexing.renew_everything()
    anew = state()
    assert set(kept) == set(anew)
    assert [key for key in kept if {**anew[key], **kept[key]} != anew[key]] == []


def retitle(page: Page) -> None:
    page.title = "Et helt andet navn"
    page.save_revision().publish()


def close_to_visitors(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def close_to_a_group(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS).groups.add(Group.objects.get(name="editor"))


def close_by_password(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="hemmelig")


def close_and_open_again(page: Page) -> None:
    close_to_visitors(page)
    events.deliver_waiting()
    PageViewRestriction.objects.get(page=page).delete()


CHANGES: dict[str, Callable[[Page], Any]] = {
    "retitled": retitle,
    "taken down": lambda page: page.unpublish(),
    "taken down and published": lambda page: (page.unpublish(), page.save_revision().publish()),
    "closed to visitors": close_to_visitors,
    "closed to all but a group": close_to_a_group,
    "closed by a password": close_by_password,
    "closed and opened": close_and_open_again,
    "deleted": lambda page: page.delete(),
}
AUDIENCE_AFTER = {
    "retitled": "public",
    "taken down": None,
    "taken down and published": "public",
    "closed to visitors": "person",
    "closed by a password": None,
    "closed and opened": "public",
    "deleted": None,
}


def audience_of(page_id: int) -> str | None:
    """The audience under which something stands in the index, or None when nobody finds it."""
    return Document.objects.exclude(audience="nobody").filter(kind__in=indexing.KIND_OF.values(), object_id=page_id).values_list("audience", flat=True).first()


@pytest.mark.parametrize("model", [Example, LegalAnswer, CouncilGuide, Article, StandardPage])
@pytest.mark.parametrize("change", AUDIENCE_AFTER)
def test_however_a_page_changes_the_index_follows(model: type[Page], change: str) -> None:
    page = model.objects.live().order_by("-depth", "pk").first()
    page_id = page.pk
    CHANGES[change](page)
    events.deliver_waiting()
    assert audience_of(page_id) == AUDIENCE_AFTER[change]


def test_a_page_closed_to_all_but_a_group_is_found_by_that_view_alone() -> None:
    page = Example.objects.live().first()
    close_to_a_group(page)
    events.deliver_waiting()
    assert audience_of(page.pk) == f"view:{PageViewRestriction.objects.get(page=page).pk}"


def test_closing_a_section_closes_all_its_pages() -> None:
    pages = list(CouncilGuide.objects.live())
    close_to_visitors(pages[0].get_parent())
    events.deliver_waiting()
    assert {audience_of(page.pk) for page in pages} == {"person"}


def test_after_every_kind_of_change_the_index_is_what_building_it_anew_gives() -> None:
    for model in (Example, LegalAnswer, Article):
        pages = list(model.objects.live()[: len(CHANGES)])
        for page, change in zip(pages, CHANGES.values(), strict=False):
            change(page)
    close_to_visitors(CouncilGuide.objects.first().get_parent())
    StandardPage.objects.live().order_by("-depth").first().move(Page.objects.get(slug="forside"), pos="last-child")
    events.deliver_waiting()
    assert_index_is_what_building_it_anew_gives()


def test_a_page_moved_elsewhere_is_found_at_its_new_address() -> None:
    page = StandardPage.objects.live().order_by("-depth").first()
    page.move(Page.objects.get(slug="forside"), pos="last-child")
    events.deliver_waiting()
    assert Document.objects.get(kind="page", object_id=page.pk).url == f"/{page.slug}/"


def test_hearing_of_the_same_change_twice_changes_nothing() -> None:
    page = Example.objects.live().first()
    retitle(page)
    events.deliver_waiting()
    before = state()
    indexing.renew_page(PageChanged(page_id=page.pk, page_type="knowledge.example"))
    assert state() == before


def test_a_change_of_something_that_is_in_no_index_is_let_pass() -> None:
    before = state()
    indexing.renew_page(PageChanged(page_id=10**9, page_type="knowledge.example"))
    indexing.renew_page(PageChanged(page_id=Page.objects.get(slug="forside").pk, page_type="content.homepage"))
    assert state() == before


def test_control_characters_that_came_along_from_a_pdf_leave_a_page_when_it_is_saved() -> None:
    page = Example.objects.get(slug="aeblemosteriet")
    page.title, page.teaser = "Sam\x02arbejde", "Med\x02 \x03alle\x05"
    page.save_revision().publish()
    events.deliver_waiting()
    page.refresh_from_db()
    assert (page.title, page.teaser) == ("Samarbejde", "Med alle")
    assert Document.objects.get(kind="example", object_id=page.pk).title == "Samarbejde"


@pytest.mark.logs_errors
def test_a_page_that_cannot_be_shown_is_taken_out_and_not_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Example.objects.get(slug="aeblemosteriet")

    def broken(page: Page) -> None:
        raise ValueError("kan ikke vises")

    monkeypatch.setattr(indexing, "entry_of", broken)
    close_to_visitors(page)
    page.save_revision().publish()
    events.deliver_waiting()
    assert Document.objects.get(kind="example", object_id=page.pk).audience == "nobody"
    assert not StoredPage.objects.filter(kind="example", object_id=page.pk).exists()


def test_guides_are_read_when_no_other_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide that another worker has just closed would otherwise be put back as it was read before."""
    order: list[str] = []

    def reading(page: Page, entry_of: Any = indexing.entry_of) -> Any:
        order.append("read")
        return entry_of(page)

    monkeypatch.setattr(indexing, "be_the_one_writer", lambda: order.append("alone"))
    monkeypatch.setattr(indexing, "entry_of", reading)
    guide = CouncilGuide.objects.live().exclude(question_set=None).first()
    assert guide
    indexing.renew_guides(QuestionSetChanged(question_set_id=guide.question_set_id))
    assert order[:2] == ["alone", "read"]
    order.clear()
    indexing.renew_everything()
    assert order[:2] == ["alone", "read"]


def test_the_open_data_file_is_read_when_no_delivery_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """The delivery that hides a page asks for the file before it commits; read too early, the file would still hold the page."""
    order: list[str] = []
    monkeypatch.setattr(jobs, "be_the_one_writer", lambda: order.append("alone"))
    monkeypatch.setattr(jobs, "make_dump", lambda: order.append("dump"))
    jobs.nightly_dump(0)
    assert order == ["alone", "dump"]
