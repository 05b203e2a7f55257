"""Every way in: sign-up with a code by mail, password, code by mail, second step, recovery codes; and every way to lose and win it back."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from samspil.identity.actions import roles
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "en lang adgangskode"
ENGLISH = re.compile(r"\b(the|you|your|please|sign|forgot|remember|submit|token|authenticator|invalid|enter)\b", re.IGNORECASE)
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


def app_code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def is_in(client: Client) -> bool:
    return client.get("/min-side/").status_code == 200


def test_a_new_person_signs_up_and_confirms_with_a_code(client: Client) -> None:
    reply = client.post("/konto/opret/", {"email": "Ny@Example.dk", "password1": PASSWORD})
    assert reply.headers["Location"] == "/konto/bekraeft-e-mail/"
    assert not is_in(client)
    wrong = client.post("/konto/bekraeft-e-mail/", {"code": "XXXX-XXXX"})
    assert "Koden passer ikke" in wrong.content.decode()
    client.post("/konto/bekraeft-e-mail/", {"code": code_in_mail()})
    assert is_in(client)
    assert EmailAddress.objects.get(email="ny@example.dk").verified
    assert Person.objects.filter(email="ny@example.dk").exists()


def test_three_wrong_codes_end_the_attempt(client: Client) -> None:
    client.post("/konto/opret/", {"email": "ny@example.dk", "password1": PASSWORD})
    right = code_in_mail()
    for _ in range(3):
        client.post("/konto/bekraeft-e-mail/", {"code": "XXXX-XXXX"})
    client.post("/konto/bekraeft-e-mail/", {"code": right})
    assert not is_in(client)


@pytest.mark.parametrize(("password", "why"), [("kort", "12 tegn"), ("qwerty123456", "for almindelig"), ("ny@example.dk", "minder")])
def test_weak_passwords_are_refused_in_words(client: Client, password: str, why: str) -> None:
    page = client.post("/konto/opret/", {"email": "ny@example.dk", "password1": password}).content.decode()
    assert why in page
    assert not Person.objects.filter(email="ny@example.dk").exists()


def test_signing_up_twice_does_not_say_who_has_an_account(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    known = client.post("/konto/opret/", {"email": "borger@example.dk", "password1": PASSWORD})
    other = Client().post("/konto/opret/", {"email": "ukendt@example.dk", "password1": PASSWORD})
    assert known.headers["Location"] == other.headers["Location"]
    assert "Du har allerede en konto" in next(m.subject for m in mail.outbox if m.to == ["borger@example.dk"])


def page_after_signing_up(address: str) -> list[str]:
    """Every page of signing up, a wrong code and a new code, without what is made anew each time."""
    client, pages = Client(), []
    for path, form in [
        ("opret", {"email": address, "password1": PASSWORD}),
        ("bekraeft-e-mail", {"code": "XXXX-XXXX"}),
        ("bekraeft-e-mail", {"action": "resend"}),
    ]:
        pages.append(client.post(f"/konto/{path}/", form, follow=True).content.decode())
    return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(address, "ADDRESS") for page in pages]


def test_the_pages_after_signing_up_are_the_same_for_a_known_address(make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    known, new = page_after_signing_up("borger@example.dk"), page_after_signing_up("ukendt@example.dk")
    assert known == new
    assert "Er adressen forkert?" in new[0]


@pytest.mark.parametrize(("password", "most"), [(PASSWORD, 1), ("", 0)])
def test_signing_up_with_a_known_address_hashes_as_many_passwords(
    make_person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, password: str, most: int
) -> None:
    make_person("borger@example.dk")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    counts = []
    for address in ("borger@example.dk", "ukendt@example.dk"):
        hashed.clear()
        Client().post("/konto/opret/", {"email": address, "password1": password})
        counts.append(len(hashed))
    assert counts == [most, most]


def test_whoever_mistyped_the_address_cancels_and_signs_up_again(client: Client) -> None:
    client.post("/konto/opret/", {"email": "forkret@example.dk", "password1": PASSWORD})
    client.post("/konto/log-ud/", {"next": "/konto/log-ind/"})
    client.post("/konto/opret/", {"email": "korrekt@example.dk", "password1": PASSWORD})
    client.post("/konto/bekraeft-e-mail/", {"code": code_in_mail()})
    assert is_in(client)


@pytest.mark.parametrize("path", ["opret", "e-mail"])
def test_an_address_with_a_cpr_number_is_refused(client: Client, make_person: Callable[..., Any], path: str) -> None:
    if path == "e-mail":
        make_person("borger@example.dk")
        client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": PASSWORD})
    form = {"email": "010190-1234@example.dk", "password1": PASSWORD, "action_add": ""}
    assert "ligner et CPR-nummer" in client.post(f"/konto/{path}/", form).content.decode()
    assert not EmailAddress.objects.filter(email__startswith="010190").exists()
    assert not mail.outbox


def test_a_citizen_logs_in_with_the_password(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    wrong = client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "forkert adgangskode"}).content.decode()
    assert "E-mailen eller adgangskoden passer ikke" in wrong
    assert "<title>Fejl: Log ind" in wrong
    assert client.post("/konto/log-ind/", {"login": "BORGER@example.dk", "password": PASSWORD}).headers["Location"] == "/min-side/"
    assert is_in(client)


def test_staff_need_the_second_step_after_password_and_after_code(make_person: Callable[..., Any]) -> None:
    make_person("redaktoer@example.dk", "editor")
    by_password, by_code = Client(), Client()
    by_password.post("/konto/log-ind/", {"login": "redaktoer@example.dk", "password": PASSWORD})
    by_code.post("/konto/log-ind/kode/", {"email": "redaktoer@example.dk"})
    by_code.post("/konto/log-ind/kode/bekraeft/", {"code": code_in_mail()})
    assert not is_in(by_password)
    assert not is_in(by_code)
    assert "Koden passer ikke" in by_password.post("/konto/sikkerhed/kode/", {"code": "000000"}).content.decode()
    by_password.post("/konto/sikkerhed/kode/", {"code": app_code()})
    assert is_in(by_password)


def test_the_page_one_came_for_is_kept_through_both_steps(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("redaktoer@example.dk", "editor")
    client.post("/konto/log-ind/?next=/bord/", {"login": "redaktoer@example.dk", "password": PASSWORD, "next": "/bord/"})
    assert client.post("/konto/sikkerhed/kode/", {"code": app_code()}).headers["Location"] == "/bord/"


def test_a_code_by_mail_logs_in_also_somebody_made_by_an_administrator(client: Client) -> None:
    person = Person.objects.create_user("ny@example.dk")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    client.post("/konto/log-ind/kode/", {"email": "ny@example.dk"})
    client.post("/konto/log-ind/kode/bekraeft/", {"code": code_in_mail()})
    assert is_in(client)
    assert EmailAddress.objects.get(email="ny@example.dk").verified


def test_a_code_by_mail_works_once(make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    client = Client()
    client.post("/konto/log-ind/kode/", {"email": "borger@example.dk"})
    code = code_in_mail()
    client.post("/konto/log-ind/kode/bekraeft/", {"code": code})
    client.post("/konto/log-ud/")
    client.post("/konto/log-ind/kode/bekraeft/", {"code": code})
    assert not is_in(client)


def test_a_recovery_code_opens_once(make_person: Callable[..., Any]) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    person = make_person("redaktoer@example.dk", "editor")
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for opens in (True, False):
        client = Client()
        client.post("/konto/log-ind/", {"login": "redaktoer@example.dk", "password": PASSWORD})
        client.post("/konto/sikkerhed/kode/", {"code": code})
        assert is_in(client) is opens


def test_setting_up_an_app_asks_who_one_is_and_gives_recovery_codes(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": PASSWORD})
    assert client.get("/konto/sikkerhed/app/tilfoej/").headers["Location"].startswith("/konto/bekraeft-dig/")
    client.post("/konto/bekraeft-dig/", {"password": PASSWORD, "next": "/konto/sikkerhed/app/tilfoej/"})
    secret = re.search(r'class="secret">(\w+)<', client.get("/konto/sikkerhed/app/tilfoej/").content.decode())
    assert secret
    done = client.post("/konto/sikkerhed/app/tilfoej/", {"code": format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))})
    assert done.headers["Location"] == "/konto/sikkerhed/noedkoder/"
    assert len(re.findall(r"<li>\d{8}</li>", client.get("/konto/sikkerhed/noedkoder/").content.decode())) == 10


def test_too_many_wrong_passwords_close_the_door_for_a_while(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    for _ in range(5):
        client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "forkert adgangskode"})
    page = client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": PASSWORD})
    assert "Der er prøvet for mange gange" in page.content.decode()
    assert not is_in(client)


def test_too_many_codes_asked_for_are_refused_in_words(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    replies = [Client().post("/konto/log-ind/kode/", {"email": "borger@example.dk"}) for _ in range(5)]
    assert [reply.status_code for reply in replies[:3]] == [302, 302, 302]
    assert "for mange gange" in replies[-1].content.decode()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    client.post("/konto/adgangskode/glemt/", {"email": "borger@example.dk"})
    link = re.search(r"http\S+", str(mail.outbox[-1].body))
    assert link
    path = re.sub(r"^https?://[^/]+", "", link[0])
    form = client.get(path).headers["Location"]
    done = client.post(form, {"password1": "en helt ny adgangskode", "password2": "en helt ny adgangskode"})
    assert done.headers["Location"] == "/konto/adgangskode/glemt/ny/sendt/"
    assert not is_in(client), "a link in a mail alone logs nobody in"
    assert "Linket virker ikke længere" in Client().get(path).content.decode()
    client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "en helt ny adgangskode"})
    assert is_in(client)


def test_an_unknown_address_gets_the_same_answer(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    for path in ("/konto/adgangskode/glemt/", "/konto/log-ind/kode/"):
        known, unknown = Client().post(path, {"email": "borger@example.dk"}), Client().post(path, {"email": "ukendt@example.dk"})
        assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_a_new_address_counts_when_its_code_is_written(client: Client, make_person: Callable[..., Any]) -> None:
    person = make_person("borger@example.dk")
    client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": PASSWORD})
    asked = client.post("/konto/e-mail/", {"email": "ny@example.dk", "action_add": ""})
    assert asked.headers["Location"].startswith("/konto/bekraeft-dig/")
    client.post("/konto/bekraeft-dig/", {"password": PASSWORD, "next": "/konto/e-mail/"})  # and what was asked for goes on
    person.refresh_from_db()
    assert person.email == "borger@example.dk"
    client.post("/konto/bekraeft-e-mail/", {"code": code_in_mail()})
    person.refresh_from_db()
    assert person.email == "ny@example.dk"
    assert list(EmailAddress.objects.filter(user=person).values_list("email", flat=True)) == ["ny@example.dk"]


ENTRANCE = [
    "lukket/",
    "log-ind/",
    "opret/",
    "log-ind/kode/",
    "adgangskode/glemt/",
    "adgangskode/glemt/sendt/",
    "adgangskode/glemt/ny/sendt/",
    "adgangskode/glemt/ny/1-forkert/",
]
INSIDE = [
    "log-ud/",
    "e-mail/",
    "adgangskode/skift/",
    "bekraeft-dig/",
    "sikkerhed/",
    "sikkerhed/app/tilfoej/",
    "sikkerhed/adgangsnoegler/",
    "sikkerhed/adgangsnoegler/tilfoej/",
    "sikkerhed/noedkoder/lav/",
]


def words(page: str) -> str:
    """What a person reads: no tags, no scripts."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", page, flags=re.DOTALL))


