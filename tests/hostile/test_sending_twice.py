"""The contact form sent twice, too often, or by a program; and what the mails say."""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.identity.models import Municipality
from tests.hostile.contact import filled, kept, said, send

pytestmark = pytest.mark.django_db
SECRET = "Fortroligt om naboen Ulrikke"


def mails() -> list[str]:
    """All that left the house, as it went over the wire."""
    return [message.message().as_string() for message in mail.outbox]


def readable_mails() -> str:
    return "\n".join(f"{m.subject}\n{m.body}\n{[str(content) for content, _ in getattr(m, 'alternatives', [])]}\n{m.to}" for m in mail.outbox)


def test_a_form_sent_twice_is_one_row_one_mail_and_the_same_answer(client: Client) -> None:
    form = filled(message=SECRET, email="borger@example.dk")
    answers = [client.post("/kontakt/", form) for _ in range(3)]
    events.deliver_waiting()
    events.deliver_waiting()
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/kontakt/tak/?svar=ja&hos=redaktionen")}
    assert len(kept()) == 1
    assert sorted(message.to[0] for message in mail.outbox) == ["borger@example.dk", "redaktion@localhost"]


def test_a_form_that_was_changed_on_the_way_back_is_kept_too(client: Client) -> None:
    key = str(uuid.uuid4())
    for message in ("Det første", "Det første, og lidt til", "Det første, og lidt til"):
        send(client, form_key=key, message=message)
    assert [enquiry.message for enquiry in kept()] == ["Det første", "Det første, og lidt til"]


def test_mails_notices_and_events_never_hold_what_was_written_or_who_wrote(client: Client, make_person: Any) -> None:
    make_person("redaktoer@example.dk", "editor")
    send(client, message=SECRET, name="Ulrikke Prøve", organisation="Foreningen Prøve", email="borger@example.dk", about_url="/jura/bisidder/")
    events.deliver_waiting()
    assert len(mail.outbox) >= 2
    told = readable_mails() + repr(list(Notice.objects.values())) + repr(list(RecordedEvent.objects.values()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        told += repr(cursor.fetchall())
    for word in ("Fortroligt", "Ulrikke", "Foreningen Prøve"):
        assert word not in told
    assert "borger@example.dk" not in told.replace("['borger@example.dk']", ""), "the address stands in the receipt's own address alone"


def test_the_history_of_an_enquiry_holds_nothing_of_the_text_or_the_person(client: Client) -> None:
    send(client, message=SECRET, name="Ulrikke Prøve", email="borger@example.dk")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(e)::text FROM knowledge_enquiryevent e")
        rows = repr(cursor.fetchall())
    assert "received" in rows
    for word in ("Fortroligt", "Ulrikke", "borger@example.dk"):
        assert word not in rows


@pytest.mark.parametrize(
    "address",
    ["a@example.dk\nBcc: alle@example.dk", "a@example.dk\r\nSubject: x", "a@example.dk, b@example.dk", "a@example.dk;b@example.dk", '"a\nb"@example.dk'],
)
def test_an_address_that_would_write_headers_is_refused(client: Client, address: str) -> None:
    answer = send(client, email=address)
    assert answer.status_code == 422
    assert "Skriv adressen sådan" in said(answer)
    assert not kept()


def test_a_name_with_line_breaks_writes_no_header_of_a_mail(client: Client) -> None:
    Municipality.objects.filter(code="0350").update(name="Lejre\r\nBcc: alle@example.dk", desk_email="bord@example.dk")
    send(client, desk="0350", name="A\r\nBcc: alle@example.dk", email="borger@example.dk")
    events.deliver_waiting()
    for message in mail.outbox:
        assert "\n" not in message.subject
        own = {"content-type", "mime-version", "subject", "from", "to", "date", "message-id", "auto-submitted", "x-samspil-mail"}
        assert {name.lower() for name in message.message()} <= own


def test_a_program_that_fills_in_the_trap_is_thanked_and_forgotten(client: Client) -> None:
    assert send(client, website="https://example.com").status_code == 302
    assert not kept()


def test_the_sixth_message_in_an_hour_waits_and_nothing_typed_is_lost(client: Client) -> None:
    for _ in range(5):
        assert send(client).status_code == 302
    answer = send(client, message="Den sjette besked")
    assert answer.status_code == 429
    assert "Der er sendt mange beskeder herfra den sidste time" in said(answer)
    assert "Den sjette besked" in said(answer)
    assert len(kept()) == 5
    assert send(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302, "others may write"


def test_an_address_of_ones_own_making_gives_no_new_tries(client: Client) -> None:
    """Without a proxy in front, what the visitor says of itself is not looked at."""
    tries = [send(client, headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code for number in range(6)]
    assert tries == [302] * 5 + [429]


@pytest.mark.parametrize(
    ("proxies", "forwarded"), [(1, "{forged}, 203.0.113.9"), (2, "{forged}, 203.0.113.9, 10.0.0.1"), (2, "{forged}, {forged}, 203.0.113.9, 10.0.0.1")]
)
def test_behind_trusted_proxies_the_visitor_is_the_one_they_saw(client: Client, settings: Any, proxies: int, forwarded: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    tries = [send(client, headers={"X-Forwarded-For": forwarded.format(forged=f"198.51.100.{number}")}).status_code for number in range(6)]
    assert tries == [302] * 5 + [429]
    assert send(client, headers={"X-Forwarded-For": forwarded.format(forged="198.51.100.1").replace("203.0.113.9", "203.0.113.10")}).status_code == 302


def test_all_addresses_of_one_connection_count_as_one(client: Client) -> None:
    tries = [send(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}")).status_code for number in range(1, 7)]
    assert tries == [302] * 5 + [429]
    assert send(Client(REMOTE_ADDR="2001:db8:1:3::1")).status_code == 302
