"""Who sees a page: the audience it stands under in the index, and the rule of lists, say the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from samspil.content import loading
from samspil.content.models import HomePage, SectionPage, StandardPage
from samspil.content.models.base_page import page_audience
from samspil.core.viewers import PUBLIC
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> SectionPage:
    return loading.section("proever", "Prøver")


@pytest.fixture
def page(section: SectionPage) -> StandardPage:
    page = StandardPage(title="Prøve", slug="proeve", body="<p>Tekst</p>")
    section.add_child(instance=page)
    page.save_revision().publish()
    found: StandardPage = StandardPage.objects.get(pk=page.pk)
    return found


@pytest.fixture
def person(make_person: Callable[..., Person]) -> Person:
    return make_person("borger@example.dk")


@pytest.fixture
def friend(make_person: Callable[..., Person]) -> Person:
    somebody = make_person("ven@example.dk")
    somebody.groups.add(friends())
    return somebody


def friends() -> Group:
    return Group.objects.get_or_create(name="venner")[0]


def restrict(page: Any, kind: str, *groups: Group) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="delt" if kind == "password" else "")
    restriction.groups.set(groups)
    return restriction


def sees(who: Any, page: StandardPage) -> bool:
    """As somebody who asks now: a person's reach is read with each request."""
    viewer = actor_for(who) if isinstance(who, Person) else who
    return bool(StandardPage.objects.visible_to(viewer).filter(pk=page.pk).exists())


def test_everybody_sees_a_published_page(page: StandardPage, person: Person) -> None:
    assert page_audience(page) == "public"
    assert sees(PUBLIC, page)
    assert sees(person, page)


def test_nobody_sees_a_draft_in_lists(page: StandardPage, person: Person, staff_actor: Callable[[str], Actor]) -> None:
    page.unpublish()
    assert page_audience(page) == "nobody"
    assert not any(sees(actor, page) for actor in (PUBLIC, person, staff_actor("administrator")))


def test_a_page_for_people_logged_in(page: StandardPage, person: Person) -> None:
    restrict(page, "login")
    assert page_audience(page) == "person"
    assert not sees(PUBLIC, page)
    assert sees(person, page)


def test_a_page_for_a_group(page: StandardPage, person: Person, friend: Person) -> None:
    restriction = restrict(page, "groups", friends())
    assert page_audience(page) == f"view:{restriction.pk}"
    assert not sees(PUBLIC, page)
    assert not sees(person, page)
    assert sees(friend, page)


def test_a_closed_section_closes_what_is_below_it(section: SectionPage, page: StandardPage, person: Person, friend: Person) -> None:
    restriction = restrict(section, "groups", friends())
    assert page_audience(page) == f"view:{restriction.pk}"
    assert not sees(person, page)
    assert sees(friend, page)


def test_a_section_that_begins_with_the_same_path_is_not_meant(section: SectionPage, page: StandardPage) -> None:
    restrict(section, "login")
    other = StandardPage.objects.exclude(pk=page.pk).live().first()
    assert other
    assert sees(PUBLIC, other)


def test_a_shared_password_opens_nothing(page: StandardPage, person: Person) -> None:
    restrict(page, "password")
    assert page_audience(page) == "nobody"
    assert not sees(PUBLIC, page)
    assert not sees(person, page)


def test_two_bars_must_both_open(section: SectionPage, page: StandardPage, person: Person, friend: Person) -> None:
    restrict(section, "groups", friends())
    restrict(page, "login")
    assert not sees(person, page)
    assert sees(friend, page)


def test_the_front_page_closed_closes_everything(page: StandardPage, person: Person) -> None:
    restrict(HomePage.objects.get(), "login")
    assert not StandardPage.objects.visible_to(PUBLIC).exists()
    assert sees(person, page)


def test_asking_costs_one_query_more_however_many_bars(page: StandardPage, django_assert_num_queries: Any) -> None:
    for other in StandardPage.objects.exclude(pk=page.pk)[:5]:
        restrict(other, "login")
    with django_assert_num_queries(2):
        list(StandardPage.objects.visible_to(PUBLIC))
