"""The rules of a case, on plain values."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samspil.moderation.domain.cases import (
    APPEALED_ALREADY,
    DECIDED_IT,
    IS_PARTY,
    LIFECYCLE,
    MODERATOR,
    OWNER,
    REPORTED_IT,
    REPORTER,
    STATE_DA,
    TOO_LATE,
    CaseState,
    appeal_by,
    goes_on,
    why_no_appeal,
    why_not_decide,
)
from samspil.moderation.domain.words import DECIDED_DA, KIND_DA, REASON_DA, RULE_DA, RULE_MEANS, VERDICT_DA, Kind, ReportReason, Rule, Verdict

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


def test_every_word_has_its_danish() -> None:
    assert set(REASON_DA) == set(ReportReason)
    assert set(RULE_DA) == set(RULE_MEANS) == set(Rule)
    assert set(VERDICT_DA) == set(DECIDED_DA) == set(Verdict)
    assert set(KIND_DA) == set(Kind)
    assert set(STATE_DA) == set(CaseState) == set(LIFECYCLE.states)


def test_something_can_be_reported_and_appealed_in_every_state_that_has_a_decision() -> None:
    assert all("report" in LIFECYCLE.possible(state, REPORTER) for state in CaseState)
    assert all("appeal" in LIFECYCLE.possible(state, side) for state in CaseState for side in (OWNER, REPORTER))
    assert LIFECYCLE.possible(CaseState.DECIDED, MODERATOR) == ["reopen"]


@given(party=st.booleans(), reported=st.booleans(), decided_last=st.booleans(), appealed=st.booleans())
def test_only_who_has_nothing_to_do_with_it_decides(party: bool, reported: bool, decided_last: bool, appealed: bool) -> None:
    answer = why_not_decide(party=party, reported=reported, decided_last=decided_last, appealed=appealed)
    assert (answer is None) == (not party and not reported and not (appealed and decided_last))
    assert answer in {None, IS_PARTY, REPORTED_IT, DECIDED_IT}


@given(decided_at=MOMENTS, after=st.integers(0, 400))
def test_each_may_appeal_once_until_the_time_is_out(decided_at: datetime, after: int) -> None:
    now = decided_at + timedelta(days=after)
    assert (why_no_appeal(decided_at=decided_at, appealed_before=False, now=now) is None) == (now <= appeal_by(decided_at))
    assert why_no_appeal(decided_at=decided_at, appealed_before=True, now=now) is APPEALED_ALREADY
    assert why_no_appeal(decided_at=decided_at, appealed_before=False, now=appeal_by(decided_at) + timedelta(seconds=1)) is TOO_LATE


@given(received_at=MOMENTS, days=st.integers(0, 700))
def test_what_was_written_goes_only_after_the_time_to_appeal(received_at: datetime, days: int) -> None:
    decided_at = received_at + timedelta(days=days)
    assert goes_on(received_at=received_at, decided_at=decided_at) > appeal_by(decided_at)
    assert goes_on(received_at=received_at, decided_at=None) > received_at
