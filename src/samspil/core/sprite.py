"""One sprite of icons (heroicons), sector marks, certainty dots and rings, made at set-up."""

import re
from collections.abc import Mapping
from importlib.resources import files
from itertools import product
from zipfile import ZipFile

ICONS: Mapping[str, str] = {
    "arrow": "arrow-right",
    "back": "arrow-left",
    "calendar": "calendar-days",
    "check": "check",
    "clock": "clock",
    "close": "x-mark",
    "document": "document-text",
    "download": "arrow-down-tray",
    "feed": "rss",
    "gift": "gift",
    "info": "information-circle",
    "key": "key",
    "knowledge": "light-bulb",
    "link": "link",
    "lock": "lock-closed",
    "mail": "envelope",
    "menu": "bars-3",
    "money": "banknotes",
    "people": "users",
    "pin": "map-pin",
    "print": "printer",
    "rooms": "home",
    "search": "magnifying-glass",
    "share": "share",
    "things": "cube",
    "user": "user",
    "warning": "exclamation-triangle",
}
GREEN, AMBER, TERRA, LINE = "#12604a", "#f0b23e", "#d2633f", "#81765f"
PLACES = [("8", "8", GREEN), ("18", "8", AMBER), ("13", "16.5", TERRA)]


def icon(name: str, outline: str) -> str:
    """A symbol from a heroicon's SVG text; colour and width come from CSS."""
    paths = "".join(f'<path d="{d}"/>' for d in re.findall(r'\bd="([^"]+)"', outline))
    return f'<symbol id="{name}" viewBox="0 0 24 24">{paths}</symbol>'


def icons() -> list[str]:
    """A symbol for each of ICONS."""
    with (files("heroicons") / "heroicons.zip").open("rb") as file, ZipFile(file) as archive:
        return [icon(name, archive.read(f"outline/{source}.svg").decode()) for name, source in ICONS.items()]


def sector(filled: tuple[bool, bool, bool]) -> str:
    """A sector mark: three circles, filled or open. Left public, right civil society, below business and knowledge."""
    parts = []
    for (x, y, colour), on in zip(PLACES, filled, strict=True):
        style = f'fill="{colour}"' if on else f'fill="none" stroke="{LINE}" stroke-width="1.5"'
        parts.append(f'<circle cx="{x}" cy="{y}" r="5.5" {style}/>')
    name = "s" + "".join("1" if on else "0" for on in filled)
    return f'<symbol id="{name}" viewBox="0 0 26 24">{"".join(parts)}</symbol>'


def dots(filled: int) -> str:
    """Certainty: three dots, `filled` of them full."""
    circles = "".join(
        f'<circle cx="{6 + 15 * n}" cy="6" r="5" ' + (f'fill="{GREEN}"/>' if n < filled else f'fill="none" stroke="{LINE}" stroke-width="1.5"/>')
        for n in range(3)
    )
    return f'<symbol id="d{filled}" viewBox="0 0 42 12">{circles}</symbol>'


def gauges() -> list[str]:
    """A full and a half ring, one with a dot and an empty one, for who does how much."""
    ring = '<circle cx="9" cy="9" r="7.2" fill="none" stroke="{}" stroke-width="1.5"/>'
    half = ring.format(LINE) + f'<path d="M9 1.8a7.2 7.2 0 0 1 0 14.4z" fill="{GREEN}" stroke="none"/>'
    dotted = ring.format(LINE) + f'<circle cx="9" cy="9" r="3" fill="{GREEN}" stroke="none"/>'
    inside = {"full": f'<circle cx="9" cy="9" r="8" fill="{GREEN}" stroke="none"/>', "half": half, "dotted": dotted, "ring": ring.format(LINE)}
    return [f'<symbol id="{name}" viewBox="0 0 18 18">{drawn}</symbol>' for name, drawn in inside.items()]


def sprite() -> str:
    """The whole sprite as one SVG document."""
    symbols = icons()
    symbols += [sector(filled) for filled in product((True, False), repeat=3)]  # type: ignore[arg-type]  # product of three is a triple
    symbols += [dots(number) for number in range(4)]
    symbols += gauges()
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'
