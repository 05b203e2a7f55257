"""While a code is awaited: every way it can go wrong says so in words, leads to a new code, and still ends where the person wanted to go."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from samspil.identity.models import Person

PASSWORD = "en lang adgangskode"
WANTED = "/alliancer/start/?fra=spisevenner"
ON = f"?next={quote(WANTED, safe='')}"
SIGN_UP, LOG_IN = "/konto/bekraeft-e-mail/", "/konto/log-ind/kode/bekraeft/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_counters() -> Iterator[None]:
    """Limits count from nothing in each test."""
    cache.clear()
    yield
    cache.clear()


def code_in_mail() -> str:
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def signing_up(client: Client) -> str:
    client.post("/konto/opret/", {"email": "ny@example.dk", "password1": PASSWORD, "next": WANTED})
    return SIGN_UP


def logging_in(client: Client) -> str:
    person = Person.objects.create_user("ny@example.dk", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client.post("/konto/log-ind/kode/", {"email": "ny@example.dk", "next": WANTED})
    return LOG_IN


def follow(client: Client, answer: Any) -> str:
    page: str = client.get(answer.headers["Location"]).content.decode()
    return page


WAYS = pytest.mark.parametrize(("begun", "to"), [(signing_up, "/konto/log-ind/"), (logging_in, "/konto/log-ind/kode/")])


@WAYS
def test_a_code_that_ran_out_is_said_and_the_way_on_is_kept(client: Client, begun: Callable[[Client], str], to: str) -> None:
    with time_machine.travel("2026-11-22 10:00", tick=False) as clock:
        address = begun(client)
        clock.shift(601)
        answer = client.post(address, {"code": code_in_mail(), "next": WANTED})
        assert answer.headers["Location"] == to + ON
        assert "Koden gælder ikke længere" in follow(client, answer)


@WAYS
def test_three_wrong_codes_are_told_as_that_and_not_as_a_wait_of_five_minutes(client: Client, begun: Callable[[Client], str], to: str) -> None:
    address = begun(client)
    answers = [client.post(address, {"code": "XXXX-XXXX", "next": WANTED}) for _ in range(3)]
    assert "Brug den fra den nyeste mail" in answers[0].content.decode()
    assert answers[2].headers["Location"] == to + ON
    page = follow(client, answers[2])
    assert "Koden blev ikke skrevet rigtigt tre gange" in page
    assert "fem minutter" not in page
    if to == "/konto/log-ind/":
        client.post(to, {"login": "ny@example.dk", "password": PASSWORD, "next": WANTED})
    else:
        client.post(to, {"email": "ny@example.dk", "next": WANTED})
    assert client.post(address, {"code": code_in_mail(), "next": WANTED}).headers["Location"] == WANTED


@WAYS
def test_a_new_code_is_told_and_the_old_one_is_known_to_be_old(client: Client, begun: Callable[[Client], str], to: str) -> None:
    address = begun(client)
    old = code_in_mail()
    assert "Vi har sendt en ny kode" in follow(client, client.post(address, {"action": "resend", "next": WANTED}))
    assert code_in_mail() != old
    assert "Koden passer ikke" in client.post(address, {"code": old, "next": WANTED}).content.decode()
    assert client.post(address, {"code": code_in_mail(), "next": WANTED}).headers["Location"] == WANTED


@WAYS
def test_a_second_tab_is_led_to_the_code_with_a_word_and_the_way_on(client: Client, begun: Callable[[Client], str], to: str) -> None:
    address = begun(client)
    client.get("/eksempler/")
    other = client.get(f"/konto/log-ind/{ON}")
    assert other.headers["Location"] == address + ON
    assert follow(client, other).count("Du er i gang med at logge ind") == 1
    assert client.post(address, {"code": code_in_mail(), "next": WANTED}).headers["Location"] == WANTED
    assert client.post(address, {"code": code_in_mail(), "next": WANTED}).headers["Location"] == WANTED, "the other tab comes on too"


def test_a_new_code_asked_for_at_once_is_really_sent(client: Client) -> None:
    """allauth's own limit of one in ten seconds makes the mailed code useless and sends no other."""
    address, sent = signing_up(client), len(mail.outbox)
    client.post(address, {"action": "resend"})
    assert len(mail.outbox) == sent + 1


def test_the_back_button_after_signing_up_leads_on_and_never_to_changing_the_address(client: Client) -> None:
    client.post(signing_up(client), {"code": code_in_mail()})
    assert client.get(SIGN_UP).headers["Location"] == "/min-side/"
    assert client.get(f"{SIGN_UP}{ON}").headers["Location"] == WANTED


def test_another_browser_is_told_that_the_code_holds_not_there(client: Client) -> None:
    signing_up(client)
    for address in (SIGN_UP, LOG_IN):
        other = Client()
        assert "Koden gælder ikke længere" in follow(other, other.get(address)), address


def test_nobody_is_led_elsewhere_than_to_addresses_of_ours(client: Client) -> None:
    for foreign in ("https://ond.example/", "//ond.example/"):
        assert "ond.example" not in Client().get(f"{SIGN_UP}?next={quote(foreign, safe='')}").headers["Location"]


def test_a_new_address_whose_code_ran_out_is_written_again(client: Client) -> None:
    with time_machine.travel("2026-11-22 10:00", tick=False) as clock:
        signing_up(client)
        client.post(SIGN_UP, {"code": code_in_mail()})
        client.post("/konto/e-mail/", {"email": "nyere@example.dk", "action_add": ""})
        client.post("/konto/bekraeft-dig/", {"password": PASSWORD, "next": "/konto/e-mail/"})
        clock.shift(601)
        answer = client.post(SIGN_UP, {"code": code_in_mail()})
        assert answer.headers["Location"] == "/konto/e-mail/"
        assert "Skriv den nye e-mail igen" in follow(client, answer)
