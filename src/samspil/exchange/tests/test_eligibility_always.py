"""What holds for the reasons of any person and any task, tried on made-up ones."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.exchange.domain.attest import need
from samspil.exchange.domain.attest_rules import WelfareField
from samspil.exchange.domain.eligibility import RULES, Eligibility, eligibility_of, reasons
from samspil.exchange.domain.eligibility_model import (
    EligibilityKind,
    HeldQualification,
    PersonFacts,
    Requirement,
    TaskFacts,
    WhoComes,
)
from samspil.exchange.domain.matching.facts import HardFact, obstacles
from samspil.exchange.domain.matching.model import Task, Volunteer
from samspil.exchange.domain.shifts import TakenShift
from samspil.exchange.domain.weekly_reading import read_pattern
from samspil.exchange.tests.attest_worlds import STEADY, TODAY
from samspil.exchange.tests.eligibility_worlds import AALBORG, AARHUS, END, NOW, START

KINDS_BY_RULE = (
    {EligibilityKind.CANCELLED, EligibilityKind.OVER, EligibilityKind.BEGUN},
    {EligibilityKind.ALREADY_IN},
    {EligibilityKind.CLOSED},
    {EligibilityKind.TOO_YOUNG, EligibilityKind.AGE_UNKNOWN, EligibilityKind.MINOR_HOME_VISIT},
    {
        EligibilityKind.QUALIFICATION_MISSING,
        EligibilityKind.QUALIFICATION_PENDING,
        EligibilityKind.QUALIFICATION_EXPIRED,
        EligibilityKind.QUALIFICATION_EXPIRES,
    },
    {EligibilityKind.CERTIFICATE},
    {EligibilityKind.LANGUAGE},
    {EligibilityKind.OWN_LIMIT},
    {EligibilityKind.OVERLAP, EligibilityKind.CLOSE, EligibilityKind.REST},
    {EligibilityKind.AWAY, EligibilityKind.TIME},
    {EligibilityKind.DISTANCE},
    {EligibilityKind.FULL},
)
persons = st.builds(
    PersonFacts,
    coming=st.sampled_from(WhoComes),
    party=st.integers(1, 3),
    age=st.none() | st.integers(12, 80),
    with_adult=st.booleans(),
    held=st.lists(
        st.builds(HeldQualification, st.sampled_from(["a", "b"]), st.booleans(), st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 1))), max_size=3
    ).map(tuple),
    certificate=st.none() | st.sampled_from([need(replace(STEADY, field=field), TODAY) for field in WelfareField]),
    languages=st.none() | st.frozensets(st.sampled_from(["dansk", "arabisk"])),
    unwilling=st.frozensets(st.sampled_from(["driving", "lifting"])),
    longest_hours=st.none() | st.floats(0, 5),
    hours_left=st.none() | st.floats(-1, 5),
    taken=st.lists(
        st.builds(lambda id_, start: TakenShift(id_, f"v{id_}", start, start + 90), st.integers(5, 9), st.integers(START - 900, END + 900)), max_size=3
    ).map(tuple),
    pattern=st.none() | st.sampled_from([read_pattern({"weekly": [{"day": "wednesday"}]}), read_pattern({"now_and_then": [{"day": "sunday"}]})]),
    place=st.none() | st.sampled_from([AALBORG, AARHUS]),
    max_km=st.none() | st.floats(0, 300),
)
tasks = st.builds(
    TaskFacts,
    id=st.just(7),
    title=st.just("Lektiecafé"),
    start=st.just(START),
    end=st.just(END),
    seats_left=st.integers(-1, 3),
    cancelled=st.booleans(),
    open_to=st.frozensets(st.sampled_from(WhoComes)),
    min_age=st.none() | st.integers(13, 18),
    home_visit=st.booleans(),
    requires=st.lists(st.builds(Requirement, st.sampled_from(["a", "b"]), st.booleans()), max_size=2).map(tuple),
    certificate_strict=st.booleans(),
    languages=st.frozensets(st.sampled_from(["dansk", "arabisk"])),
    involves=st.sampled_from([{}, {"driving": "kørsel"}]),
    place=st.none() | st.just(AALBORG),
)
moments = st.sampled_from([NOW, START, END])


@settings(max_examples=120, deadline=None)
@given(persons, tasks, moments, st.booleans())
def test_every_reason_is_told_with_what_would_change_it_in_a_fixed_order(person: PersonFacts, task: TaskFacts, now: int, own: bool) -> None:
    found = reasons(person, task, now, own=own)
    assert found == reasons(person, task, now, own=own)
    assert all(reason.text.endswith((".", "?")) and reason.change.endswith(".") for reason in found)
    assert all(len(reason.text) < 400 for reason in found)
    places = [next(number for number, kinds in enumerate(KINDS_BY_RULE) if reason.kind in kinds) for reason in found]
    assert places == sorted(places)


def test_every_rule_and_every_kind_has_its_place_in_the_order() -> None:
    assert len(KINDS_BY_RULE) == len(RULES)
    assert sorted(kind for kinds in KINDS_BY_RULE for kind in kinds) == sorted(EligibilityKind)


@settings(max_examples=80, deadline=None)
@given(persons, tasks, st.booleans())
def test_more_seats_and_fewer_wishes_of_the_task_put_nothing_new_in_the_way(person: PersonFacts, task: TaskFacts, own: bool) -> None:
    easier = replace(task, seats_left=task.seats_left + 1, open_to=frozenset(), requires=(), languages=frozenset(), min_age=None, home_visit=False)
    kinds = {(reason.kind, reason.weight) for reason in reasons(person, easier, NOW, own=own)}
    assert kinds <= {(reason.kind, reason.weight) for reason in reasons(person, task, NOW, own=own)}


@settings(max_examples=80, deadline=None)
@given(persons, tasks)
def test_who_proposes_is_held_to_at_least_as_much_as_who_asks(person: PersonFacts, task: TaskFacts) -> None:
    order = [Eligibility.OPEN, Eligibility.WAITING_LIST, Eligibility.NOT_YET, Eligibility.CANNOT]
    mine, theirs = (eligibility_of(reasons(person, task, NOW, own=own)) for own in (True, False))
    assert order.index(mine) <= order.index(theirs)


SAME = {
    HardFact.AGE: {EligibilityKind.TOO_YOUNG, EligibilityKind.AGE_UNKNOWN},
    HardFact.PLACE: {EligibilityKind.DISTANCE},
    HardFact.LANGUAGE: {EligibilityKind.LANGUAGE},
}


@settings(max_examples=80, deadline=None)
@given(persons, tasks)
def test_matching_calls_the_same_facts_hard(person: PersonFacts, task: TaskFacts) -> None:
    known = replace(person, place=person.place or AALBORG, max_km=50.0, languages=person.languages or frozenset(), with_adult=True)
    here = replace(task, place=AARHUS, home_visit=False)
    volunteer = Volunteer(
        "v", known.place or AALBORG, 50.0, ((START - timedelta(days=1) // timedelta(minutes=1), END),), age=known.age, languages=known.languages or frozenset()
    )
    hard = {obstacle.fact for obstacle in obstacles(volunteer, Task("t", AARHUS, START, END, 1, languages=here.languages, min_age=here.min_age))}
    kinds = {reason.kind for reason in reasons(known, here, NOW)}
    assert {fact for fact, same in SAME.items() if kinds & same} == hard
