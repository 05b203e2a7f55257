"""Addresses can be shared, the back button leads back, and two tabs do not disturb each other."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit


def titles(page: Page) -> list[str]:
    return page.locator(".card h3").all_inner_texts()


def test_more_examples_have_an_address_to_share(visit: Visit) -> None:
    page = visit("/eksempler/?part=civil")
    first = titles(page)
    page.get_by_role("link", name="Næste").click()
    page.wait_for_url("**efter=**")
    second = titles(page)
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)
    assert titles(visit(page.url)) == second
    page.get_by_role("link", name="Til de første").click()
    assert titles(page) == first


def test_back_leads_to_the_list_as_it_was(visit: Visit) -> None:
    page = visit("/eksempler/")
    page.locator("input[type=checkbox][value=lokalsamfund]").check()
    page.get_by_role("button", name="Vis eksempler").click()
    narrowed = titles(page)
    page.get_by_role("link", name=narrowed[5]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(narrowed[5])
    page.go_back()
    assert titles(page) == narrowed
    expect(page.locator("input[type=checkbox][value=lokalsamfund]")).to_be_checked()
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)


def test_two_tabs_keep_their_own_choices(visit: Visit) -> None:
    one = visit("/eksempler/?omraade=aeldre")
    other = one.context.new_page()
    other.goto("/eksempler/?omraade=natur-klima")
    one.reload()
    expect(one.get_by_role("link", name="Fjern Ældre")).to_be_visible()
    expect(one.locator(".chip:not(.chip--no)")).to_have_count(1)
    expect(other.get_by_role("link", name="Fjern Natur og klima")).to_be_visible()


def test_two_tabs_send_their_own_message(visit: Visit, rows: Callable[[str], list[Any]]) -> None:
    one = visit("/kontakt/?emne=error&om=/jura/har-frivillige-tavshedspligt/")
    other = one.context.new_page()
    other.goto("/kontakt/?emne=add-fact&om=/eksempler/aeblemosteriet/")
    for page, text in [(one, "Fra fane et."), (other, "Fra fane to.")]:
        page.get_by_label("Hvad vil du fortælle").fill(text)
    for page in [one, other]:
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tak, vi har fået det")
    found = rows("SELECT message, topic, about_url FROM knowledge_enquiry WHERE message LIKE 'Fra fane%' ORDER BY message")
    assert found == [("Fra fane et.", "error", "/jura/har-frivillige-tavshedspligt/"), ("Fra fane to.", "add-fact", "/eksempler/aeblemosteriet/")]


def test_pressing_send_twice_sends_once(visit: Visit, rows: Callable[[str], list[Any]]) -> None:
    page = visit("/kontakt/?emne=other")
    page.get_by_label("Hvad vil du fortælle").fill("Trykket to gange.")
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, vi har fået det")
    assert rows("SELECT count(*) FROM knowledge_enquiry WHERE message = 'Trykket to gange.'") == [(1,)]


def test_searching_the_examples_keeps_what_was_chosen(visit: Visit) -> None:
    page = visit("/eksempler/?omraade=aeldre&part=civil")
    page.get_by_role("searchbox", name="Søg i eksempler").fill("ensomhed")
    page.get_by_role("searchbox", name="Søg i eksempler").press("Enter")
    page.wait_for_url("**/eksempler/?*q=ensomhed*")
    assert "omraade=aeldre" in page.url
    page.get_by_role("link", name="Fjern Ældre").click()
    page.wait_for_url(lambda address: "omraade" not in address)
    assert "q=ensomhed" in page.url
    page.get_by_role("link", name="Fjern »ensomhed«").click()
    page.wait_for_url(lambda address: "ensomhed" not in address)
    assert "part=civil" in page.url


def test_slides_follow_the_arrow_keys_and_escape_leads_back(visit: Visit) -> None:
    page = visit("/droeftelser/de-fem-spoergsmaal/vis/")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#vis-1 h2")).to_be_in_viewport()
    page.keyboard.press("PageDown")
    expect(page.locator("#vis-2 h2")).to_be_in_viewport()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#vis-1 h2")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.wait_for_url("**/droeftelser/de-fem-spoergsmaal/")
