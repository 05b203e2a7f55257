"""What matching promises: hard facts are never broken, the levels are the best there are, and names decide nothing."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samspil.exchange.domain.matching import solving
from samspil.exchange.domain.matching.arcs import build_arcs
from samspil.exchange.domain.matching.flow import TooLarge
from samspil.exchange.domain.matching.model import Problem, Task, Volunteer
from samspil.exchange.domain.matching.rules import follow_rules
from samspil.exchange.domain.matching.solving import match
from samspil.exchange.tests.worlds import EVENING, HOUR, allowed, assignments, named, problems, solved, task, value_of, volunteer, volunteers, worth

EXAMPLES = settings(max_examples=40, deadline=None)
# Trying every subset of the pairs is only possible for few of them.
FEW = 12


@EXAMPLES
@given(problems())
def test_the_pairs_found_at_once_are_those_asked_one_by_one(problem: Problem) -> None:
    arcs = build_arcs(problem)
    assert list(zip(arcs.volunteer.tolist(), arcs.task.tolist(), strict=True)) == allowed(problem)


@EXAMPLES
@given(problems())
def test_nobody_gets_what_a_hard_fact_or_a_rule_forbids(problem: Problem) -> None:
    ordered, found = solved(problem)
    assert set(found.pairs) <= set(allowed(ordered))
    assert follow_rules(ordered, found.pairs) == set(found.pairs)
    assert all(sum(one == what for _, one in found.pairs) <= job.seats for what, job in enumerate(ordered.tasks))


@settings(max_examples=80, deadline=None)
@given(problems())
def test_every_level_is_the_best_that_trying_everything_finds(problem: Problem) -> None:
    assume(len(allowed(problem)) <= FEW)
    _, found = solved(problem)
    best = min(worth(value_of(problem, chosen)) for chosen in assignments(problem))
    assert found.optimal
    assert worth(found.values) == best


@EXAMPLES
@given(problems(3), st.data())
def test_one_more_volunteer_never_leaves_more_seats_empty(problem: Problem, data: st.DataObject) -> None:
    names = [one.id for one in problem.volunteers]
    more = data.draw(volunteers(9, [job.id for job in problem.tasks], names))
    _, before = solved(problem)
    _, after = solved(Problem((*problem.volunteers, more), problem.tasks))
    assert after.values["unfilled_seats"] <= before.values["unfilled_seats"]


@EXAMPLES
@given(problems(), st.randoms(use_true_random=False))
def test_other_names_in_another_order_are_worth_the_same(problem: Problem, dice: random.Random) -> None:
    _, before = solved(problem)
    _, after = solved(renamed(problem, dice))
    assert after.values == before.values
    assert after.optimal == before.optimal


@EXAMPLES
@given(problems())
def test_the_same_input_gets_the_same_answer(problem: Problem) -> None:
    assert solved(problem) == solved(problem)


def renamed(problem: Problem, dice: random.Random) -> Problem:
    """The same people and tasks under other names, shuffled."""
    people = {one.id: f"p{number}" for number, one in enumerate(dice.sample(problem.volunteers, len(problem.volunteers)))}
    jobs = {job.id: f"j{number}" for number, job in enumerate(dice.sample(problem.tasks, len(problem.tasks)))}
    volunteers = [
        replace(
            one,
            id=people[one.id],
            refuses=frozenset(jobs[name] for name in one.refuses),
            prefers={jobs[name]: points for name, points in one.prefers.items()},
            together_with=frozenset(people[name] for name in one.together_with),
        )
        for one in problem.volunteers
    ]
    tasks = [replace(job, id=jobs[job.id]) for job in problem.tasks]
    return Problem(tuple(dice.sample(volunteers, len(volunteers))), tuple(dice.sample(tasks, len(tasks))))


def given_to(volunteers: list[Volunteer], tasks: list[Task]) -> set[tuple[str, str]]:
    ordered, found = solved(Problem(tuple(volunteers), tuple(tasks)))
    assert found.optimal
    return named(ordered, found.pairs)


def test_a_seat_is_filled_before_a_wish_is_met() -> None:
    both = volunteer("both", prefers={"t1": 3}, max_tasks=1)
    only = volunteer("only", refuses=frozenset({"t2"}))
    assert given_to([both, only], [task("t1"), task("t2")]) == {("both", "t2"), ("only", "t1")}


def test_who_was_not_asked_lately_is_asked_before_who_lives_nearer() -> None:
    near = volunteer("near", place=task().place, asked_lately=1)
    assert given_to([near, volunteer("far")], [task()]) == {("far", "t1")}


def test_two_tasks_go_to_two_people_before_one_does_both() -> None:
    later = task("t2", start=EVENING + 3 * HOUR, end=EVENING + 4 * HOUR)
    assert len({who for who, _ in given_to([volunteer("a", place=task().place), volunteer("b")], [task("t1"), later])}) == 2


def test_nobody_is_at_two_places_at_once_and_a_task_may_follow_at_once() -> None:
    tasks = [task("t1"), task("t2", start=EVENING + HOUR, end=EVENING + 3 * HOUR), task("t3", start=EVENING + 2 * HOUR, end=EVENING + 4 * HOUR)]
    assert given_to([volunteer()], tasks) == {("v1", "t1"), ("v1", "t3")}


def test_hours_are_never_exceeded() -> None:
    tasks = [task("long", end=EVENING + 3 * HOUR), task("short", start=EVENING + 4 * HOUR, end=EVENING + 5 * HOUR)]
    assert len(given_to([volunteer(max_hours=3.5)], tasks)) == 1


def test_friends_come_together_or_not_at_all() -> None:
    shy, friend = volunteer("shy", together_with=frozenset({"friend"})), volunteer("friend", refuses=frozenset({"t1"}))
    later = task("t2", seats=2, start=EVENING + 3 * HOUR, end=EVENING + 4 * HOUR)
    assert given_to([shy, friend], [task("t1", seats=2), later]) == {("shy", "t2"), ("friend", "t2")}
    assert given_to([volunteer("shy", together_with=frozenset({"nobody"}))], [task()]) == set()


def hours_to_puzzle() -> Problem:
    """Two tasks of one hour and one of three, which everybody wants most, for people with three and a half hours."""
    tasks = [task(f"t{place}", start=EVENING + 4 * place * HOUR, end=EVENING + (4 * place + hours) * HOUR) for place, hours in enumerate((1, 1, 3))]
    return Problem((volunteer("a", max_hours=3.5, prefers={"t2": 3}), volunteer("b"), volunteer("c", max_tasks=0)), tuple(tasks))


def test_without_time_the_answer_holds_every_rule_and_says_that_it_is_not_proved() -> None:
    problem = Problem(hours_to_puzzle().volunteers[:1], hours_to_puzzle().tasks)
    ordered, found = match(problem, lambda: 0.0)
    assert not found.optimal
    assert 0 < found.gap <= 1
    assert follow_rules(ordered, found.pairs) == set(found.pairs)
    assert set(solved(problem)[1].pairs) == {(0, 0), (0, 1)}


def test_too_many_pairs_for_a_proof_are_mended_and_filled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "MOST_EXACT", 0)
    ordered, found = solved(hours_to_puzzle())
    assert follow_rules(ordered, found.pairs) == set(found.pairs)
    assert len(found.pairs) == 3


def test_nobody_and_nothing_are_matched_too() -> None:
    assert given_to([], [task()]) == set()
    assert given_to([volunteer()], []) == set()


def test_what_does_not_fit_64_bits_is_refused_instead_of_wrong() -> None:
    people = [volunteer(f"v{number}", max_km=20_000.0, place=(-55.0, -167.0), prefers={"t0": 1_000}, asked_lately=10_000) for number in range(600)]
    tasks = [task(f"t{number}") for number in range(600)]
    with pytest.raises(TooLarge):
        solved(Problem(tuple(people), tuple(tasks)))
