"""Staff take, answer and reopen enquiries; nobody else may, and each step stands in the history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import Http404
from django.test import Client
from django_scopes import scopes_disabled

from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity.actor import VISITOR, Actor, actor_for
from samspil.knowledge import queries
from samspil.knowledge.actions.move_enquiry import move_enquiry
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry
from samspil.knowledge.domain.enquiries import KEEP_DAYS_AFTER_ANSWER
from samspil.knowledge.events import EnquiryMoved
from samspil.knowledge.jobs import remove_old_enquiries
from samspil.knowledge.models import Enquiry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def enquiry() -> Enquiry:
    return send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="other", message="En besked", organisation="Sportsklubben", desk_code="0350"))


@pytest.fixture
def editor(staff_actor: Callable[[str], Actor]) -> Actor:
    return staff_actor("editor")


def now(enquiry: Enquiry) -> Enquiry:
    with scopes_disabled():
        return Enquiry.objects.get(pk=enquiry.pk)


def test_an_enquiry_is_taken_and_answered(enquiry: Enquiry, editor: Actor) -> None:
    assert isinstance(move_enquiry(editor, enquiry.pk, "take", now=NOW), Enquiry)
    assert (now(enquiry).state, now(enquiry).answered_at) == ("taken", None)
    move_enquiry(editor, enquiry.pk, "answer", now=NOW)
    assert (now(enquiry).state, now(enquiry).answered_at) == ("answered", NOW)


def test_an_enquiry_that_is_opened_again_is_not_answered_any_more(enquiry: Enquiry, editor: Actor) -> None:
    for errand in ("answer", "reopen"):
        move_enquiry(editor, enquiry.pk, errand, now=NOW)
    assert (now(enquiry).state, now(enquiry).answered_at) == ("taken", None)


def test_each_step_is_told_with_who_did_it(enquiry: Enquiry, editor: Actor) -> None:
    move_enquiry(editor, enquiry.pk, "take", now=NOW)
    event = RecordedEvent.objects.get(kind=EnquiryMoved.kind)
    assert (event.payload, event.actor_id) == ({"enquiry_id": enquiry.pk, "state": "taken"}, editor.person_id)


@pytest.mark.parametrize("errand", ["reopen", "delete", "", "take'; --"])
def test_what_cannot_be_done_now_is_refused_and_changes_nothing(enquiry: Enquiry, editor: Actor, errand: str) -> None:
    refusal = move_enquiry(editor, enquiry.pk, errand, now=NOW)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.text) == ("not-now", "Det kan ikke gøres nu. Sagen er nået til et andet trin.")
    assert now(enquiry).state == "received"
    assert not RecordedEvent.objects.filter(kind=EnquiryMoved.kind).exists()


def test_of_two_who_take_the_same_enquiry_the_second_is_told(enquiry: Enquiry, editor: Actor, staff_actor: Callable[[str], Actor]) -> None:
    move_enquiry(editor, enquiry.pk, "take", now=NOW)
    assert isinstance(move_enquiry(staff_actor("reviewer"), enquiry.pk, "take", now=NOW), Refusal)


def test_for_everybody_but_staff_in_a_session_the_enquiry_does_not_exist(enquiry: Enquiry, make_person: Callable[..., Any]) -> None:
    citizen, editor = make_person("borger@example.dk"), make_person("redaktion@example.dk", "editor")
    for actor in (VISITOR, actor_for(citizen), actor_for(editor), replace(actor_for(editor), staff_until=NOW - timedelta(days=9000))):
        with pytest.raises(Http404):
            move_enquiry(actor, enquiry.pk, "take", now=NOW)
        assert queries.enquiries_for(actor, 9) == queries.WaitingLetters([], 0, 0)
    assert now(enquiry).state == "received"


def test_the_desk_shows_what_waits_and_the_oldest_first(enquiry: Enquiry, editor: Actor) -> None:
    later = send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="error", message="To"))
    answered = send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="error", message="Tre"))
    move_enquiry(editor, answered.pk, "answer", now=NOW)
    waiting = queries.enquiries_for(editor, 9)
    assert [row.pk for row in waiting.letters] == [enquiry.pk, later.pk]
    assert queries.enquiries_for(editor, 1) == queries.WaitingLetters(waiting.letters[:1], 2, 2)


def test_staff_move_an_enquiry_on_its_page_and_a_refusal_is_shown(enquiry: Enquiry, staff_client: Callable[[str], Client]) -> None:
    client, address = staff_client("editor"), f"/bord/henvendelser/{enquiry.pk}/"
    assert "En besked" in client.get(address).content.decode()
    assert client.post(address, {"errand": "answer"}).status_code == 302
    again = client.post(address, {"errand": "answer"})
    assert again.status_code == 409
    assert "Sagen er nået til et andet trin." in again.content.decode()
    assert now(enquiry).state == "answered"


HISTORY: Any = Enquiry.pgh_event_model  # type: ignore[attr-defined]  # pghistory adds it


def history(enquiry: Enquiry) -> list[Any]:
    return list(HISTORY.objects.filter(pgh_obj_id=enquiry.pk).order_by("pgh_id"))


def test_the_history_holds_each_step_and_neither_text_nor_name_nor_address(enquiry: Enquiry, editor: Actor) -> None:
    move_enquiry(editor, enquiry.pk, "take", now=NOW)
    move_enquiry(editor, enquiry.pk, "answer", now=NOW)
    assert [row.state for row in history(enquiry)] == ["received", "taken", "answered"]
    assert not {"message", "name", "email"} & {field.name for field in HISTORY._meta.get_fields()}


def test_an_enquiry_goes_with_its_history_a_year_after_the_answer(enquiry: Enquiry, editor: Actor) -> None:
    waiting = send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="other", message="Venter"))
    move_enquiry(editor, enquiry.pk, "answer", now=NOW)
    with time_machine.travel(NOW + timedelta(days=KEEP_DAYS_AFTER_ANSWER - 1)):
        remove_old_enquiries.func(0)
    assert now(enquiry)
    with time_machine.travel(NOW + timedelta(days=KEEP_DAYS_AFTER_ANSWER, seconds=1)):
        remove_old_enquiries.func(0)
    with scopes_disabled():
        assert list(Enquiry.objects.values_list("pk", flat=True)) == [waiting.pk]
    assert history(enquiry) == []
    assert history(waiting)
