"""Ways in, in a real browser under the strict policy: sign-up, codes by mail, an app, recovery codes, passkeys, a forgotten password."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look
from tests.journeys.mails import code_from_mail, newest_mail

PASSWORD = "solen står op i øst"
AUTHENTICATOR = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}


def app_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sound(page: Page, width: int) -> None:
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()


def heading(page: Page) -> Any:
    return expect(page.get_by_role("heading", level=1))


def fill(page: Page, **fields: str) -> None:
    """Fill fields by name, and press the form's first button."""
    for name, value in fields.items():
        page.locator(f"main [name={name}]").first.fill(value)
    page.locator("main form button.btn").first.click()


def log_out(page: Page) -> None:
    page.goto("/konto/log-ud/")
    page.get_by_role("button", name="Log ud").click()


@pytest.fixture
def somebody() -> str:
    """An address nobody has used."""
    return f"person{time.time_ns()}@example.dk"


def sign_up(page: Page, address: str) -> None:
    page.goto("/konto/opret/")
    fill(page, email=address, password1=PASSWORD)
    heading(page).to_have_text("Bekræft din e-mail")
    fill(page, code=code_from_mail(address))
    heading(page).to_have_text("Min side")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_signing_up_says_what_is_wrong_and_lets_one_in_with_the_code(visit: Visit, width: int, somebody: str) -> None:
    page = visit("/konto/opret/", width=width)
    fill(page, email=somebody, password1="kort")
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors")).to_contain_text("12 tegn")
    expect(page.locator("[name=email]")).to_have_value(somebody)
    sound(page, width)
    fill(page, password1=PASSWORD)
    heading(page).to_have_text("Bekræft din e-mail")
    sound(page, width)
    fill(page, code="XXXX-XXXX")
    expect(page.locator(".errors")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fejl: "))
    fill(page, code=code_from_mail(somebody))
    heading(page).to_have_text("Min side")
    expect(page.locator("[role=status]")).to_contain_text("Din e-mail er bekræftet")
    sound(page, width)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_an_app_and_recovery_codes(visit: Visit, width: int, somebody: str) -> None:
    page = visit("/", width=width)
    sign_up(page, somebody)
    page.get_by_role("link", name="To-trins-log-in").click()
    sound(page, width)
    page.get_by_role("link", name="Sæt en app op").click()
    heading(page).to_have_text("Er det dig?")
    sound(page, width)
    fill(page, password=PASSWORD)
    heading(page).to_have_text("Sæt en app op")
    sound(page, width)
    fill(page, code="000000")
    expect(page.locator(".errors")).to_be_focused()
    fill(page, code=app_code(page.locator(".secret").inner_text()))
    heading(page).to_have_text("Nødkoder")
    sound(page, width)
    spare = page.locator(".codes li").first.inner_text()
    assert "andet trin" in newest_mail(somebody)
    log_out(page)
    page.goto("/konto/log-ind/")
    fill(page, login=somebody, password=PASSWORD)
    heading(page).to_have_text("Andet trin")
    sound(page, width)
    fill(page, code=spare)
    heading(page).to_have_text("Min side")


def test_a_passkey_logs_in_alone_and_as_second_step(visit: Visit, somebody: str) -> None:
    page = visit("/")
    console = page.context.new_cdp_session(page)
    console.send("WebAuthn.enable")
    console.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "automaticPresenceSimulation": True}})
    sign_up(page, somebody)
    page.goto(page.url.replace("127.0.0.1", "localhost").replace("/min-side/", "/konto/log-ind/"))
    fill(page, login=somebody, password=PASSWORD)
    page.goto("http://localhost:" + page.url.split(":")[2].split("/")[0] + "/konto/sikkerhed/adgangsnoegler/tilfoej/")
    fill(page, password=PASSWORD)
    heading(page).to_have_text("Tilføj en adgangsnøgle")
    sound(page, WIDE)
    page.locator("[name=passwordless]").check()
    page.get_by_role("button", name="Tilføj").click()
    page.wait_for_url("**/konto/sikkerhed/noedkoder/")
    here = page.url.removesuffix("/konto/sikkerhed/noedkoder/")
    page.goto(f"{here}/konto/sikkerhed/adgangsnoegler/")
    sound(page, WIDE)
    page.goto(f"{here}/konto/log-ud/")
    page.get_by_role("button", name="Log ud").click()
    page.goto(f"{here}/konto/log-ind/")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    heading(page).to_have_text("Min side")
    page.goto(f"{here}/konto/log-ud/")
    page.get_by_role("button", name="Log ud").click()
    page.goto(f"{here}/konto/log-ind/kode/")
    fill(page, email=somebody)
    fill(page, code=code_from_mail(somebody))
    heading(page).to_have_text("Andet trin")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    heading(page).to_have_text("Min side")


def test_a_passkey_that_fails_is_said_in_words(visit: Visit) -> None:
    page = visit("/konto/log-ind/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Prøv igen, eller vælg en anden måde")
    sound(page, WIDE)


def test_without_a_script_no_button_is_shown_that_does_nothing(visit: Visit) -> None:
    page = visit("/konto/log-ind/", java_script_enabled=False)
    expect(page.get_by_role("link", name="Send mig en kode")).to_be_visible()
    expect(page.get_by_role("button", name="Brug en adgangsnøgle")).to_be_hidden()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_forgotten_password(visit: Visit, width: int, somebody: str) -> None:
    page = visit("/", width=width)
    sign_up(page, somebody)
    log_out(page)
    page.goto("/konto/log-ind/")
    page.get_by_role("link", name="Glemt adgangskoden?").click()
    fill(page, email=somebody)
    heading(page).to_have_text("Se i din indbakke")
    sound(page, width)
    link = re.search(r"http\S+", newest_mail(somebody))
    assert link
    page.goto(link[0])
    sound(page, width)
    fill(page, password1="månen står op i vest", password2="månen står op i vest")
    heading(page).to_have_text("Du har fået en ny adgangskode")
    page.get_by_role("link", name="Log ind").last.click()
    fill(page, login=somebody, password="månen står op i vest")
    heading(page).to_have_text("Min side")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_new_address(visit: Visit, width: int, somebody: str, rows: Callable[[str], list[Any]]) -> None:
    page = visit("/", width=width)
    sign_up(page, somebody)
    page.get_by_role("link", name="E-mail").click()
    sound(page, width)
    fill(page, email=f"ny{somebody}")
    fill(page, password=PASSWORD)
    heading(page).to_have_text("Bekræft din e-mail")
    fill(page, code=code_from_mail(f"ny{somebody}"))
    assert rows(f"SELECT count(*) FROM identity_person WHERE email = 'ny{somebody}'") == [(1,)]  # noqa: S608  # our own words


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize(
    "path",
    [
        "/konto/adgangskode/skift/",
        "/konto/sikkerhed/noedkoder/lav/",
        "/konto/sikkerhed/adgangsnoegler/",
        "/konto/log-ud/",
        "/konto/ingen-adgang/",
        "/konto/to-trin/",
    ],
)
def test_pages_of_the_account_are_sound(visit: Visit, width: int, path: str) -> None:
    from samspil.site import demonstration

    page = visit("/konto/log-ind/", width=width)
    fill(page, login=demonstration.email_of("borger"), password=demonstration.PASSWORD)
    page.goto(path)
    if page.locator("main [name=password]").count():
        fill(page, password=demonstration.PASSWORD)
    sound(page, width)
