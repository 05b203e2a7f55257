"""After each thing a visitor can do on a page, axe, console and scroll are looked at again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look

BOTH = pytest.mark.parametrize("width", [WIDE, PHONE])


def sound(page: Page, width: int, part: str | None = None) -> None:
    look(page, page.heard, width, part)  # type: ignore[attr-defined]  # kept with its page by visit()


def test_phone_menu_is_sound_when_open(visit: Visit) -> None:
    page = visit("/", width=PHONE)
    page.locator(".menu summary").click()
    expect(page.locator(".menu nav")).to_be_visible()
    sound(page, PHONE, ".top")


@BOTH
def test_catalogue_is_sound_with_all_facets_open_then_narrowed_then_widened(visit: Visit, width: int) -> None:
    page = visit("/eksempler/", width=width)
    if width == PHONE:
        page.locator(".filter > summary").click()
    page.evaluate("document.querySelectorAll('.facet, .facet details').forEach((one) => { one.open = true })")
    expect(page.locator("input[name=kle]").last).to_be_visible()
    sound(page, width)
    page.locator("input[value=aeldre]").check()
    page.locator("input[value=civil]").check()
    page.get_by_role("button", name="Vis eksempler").click()
    expect(page.locator(".chip:not(.chip--no)")).to_have_count(2)
    sound(page, width)
    page.get_by_role("link", name="Fjern Civilsamfund").click()
    expect(page.locator(".chip:not(.chip--no)")).to_have_count(1)
    sound(page, width)


@BOTH
def test_contact_is_sound_with_errors(visit: Visit, width: int) -> None:
    page = visit("/kontakt/", width=width)
    page.get_by_label("Din e-mail").fill("ikke en adresse")
    page.get_by_label("Hvad vil du fortælle").fill("Det drejer sig om 010190-1234.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".field--error")).to_have_count(3)
    sound(page, width)


@BOTH
def test_nothing_is_lost_when_a_form_has_expired(visit: Visit, width: int) -> None:
    page = visit("/kontakt/", width=width)
    page.get_by_label("Hvad handler det om?").select_option("other")
    page.get_by_label("Hvad vil du fortælle").fill("En lang besked, som det har taget en hel formiddag at skrive, og som ikke må gå tabt.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tryk én gang til")
    expect(page.locator("textarea")).to_have_value("En lang besked, som det har taget en hel formiddag at skrive, og som ikke må gå tabt.")
    sound(page, width)
    page.get_by_role("button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, vi har fået det")


@BOTH
def test_open_data_is_sound_with_its_columns_open(visit: Visit, width: int) -> None:
    page = visit("/aabne-data/", width=width)
    for summary in page.locator("main summary").all():
        summary.click()
    sound(page, width)


@BOTH
def test_log_in_is_sound_with_errors(visit: Visit, width: int) -> None:
    page = visit("/konto/log-ind/", width=width)
    page.locator("input[name=login]").fill("ingen@example.dk")
    page.locator("input[name=password]").fill("forkert")
    page.locator("input[name=password]").press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    sound(page, width)


@BOTH
def test_a_long_list_of_municipalities_is_narrowed_by_typing(visit: Visit, width: int) -> None:
    page = visit("/eksempler/", width=width)
    if width == PHONE:
        page.locator(".filter > summary").click()
    facet = page.locator("details.facet").filter(has=page.locator("summary", has_text="Kommune"))
    facet.locator("summary").click()
    facet.get_by_label("Svendborg").check()
    facet.get_by_label("Find på listen").fill("lejr")
    expect(facet.locator("label:has(input[type=checkbox]):visible")).to_have_count(2)
    sound(page, width)
    facet.get_by_label("Find på listen").press("Enter")
    expect(page).not_to_have_url(re.compile("kommune="))
    facet.get_by_label("Find på listen").fill("xyz")
    expect(facet.get_by_role("status")).to_have_text("Ingen passer")


def test_public_pages_set_no_cookie(visit: Visit) -> None:
    page = visit("/")
    for path in ["/eksempler/", "/jura/", "/soeg/?q=frivillig", "/kommuner/lejre/"]:
        page.goto(path)
    assert page.context.cookies() == []


def test_share_and_print_are_offered_on_an_example(visit: Visit, site: str) -> None:
    page = visit("/eksempler/aeblemosteriet/")
    expect(page.get_by_role("button", name="Udskriv")).to_be_visible()
    address = page.get_by_role("link", name="Del med en mail").get_attribute("href") or ""
    assert f"{site}/eksempler/aeblemosteriet/".replace(":", "%3A").replace("/", "%2F") in address
