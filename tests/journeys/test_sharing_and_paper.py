"""What a page is shared by, how it is printed, and where its foot stands."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look

SHARED = "navigator.share = (what) => { window.offered = what; return Promise.resolve(); }"


@pytest.mark.parametrize("path", ["/eksempler/aeblemosteriet/", "/jura/har-frivillige-tavshedspligt/"])
def test_a_link_is_copied_and_that_is_said(visit: Visit, site: str, path: str) -> None:
    page = visit(path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.locator(".share [role=status]")).to_have_text("Linket er kopieret")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{path}"
    look(page, page.heard, WIDE)  # type: ignore[attr-defined]  # kept with its page by visit()


def test_a_link_that_cannot_be_copied_is_said_too(visit: Visit) -> None:
    page = visit("/eksempler/aeblemosteriet/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.locator(".share [role=status]")).to_have_text("Linket kunne ikke kopieres")


def test_the_devices_own_sharing_is_offered_where_there_is_one(visit: Visit, site: str) -> None:
    page = visit("/eksempler/aeblemosteriet/")
    page.add_init_script(SHARED)
    page.reload()
    page.get_by_role("button", name="Del", exact=True).click()
    assert page.evaluate("window.offered.url") == f"{site}/eksempler/aeblemosteriet/"


@pytest.mark.parametrize("path", ["/eksempler/aeblemosteriet/", "/jura/hvornaar-boerneattest/"])
def test_paper_has_real_tables_and_nothing_that_leads_on(visit: Visit, path: str) -> None:
    page = visit(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1016})
    tables = page.locator("table.fold")
    assert tables.count() >= 1
    for table in tables.all():
        assert table.locator("thead").is_visible()
        assert table.evaluate("(e) => getComputedStyle(e).display") == "table"
        assert table.locator("tbody td").first.evaluate("(e) => getComputedStyle(e).display") == "table-cell"
    for words in ("Næste spørgsmål", "Beslægtede eksempler", "Er der noget galt?", "Vil I gøre noget lignende?"):
        assert not [each for each in page.get_by_text(words).all() if each.is_visible()], words


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", ["/kontakt/tak/", "/findes-ikke/", "/soeg/"])
def test_the_foot_stands_at_the_bottom_of_a_short_page(visit: Visit, path: str, width: int) -> None:
    page = visit(path, width=width)
    page.set_viewport_size({"width": width, "height": 2400})
    foot = page.locator(".foot").bounding_box()
    assert foot
    assert round(foot["y"] + foot["height"]) == 2400


def test_a_circle_of_the_map_leads_to_its_municipality_and_is_no_stop_for_the_keyboard(visit: Visit) -> None:
    page = visit("/kommuner/")
    circle = page.locator('.map a[href="/kommuner/koebenhavn/"]')
    assert page.locator(".map").get_attribute("aria-hidden") == "true"
    assert page.locator(".map a:not([tabindex='-1'])").count() == 0
    circle.locator("circle").click(force=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("København")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_numbers_on_the_map_are_large_enough_to_read(visit: Visit, width: int) -> None:
    page = visit("/", width=width)
    heights = page.locator(".map a text").evaluate_all("(all) => all.map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)")
    assert heights
    assert min(heights) >= 10


def test_pages_of_a_list_are_turned_both_ways_and_sound(visit: Visit) -> None:
    for width in (WIDE, PHONE):
        page = visit("/eksempler/", width=width)
        first, total = page.locator(".card h3").all_inner_texts(), page.locator(".count b").inner_text().split()[0]
        page.get_by_role("link", name="Næste").click()
        expect(page.locator(".pager p")).to_contain_text(f"21–40 af {total}")
        look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()
        page.get_by_role("link", name="Forrige").click()
        expect(page.locator(".pager p")).to_contain_text(f"1–20 af {total}")
        assert page.locator(".card h3").all_inner_texts() == first
