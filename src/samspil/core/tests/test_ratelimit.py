"""How often one address may do one thing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from samspil.core.ratelimit import client_address, too_many

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def request(address: str = "192.0.2.1", **meta: Any) -> HttpRequest:
    return RequestFactory().post("/kontakt/", REMOTE_ADDR=address, **meta)


def tries(number: int, address: str = "192.0.2.1", what: str = "enquiry") -> list[bool]:
    return [too_many(request(address), what, limit=3, seconds=3600) for _ in range(number)]


def test_the_limit_is_let_through_and_what_comes_after_is_not() -> None:
    assert tries(5) == [False, False, False, True, True]


def test_addresses_and_errands_have_limits_of_their_own() -> None:
    tries(3)
    assert tries(1, "192.0.2.2") == tries(1, what="sign-up") == [False]
    assert tries(1) == [True]


def test_the_window_is_as_long_as_it_says() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        tries(3)
        clock.move_to(NOW + timedelta(seconds=3590))
        assert tries(1) == [True]
        clock.move_to(NOW + timedelta(seconds=3601))
        assert tries(4) == [False, False, False, True]


def test_being_refused_does_not_make_the_wait_longer() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        tries(3)
        clock.move_to(NOW + timedelta(minutes=59))
        tries(10)
        clock.move_to(NOW + timedelta(minutes=61))
        assert tries(1) == [False]


def test_two_requests_at_once_never_take_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before either took a place: the second must still be counted."""
    tries(2)
    seen = cache.get_many([])
    monkeypatch.setattr(cache, "get_many", lambda keys: seen)
    assert tries(2) == [False, True]


def test_the_address_itself_is_not_stored() -> None:
    tries(1, "192.0.2.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM core_cache")
        assert "192.0.2.77" not in str(cursor.fetchall())


def test_limits_can_be_turned_off_for_measuring(settings: Any) -> None:
    settings.RATE_LIMITS = False
    assert tries(5) == [False] * 5


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, " , 203.0.113.9 ", "203.0.113.9"),
    ],
)
def test_only_trusted_proxies_say_where_a_visitor_comes_from(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request(HTTP_X_FORWARDED_FOR=forwarded)) == address
