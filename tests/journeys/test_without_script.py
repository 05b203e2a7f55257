"""What people come for works without JavaScript, wide and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE


@pytest.fixture(params=[WIDE, PHONE])
def plain(visit: Visit, request: pytest.FixtureRequest) -> Callable[[str], Page]:
    """Open an address in a browser without JavaScript."""
    return lambda path: visit(path, width=request.param, java_script_enabled=False)


def test_examples_are_narrowed_and_more_are_shown(plain: Callable[[str], Page]) -> None:
    page = plain("/eksempler/")
    summary = page.locator(".filter > summary")
    if summary.is_visible():
        summary.click()
    page.locator("input[value=lokalsamfund]").check()
    page.get_by_role("button", name="Vis eksempler").click()
    expect(page.locator(".card")).to_have_count(20)
    first = page.locator(".card h3").all_inner_texts()
    page.get_by_role("link", name="Næste").click()
    assert not set(first) & set(page.locator(".card h3").all_inner_texts())
    expect(page.get_by_role("link", name="Fjern Lokalsamfund")).to_be_visible()


def test_search_finds(plain: Callable[[str], Page]) -> None:
    page = plain("/")
    page.get_by_label("Hvad vil du gerne i gang med?").fill("tavshedspligt")
    page.get_by_role("button", name="Søg").click()
    expect(page.locator(".hits mark").first).to_contain_text("avshedspligt")
    page.get_by_role("link", name="Har frivillige tavshedspligt?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Har frivillige tavshedspligt?")


def test_the_menu_opens(visit: Visit) -> None:
    page = visit("/", width=PHONE, java_script_enabled=False)
    page.locator(".menu summary").click()
    page.locator(".menu").get_by_role("link", name="Jura").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Må vi det?")


def test_a_message_is_put_right_and_sent(plain: Callable[[str], Page], rows: Callable[[str], list[Any]]) -> None:
    before = rows("SELECT count(*) FROM knowledge_enquiry WHERE message = 'Uden script.'")[0][0]
    page = plain("/kontakt/")
    page.get_by_label("Hvad vil du fortælle").fill("Uden script.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Vælg")
    expect(page.get_by_label("Hvad vil du fortælle")).to_have_value("Uden script.")
    page.get_by_label("Hvad handler det om?").select_option("other")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, vi har fået det")
    assert rows("SELECT count(*) FROM knowledge_enquiry WHERE message = 'Uden script.'")[0][0] == before + 1
