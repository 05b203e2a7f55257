"""Staff sessions: begun with a reason, ended by the person, by logging out, or by the clock; each told as an event."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity.actions import staff_session
from samspil.identity.actor import actor_for
from samspil.identity.jobs import close_staff_sessions
from samspil.identity.models import StaffSession
from samspil.identity.reach import reach_of

NOW = timezone.now()


def told(kind: str) -> list[tuple[int | None, dict[str, Any]]]:
    return list(RecordedEvent.objects.filter(kind=f"identity.{kind}").values_list("actor_id", "payload"))


def begun(person: Any) -> StaffSession:
    session = staff_session.begin(actor_for(person), "Retter et eksempel", now=NOW)
    assert isinstance(session, StaffSession)
    return session


def test_a_session_lasts_the_hours_and_is_told(make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    session = begun(person)
    assert session.ends_at - session.began_at == timedelta(hours=settings.STAFF_SESSION_HOURS)
    assert told("StaffSessionBegan") == [(person.pk, {"staff_session_id": session.pk})]
    assert reach_of(person.pk).staff_until(session.pk) == session.ends_at


def test_a_citizen_cannot_begin_a_session(make_person: Callable[..., Any]) -> None:
    refused = staff_session.begin(actor_for(make_person("borger@example.dk")), "Prøver lykken", now=NOW)
    assert isinstance(refused, Refusal)
    assert refused.code == "no-role"
    assert not StaffSession.objects.exists()


def test_a_reason_is_needed_also_one_that_can_be_seen(make_person: Callable[..., Any]) -> None:
    actor = actor_for(make_person("redaktoer@example.dk", "editor"))
    for reason in ("", "  ", "\u200b\u200b\u200b\u200b", "ok"):
        refused = staff_session.begin(actor, reason, now=NOW)
        assert isinstance(refused, Refusal), reason
        assert refused.code == "no-reason"


def test_ending_a_session_twice_is_told_once(make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    session = begun(person)
    for _ in range(2):
        staff_session.end(actor_for(person), session.pk, now=NOW)
    assert reach_of(person.pk).staff_until(session.pk) is None
    assert len(told("StaffSessionEnded")) == 1


def test_nobody_ends_or_uses_the_session_of_another(make_person: Callable[..., Any]) -> None:
    mine, other = make_person("redaktoer@example.dk", "editor"), make_person("anden@example.dk", "editor")
    session = begun(mine)
    staff_session.end(actor_for(other), session.pk, now=NOW)
    assert reach_of(mine.pk).staff_until(session.pk)
    assert reach_of(other.pk).staff_until(session.pk) is None


def test_a_session_ends_by_itself_and_the_log_says_when(make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    session = begun(person)
    StaffSession.objects.update(ends_at=NOW - timedelta(minutes=1))
    assert reach_of(person.pk).staff_until(session.pk) is None
    for _ in range(2):
        close_staff_sessions(timestamp=0)
    session.refresh_from_db()
    assert session.ended_at == session.ends_at
    assert told("StaffSessionEnded") == [(person.pk, {"staff_session_id": session.pk})]


def test_whoever_logs_out_lays_staff_powers_down(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    assert client.get("/bord/").status_code == 200
    client.post("/redaktion/logout/")
    assert StaffSession.objects.get().ended_at is not None
    assert len(told("StaffSessionEnded")) == 1


def test_the_button_ends_the_session(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    assert client.get("/konto/arbejdssession/slut/").status_code == 405
    assert client.post("/konto/arbejdssession/slut/").headers["Location"] == "/min-side/"
    assert client.get("/bord/").status_code == 302
    assert StaffSession.objects.get().ended_at is not None
