"""Volunteers, tasks and what comes out when they are matched. Times are whole minutes since 1970 in UTC, places degrees, distances metres."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

Window = tuple[int, int]
Place = tuple[float, float]
# The mean radius of the earth (IUGG), so that our metres are those of a map.
EARTH_M = 6_371_008.8
LEVELS = ("unfilled_seats", "preference", "fairness", "distance_m")


@dataclass(frozen=True)
class Volunteer:
    """Somebody who offers time. What is left out is unlimited or none; an age nobody knows is None and meets no age limit."""

    id: str
    place: Place
    max_km: float
    available: tuple[Window, ...]
    age: int | None = None
    qualifications: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()
    prefers: Mapping[str, int] = field(default_factory=dict)
    max_tasks: int | None = None
    max_hours: float | None = None
    together_with: frozenset[str] = frozenset()
    asked_lately: int = 0

    @property
    def max_minutes(self) -> float:
        """The limit of hours in minutes, infinite when there is none."""
        return math.inf if self.max_hours is None else self.max_hours * 60 + 1e-9


@dataclass(frozen=True)
class Task:
    """Something to do at a place from `start` to `end`, by as many as there are seats."""

    id: str
    place: Place
    start: int
    end: int
    seats: int
    requires: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    min_age: int | None = None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.end - self.start


@dataclass(frozen=True)
class Problem:
    """Everybody and everything that is to be matched at once."""

    volunteers: tuple[Volunteer, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Matching:
    """Who does what, as numbers of volunteers and tasks in the problem; `values` by level, `gap` how far the first level without proof may be from the best."""

    pairs: tuple[tuple[int, int], ...]
    values: dict[str, int]
    optimal: bool
    gap: float
    arcs: int


def merged(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Windows in order, with those that overlap or touch as one."""
    found: list[Window] = []
    for start, end in sorted(windows):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def metres(first: Place, second: Place) -> float:
    """The great-circle distance of two places (haversine)."""
    lat_1, lon_1, lat_2, lon_2 = map(math.radians, (*first, *second))
    square = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(square)))
