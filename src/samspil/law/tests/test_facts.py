"""Facts of an activity, and when they make a legal answer relevant. No database."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.law.domain.facts import BadFacts, Fact, FactValue, Trigger, read_facts, read_trigger, relevant

FACTS = {
    "food": Fact("food", "bool", "Er der mad med?"),
    "area": Fact("area", "choice", "Hvilket område?", choices=("adults", "children", "school")),
    "hours": Fact("hours", "number", "Hvor mange timer?"),
}
VALUES = st.none() | st.booleans() | st.sampled_from(["adults", "children", "school", "moon"]) | st.integers(-100, 100) | st.floats(allow_nan=True)
TRIGGERS = st.one_of(
    st.builds(Trigger, st.just("food"), equals=st.booleans()),
    st.builds(Trigger, st.just("area"), among=st.lists(st.sampled_from(FACTS["area"].choices), min_size=1).map(tuple)),
    st.builds(Trigger, st.just("hours"), below=st.integers(-50, 50)),
)
KNOWN = st.dictionaries(st.sampled_from(["food", "area", "hours", "other"]), VALUES)


@given(TRIGGERS, KNOWN)
def test_what_nobody_knows_makes_nothing_relevant(trigger: Trigger, facts: dict[str, FactValue]) -> None:
    assert not trigger.holds({**facts, trigger.fact: None})
    assert not trigger.holds({key: value for key, value in facts.items() if key != trigger.fact})


@given(TRIGGERS, KNOWN)
def test_a_trigger_looks_at_its_own_fact_alone(trigger: Trigger, facts: dict[str, FactValue]) -> None:
    assert trigger.holds(facts) == trigger.holds({trigger.fact: facts.get(trigger.fact)})


@given(TRIGGERS, VALUES)
def test_a_trigger_holds_only_for_values_its_fact_accepts(trigger: Trigger, value: FactValue) -> None:
    if trigger.holds({trigger.fact: value}):
        assert FACTS[trigger.fact].accepts(value)


@pytest.mark.parametrize(
    ("trigger", "value", "holds"),
    [
        (Trigger("food", equals=True), True, True),
        (Trigger("food", equals=True), False, False),
        (Trigger("food", equals=True), 1, False),
        (Trigger("food", equals=False), False, True),
        (Trigger("food", equals=False), 0, False),
        (Trigger("area", among=("children", "school")), "school", True),
        (Trigger("area", among=("children", "school")), "adults", False),
        (Trigger("hours", below=10), 9.5, True),
        (Trigger("hours", below=10), 10, False),
        (Trigger("hours", below=10), True, False),
        (Trigger("hours", below=10), float("nan"), False),
        (Trigger("hours", below=0), -1, True),
    ],
)
def test_when_a_trigger_holds(trigger: Trigger, value: FactValue, holds: bool) -> None:
    assert trigger.holds({trigger.fact: value}) is holds


@given(st.lists(TRIGGERS, max_size=8), KNOWN)
def test_any_one_trigger_is_enough_and_each_reason_is_named_once_in_order(triggers: list[Trigger], facts: dict[str, FactValue]) -> None:
    because = relevant(triggers, facts)
    holding = [trigger.fact for trigger in triggers if trigger.holds(facts)]
    assert set(because) == set(holding)
    assert len(because) == len(set(because))
    assert because == sorted(because, key=holding.index)


@given(st.sampled_from(sorted(FACTS)), VALUES)
def test_a_fact_accepts_values_of_its_kind_and_not_knowing(key: str, value: FactValue) -> None:
    fact = FACTS[key]
    expected = {"bool": isinstance(value, bool), "choice": value in fact.choices, "number": isinstance(value, int | float) and not isinstance(value, bool)}
    assert fact.accepts(value) == (value is None or expected[fact.kind])


@pytest.mark.parametrize(
    ("row", "trigger"),
    [
        ({"fact": "food", "is": False}, Trigger("food", equals=False)),
        ({"fact": "area", "in": ["adults"]}, Trigger("area", among=("adults",))),
        ({"fact": "hours", "below": 20}, Trigger("hours", below=20)),
    ],
)
def test_a_line_of_an_answers_file_is_a_trigger(row: dict[str, object], trigger: Trigger) -> None:
    assert read_trigger(row, FACTS) == trigger


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"fact": "food"},
        {"fact": "moon", "is": True},
        {"fact": "food", "is": "yes"},
        {"fact": "food", "is": 1},
        {"fact": "food", "in": ["adults"]},
        {"fact": "food", "below": 3},
        {"fact": "area", "is": True},
        {"fact": "area", "in": []},
        {"fact": "area", "in": ["adults", "moon"]},
        {"fact": "area", "in": ["adults"], "is": True},
        {"fact": "area", "below": 3},
        {"fact": "hours", "below": "10"},
        {"fact": "hours", "below": True},
        {"fact": "hours", "above": 10},
        {"fact": "hours", "in": [1, 2]},
    ],
    ids=str,
)
def test_a_line_that_could_never_hold_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(BadFacts, match="trigger"):
        read_trigger(row, FACTS)


GOOD = '[[facts]]\nkey = "food"\nkind = "bool"\nquestion_da = "Er der mad med?"\n'


def facts_file(folder: Path, text: str) -> Path:
    path = folder / "facts.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_facts_stand_in_the_order_of_their_file(tmp_path: Path) -> None:
    more = '[[facts]]\nkey = "area"\nkind = "choice"\nchoices = ["a", "b"]\nquestion_da = "Hvor?"\nhelp_da = "Vælg"\n'
    assert read_facts(facts_file(tmp_path, GOOD + more)) == {
        "food": Fact("food", "bool", "Er der mad med?"),
        "area": Fact("area", "choice", "Hvor?", "Vælg", ("a", "b")),
    }


@pytest.mark.parametrize(
    "text",
    [GOOD + GOOD, GOOD.replace('"bool"', '"choice"'), GOOD.replace('"bool"', '"text"'), GOOD + 'choices = ["a"]\n'],
    ids=["twice", "no choices", "kind", "choices"],
)
def test_a_file_of_facts_that_contradicts_itself_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFacts, match="food"):
        read_facts(facts_file(tmp_path, text))
