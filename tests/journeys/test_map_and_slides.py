"""What must be large enough to read, and stand where the hand finds it again."""

import pytest

from tests.journeys.conftest import Visit

SIZES = """() => { const map = document.querySelector('.map'), scale = map.getBoundingClientRect().width / map.viewBox.baseVal.width;
  return [...map.querySelectorAll('text')].map(text => scale * parseFloat(getComputedStyle(text).fontSize)) }"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_words_and_numbers_of_the_map_are_no_smaller_than_the_small_text(visit: Visit, width: int) -> None:
    sizes = visit("/", width=width).evaluate(SIZES)
    assert len(sizes) > 20
    assert min(sizes) >= 15


@pytest.mark.parametrize("width", [390, 1280])
def test_the_buttons_of_slides_stand_in_the_same_place_on_every_slide(visit: Visit, width: int) -> None:
    page = visit("/droeftelser/de-fem-spoergsmaal/vis/", width=width)
    places = []
    for number in (1, 2, 3):
        page.locator(f"#vis-{number}").evaluate("slide => slide.scrollIntoView({behavior: 'instant'})")
        box = page.locator(f"#vis-{number} [data-next]").bounding_box()
        assert box
        places.append(round(box["y"]))
    assert max(places) - min(places) <= 2
    assert max(places) > 0.8 * page.evaluate("innerHeight")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_word_that_a_link_is_copied_stands_in_the_margin_of_the_text(visit: Visit, width: int) -> None:
    page = visit("/eksempler/aeblemosteriet/", width=width)
    words = """() => { const status = document.querySelector('.share [role=status]'); status.textContent = 'Linket er kopieret';
      status.style.flexBasis = '100%';
      const range = document.createRange(); range.selectNodeContents(status); return range.getBoundingClientRect().x }"""
    box = page.locator("h1").bounding_box()
    assert box
    assert abs(page.evaluate(words) - box["x"]) <= 1