@pytest.mark.parametrize("path", ENTRANCE)
def test_entrance_pages_are_danish_and_in_our_frame(client: Client, path: str) -> None:
    page = client.get(f"/konto/{path}")
    assert page.status_code == 200
    text = words(page.content.decode())
    assert not ENGLISH.findall(text), text
    assert page.content.count(b"<h1") == 1
    assert b"core/samspil" in page.content


@pytest.mark.parametrize("path", INSIDE)
def test_pages_of_the_account_are_danish_and_in_our_frame(client: Client, make_person: Callable[..., Any], path: str) -> None:
    make_person("borger@example.dk")
    client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": PASSWORD})
    if path != "bekraeft-dig/":
        client.post("/konto/bekraeft-dig/", {"password": PASSWORD})
    page = client.get(f"/konto/{path}")
    assert page.status_code == 200, page.headers
    text = words(page.content.decode())
    assert not ENGLISH.findall(text), text
    assert page.content.count(b"<h1") == 1


@pytest.mark.parametrize("path", [*ENTRANCE, "sikkerhed/adgangsnoegler/tilfoej/"])
def test_no_script_or_style_stands_in_the_page(client: Client, make_person: Callable[..., Any], path: str) -> None:
    make_person("borger@example.dk")
    if path.startswith("sikkerhed"):
        client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": PASSWORD})
        client.post("/konto/bekraeft-dig/", {"password": PASSWORD})
    page = client.get(f"/konto/{path}")
    text = page.content.decode()
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert not re.findall(r"<script(?![^>]*(src=|application/json))", text)
    assert not re.findall(r"\s(on\w+|style)=", text)


