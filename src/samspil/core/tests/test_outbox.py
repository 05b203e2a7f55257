"""The reader of the outbox: hears at once, tries again what failed, shares with others, and stops between two deliveries."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from samspil.core import events, outbox
from samspil.core.models import RecordedEvent
from samspil.core.outbox import Outbox
from samspil.core.tests.test_events import HEARD, REACTIONS, BellRang, own_reactions  # noqa: F401  # own_reactions is used by name

LISTENING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN samspil_event'"
pytestmark = pytest.mark.usefixtures("own_reactions")


def listening() -> list[tuple[int]]:
    """Who listens for events on this database."""
    with connection.cursor() as cursor:
        cursor.execute(LISTENING)
        return list(cursor.fetchall())


def until(happened: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait for something another thread does."""
    ends = time.monotonic() + seconds
    while not happened() and time.monotonic() < ends:
        time.sleep(0.01)
    return happened()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """No transaction stands around these tests: what commits is heard by others. Their events go with them."""
    with django_db_blocker.unblock():
        yield
        RecordedEvent.objects.filter(kind=BellRang.kind).delete()
        connection.close()


@pytest.fixture
def reader(committed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outbox]:
    """A reader at work, which looks again soon enough for its end to be waited for."""
    monkeypatch.setattr(outbox, "PATIENCE_S", 2.0)
    found = Outbox()
    found.start()
    yield found
    found.stop()
    found.join(5)
    assert not found.is_alive()


@pytest.mark.usefixtures("reader")
def test_an_event_is_delivered_soon_after_it_is_committed() -> None:
    with transaction.atomic():
        events.record(BellRang(times=1))
        time.sleep(0.5)
        assert HEARD == []
    assert until(lambda: HEARD == [1])


def test_what_waited_before_the_worker_came_is_delivered_when_it_comes(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "PATIENCE_S", 0.2)
    events.record(BellRang(times=4))
    found = Outbox()
    found.start()
    assert until(lambda: HEARD == [4])
    found.stop()
    found.join(5)
    assert not found.is_alive()


@pytest.mark.usefixtures("reader")
@pytest.mark.logs_errors
def test_a_lost_connection_is_made_anew() -> None:
    with connection.cursor() as cursor:
        assert until(lambda: bool(listening()))
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    events.record(BellRang(times=2))
    assert until(lambda: HEARD == [2])


@pytest.mark.django_db
@pytest.mark.logs_errors
def test_an_event_that_fails_keeps_no_other_waiting_and_is_put_off_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = events.record(BellRang(times=0)), events.record(BellRang(times=1))

    def divide(event: BellRang) -> None:
        HEARD.append(1 // event.times)

    monkeypatch.setitem(REACTIONS, BellRang, [divide])
    now = 1000.0
    monkeypatch.setattr("samspil.core.outbox.time.monotonic", lambda: now)
    reader, pauses = Outbox(), []
    for _ in range(8):
        reader.deliver([bad, good])
        pauses.append(reader.failures[bad][0] - now)
        reader.deliver([bad])  # not due yet
        now = reader.failures[bad][0]
    assert HEARD == [1]
    assert pauses == [4, 16, 64, 256, 1024, 3600, 3600, 3600]
    monkeypatch.setitem(REACTIONS, BellRang, [])
    reader.deliver([bad])
    assert reader.failures == {}
    assert RecordedEvent.objects.get(pk=bad).delivered_at


@pytest.mark.usefixtures("committed")
def test_two_readers_deliver_an_event_once() -> None:
    event_id = events.record(BellRang(times=1))
    answers: list[bool] = []

    def other() -> None:
        answers.append(events.deliver(event_id))
        connection.close()

    with transaction.atomic():
        RecordedEvent.objects.select_for_update().get(pk=event_id)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    assert answers == [False]
    assert events.deliver(event_id)
    assert HEARD == [1]


@pytest.mark.django_db
def test_a_database_that_is_gone_is_no_fault_of_the_event(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(event_id: int) -> bool:
        raise OperationalError

    monkeypatch.setattr(events, "deliver", gone)
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    reader = Outbox()
    with pytest.raises(OperationalError):
        reader.deliver([1])
    assert reader.failures == {}


@pytest.mark.django_db
def test_a_reader_that_was_stopped_begins_no_delivery() -> None:
    event_id = events.record(BellRang(times=1))
    reader = Outbox()
    reader.stop()
    reader.deliver([event_id])
    assert HEARD == []


@pytest.mark.usefixtures("reader")
def test_what_concerns_one_desk_calls_nobody_and_is_found_when_the_reader_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    events.record(BellRang(times=1))
    assert until(lambda: HEARD == [1])
    time.sleep(0.4)  # what it heard is marked, and it looked once more: from now on it waits for calls, and looks unasked no sooner than in two seconds
    monkeypatch.setattr(BellRang, "concerns_everybody", False)
    events.record(BellRang(times=2))
    time.sleep(0.4)
    assert HEARD == [1]
    assert until(lambda: HEARD == [1, 2], 5)
    monkeypatch.setattr(BellRang, "concerns_everybody", True)
    events.record(BellRang(times=3))
    assert until(lambda: HEARD == [1, 2, 3], 0.9)


@pytest.mark.usefixtures("committed")
@pytest.mark.logs_errors
def test_nothing_that_fails_ends_the_reader_while_its_worker_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, asked = events.waiting, []

    def broken_once() -> list[int]:
        asked.append(1)
        if len(asked) == 1:
            raise RuntimeError
        return waiting()

    monkeypatch.setattr(outbox, "PATIENCE_S", 0.2)
    monkeypatch.setattr(events, "waiting", broken_once)
    events.record(BellRang(times=5))
    reader = Outbox()
    reader.start()
    assert until(lambda: HEARD == [5])
    reader.stop()
    reader.join(5)
