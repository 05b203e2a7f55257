"""What a desk can do with an enquiry, and when. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.lifecycle import NotPossible
from samspil.knowledge.domain.enquiries import ERRAND_DA, LIFECYCLE, STAFF, STATE_DA, TOPIC_DA, Topic

ERRANDS = st.lists(st.sampled_from(sorted(ERRAND_DA)), max_size=12)


@given(ERRANDS, st.sampled_from(STAFF))
def test_whatever_staff_do_the_enquiry_stands_in_a_known_state_with_a_way_on(errands: list[str], role: str) -> None:
    state = LIFECYCLE.start
    for errand in errands:
        if errand in LIFECYCLE.possible(state, role):
            state = LIFECYCLE.next(state, errand, role)
        assert state in STATE_DA
        assert LIFECYCLE.possible(state, role)


def test_an_enquiry_is_taken_answered_and_opened_again() -> None:
    assert LIFECYCLE.next("received", "take", "editor") == "taken"
    assert LIFECYCLE.next("taken", "answer", "reviewer") == "answered"
    assert LIFECYCLE.next("received", "answer", "administrator") == "answered"
    assert LIFECYCLE.next("answered", "reopen", "editor") == "taken"


@pytest.mark.parametrize(
    ("state", "errand", "role"), [("answered", "take", "editor"), ("answered", "answer", "editor"), ("taken", "take", "editor"), ("received", "take", "")]
)
def test_what_the_table_does_not_name_is_refused_in_danish(state: str, errand: str, role: str) -> None:
    with pytest.raises(NotPossible, match="Det kan"):
        LIFECYCLE.next(state, errand, role)


def test_every_state_errand_and_topic_has_its_danish_name() -> None:
    assert set(STATE_DA) == set(LIFECYCLE.states)
    assert set(ERRAND_DA) == {step.errand for step in LIFECYCLE.steps}
    assert set(TOPIC_DA) == set(Topic)
