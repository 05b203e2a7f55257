"""The rules of meetings: which can be called, and how they stand."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.meetings import FARTHEST, LEAST_MINUTES, MOST_MINUTES, MeetingState, Times, state_of, why_impossible

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
MINUTES = st.integers(-3000, 5 * 366 * 24 * 60)


@given(MINUTES, st.integers(-100, 2000))
def test_a_meeting_has_a_length_people_can_sit_through_and_a_day_that_is_near(begins: int, length: int) -> None:
    start = NOW + timedelta(minutes=begins)
    fits = LEAST_MINUTES <= length <= MOST_MINUTES and NOW - timedelta(days=1) <= start <= NOW + FARTHEST
    assert (why_impossible(Times(start, start + timedelta(minutes=length)), NOW) == "") == fits


@given(MINUTES, st.integers(LEAST_MINUTES, MOST_MINUTES), st.booleans())
def test_a_meeting_is_to_come_until_it_ends_unless_it_is_cancelled(begins: int, length: int, cancelled: bool) -> None:
    start = NOW + timedelta(minutes=begins)
    state = state_of(Times(start, start + timedelta(minutes=length)), NOW, cancelled=cancelled)
    assert (state is MeetingState.CANCELLED) == cancelled
    assert (state is MeetingState.COMING) == (not cancelled and begins + length > 0)
