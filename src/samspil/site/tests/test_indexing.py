"""The index is true to the pages, however they change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from samspil.content.events import PageChanged
from samspil.content.models import StandardPage
from samspil.core import events
from samspil.core.models import Document, StoredPage
from samspil.knowledge.models import Article, CouncilGuide, Example
from samspil.law.models import LegalAnswer
from samspil.site import indexing

pytestmark = pytest.mark.django_db
RENEWED_BY_EVERY_WRITING = {"id", "revision", "changed_at"}


def state() -> dict[tuple[str, int], dict[str, Any]]:
    """What can be found and what is stored of it, without what every writing renews and what is hidden from everybody."""
    rows = Document.objects.exclude(audience="nobody").values()
    found = {(row["kind"], row["object_id"]): {k: v for k, v in row.items() if k not in RENEWED_BY_EVERY_WRITING} for row in rows}
    for page in StoredPage.objects.values():
        key = (page["kind"], page["object_id"])
        found.setdefault(key, {})["stored"] = {k: v for k, v in page.items() if k != "id"}
    return found


def assert_index_is_what_building_it_anew_gives() -> None:
    kept = state()
    Document.objects.all().delete()
    StoredPage.objects.all().delete()
    indexing.renew_everything()
    anew = state()
    assert set(kept) == set(anew)
    assert [key for key in kept if kept[key] != anew[key]] == []


def test_telling_of_every_page_gives_the_same_index_as_building_it_anew() -> None:
    Document.objects.all().delete()
    StoredPage.objects.all().delete()
    for page in Page.objects.live().specific():
        indexing.renew_page(PageChanged(page_id=page.pk, page_type=page._meta.label_lower))
    assert len(state()) > 200
    assert_index_is_what_building_it_anew_gives()


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
    "its section closed": lambda page: close_to_visitors(page.get_parent()),
    "its section taken down": lambda page: page.get_parent().specific.unpublish(),
}


@pytest.mark.parametrize("model", [Example, LegalAnswer, CouncilGuide, Article, StandardPage])
@pytest.mark.parametrize("change", CHANGES)
def test_however_a_page_changes_the_index_follows(model: type[Page], change: str) -> None:
    page = model.objects.live().first()
    CHANGES[change](page)
    events.deliver_waiting()
    now = {pk: audience for (_, pk), audience in ((key, row["audience"]) for key, row in state().items() if "audience" in row)}
    expected = {"taken down": None, "deleted": None, "closed by a password": None, "closed to visitors": "person", "its section closed": "person"}
    if change in expected and not (model is StandardPage and "section" in change):
        assert now.get(page.pk) == expected[change]


@pytest.mark.parametrize("change", ["retitled", "taken down", "closed to all but a group", "closed and opened", "deleted", "its section closed"])
def test_after_a_change_the_index_is_what_building_it_anew_gives(change: str) -> None:
    for model in (Example, LegalAnswer):
        CHANGES[change](model.objects.live().first())
    events.deliver_waiting()
    assert_index_is_what_building_it_anew_gives()


def test_a_page_moved_elsewhere_keeps_its_place_in_the_index() -> None:
    page = StandardPage.objects.live().order_by("-depth").first()
    home = Page.objects.get(slug="forside")
    page.move(home, pos="last-child")
    events.deliver_waiting()
    assert Document.objects.get(kind="page", object_id=page.pk).url == Page.objects.get(pk=page.pk).url_path.removeprefix("/forside")
    assert_index_is_what_building_it_anew_gives()


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
