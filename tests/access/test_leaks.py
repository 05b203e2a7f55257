"""One leak test a channel: a thing that is hidden the way editors hide things is gone from every list, search, feed, export and page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from samspil.content.models import HomePage, SectionPage
from samspil.core import events
from tests.access.things import THINGS, Thing, shown_at

pytestmark = pytest.mark.django_db
EVERY_THING = pytest.mark.parametrize("thing", THINGS, ids=[thing.name for thing in THINGS])


def restrict(page: Page, kind: str, *groups: Group) -> PageViewRestriction:
    """Bar a page and what is below it, as the editors' privacy dialog does."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="delt" if kind == "password" else "")
    restriction.groups.set(groups)
    return restriction


def friends() -> Group:
    return Group.objects.get_or_create(name="venner")[0]


def below_restricted_section(page: Page) -> None:
    section = SectionPage(title="Kun for os", slug="kun-for-os")
    HomePage.objects.get().add_child(instance=section)
    section.save_revision().publish()
    restrict(section, "groups", friends())
    page.move(section, pos="last-child")


def let_it_run_out(page: Page) -> None:
    page.expire_at = timezone.now()
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled", verbosity=0)


def restrict_section_and_page(page: Page) -> None:
    """The page opens for everybody logged in, but the section does not."""
    restrict(page.get_parent(), "groups", friends())
    restrict(page, "login")


WAYS: dict[str, Callable[[Any], object]] = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "run out": let_it_run_out,
    "for people logged in": lambda page: restrict(page, "login"),
    "for a group": lambda page: restrict(page, "groups", friends()),
    "behind a password": lambda page: restrict(page, "password"),
    "below a closed section": below_restricted_section,
    "closed twice": restrict_section_and_page,
}
EVERY_WAY = pytest.mark.parametrize("hide", WAYS.values(), ids=WAYS.keys())


def every_address(thing: Thing, page: Any) -> set[str]:
    return {thing.own, *thing.shown, *thing.for_all, *thing.around(page)}


@EVERY_THING
@EVERY_WAY
def test_a_hidden_thing_is_gone_from_every_channel(client: Client, thing: Thing, hide: Callable[[Any], object]) -> None:
    page = thing.make()
    addresses = every_address(thing, page)
    assert shown_at(client, addresses) == addresses, "the test looks where nothing is shown"
    hide(page)
    events.deliver_waiting()
    assert shown_at(client, addresses) == set()
