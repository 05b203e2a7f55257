"""A page that was kept while it was public is gone from the page cache as soon as its restriction is delivered.

These tests commit, because another connection's NOTIFY is what empties the cache; each takes its change back.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from samspil.core import events
from samspil.core.models import Document
from samspil.site.sitemap import SPAN

EXAMPLE, ANSWER = "/eksempler/aeblemosteriet/", "/jura/hvem-forsikrer-frivillige/"
LISTS = ["/", "/eksempler/?q=mosteri", "/soeg/?q=mosteri", "/kommuner/lejre/"]
PAGES = [*LISTS, "/sitemap.xml", "/sitemap-0.xml", "/eksempler/nyt.atom", "/jura/", "/jura/udloeb.ics", "/om/principper/", EXAMPLE, ANSWER]


@pytest.fixture(autouse=True)
def committed(process_hears: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def soon(holds: Callable[[], bool], seconds: float = 5) -> None:
    """Wait until something holds that another thread brings about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


@contextmanager
def restricted(slug: str) -> Iterator[None]:
    """A page that only people logged in may see, for a while."""
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(slug=slug), restriction_type="login")
    events.deliver_waiting()
    try:
        yield
    finally:
        restriction.delete()
        events.deliver_waiting()


def kept(client: Client, address: str) -> bool:
    """Whether the page comes out of memory, without a query."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return not queries.captured_queries


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_are_kept(client: Client, address: str) -> None:
    soon(lambda: kept(client, address))


def test_a_restricted_page_leaves_every_kept_page(client: Client) -> None:
    soon(lambda: kept(client, EXAMPLE))
    lists = [*LISTS, f"/sitemap-{Document.objects.get(url=EXAMPLE).pk // SPAN + 1}.xml"]
    for address in lists:
        soon(partial(kept, client, address))
        assert "aeblemosteriet" in client.get(address).content.decode()
    with restricted("aeblemosteriet"):
        soon(lambda: client.get(EXAMPLE).status_code == 404)
        assert [address for address in lists if "aeblemosteriet" in client.get(address).content.decode()] == []
    soon(lambda: client.get(EXAMPLE).status_code == 200)


def test_a_restricted_text_page_is_not_kept_for_anybody(client: Client) -> None:
    soon(lambda: kept(client, "/om/principper/"))
    with restricted("principper"):
        soon(lambda: client.get("/om/principper/").status_code == 302)


def test_a_page_made_for_somebody_logged_in_is_never_kept_for_others(client: Client, django_user_model: Any) -> None:
    person = django_user_model.objects.create_user("kun-her@example.dk", "en lang adgangskode")
    try:
        with restricted("aeblemosteriet"):
            client.force_login(person, backend="samspil.identity.backend.PersonBackend")
            for address in ("/eksempler/?q=mosteri", EXAMPLE):
                assert "aeblemosteriet" in client.get(address).content.decode()
            assert "aeblemosteriet" not in Client().get("/eksempler/?q=mosteri").content.decode()
            assert Client().get(EXAMPLE).status_code == 404
    finally:
        person.delete()
