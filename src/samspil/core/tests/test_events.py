"""Events: recorded with the deed, delivered at least once, never lost."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from samspil.core import events
from samspil.core.models import RecordedEvent

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class BellRang(events.Event):
    times: int


HEARD: list[int] = []


def hear(event: BellRang) -> None:
    HEARD.append(event.times)


REACTIONS = {BellRang: [hear]}


@pytest.fixture(autouse=True)
def own_reactions(settings: object) -> None:
    HEARD.clear()
    settings.SAMSPIL_REACTIONS = f"{__name__}.REACTIONS"  # type: ignore[attr-defined]  # pytest-django's settings


def test_a_recorded_event_is_delivered_once() -> None:
    row = events.record(BellRang(times=3))
    assert events.deliver(row.pk)
    assert not events.deliver(row.pk)
    assert HEARD == [3]


def test_an_event_disappears_with_the_deed_that_failed() -> None:
    @transaction.atomic
    def ring_and_fail() -> None:
        events.record(BellRang(times=1))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ring_and_fail()
    assert not RecordedEvent.objects.filter(kind=BellRang.kind).exists()


def test_an_event_whose_reaction_fails_waits_and_is_delivered_later(monkeypatch: pytest.MonkeyPatch) -> None:
    row = events.record(BellRang(times=2))

    def fail(event: BellRang) -> None:
        raise RuntimeError

    monkeypatch.setitem(REACTIONS, BellRang, [fail])
    with pytest.raises(RuntimeError):
        events.deliver(row.pk)
    monkeypatch.setitem(REACTIONS, BellRang, [hear])
    assert events.deliver_waiting() >= 1
    assert HEARD == [2]
