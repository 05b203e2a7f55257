"""Small made-up municipalities for the tests of matching, by hypothesis and by hand."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from samspil.exchange.domain.matching.facts import obstacles
from samspil.exchange.domain.matching.model import LEVELS, Matching, Problem, Task, Volunteer, metres
from samspil.exchange.domain.matching.rules import Pair, follow_rules, values
from samspil.exchange.domain.matching.solving import match

HOUR = 60
PLACES = [(55.60, 12.50), (55.61, 12.50), (55.60, 12.55), (55.70, 12.60)]
EVENING = 29_400_000


def volunteer(name: str = "v1", **said: Any) -> Volunteer:
    """Somebody free all day who travels far, unless said otherwise."""
    return Volunteer(**{"id": name, "place": PLACES[0], "max_km": 50.0, "available": ((EVENING, EVENING + 24 * HOUR),), **said})


def task(name: str = "t1", **said: Any) -> Task:
    """Two hours for one, unless said otherwise."""
    return Task(**{"id": name, "place": PLACES[1], "start": EVENING, "end": EVENING + 2 * HOUR, "seats": 1, **said})


def some(words: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words), max_size=2) if words else st.just(frozenset())


@st.composite
def tasks(draw: st.DrawFn, number: int) -> Task:
    start = EVENING + HOUR * draw(st.integers(0, 4))
    return Task(
        id=f"t{number}",
        place=draw(st.sampled_from(PLACES)),
        start=start,
        end=start + HOUR * draw(st.integers(1, 3)),
        seats=draw(st.integers(1, 2)),
        requires=draw(some(["car"])),
        languages=draw(some(["ar"])),
        min_age=draw(st.sampled_from([None, None, 18])),
    )


@st.composite
def volunteers(draw: st.DrawFn, number: int, jobs: Sequence[str], others: Sequence[str]) -> Volunteer:
    start = EVENING + HOUR * draw(st.integers(0, 2))
    return Volunteer(
        id=f"v{number}",
        place=draw(st.sampled_from(PLACES)),
        max_km=draw(st.sampled_from([2.0, 5.0, 50.0])),
        available=((start, start + HOUR * draw(st.integers(2, 8))),),
        age=draw(st.sampled_from([None, 17, 30, 30])),
        qualifications=draw(st.sampled_from([frozenset(), frozenset({"car"}), frozenset({"car"})])),
        languages=draw(st.sampled_from([frozenset({"ar"}), frozenset({"ar"}), frozenset()])),
        refuses=draw(st.sampled_from([frozenset(), frozenset(), frozenset(jobs[:1])])),
        prefers={name: draw(st.integers(0, 3)) for name in draw(some(jobs))},
        max_tasks=draw(st.sampled_from([None, 1, 2])),
        max_hours=draw(st.sampled_from([None, None, 3.0])),
        together_with=draw(st.one_of(st.just(frozenset()), some(others))),
        asked_lately=draw(st.integers(0, 2)),
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 4) -> Problem:
    jobs = [draw(tasks(number)) for number in range(draw(st.integers(1, most)))]
    names = [f"v{number}" for number in range(draw(st.integers(1, most)))]
    people = [draw(volunteers(number, [job.id for job in jobs], [name for name in names if name != f"v{number}"])) for number in range(len(names))]
    return Problem(tuple(people), tuple(jobs))


def solved(problem: Problem) -> tuple[Problem, Matching]:
    """The matching with more time than it can need."""
    return match(problem, lambda: 60.0)


def named(problem: Problem, pairs: Sequence[Pair]) -> set[tuple[str, str]]:
    return {(problem.volunteers[who].id, problem.tasks[what].id) for who, what in pairs}


def worth(found: dict[str, int]) -> tuple[int, ...]:
    """Values so that smaller is better, level after level."""
    return tuple(-found[name] if name == "preference" else found[name] for name in LEVELS)


def allowed(problem: Problem) -> list[Pair]:
    """Every pair nothing stands in the way of, asked one by one."""
    both = itertools.product(range(len(problem.volunteers)), range(len(problem.tasks)))
    return [(who, what) for who, what in both if not obstacles(problem.volunteers[who], problem.tasks[what])]


def assignments(problem: Problem) -> Iterator[tuple[Pair, ...]]:
    """Every assignment that holds every rule, by trying all."""
    pairs = allowed(problem)
    for size in range(len(pairs) + 1):
        for chosen in itertools.combinations(pairs, size):
            taken = [what for _, what in chosen]
            if all(taken.count(what) <= problem.tasks[what].seats for what in set(taken)) and follow_rules(problem, chosen) == set(chosen):
                yield chosen


def value_of(problem: Problem, chosen: Sequence[Pair]) -> dict[str, int]:
    return values(problem, chosen, [round(metres(problem.volunteers[who].place, problem.tasks[what].place)) for who, what in chosen])
