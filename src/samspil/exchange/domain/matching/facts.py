"""Hard facts: why one volunteer cannot do one task. An empty list means that nothing stands in the way; people decide the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from samspil.exchange.domain.matching.model import Task, Volunteer, merged, metres


class HardFact(StrEnum):
    """What can stand in the way of one pair."""

    TIME = "time"
    PLACE = "place"
    AGE = "age"
    QUALIFICATION = "qualification"
    LANGUAGE = "language"
    REFUSED = "refused"
    HOURS = "hours"
    NONE_WANTED = "none_wanted"


@dataclass(frozen=True)
class Obstacle:
    """One hard fact that forbids a pair, told in Danish."""

    fact: HardFact
    text: str


def free(volunteer: Volunteer, task: Task) -> bool:
    """True when one stretch of free time holds the whole task."""
    return any(start <= task.start and task.end <= end for start, end in merged(volunteer.available))


def obstacles(volunteer: Volunteer, task: Task) -> list[Obstacle]:
    """Every hard fact that forbids this pair, in a fixed order."""
    return [Obstacle(fact, text(volunteer, task)) for fact, stands, text in RULES if stands(volunteer, task)]


def too_young(volunteer: Volunteer, task: Task) -> bool:
    """True below the age limit, and when there is one and nobody knows the age: children are protected by what is known."""
    return task.min_age is not None and (volunteer.age is None or volunteer.age < task.min_age)


def told_age(volunteer: Volunteer, task: Task) -> str:
    """Why the age is in the way."""
    return f"skal være fyldt {task.min_age} år, og alderen er {'ikke oplyst' if volunteer.age is None else volunteer.age}"


def told_distance(volunteer: Volunteer, task: Task) -> str:
    """Why the place is in the way."""
    return f"bor {kilometres(metres(volunteer.place, task.place))} væk og vil højst {kilometres(volunteer.max_km * 1000)}"


def kilometres(distance: float) -> str:
    """A distance as Danes write it: 2,1 km."""
    return f"{distance / 1000:.1f} km".replace(".", ",")


def listed(words: frozenset[str]) -> str:
    """Words in order: a, b og c."""
    *first, last = sorted(words)
    return f"{', '.join(first)} og {last}" if first else last


Rule = tuple[HardFact, Callable[[Volunteer, Task], bool], Callable[[Volunteer, Task], str]]
RULES: tuple[Rule, ...] = (
    (HardFact.TIME, lambda v, t: not free(v, t), lambda _v, _t: "er ikke ledig hele tiden"),
    (HardFact.PLACE, lambda v, t: metres(v.place, t.place) > v.max_km * 1000, told_distance),
    (HardFact.AGE, too_young, told_age),
    (HardFact.QUALIFICATION, lambda v, t: not t.requires <= v.qualifications, lambda v, t: f"mangler {listed(t.requires - v.qualifications)}"),
    (HardFact.LANGUAGE, lambda v, t: not t.languages <= v.languages, lambda v, t: f"taler ikke {listed(t.languages - v.languages)}"),
    (HardFact.REFUSED, lambda v, t: t.id in v.refuses, lambda _v, _t: "har sagt nej til opgaven"),
    (HardFact.HOURS, lambda v, t: t.minutes > v.max_minutes, lambda _v, _t: "vil ikke give så mange timer"),
    (HardFact.NONE_WANTED, lambda v, _t: v.max_tasks == 0, lambda _v, _t: "vil ikke have opgaver nu"),
)
