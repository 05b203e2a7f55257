"""A child certificate as dates: asked for, answered in time or not, assessed once by somebody in a role."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.domain.checks import CHECK_LIFECYCLE, STAGE_DA, Assessor, Check, CheckOutcome, CheckStage, assessed, counting, requested

TODAY = date(2026, 11, 23)
WAITING = Check(1, TODAY)


def test_it_is_waited_for_until_the_person_can_no_longer_say_yes() -> None:
    assert requested(1, TODAY, TODAY) == WAITING
    assert WAITING.consent_deadline == date(2026, 12, 7)
    assert WAITING.stage(date(2026, 12, 7)) is CheckStage.WAITING
    assert WAITING.stage(date(2026, 12, 8)) is CheckStage.LAPSED


def test_somebody_in_a_role_says_whether_it_is_ok() -> None:
    seen = assessed(WAITING, CheckOutcome.OK, Assessor.BOARD, TODAY, TODAY)
    assert seen == Check(1, TODAY, TODAY, Assessor.BOARD, CheckOutcome.OK)
    assert isinstance(seen, Check)
    assert seen.stage(TODAY) is CheckStage.OK
    late = assessed(WAITING, CheckOutcome.NOT_OK, Assessor.LEADER, date(2026, 12, 20), date(2026, 12, 21))
    assert isinstance(late, Check)
    assert late.stage(date(2030, 1, 1)) is CheckStage.NOT_OK


@pytest.mark.parametrize(
    ("on", "today", "code"),
    [(TODAY + timedelta(days=1), TODAY, "future"), (TODAY - timedelta(days=1), TODAY, "before_request")],
)
def test_a_day_that_cannot_be_is_refused_in_words(on: date, today: date, code: str) -> None:
    refused = assessed(WAITING, CheckOutcome.OK, Assessor.BOARD, on, today)
    assert isinstance(refused, Refusal)
    assert (refused.code, bool(refused.text)) == (code, True)


def test_it_is_not_asked_for_on_a_day_to_come() -> None:
    refused = requested(1, TODAY + timedelta(days=1), TODAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "future"


def test_what_was_assessed_is_not_assessed_again() -> None:
    seen = replace(WAITING, assessed_on=TODAY, assessor=Assessor.BOARD, outcome=CheckOutcome.OK)
    with pytest.raises(NotPossible):
        assessed(seen, CheckOutcome.NOT_OK, Assessor.BOARD, TODAY, TODAY)


def test_every_stage_has_its_words_and_a_place_in_the_lifecycle() -> None:
    assert set(STAGE_DA) == set(CheckStage) == set(CHECK_LIFECYCLE.states)


checks = st.builds(
    lambda organisation, start, seen, outcome: Check(
        organisation,
        TODAY + timedelta(days=start),
        None if seen is None else TODAY + timedelta(days=start + seen),
        None if seen is None else Assessor.LEADER,
        None if seen is None else outcome,
    ),
    st.integers(1, 2),
    st.integers(-100, 0),
    st.none() | st.integers(0, 20),
    st.sampled_from(CheckOutcome),
)


@given(st.lists(checks, max_size=5))
def test_the_one_that_counts_is_the_last_that_was_ok_else_the_newest(found: list[Check]) -> None:
    counts = counting(found, 1)
    own = [check for check in found if check.organisation == 1]
    assert (counts is None) == (not own)
    last_seen = max((check.assessed_on for check in own if check.assessed_on), default=None)
    last = [check.outcome for check in own if check.assessed_on and check.assessed_on == last_seen]
    if counts and last and set(last) == {CheckOutcome.OK}:
        assert counts.outcome is CheckOutcome.OK
    if counts and CheckOutcome.OK not in last:
        assert counts.requested_on == max(check.requested_on for check in own)
