"""Two people in two browsers, one on a phone: the chair invites by mail, somebody without an account comes in and asks for more; the town hall confirms."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.site import demonstration
from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look
from tests.journeys.mails import code_from_mail, path_from_mail

PASSWORD = "solen står op i øst"
CLUB = "/organisationer/noerrevang-spisevenner/"


def sound(page: Page, width: int) -> None:
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def log_in(page: Page, name: str) -> None:
    """With the password of one of the demonstration's people who need no second step."""
    page.locator("[name=login]").fill(demonstration.email_of(name))
    page.locator("[name=password]").fill(demonstration.PASSWORD)
    page.locator("[name=password]").press("Enter")


@pytest.fixture
def somebody() -> str:
    """An address nobody has used."""
    return f"person{time.time_ns()}@example.dk"


def test_an_invitation_goes_from_the_chair_through_the_mail_to_a_member_on_a_phone(visit: Visit, worker: Callable[[], None], somebody: str) -> None:
    chair = visit(f"{CLUB}medlemmer/", width=WIDE)
    log_in(chair, "formand")
    heading(chair, "Medlemmer")
    sound(chair, WIDE)
    chair.get_by_role("button", name="Send invitationen").click()
    expect(chair.locator(".errors")).to_be_focused()
    sound(chair, WIDE)
    chair.get_by_label("Personens e-mail").fill(somebody)
    chair.get_by_label("Underskriver").check()
    chair.get_by_role("button", name="Send invitationen").click()
    expect(chair.get_by_role("status")).to_contain_text(f"{somebody} får en mail")
    sound(chair, WIDE)
    worker()

    phone = visit(path_from_mail(somebody), width=PHONE)
    heading(phone, "Du er inviteret til Nørrevang Spisevenner")
    sound(phone, PHONE)
    phone.get_by_role("link", name="Opret en konto").click()
    phone.locator("[name=email]").fill(somebody)
    phone.locator("[name=password1]").fill(PASSWORD)
    phone.get_by_role("button", name="Opret kontoen").click()
    phone.locator("[name=code]").fill(code_from_mail(somebody))
    phone.locator("[name=code]").press("Enter")
    heading(phone, "Du er inviteret til Nørrevang Spisevenner")
    phone.get_by_role("button", name="Sig ja").click()
    heading(phone, "Medlemmer")
    expect(phone.get_by_role("status")).to_contain_text("Du er nu med i Nørrevang Spisevenner")
    sound(phone, PHONE)
    chair.reload()
    row = chair.get_by_role("row", name=somebody)
    expect(row).to_contain_text("Underskriver")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_somebody_brings_an_organisation_in_and_finds_that_it_was_here(visit: Visit, width: int) -> None:
    page = visit("/organisationer/ny/", width=width)
    log_in(page, "borger")
    heading(page, "Opret jeres organisation")
    sound(page, width)
    page.get_by_role("button", name="Opret organisationen").click()
    expect(page.locator(".errors")).to_be_focused()
    sound(page, width)
    page.get_by_label("Hvad er I?").select_option(label="Forening")
    page.get_by_label("Organisationens navn").fill("Foreningen Nørrevang spisevenner")
    page.get_by_label("Hvilken kommune hører I til?").select_option(label="Nørrevang")
    page.get_by_role("button", name="Opret organisationen").click()
    expect(page.get_by_role("heading", name="Er det en af disse?")).to_be_visible()
    sound(page, width)
    page.get_by_role("button", name="Bed om at komme med").click()
    heading(page, "Min side")
    sound(page, width)
    page.goto(CLUB)
    sound(page, width)
