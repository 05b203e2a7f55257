"""The looking itself notices what it is for."""

import pytest
from playwright.sync_api import Page

from tests.journeys.legible import unreadable
from tests.journeys.looking import PHONE, Heard, axe, cut_off, sideways

HEAD = "<!DOCTYPE html><html lang=da><head><title>x</title><meta name=viewport content='width=device-width'></head>"
GOOD = HEAD + "<body><main><h1>En side</h1>%s</main></body></html>"
SMALL = "<button style='width:12px;height:12px;padding:0'>a</button>"
CLIPPED = ["<p style='width:90px;overflow:hidden;white-space:nowrap'>Mere, end der er plads til</p>", "<p style='height:10px;overflow:hidden'>To<br>linjer</p>"]
WRONG = {
    "image-alt": "<img src=''>",
    "color-contrast": "<p style='color:#999'>Svag</p>",
    "label": "<input>",
    "heading-order": "<h3>Spring</h3>",
    "target-size": f"<div style='display:flex'>{SMALL}{SMALL}</div>",
}
Tabs = dict[int, tuple[Page, Heard]]


@pytest.fixture
def page(shared: Tabs) -> Page:
    tab = shared[PHONE][0]
    tab.goto("about:blank")  # the site's own policy forbids the styles these examples are made of
    return tab


@pytest.mark.parametrize("rule", WRONG)
def test_axe_notices(page: Page, rule: str) -> None:
    page.set_content(GOOD % WRONG[rule])
    assert any(rule in found for found in axe(page))


def test_sideways_scroll_is_noticed(page: Page) -> None:
    page.set_content(GOOD % "<div style='width:500px'>bred</div>")
    assert sideways(page, (PHONE,)) == ["390 px: the page is 508 px wide"]


@pytest.mark.parametrize("wrong", CLIPPED)
def test_cut_off_text_is_noticed(page: Page, wrong: str) -> None:
    page.set_content(GOOD % wrong)
    assert cut_off(page)


def test_a_whole_page_is_left_alone(page: Page) -> None:
    page.set_content(GOOD % "<p>Alt er, som det skal være.</p>")
    assert axe(page) + cut_off(page) == []


def test_text_that_nobody_can_read_is_noticed(page: Page) -> None:
    page.set_content(GOOD % "<p style='color:#eee'>Hvid på hvidt</p><p>Sort på hvidt</p>")
    assert unreadable(page) == ["Hvid på hvidt"]


def test_complaints_are_heard(page: Page, shared: Tabs) -> None:
    heard = Heard()
    heard.listen(page)
    page.evaluate("console.error('av')")
    with pytest.raises(AssertionError, match="av"):
        heard.nothing()
    heard.nothing()
    shared[PHONE][1].complaints.clear()  # the tab is shared, and whoever looks with it next has heard it too
