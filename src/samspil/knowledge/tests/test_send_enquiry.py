"""Write to a desk: kept once, told to the right desk, and never repeated in a mail."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.core import mail as post
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from samspil.core import events
from samspil.core.models import RecordedEvent
from samspil.identity import telling
from samspil.identity.actor import VISITOR
from samspil.identity.models import Municipality
from samspil.knowledge import mails
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry, written
from samspil.knowledge.events import EnquiryReceived
from samspil.knowledge.models import Enquiry

pytestmark = pytest.mark.django_db
SECRET = "Min nabo er syg og ensom"


def new(**changes: Any) -> NewEnquiry:
    given: dict[str, Any] = {"form_key": uuid4(), "topic": "other", "message": SECRET, "name": "Navn Navnesen", "email": "borger@example.dk"}
    return NewEnquiry(**{**given, **changes})


def kept() -> list[Enquiry]:
    with scopes_disabled():
        return list(Enquiry.objects.all())


def told() -> list[Any]:
    return list(RecordedEvent.objects.filter(kind=EnquiryReceived.kind).values("payload", "actor_id", "municipality_code"))


def test_an_enquiry_is_kept_as_it_was_written() -> None:
    written = new(topic="add-fact", organisation="Sportsklubben", about_url="/eksempler/aeblemosteriet/", about_title="Æblemosteriet")
    send_enquiry(VISITOR, written)
    (enquiry,) = kept()
    for name in ("form_key", "topic", "message", "name", "organisation", "email", "about_url", "about_title"):
        assert getattr(enquiry, name) == getattr(written, name)
    assert (enquiry.state, enquiry.desk, enquiry.answered_at) == ("received", None, None)


def test_sending_the_same_form_twice_keeps_the_first_and_tells_once() -> None:
    key = uuid4()
    first = send_enquiry(VISITOR, new(form_key=key))
    second = send_enquiry(VISITOR, new(form_key=key))
    assert second.pk == first.pk
    assert [enquiry.message for enquiry in kept()] == [SECRET]
    assert len(told()) == 1


def test_a_form_that_was_changed_and_sent_again_is_kept_too_and_once() -> None:
    """Somebody goes back in the browser, adds a word and sends: nothing of it is lost."""
    key = uuid4()
    send_enquiry(VISITOR, new(form_key=key))
    added = [send_enquiry(VISITOR, new(form_key=key, message="Noget mere")) for _ in range(2)]
    assert added[0].pk == added[1].pk
    assert {enquiry.message for enquiry in kept()} == {SECRET, "Noget mere"}
    assert len(told()) == 2


def give_desks(*codes: str) -> None:
    Municipality.objects.filter(code__in=codes).update(desk_email="bord@example.dk")


def test_a_form_sent_again_with_another_address_is_not_the_same_form() -> None:
    key = uuid4()
    send_enquiry(VISITOR, NewEnquiry(form_key=key, topic="error", message="Hej", email="forkert@example.dk"))
    second = send_enquiry(VISITOR, NewEnquiry(form_key=key, topic="error", message="Hej", email="rigtig@example.dk"))
    assert second.email == "rigtig@example.dk"
    assert send_enquiry(VISITOR, NewEnquiry(form_key=key, topic="error", message="Hej", email="rigtig@example.dk")).pk == second.pk


def test_made_up_keys_lose_nothing() -> None:
    key = uuid4()
    new = NewEnquiry(form_key=key, topic="error", message="B")
    send_enquiry(VISITOR, NewEnquiry(form_key=uuid5(key, "\x1f".join(written(new).values())), topic="error", message="Noget andet"))
    send_enquiry(VISITOR, NewEnquiry(form_key=key, topic="error", message="A"))
    assert send_enquiry(VISITOR, new).message == "B"


def test_the_event_says_who_and_where_and_nothing_of_the_text() -> None:
    give_desks("0350")
    enquiry = send_enquiry(VISITOR, new(desk_code="0350"))
    assert told() == [{"payload": {"enquiry_id": enquiry.pk}, "actor_id": None, "municipality_code": "0350"}]


@pytest.mark.parametrize("code", ["9999", "0350'; --", ""])
def test_a_desk_that_does_not_exist_means_the_editors(code: str) -> None:
    assert send_enquiry(VISITOR, new(desk_code=code)).desk is None


def test_a_municipality_the_installation_does_not_serve_has_no_desk(settings: Any) -> None:
    give_desks("0350", "0265")
    settings.MUNICIPALITIES = ["0265"]
    assert send_enquiry(VISITOR, new(desk_code="0350")).desk is None
    assert send_enquiry(VISITOR, new(desk_code="0265")).desk_id == "0265"


def test_enquiries_cannot_be_read_without_saying_whose() -> None:
    give_desks("0350")
    send_enquiry(VISITOR, new(desk_code="0350"))
    with pytest.raises(ScopeError):
        Enquiry.objects.count()
    for code, number in (("0350", 1), ("0360", 0)):
        with scope(desk=Municipality.objects.get(code=code)):
            assert Enquiry.objects.count() == number


def deliver() -> dict[str, Any]:
    """Everything sent since, by recipient."""
    events.deliver_waiting()
    return {message.to[0]: message for message in post.outbox}


def test_the_desk_and_the_sender_hear_of_it_and_neither_mail_repeats_what_was_written(settings: Any) -> None:
    enquiry = send_enquiry(VISITOR, new())
    sent = deliver()
    assert set(sent) == {settings.DESK_EMAIL, "borger@example.dk"}
    assert f"/bord/henvendelser/{enquiry.pk}/" in sent[settings.DESK_EMAIL].body
    for message in sent.values():
        whole = message.message().as_string() + message.body + message.alternatives[0].content
        assert SECRET not in whole
        assert "Navnesen" not in whole


def test_a_municipality_with_a_desk_of_its_own_gets_the_mail(settings: Any) -> None:
    give_desks("0350")
    send_enquiry(VISITOR, new(desk_code="0350", email=""))
    assert set(deliver()) == {"bord@example.dk"}


def test_the_editors_read_it_where_a_municipality_has_no_desk(settings: Any) -> None:
    assert send_enquiry(VISITOR, new(desk_code="0350", email="")).desk is None
    assert set(deliver()) == {settings.DESK_EMAIL}


def test_the_editors_get_the_mail_of_a_desk_that_has_gone_since(settings: Any) -> None:
    give_desks("0350")
    send_enquiry(VISITOR, new(desk_code="0350", email=""))
    Municipality.objects.update(desk_email="")
    assert set(deliver()) == {settings.DESK_EMAIL}


def test_an_enquiry_that_is_gone_is_told_to_nobody() -> None:
    mails.tell_desk_and_sender(EnquiryReceived(enquiry_id=10**9))
    assert post.outbox == []


def refusing(error: Exception) -> Any:
    def send(template: str, to: str, context: Any) -> None:
        if to == "borger@example.dk":
            raise error
        telling.needed_letter(template, to, context).send()

    return send


def test_an_address_no_server_takes_does_not_make_the_desk_hear_of_it_again(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(telling, "needed", refusing(SMTPRecipientsRefused({"borger@example.dk": (550, b"no")})))
    send_enquiry(VISITOR, new())
    events.deliver_waiting()
    events.deliver_waiting()
    assert [message.to for message in post.outbox] == [[settings.DESK_EMAIL]]
    assert not RecordedEvent.objects.filter(delivered_at=None).exists()


def test_a_mail_server_that_is_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    send_enquiry(VISITOR, new())
    with monkeypatch.context() as away:
        away.setattr(telling, "needed", refusing(SMTPServerDisconnected("away")))
        with pytest.raises(SMTPServerDisconnected):
            events.deliver_waiting()
    assert "borger@example.dk" in deliver()


def test_a_form_key_is_a_key_and_not_a_text() -> None:
    assert isinstance(send_enquiry(VISITOR, new(form_key=UUID(int=7))).form_key, UUID)
