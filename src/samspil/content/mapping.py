"""The map of Denmark: a circle for each municipality that has something to show, with the capital drawn larger in a frame of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations
from math import hypot

from django.conf import settings

from samspil.identity.models import Municipality

# What the inset shows of the picture (content/map), where it stands and how much larger. In Kattegat, where there is room.
CAPITAL_LEFT, CAPITAL_TOP, CAPITAL_WIDTH, CAPITAL_HEIGHT = 735, 573, 88, 117
INSET_LEFT, INSET_TOP, LARGER = 632, 212, 2.5
Frame = tuple[float, float, float, float]
PICTURE = (0.0, 0.0, 850.0, 1000.0)
INSET = (INSET_LEFT, INSET_TOP, INSET_LEFT + CAPITAL_WIDTH * LARGER, INSET_TOP + CAPITAL_HEIGHT * LARGER)
SQUARE = (CAPITAL_LEFT, CAPITAL_TOP, CAPITAL_LEFT + CAPITAL_WIDTH, CAPITAL_TOP + CAPITAL_HEIGHT)
BETWEEN = 2
FROM_A_LINE = 6
MOST_STEPS = 200


@dataclass(frozen=True)
class Circle:
    """A circle in the picture's units. A number stands in it from two things on; `url` is where it leads."""

    code: str
    x: float
    y: float
    r: float
    count: int
    url: str = ""
    name: str = ""

    @property
    def label(self) -> int | str:
        return self.count if self.count > 1 else ""


@cache
def map_dots() -> list[tuple[str, str]]:
    """The dots of the map: x and y in a picture 1000 units wide (content/map, from MIT-licensed outlines)."""
    lines = (settings.CONTENT_DIR / "map" / "map-dots.tsv").read_text().splitlines()[1:]
    return [(x, y) for x, y, _ in (line.split("\t") for line in lines)]


@cache
def map_centres() -> dict[str, tuple[float, float]]:
    """The middle of each municipality in the same picture."""
    lines = (settings.CONTENT_DIR / "map" / "map-centres.tsv").read_text().splitlines()[1:]
    return {code: (float(x), float(y)) for code, x, y in (line.split("\t") for line in lines)}


def page_of(municipality: Municipality) -> str:
    """The municipality's own page."""
    return f"/kommuner/{municipality.slug}/"


def circles(counts: Mapping[str, int], municipalities: Iterable[Municipality], leads_to: Callable[[Municipality], str] = page_of) -> list[Circle]:
    """The circles of the municipalities that are counted, the smallest first, so that none lies hidden under a larger one."""
    served = {municipality.code: municipality for municipality in municipalities}
    rows = tuple(sorted((code, count) for code, count in counts.items() if code in served))
    return [replace(circle, url=leads_to(served[circle.code]), name=served[circle.code].name) for circle in drawn(rows)]


@lru_cache(maxsize=128)  # a choice of filters each
def drawn(rows: tuple[tuple[str, int], ...]) -> list[Circle]:
    """Where each circle stands, and how large it is."""
    centres = map_centres()
    at = [Circle(code, *centres[code], 16 + 3.2 * min(count, 12) ** 0.75, count) for code, count in rows if code in centres]
    capital = [enlarged(circle) for circle in at if lies_in_the_capital(circle)]
    country = [circle for circle in at if not lies_in_the_capital(circle)]
    return sorted([*apart(country, PICTURE, SQUARE), *apart(capital, INSET)], key=lambda circle: (circle.r, circle.code))


def lies_in_the_capital(circle: Circle) -> bool:
    """Whether the circle stands where the inset shows it larger."""
    return 0 <= circle.x - CAPITAL_LEFT <= CAPITAL_WIDTH and 0 <= circle.y - CAPITAL_TOP <= CAPITAL_HEIGHT


def enlarged(circle: Circle) -> Circle:
    """The circle where the inset has its municipality."""
    return replace(circle, x=INSET_LEFT + (circle.x - CAPITAL_LEFT) * LARGER, y=INSET_TOP + (circle.y - CAPITAL_TOP) * LARGER)


def apart(at: list[Circle], within: Frame, beside: Frame | None = None) -> list[Circle]:
    """The circles pushed away from each other until none covers another, kept inside a frame and outside another."""
    place = {circle.code: [circle.x, circle.y] for circle in at}
    for _ in range(MOST_STEPS):
        moved = False
        for one, other in combinations(at, 2):
            moved |= pushed(place[one.code], place[other.code], one.r + other.r + BETWEEN)
        for circle in at:
            if beside:
                kept_outside(place[circle.code], circle.r + FROM_A_LINE, beside)
            kept_inside(place[circle.code], circle.r + FROM_A_LINE, within)
        if not moved:
            break
    return [replace(circle, x=place[circle.code][0], y=place[circle.code][1]) for circle in at]


def pushed(one: list[float], other: list[float], least: float) -> bool:
    """Move two middles away from each other, half the way each, when they are nearer than `least`."""
    across, down = other[0] - one[0], other[1] - one[1]
    distance = hypot(across, down) or 1.0
    missing = least - distance
    if missing <= 0:
        return False
    for axis, part in enumerate((across / distance, (down or 1.0) / distance)):
        one[axis] -= part * missing / 2
        other[axis] += part * missing / 2
    return missing > 0.5


def kept_outside(middle: list[float], r: float, beside: Frame) -> None:
    """Move a middle the shortest way that brings its circle out of the frame."""
    left, top, right, bottom = beside
    ways = [(middle[0] + r - left, 0, -1), (right - middle[0] + r, 0, 1), (middle[1] + r - top, 1, -1), (bottom - middle[1] + r, 1, 1)]
    way, axis, sign = min(ways)
    if way > 0:
        middle[axis] += sign * way


def kept_inside(middle: list[float], r: float, within: Frame) -> None:
    """Move a middle so that its circle stands inside the frame."""
    left, top, right, bottom = within
    middle[0] = min(max(middle[0], left + r), right - r)
    middle[1] = min(max(middle[1], top + r), bottom - r)
