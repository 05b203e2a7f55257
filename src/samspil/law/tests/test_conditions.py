"""Conditions in three values: what is not known stays not known unless the rest decides it. No database."""

import operator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.law.domain.checking.conditions import AtLeast, Condition, Known, Not, NotKnown, OneFact, among, is_exactly, number
from samspil.law.domain.facts import FactValue

NAMES = ("a", "b", "c", "d")
LEAVES: st.SearchStrategy[Condition] = st.builds(OneFact, st.sampled_from(NAMES), st.booleans().map(is_exactly))


def several(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    lists = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.builds(Not, parts) | lists.flatmap(lambda some: st.integers(1, len(some)).map(lambda count: AtLeast(count, some)))


CONDITIONS = st.recursive(LEAVES, several, max_leaves=10)
WORLDS = st.dictionaries(st.sampled_from(NAMES), st.booleans())


def known(facts: dict[str, bool]) -> Known:
    values: dict[str, FactValue] = dict(facts)
    return Known(values)


@given(CONDITIONS, WORLDS, st.dictionaries(st.sampled_from(NAMES), st.booleans()))
@settings(max_examples=60)
def test_what_is_decided_stays_decided_when_more_is_known(condition: Condition, world: dict[str, bool], more: dict[str, bool]) -> None:
    before = condition.holds(known(world))
    assert before in {None, condition.holds(known({**more, **world}))}


@given(CONDITIONS, WORLDS)
@settings(max_examples=60)
def test_the_facts_named_are_enough_and_none_are_named_for_what_does_not_hold(condition: Condition, world: dict[str, bool]) -> None:
    holds = condition.holds(known(world))
    for value in (True, False):
        why = condition.why(known(world), value)
        if holds is value:
            assert condition.holds(known({name: world[name] for name in why})) is value
        else:
            assert why == ()


@given(CONDITIONS, WORLDS)
@settings(max_examples=60)
def test_facts_are_unsettled_exactly_when_nothing_is_decided(condition: Condition, world: dict[str, bool]) -> None:
    unsettled = condition.unsettled(known(world))
    assert bool(unsettled) == (condition.holds(known(world)) is None)
    assert not set(unsettled) & set(world)
    assert set(unsettled) <= set(condition.names())


@given(CONDITIONS, st.fixed_dictionaries({name: st.booleans() for name in NAMES}))
@settings(max_examples=60)
def test_everything_known_decides_everything(condition: Condition, world: dict[str, bool]) -> None:
    assert condition.holds(known(world)) is not None
    assert Not(condition).holds(known(world)) is not condition.holds(known(world))


@pytest.mark.parametrize(
    ("true", "false", "expected"), [(0, 5, False), (1, 4, False), (2, 1, None), (1, 1, None), (4, 1, True), (3, 1, None), (3, 2, False), (4, 0, True)]
)
def test_four_of_five_signs(true: int, false: int, expected: bool | None) -> None:
    signs = AtLeast(4, tuple(OneFact(name, is_exactly(True)) for name in "abcde"))
    facts: dict[str, FactValue] = {name: n < true for n, name in enumerate("abcde") if n < true + false}
    assert signs.holds(Known(facts)) is expected


def test_a_number_is_compared_with_a_dated_amount_and_not_decided_without_it() -> None:
    above = OneFact("hours", number(operator.gt, "limit"))
    assert above.holds(Known({"hours": 45}, {}, {"limit": 44})) is True
    assert above.holds(Known({"hours": 44}, {}, {"limit": 44})) is False
    assert above.holds(Known({"hours": 45})) is None
    assert above.holds(Known({}, {}, {"limit": 44})) is None
    assert OneFact("hours", number(operator.lt, 18)).holds(Known({"hours": "text"})) is None


def test_a_choice_and_what_is_adopted() -> None:
    assert OneFact("area", among(("school",))).holds(Known({"area": "school"})) is True
    adopted = OneFact("adopted:guidelines", is_exactly(True))
    assert [adopted.holds(Known({}, {"guidelines": value})) for value in (True, False, None)] == [True, False, None]
    unknown = NotKnown("area", is_exactly(True))
    assert [unknown.holds(Known({})), unknown.holds(Known({"area": "school"}))] == [True, False]
    assert unknown.unsettled(Known({})) == ()
    assert Not(unknown).why(Known({"area": "school"}), True) == ("area",)
