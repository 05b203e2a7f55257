"""Leak tests: a thing that is hidden the way editors hide things is gone from every list, count, search, feed, export and page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from samspil.content.models import HomePage, SectionPage
from samspil.core import events
from samspil.core.search import facets
from tests.access.things import AREA, ASKED, MARKER, THINGS, Thing, example, lonely_municipality, shown_at, shows, standard, text_of

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
    call_command("publish_scheduled", verbosity=0)


def closed_above_and_open_below(page: Page) -> None:
    """The page opens for everybody logged in, but what stands above it does not."""
    restrict(page, "login")
    below_restricted_section(page)


WAYS: dict[str, Callable[[Any], object]] = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "run out": let_it_run_out,
    "for people logged in": lambda page: restrict(page, "login"),
    "for a group": lambda page: restrict(page, "groups", friends()),
    "behind a password": lambda page: restrict(page, "password"),
    "below a closed section": below_restricted_section,
    "closed twice": closed_above_and_open_below,
}


@contextmanager
def hidden(page: Page, way: str) -> Iterator[None]:
    """Hide a page, let everybody hear of it, and afterwards take all of it back."""
    facets.BOARDS.clear()
    mark = transaction.savepoint()
    WAYS[way](Page.objects.get(pk=page.pk).specific)
    events.deliver_waiting()
    yield
    transaction.savepoint_rollback(mark)
    facets.BOARDS.clear()


@EVERY_THING
def test_a_hidden_thing_is_gone_from_every_channel(client: Client, thing: Thing) -> None:
    page = thing.make()
    addresses = {thing.own, *thing.shown, *thing.for_all, *thing.around(page)}
    assert shown_at(client, addresses) == addresses, "the test looks where nothing is shown"
    leaks = {}
    for way in WAYS:
        with hidden(page, way):
            leaks[way] = shown_at(client, addresses)
    assert leaks == {way: set() for way in WAYS}


@EVERY_THING
def test_people_with_the_right_see_it_and_nobody_else(client: Client, make_person: Any, thing: Thing) -> None:
    page = thing.make()
    open_to_some, for_all = {thing.own, *thing.shown}, set(thing.for_all) - {"zip"}  # the file is made for nobody who asks
    member, other = make_person("medlem@example.dk"), make_person("anden@example.dk")
    member.groups.add(friends())
    seen = {}
    for way in ("for people logged in", "for a group", "closed twice", "behind a password"):
        with hidden(page, way):
            for name, person in (("member", member), ("other", other)):
                client.force_login(person, backend="samspil.identity.backend.PersonBackend")
                seen[way, name] = shown_at(client, open_to_some)
                assert shown_at(client, for_all) == set()
    nothing: set[str] = set()
    # A text page that is moved answers at another address: test_a_moved_text_page_is_open_where_it_stands_now.
    moved = open_to_some if thing.section else {address for address in open_to_some if MARKER not in address}
    assert seen == {
        ("for people logged in", "member"): open_to_some,
        ("for people logged in", "other"): open_to_some,
        ("for a group", "member"): open_to_some,
        ("for a group", "other"): nothing,
        ("closed twice", "member"): moved,
        ("closed twice", "other"): nothing,
        ("behind a password", "member"): nothing,
        ("behind a password", "other"): nothing,
    }


def test_a_moved_text_page_is_open_where_it_stands_now_for_those_whom_all_above_lets_in(client: Client, make_person: Any) -> None:
    page, address = standard(), f"/kun-for-os/{MARKER}/"
    member, other = make_person("medlem@example.dk"), make_person("anden@example.dk")
    member.groups.add(friends())
    with hidden(page, "closed twice"):
        assert client.get(address).status_code == 302
        client.force_login(other, backend="samspil.identity.backend.PersonBackend")
        assert not shows(client, address)
        client.force_login(member, backend="samspil.identity.backend.PersonBackend")
        assert shows(client, address)
        assert f'href="{address}"' in text_of(client, f"/soeg/?q={ASKED}")


@EVERY_THING
def test_a_draft_of_a_published_page_shows_nowhere(client: Client, thing: Thing) -> None:
    page = thing.make()
    addresses = {thing.own, *thing.shown, *thing.for_all, *thing.around(page)}
    page.title = page.teaser = f"{ASKED} gyldenlak"
    page.save_revision()
    events.deliver_waiting()
    assert {address for address in addresses if "gyldenlak" in text_of(client, address)} == set()
    assert shown_at(client, addresses) == addresses


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_example_is_not_counted(client: Client, way: str) -> None:
    where = lonely_municipality()
    before = text_of(client, "/eksempler/"), text_of(client, "/"), text_of(client, "/kommuner/")
    page = example()
    counted = text_of(client, "/eksempler/"), text_of(client, "/"), text_of(client, "/kommuner/")
    assert AREA in counted[0]
    assert [old != new for old, new in zip(before, counted, strict=True)] == [True, True, True], "the test looks where nothing is counted"
    assert shows(client, f"/kommuner/{where.slug}/")
    with hidden(page, way):
        after = text_of(client, "/eksempler/"), text_of(client, "/"), text_of(client, "/kommuner/")
        assert [old == new for old, new in zip(before, after, strict=True)] == [True, True, True]
        assert not shows(client, f"/kommuner/{where.slug}/")


def test_the_newest_example_shows_on_the_front_page_only_while_it_is_public(client: Client) -> None:
    for page in Page.objects.filter(slug="aeblemosteriet"):
        page.unpublish()
    page = example()
    assert shows(client, "/")
    with hidden(page, "for a group"):
        assert not shows(client, "/")


def test_a_legal_answer_of_the_front_page_leaves_it_when_it_is_hidden(client: Client) -> None:
    page = Page.objects.get(slug="hvem-forsikrer-frivillige")
    assert "/jura/hvem-forsikrer-frivillige/" in text_of(client, "/")
    with hidden(page, "for people logged in"):
        assert "/jura/hvem-forsikrer-frivillige/" not in text_of(client, "/")


def test_deleting_a_section_hides_all_that_was_below_it(client: Client) -> None:
    page = example()
    page.get_parent().delete()
    events.deliver_waiting()
    assert not shows(client, "/eksempler/")
    assert not shows(client, f"/soeg/?q={ASKED}")


def test_deleting_a_restricted_page_leaves_no_event_behind_that_cannot_be_delivered(client: Client) -> None:
    page = example()
    restrict(page, "groups", friends())
    Page.objects.get(pk=page.pk).delete()
    events.deliver_waiting()
    assert not shows(client, "/eksempler/")


def test_opening_a_page_again_brings_it_back(client: Client) -> None:
    page = example()
    restriction = restrict(page, "groups", friends())
    events.deliver_waiting()
    assert not shows(client, "/eksempler/")
    restriction.delete()
    events.deliver_waiting()
    assert shows(client, "/eksempler/")


def test_somebody_who_leaves_the_group_sees_nothing_more(client: Client, make_person: Any) -> None:
    page, member = example(), make_person("medlem@example.dk")
    member.groups.add(friends())
    restrict(page, "groups", friends())
    events.deliver_waiting()
    client.force_login(member, backend="samspil.identity.backend.PersonBackend")
    assert shows(client, "/eksempler/")
    member.groups.clear()
    assert not shows(client, "/eksempler/")


def waiting_dumps() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'site.make_dump' AND status = 'todo'")
        return int(cursor.fetchone()[0])


def test_the_open_data_file_is_made_anew_when_something_in_it_is_hidden_and_once_is_enough(client: Client) -> None:
    page, other, text = example(), example("En anden", "en-anden"), standard()
    assert waiting_dumps() == 0, "what is new waits for the night"
    text.unpublish()
    events.deliver_waiting()
    assert waiting_dumps() == 0, "texts of the house are not in the file"
    page.unpublish()
    restrict(other, "login")
    events.deliver_waiting()
    assert waiting_dumps() == 1


@pytest.mark.parametrize("thing", [thing for thing in THINGS if "zip" in thing.for_all], ids=lambda thing: thing.name)
def test_whatever_the_open_data_file_holds_leaves_it_at_once_when_it_is_hidden(thing: Thing) -> None:
    page = thing.make()
    assert waiting_dumps() == 0
    page.unpublish()
    events.deliver_waiting()
    assert waiting_dumps() == 1
