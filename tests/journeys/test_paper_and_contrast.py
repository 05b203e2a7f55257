"""On paper, with forced colours and with more contrast, nothing that is said is lost."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.journeys.conftest import Visit
from tests.journeys.legible import unreadable
from tests.journeys.looking import CUT_OFF

PAPER: ViewportSize = {"width": 718, "height": 1016}  # A4 with margins, in CSS pixels
READ = ["/eksempler/aeblemosteriet/", "/jura/har-frivillige-tavshedspligt/", "/droeftelser/de-fem-spoergsmaal/", "/eksempler/"]
# Controls that lose their border are invisible where background colours are taken away.
BARE = """() => [...document.querySelectorAll('main .btn, main .input, main .chip, .facet input')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).borderTopStyle === 'none' && !e.closest('.search')).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("path", READ)
def test_paper_shows_what_is_read_and_no_controls(visit: Visit, path: str) -> None:
    page = visit(path)
    words = set(page.locator("main h1, main h2:not(.sr, .no-print *), main p.lead, main .rich p").all_inner_texts())
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    expect(page.locator(".brand").first).to_be_visible()
    for gone in [".nav", ".top-tools", ".foot", ".crumbs", ".search", ".filter", ".share"]:
        assert not [part for part in page.locator(gone).all() if part.is_visible()], gone
    assert words <= {text for text in page.locator("main h1, main h2:not(.sr), main p.lead, main .rich p").all_inner_texts() if text}
    assert not page.evaluate(CUT_OFF)
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


def test_paper_is_not_wasted(visit: Visit) -> None:
    sheets = visit("/eksempler/aeblemosteriet/").pdf(format="A4").count(b"/Type /Page\n")
    assert 1 <= sheets <= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/eksempler/?omraade=aeldre", "/eksempler/aeblemosteriet/", "/jura/frivillig-i-offentligt-hverv/", "/kontakt/", "/kommuner/"]
)
def test_forced_colours_keep_text_and_controls(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert not unreadable(page)
    assert not page.evaluate(BARE)


@pytest.mark.parametrize("path", ["/", "/eksempler/aeblemosteriet/", "/jura/har-frivillige-tavshedspligt/"])
def test_more_contrast_is_given(visit: Visit, path: str) -> None:
    page = visit(path, contrast="more")
    assert page.evaluate("matchMedia('(prefers-contrast: more)').matches")
    assert page.evaluate("getComputedStyle(document.querySelector('.meta, .lead')).color") == "rgb(23, 38, 31)"
    assert not unreadable(page)
