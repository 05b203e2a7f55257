"""Events: recorded with the deed, delivered at least once, never lost."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.utils import timezone

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
    event_id = events.record(BellRang(times=3))
    assert events.deliver(event_id)
    assert not events.deliver(event_id)
    assert HEARD == [3]


def test_a_recorded_event_says_what_happened_who_did_it_and_where() -> None:
    event_id = events.record(BellRang(times=3), actor_id=7, municipality_code="0350")
    row = RecordedEvent.objects.get(pk=event_id)
    assert (row.kind, row.payload, row.actor_id, row.municipality_code, row.delivered_at) == ("core.BellRang", {"times": 3}, 7, "0350", None)
    assert abs((timezone.now() - row.at).total_seconds()) < 60


def test_an_event_whose_class_is_gone_is_told_of_in_the_log_and_waits_no_longer(caplog: pytest.LogCaptureFixture) -> None:
    gone = RecordedEvent.objects.create(kind="core.NobodyKnowsIt", payload={"times": 1})
    with caplog.at_level("WARNING"):
        assert events.deliver(gone.pk)
    assert "event_of_no_class" in caplog.text
    gone.refresh_from_db()
    assert gone.delivered_at


def test_an_event_disappears_with_the_deed_that_failed() -> None:
    @transaction.atomic
    def ring_and_fail() -> None:
        events.record(BellRang(times=1))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ring_and_fail()
    assert not RecordedEvent.objects.filter(kind=BellRang.kind).exists()


def test_an_event_whose_reaction_fails_waits_and_is_delivered_later(monkeypatch: pytest.MonkeyPatch) -> None:
    event_id = events.record(BellRang(times=2))

    def fail(event: BellRang) -> None:
        raise RuntimeError

    monkeypatch.setitem(REACTIONS, BellRang, [fail])
    with pytest.raises(RuntimeError):
        events.deliver(event_id)
    monkeypatch.setitem(REACTIONS, BellRang, [hear])
    assert events.deliver_waiting() >= 1
    assert HEARD == [2]


@dataclass(frozen=True, kw_only=True)
class GroupMade(events.Event):
    group_id: int


def test_a_row_and_its_event_are_written_together() -> None:
    group = Group(name="bageri")
    assert events.insert(group, GroupMade, actor_id=7, municipality_code="0350")
    assert Group.objects.get(name="bageri").pk == group.pk
    row = RecordedEvent.objects.get(kind="core.GroupMade")
    assert (row.payload, row.actor_id, row.municipality_code, row.delivered_at) == ({"group_id": group.pk}, 7, "0350", None)


def test_a_row_that_is_there_is_not_written_again_and_nothing_is_told() -> None:
    Group.objects.create(name="bageri")
    group = Group(name="bageri")
    assert not events.insert(group, GroupMade)
    assert not group.pk
    assert Group.objects.filter(name="bageri").count() == 1
    assert not RecordedEvent.objects.filter(kind="core.GroupMade").exists()


def test_a_changed_row_and_its_event_are_written_together() -> None:
    group = Group.objects.create(name="bageri")
    group.name = "gartneri"
    event_id = events.change(group, ["name"], BellRang(times=2), actor_id=7)
    assert Group.objects.get(pk=group.pk).name == "gartneri"
    row = RecordedEvent.objects.get(pk=event_id)
    assert (row.kind, row.payload, row.actor_id) == ("core.BellRang", {"times": 2}, 7)


def test_nothing_is_told_of_a_row_that_is_gone_or_a_field_it_has_not() -> None:
    group = Group.objects.create(name="bageri")
    Group.objects.filter(pk=group.pk).delete()
    with pytest.raises(DatabaseError, match="is gone"):
        events.change(group, ["name"], BellRang(times=2))
    with pytest.raises(ValueError, match="colour"):
        events.change(group, ["name", "colour"], BellRang(times=2))
    assert not RecordedEvent.objects.filter(kind="core.BellRang").exists()
