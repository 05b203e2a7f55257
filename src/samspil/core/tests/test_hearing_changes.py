"""Every process hears within a second that public pages may have changed: real LISTEN on the test database."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from samspil.core import events, pagecache
from samspil.core.pagecache import PageCacheMiddleware, PageStore, public_page

SOON = 1.0


def until(condition: Callable[[], bool], seconds: float = 5.0) -> float:
    """Wait for `condition`, and say how long it took."""
    began = time.perf_counter()
    while not condition():
        assert time.perf_counter() - began < seconds, "it did not happen in time"
        time.sleep(0.005)
    return time.perf_counter() - began


def other_process() -> Any:
    """A connection of its own, as another process has."""
    options = {k: v for k, v in connection.get_connection_params().items() if k not in {"cursor_factory", "context", "prepare_threshold"}}
    return psycopg.connect(**options, autocommit=True)


@pytest.fixture
def store(django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageStore]:
    """A store whose thread listens to the test database. No transaction stands around these tests: what commits is heard, and no row is written."""
    store = PageStore()
    monkeypatch.setattr(pagecache, "STORE", store)
    with django_db_blocker.unblock():
        store.ensure_listening()
        until(lambda: store.listening)
        yield store
        fall_silent(store, monkeypatch)
        connection.close()


def fall_silent(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut the listener's connection, and let it find no other."""
    monkeypatch.setattr(store, "listen", lambda: time.sleep(3600))
    end_listening(store)


def end_listening(store: PageStore) -> None:
    """Cut the listener's connection, as a restart of the database does."""
    with other_process() as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN samspil_changed' AND datname = current_database()")
    until(lambda: not store.listening)


def visit(view: Callable[[HttpRequest], HttpResponse], path: str = "/") -> Any:
    return PageCacheMiddleware(view)(RequestFactory().get(path))


@public_page
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("as it was")


def test_a_page_is_forgotten_within_a_second_of_a_change_in_another_process(store: PageStore) -> None:
    visit(page)
    assert store.pages
    with other_process() as other:
        other.execute("SELECT pg_notify('samspil_changed', '')")
    assert until(lambda: not store.pages) < SOON


def test_a_page_made_before_a_change_is_never_kept_after_it(store: PageStore) -> None:
    @public_page
    def overtaken(request: HttpRequest) -> HttpResponse:
        response, generation = page(request), store.generation
        with other_process() as other:
            other.execute("SELECT pg_notify('samspil_changed', '')")
        until(lambda: store.generation > generation)
        return response

    assert visit(overtaken).content == b"as it was"
    assert not store.pages


def test_a_process_whose_connection_is_cut_forgets_everything_and_keeps_nothing(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    visit(page)
    fall_silent(store, monkeypatch)
    assert not store.pages
    visit(page)
    assert not store.pages


def test_a_process_hears_again_after_the_database_was_away(store: PageStore) -> None:
    end_listening(store)
    until(lambda: store.listening)
    visit(page)
    assert store.pages


def test_a_change_announced_by_an_action_is_heard_when_its_transaction_commits(store: PageStore) -> None:
    visit(page)
    with transaction.atomic():
        events.announce_change()
        time.sleep(0.1)
        assert store.pages
    assert until(lambda: not store.pages) < SOON
