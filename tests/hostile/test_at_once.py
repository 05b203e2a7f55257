"""The same form from two hands at the same moment. Commits, because only other connections race; what it made is taken away again."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django_scopes import scopes_disabled

from samspil.core.models import RecordedEvent
from samspil.knowledge.models import Enquiry
from tests.hostile.contact import filled, kept

HANDS = 6


@pytest.fixture(autouse=True)
def no_repeated_queries() -> None:
    """The guard against asking twice is off: whoever comes second at the same moment looks again, and should."""


@pytest.fixture(autouse=True)
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        cache.clear()
        yield
        cache.clear()
        with scopes_disabled():
            Enquiry.objects.all().delete()
            apps.get_model("knowledge", "EnquiryEvent").objects.all().delete()
        RecordedEvent.objects.filter(kind="knowledge.EnquiryReceived").delete()


def at_once(*forms: dict[str, str]) -> list[int]:
    """Send every form from a thread of its own, all let go at the same time; the statuses they got."""
    ready, statuses = threading.Barrier(len(forms)), []

    def send(form: dict[str, str]) -> None:
        ready.wait()
        statuses.append(Client().post("/kontakt/", form).status_code)
        connection.close()

    hands = [threading.Thread(target=send, args=[form]) for form in forms]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return sorted(statuses)


def test_one_form_pressed_twice_at_the_same_moment_is_one_row_and_one_event() -> None:
    form = filled(message="Trykket to gange")
    assert at_once(*[form] * 3) == [302] * 3
    assert [enquiry.message for enquiry in kept()] == ["Trykket to gange"]
    assert RecordedEvent.objects.filter(kind="knowledge.EnquiryReceived").count() == 1


def test_the_limit_holds_when_all_come_at_once() -> None:
    assert at_once(*[filled() for _ in range(HANDS + 2)]) == [302] * 5 + [429] * (HANDS - 3)
    assert len(kept()) == 5
