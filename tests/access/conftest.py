"""What the tests of access share."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from django.db import connection

from samspil.core.pagecache import STORE
from tests.access.test_kept_pages import soon


@pytest.fixture(scope="module")
def listener(django_db_setup: None) -> Iterator[threading.Thread]:
    """The thread by which this process hears the test database: the tests of one file have it, and the next file's process is deaf again."""

    def listen() -> None:
        with suppress(psycopg.Error):
            STORE.listen()

    thread = threading.Thread(target=listen, name="page-cache-listener", daemon=True)
    thread.start()
    soon(lambda: STORE.listening)
    yield thread
    cut()
    thread.join(5)
    assert not thread.is_alive()
    STORE.listening = False


@pytest.fixture
def process_hears(listener: threading.Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are kept, and forgotten at every call of the database, as in a running web process."""
    monkeypatch.setattr(STORE, "listening", True)


def cut() -> None:
    """End the listener's connection, as a restart of the database does."""
    options: dict[str, Any] = connection.get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        options.pop(name, None)
    with psycopg.connect(**options, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN samspil_changed' AND datname = current_database()")
