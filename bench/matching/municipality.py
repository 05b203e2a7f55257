"""A made-up municipality for the bench: people in a town and villages, tasks over twelve weeks, weekly habits. The same seed gives the same."""

import math
import random
from dataclasses import replace

from samspil.exchange.domain.matching.arcs import build_arcs
from samspil.exchange.domain.matching.model import Problem, Task, Volunteer

WEEKS = 12
DAY, HOUR = 24 * 60, 60
# A Monday at midnight in minutes since 1970.
MONDAY = 29_683_440
# Morning, afternoon and evening: when free time begins, and how long it lasts; each holds two shifts, one after the other.
PARTS = ((9, 4), (13, 4), (17, 4))
FEW_TASKS, ASKED, TRIALS = 10_000, 500, 10
SIDE_KM, VILLAGES, IN_TOWN = 40.0, 14, 0.4
CENTRE = (55.7, 12.0)
QUALIFICATIONS, LANGUAGES = ("car", "first_aid", "kitchen"), ("ar", "de", "uk")


def municipality(volunteers: int, tasks: int, eligible: int, seed: int, tasks_each: int | None = None) -> Problem:
    """So many people and tasks; travel is so far that a person can do about `eligible` tasks each."""
    dice = random.Random(seed)  # noqa: S311 - made-up data, not secrets
    centres = [CENTRE, *(beside(CENTRE, dice.uniform(-0.5, 0.5) * SIDE_KM, dice.uniform(-0.5, 0.5) * SIDE_KM) for _ in range(VILLAGES))]
    jobs = tuple(job(number, centres, dice) for number in range(tasks))
    # Where there is little to do people are free every week, and every other week where there is much.
    times = WEEKS if tasks < FEW_TASKS else WEEKS // 2
    people = [person(number, centres, times, dice, tasks_each) for number in range(volunteers)]
    reach = far_enough(Problem(tuple(people[:ASKED]), jobs), eligible)
    return Problem(tuple(replace(one, max_km=one.max_km * reach) for one in people), jobs)


def far_enough(some: Problem, eligible: int) -> float:
    """How many kilometres people travel on average so that about `eligible` tasks are possible for each: tried on some of them."""
    least, most = 0.1, SIDE_KM * 2
    for _ in range(TRIALS):
        middle = (least + most) / 2
        tried = Problem(tuple(replace(one, max_km=one.max_km * middle) for one in some.volunteers), some.tasks)
        enough = len(build_arcs(tried)) >= eligible * len(some.volunteers)
        least, most = (least, middle) if enough else (middle, most)
    return most


def beside(place: tuple[float, float], east_km: float, north_km: float) -> tuple[float, float]:
    """A place some kilometres away."""
    return place[0] + north_km / 111.2, place[1] + east_km / (111.2 * math.cos(math.radians(place[0])))


def home(centres: list[tuple[float, float]], dice: random.Random) -> tuple[float, float]:
    """A place in the town or, less often, in and around a village."""
    town = dice.random() < IN_TOWN
    spread = 3.0 if town else 2.5
    return beside(centres[0] if town else dice.choice(centres), dice.gauss(0, spread), dice.gauss(0, spread))


def part_of_a_week(dice: random.Random) -> tuple[int, int]:
    """When a part of some day begins, in minutes after Monday's midnight, and how many hours it lasts."""
    hour, hours = dice.choice(PARTS)
    return dice.randrange(7) * DAY + hour * HOUR, hours


def person(number: int, centres: list[tuple[float, float]], times: int, dice: random.Random, tasks_each: int | None) -> Volunteer:
    """Somebody free at the same time of the week, in so many weeks of the twelve; travels about one kilometre."""
    begins, hours = part_of_a_week(dice)
    starts = [MONDAY + week * 7 * DAY + begins for week in dice.sample(range(WEEKS), times)]
    return Volunteer(
        id=f"v{number}",
        place=home(centres, dice),
        max_km=dice.uniform(0.6, 1.4),
        available=tuple((start, start + hours * HOUR) for start in starts),
        age=dice.randint(15, 85),
        qualifications=frozenset(word for word in QUALIFICATIONS if dice.random() < 0.4),
        languages=frozenset(word for word in LANGUAGES if dice.random() < 0.1),
        max_tasks=tasks_each or dice.randint(1, 3),
        asked_lately=dice.randint(0, 4),
    )


def job(number: int, centres: list[tuple[float, float]], dice: random.Random) -> Task:
    """A first or second shift of a part of some day; one in five asks for a qualification, one in twenty for a language."""
    begins, _ = part_of_a_week(dice)
    start = MONDAY + dice.randrange(WEEKS) * 7 * DAY + begins + dice.choice((0, 2)) * HOUR
    return Task(
        id=f"t{number}",
        place=home(centres, dice),
        start=start,
        end=start + dice.choice((60, 90, 120)),
        seats=dice.choice((1, 2, 3, 3, 6)),
        requires=frozenset([dice.choice(QUALIFICATIONS)] if dice.random() < 0.2 else []),
        languages=frozenset([dice.choice(LANGUAGES)] if dice.random() < 0.05 else []),
        min_age=18 if dice.random() < 0.3 else None,
    )
