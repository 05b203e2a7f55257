"""Whole journeys by keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE

MOST_STOPS = 250
WALKED = ["/", "/eksempler/?omraade=aeldre", "/eksempler/aeblemosteriet/", "/jura/har-frivillige-tavshedspligt/", "/kontakt/", "/soeg/?q=frivillig"]
FOCUSED = "document.activeElement.matches(%r)"
# A stop is seen when it lies in the window, nothing covers its middle, and it has a ring (on a card the ring is round the whole card).
STOP = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const box = [...stop.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height)[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const style = getComputedStyle(stop), around = getComputedStyle(stop, '::after');
  const ring = [style, around].some((s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
  const seen = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight && top && (stop.contains(top) || top.contains(stop));
  return {name: (stop.textContent || stop.name || '').trim().slice(0, 40), html: stop.outerHTML.slice(0, 90), ring, seen: Boolean(seen)};
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED % selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}")


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize(
    "path", ["/", "/eksempler/?omraade=aeldre", "/eksempler/aeblemosteriet/", "/jura/har-frivillige-tavshedspligt/", "/kontakt/", "/soeg/?q=frivillig"]
)
def test_every_stop_can_be_seen(visit: Visit, path: str, width: int) -> None:
    page = visit(path, width=width)
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 8
    assert not [stop for stop in stops if not stop["seen"] or not stop["ring"]]


def test_skip_link_leads_past_the_menu(visit: Visit) -> None:
    page = visit("/eksempler/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indhold")).to_be_focused()
    expect(page.get_by_role("link", name="Gå til indhold")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_examples_are_narrowed_and_widened_again(visit: Visit, width: int) -> None:
    page = visit("/eksempler/", width=width)
    if width == PHONE:
        tab_to(page, ".filter > summary")
        page.keyboard.press("Enter")
    tab_to(page, "input[value=lokalsamfund]")
    page.keyboard.press("Space")
    tab_to(page, ".filter button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Fjern Lokalsamfund")).to_be_visible()
    assert "omraade=lokalsamfund" in page.url
    narrowed = page.locator(".count").inner_text()
    tab_to(page, ".chip")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    assert page.locator(".count").inner_text() != narrowed


def test_a_message_is_written_and_sent(visit: Visit, rows: Callable[[str], list[Any]]) -> None:
    page = visit("/kontakt/")
    tab_to(page, "#id_topic")
    page.keyboard.type("Noget andet")
    tab_to(page, "#id_message")
    page.keyboard.type("Skrevet uden mus.")
    tab_to(page, "#id_email")
    page.keyboard.type("tastatur@example.dk")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, vi har fået det")
    assert rows("SELECT topic, email FROM knowledge_enquiry WHERE message = 'Skrevet uden mus.'") == [("other", "tastatur@example.dk")]


def test_focus_moves_to_the_errors_and_on_to_the_fields(visit: Visit) -> None:
    page = visit("/kontakt/")
    tab_to(page, "#id_email")
    page.keyboard.type("ikke en adresse")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    expect(page).to_have_title("Fejl: Skriv til os – Samspil")
    links = page.locator(".errors a")
    for field in ["topic", "message", "email"]:
        link = page.locator(f".errors a[href='#id_{field}']")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#id_{field}")).to_be_focused()
        expect(page.locator(f"#id_{field}")).to_have_attribute("aria-invalid", "true")
    expect(links).to_have_count(3)
    expect(page.locator("#id_email")).to_have_value("ikke en adresse")


def test_escape_closes_the_phone_menu(visit: Visit) -> None:
    page = visit("/eksempler/", width=PHONE)
    tab_to(page, ".menu summary")
    page.keyboard.press("Enter")
    expect(page.locator(".menu nav")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".menu nav")).to_be_hidden()
    expect(page.locator(".menu summary")).to_be_focused()


def test_the_phone_menu_closes_when_focus_leaves_it(visit: Visit) -> None:
    page = visit("/eksempler/", width=PHONE)
    tab_to(page, ".menu summary")
    page.keyboard.press("Enter")
    tab_to(page, ".crumbs a")
    expect(page.locator(".menu nav")).to_be_hidden()