def stranger_signs_up(email: str) -> Client:
    """Somebody takes another's address and a password of their own, and cannot read the mail."""
    stranger = Client()
    stranger.post("/konto/opret/", {"email": email, "password1": PASSWORD})
    mail.outbox.clear()
    return stranger


def test_what_a_stranger_set_is_forgotten_when_the_owner_proves_the_address(client: Client) -> None:
    stranger = stranger_signs_up("ejer@example.dk")
    client.post("/konto/log-ind/kode/", {"email": "ejer@example.dk"})
    client.post("/konto/log-ind/kode/bekraeft/", {"code": code_in_mail()})
    assert is_in(client)
    stranger.post("/konto/log-ind/", {"login": "ejer@example.dk", "password": PASSWORD})
    assert not is_in(stranger)


def test_a_role_goes_to_whoever_reads_the_mail_and_to_no_password_set_before(staff_actor: Callable[[str], Actor]) -> None:
    stranger = stranger_signs_up("kollega@example.dk")
    roles.give(staff_actor("administrator"), "kollega@example.dk", Role.EDITOR)
    assert not Person.objects.get(email="kollega@example.dk").has_usable_password()
    stranger.post("/konto/log-ind/", {"login": "kollega@example.dk", "password": PASSWORD})
    assert not is_in(stranger)


def test_a_role_leaves_a_proved_account_its_password(make_person: Callable[..., Any], staff_actor: Callable[[str], Actor]) -> None:
    person = make_person("borger@example.dk")
    roles.give(staff_actor("administrator"), person.email, Role.EDITOR)
    assert Person.objects.get(pk=person.pk).has_usable_password()


def test_a_code_to_an_address_that_is_being_changed_to_takes_nothing_from_its_person(client: Client, make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    EmailAddress.objects.create(user=person, email="ny@example.dk", verified=False, primary=False)
    client.post("/konto/log-ind/kode/", {"email": "ny@example.dk"})
    kept = Person.objects.get(pk=person.pk)
    assert kept.has_usable_password()
    assert Authenticator.objects.filter(user=kept).exists()
