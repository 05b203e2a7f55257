"""Suggestions while one types in the search page's field, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look

BOTH = pytest.mark.parametrize("width", [WIDE, PHONE])


def typed(visit: Visit, words: str, width: int = WIDE) -> Page:
    """The search page with words being typed, its suggestions open."""
    page = visit("/soeg/", width=width)
    page.get_by_role("combobox").press_sequentially(words)
    expect(page.get_by_role("listbox")).to_be_visible()
    return page


@BOTH
def test_open_suggestions_are_sound(visit: Visit, width: int) -> None:
    page = typed(visit, "tavsh", width)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    look(page, page.heard, width, "[data-suggest]")  # type: ignore[attr-defined]  # kept with its page by visit()


@BOTH
def test_arrows_choose_round_and_round_and_the_field_says_which(visit: Visit, width: int) -> None:
    page = typed(visit, "tavsh", width)
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    number = options.count()
    assert number > 1
    expect(field).to_have_attribute("aria-expanded", "true")
    for press, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", number - 1), ("ArrowDown", 0)):
        page.keyboard.press(press)
        expect(options.nth(at)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", options.nth(at).get_attribute("id") or "?")
    expect(field).to_be_focused()


def test_escape_closes_keeps_the_words_and_an_arrow_opens_again(visit: Visit) -> None:
    page = typed(visit, "tavsh")
    field = page.get_by_role("combobox")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(field).to_have_value("tavsh")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_enter_goes_to_what_is_chosen(visit: Visit) -> None:
    page = typed(visit, "tavsh")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/soeg/\?q="))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Søgning efter »{chosen}«")


def test_enter_without_a_choice_searches_for_what_is_typed(visit: Visit) -> None:
    page = typed(visit, "tavsh")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/soeg/\?q=tavsh"))
    expect(page.locator(".hits li").first).to_be_visible()


def test_tab_leaves_the_field_and_closes(visit: Visit) -> None:
    page = typed(visit, "tavsh")
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_a_press_on_a_suggestion_goes_there(visit: Visit) -> None:
    page = typed(visit, "tavsh", PHONE)
    page.get_by_role("option").last.click()
    page.wait_for_url(re.compile(r"^(?!.*/soeg/$)"))
