"""The real story: a coordinator finds an example by its area, reads the legal answer it points to, and writes to the desk; an editor answers."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from samspil.site import demonstration
from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look

QUESTION = "Vi vil lave fællesspisning i forsamlingshuset. Skal vi registreres, når det er hver onsdag?"


def sound(page: Page, width: int) -> None:
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()


def heading(page: Page) -> Any:
    return expect(page.get_by_role("heading", level=1))


def log_in(page: Page, name: str) -> None:
    """With the password; the second step follows for staff."""
    page.goto("/konto/log-ind/")
    page.locator("input[name=login]").fill(demonstration.email_of(name))
    page.locator("input[name=password]").fill(demonstration.PASSWORD)
    page.locator("input[name=password]").press("Enter")


def find_and_ask(page: Page) -> None:
    """From the front page to the desk, on a phone."""
    page.get_by_role("link", name="Se alle").click()
    page.locator(".filter > summary").click()
    page.locator("input[value=lokalsamfund]").check()
    page.get_by_role("button", name="Vis eksempler").click()
    page.get_by_role("link", name="Sortér efter titel").click()
    while page.get_by_role("link", name="Æblemosteriet").count() == 0:
        page.get_by_role("link", name="Næste").click()
    page.get_by_role("link", name="Æblemosteriet").click()
    heading(page).to_have_text("Æblemosteriet")
    page.get_by_role("link", name="Skal en fællesspisning registreres?").click()
    expect(page.locator(".answer b")).to_have_text("Måske")
    page.get_by_role("link", name="Er der noget galt?").click()
    expect(page.locator(".note").first).to_contain_text("Skal en fællesspisning registreres?")
    page.get_by_label("Hvad handler det om?").select_option("other")
    page.get_by_label("Hvad vil du fortælle").fill(QUESTION)
    page.get_by_label("Din e-mail").fill("koordinator@example.dk")
    page.get_by_role("button", name="Send").click()
    heading(page).to_have_text("Tak, vi har fået det")


def test_a_question_finds_its_way_from_the_front_page_to_the_desk(visit: Visit, rows: Callable[[str], list[Any]]) -> None:
    find_and_ask(visit("/", width=PHONE))
    asked = f"SELECT about_url, state FROM knowledge_enquiry WHERE message = '{QUESTION}'"  # noqa: S608  # our own words
    assert rows(asked) == [("/jura/faellesspisning-registrering/", "received")]

    editor = visit("/konto/log-ind/")
    log_in(editor, "redaktoer")
    editor.locator("input[name=code]").fill(format_hotp_value(hotp_value(demonstration.TOTP_SECRET, int(time.time()) // 30)))
    editor.locator("input[name=code]").press("Enter")
    heading(editor).to_have_text("Min side")
    editor.get_by_role("link", name="Redaktionens bord").click()
    editor.get_by_label("Hvad skal du i gang med?").fill("Svare på spørgsmål")
    editor.get_by_role("button", name="Begynd").click()
    editor.wait_for_url("**/bord/")
    sound(editor, WIDE)
    editor.locator("li a[href^='/bord/henvendelser/'][href$='/']:has(b)").last.click()
    expect(editor.get_by_text(QUESTION)).to_be_visible()
    sound(editor, WIDE)
    editor.get_by_role("button", name="Tag den").click()
    expect(editor.get_by_text("I gang")).to_be_visible()
    assert rows(asked)[0][1] == "taken"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_my_page_is_sound(visit: Visit, width: int) -> None:
    page = visit("/konto/log-ind/", width=width)
    log_in(page, "borger")
    heading(page).to_have_text("Min side")
    expect(page.locator("main")).to_contain_text(demonstration.email_of("borger"))
    sound(page, width)
