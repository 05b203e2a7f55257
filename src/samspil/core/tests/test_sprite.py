"""Icons, sector marks and certainty dots: one picture with a symbol for everything templates name."""

import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

from samspil.core.sprite import ICONS, dots, sector, sprite

SVG = "{http://www.w3.org/2000/svg}"
TEMPLATES = Path(__file__).parents[2]


def symbols() -> dict[str, ElementTree.Element]:
    return {symbol.get("id", ""): symbol for symbol in ElementTree.fromstring(sprite()).iter(f"{SVG}symbol")}  # noqa: S314  # our own picture


def test_there_is_a_symbol_for_every_icon_mark_ring_and_row_of_dots() -> None:
    marks = {f"s{a}{b}{c}" for a, b, c in product("01", repeat=3)}
    assert set(symbols()) == set(ICONS) | marks | {f"d{number}" for number in range(4)} | {"full", "half", "dotted", "ring"}
    assert all(len(symbol) for symbol in symbols().values())


def test_every_icon_a_template_names_exists() -> None:
    named = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'\{% icon "([^"]+)" %\}', path.read_text(encoding="utf-8"))}
    assert named
    assert named <= set(ICONS)


def test_a_sector_that_takes_part_is_filled_and_one_that_does_not_is_open() -> None:
    for public, civil, business in product((True, False), repeat=3):
        drawn = ElementTree.fromstring(sector((public, civil, business)))  # noqa: S314  # our own picture
        assert [circle.get("fill") != "none" for circle in drawn] == [public, civil, business]


def test_dots_are_filled_from_the_left() -> None:
    for number in range(4):
        drawn = ElementTree.fromstring(dots(number))  # noqa: S314  # our own picture
        assert [circle.get("fill") != "none" for circle in drawn] == [n < number for n in range(3)]
