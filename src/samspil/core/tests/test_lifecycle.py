"""Lifecycles are tables: what they do not name cannot be done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.lifecycle import Lifecycle, NotPossible, Step

NAMES = st.sampled_from(["draft", "sent", "decided", "paid", "closed"])
ERRANDS = st.sampled_from(["send", "decide", "pay", "close", "reopen"])
ROLES = st.sampled_from(["applicant", "officer", "board"])
STEPS = st.lists(
    st.builds(Step, NAMES, ERRANDS, NAMES, st.lists(ROLES, min_size=1, unique=True).map(tuple)), unique_by=lambda step: (step.state, step.errand), max_size=12
)


@given(STEPS, NAMES, ERRANDS, ROLES)
def test_an_errand_leads_where_the_table_says_and_nowhere_else(steps: list[Step], state: str, errand: str, role: str) -> None:
    table = Lifecycle("draft", steps)
    named = [step for step in steps if (step.state, step.errand) == (state, errand) and role in step.who]
    assert (errand in table.possible(state, role)) == bool(named)
    if named:
        assert table.next(state, errand, role) == named[0].to
    else:
        with pytest.raises(NotPossible, match="Det kan"):
            table.next(state, errand, role)


@given(STEPS)
def test_every_state_of_the_table_is_known_once(steps: list[Step]) -> None:
    states = Lifecycle("draft", steps).states
    assert states[0] == "draft"
    assert len(states) == len(set(states))
    assert set(states) == {"draft"} | {s.state for s in steps} | {s.to for s in steps}


@given(STEPS)
def test_the_diagram_shows_every_step_once(steps: list[Step]) -> None:
    lines = Lifecycle("draft", steps).diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> draft"]
    for step in steps:
        assert lines.count(f"    {step.state} --> {step.to}: {step.errand} ({', '.join(step.who)})") == 1
    ends = {step.to for step in steps} - {step.state for step in steps}
    assert {line for line in lines if line.endswith("--> [*]")} >= {f"    {state} --> [*]" for state in ends}


def test_a_table_that_says_two_things_is_refused() -> None:
    with pytest.raises(ValueError, match="two steps"):
        Lifecycle("draft", [Step("draft", "send", "sent", ("a",)), Step("draft", "send", "closed", ("b",))])


def test_the_reason_tells_a_wrong_role_from_a_wrong_time() -> None:
    table = Lifecycle("draft", [Step("draft", "send", "sent", ("applicant",))])
    with pytest.raises(NotPossible, match="rolle"):
        table.next("draft", "send", "board")
    with pytest.raises(NotPossible, match="andet trin"):
        table.next("sent", "send", "applicant")
