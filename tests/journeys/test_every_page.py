"""Every kind of page, wide and on a phone: nothing for axe to find, nothing in the console, no sideways scroll, no text cut off."""

import pytest
from playwright.sync_api import Page

from tests.journeys.kinds import MISSING, PAGES
from tests.journeys.looking import PHONE, WIDE, Heard, look

Tabs = dict[int, tuple[Page, Heard]]


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("kind", PAGES)
def test_page_is_sound(shared: Tabs, kind: str, width: int) -> None:
    page, heard = shared[width]
    response = page.goto(PAGES[kind])
    assert response is not None
    assert response.status == 200
    look(page, heard, width)


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("kind", MISSING)
def test_missing_page_is_sound(shared: Tabs, kind: str, width: int) -> None:
    page, heard = shared[width]
    response = page.goto(MISSING[kind])
    assert response is not None
    assert response.status == 404
    look(page, heard, width)
