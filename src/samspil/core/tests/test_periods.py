"""Periods hold their first and last day; distances are said in words."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samspil.core.periods import MONTHS, Period, danish_date, days_in_words

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
ENDS = st.none() | DAYS


@given(ENDS, ENDS, DAYS)
def test_a_period_holds_exactly_the_days_from_its_first_to_its_last(first: date | None, last: date | None, day: date) -> None:
    assume(first is None or last is None or first <= last)
    assert Period(first, last).holds(day) == ((first or date.min) <= day <= (last or date.max))


@given(DAYS, st.integers(1, 10_000))
def test_a_period_that_ends_before_it_begins_is_refused(first: date, days: int) -> None:
    with pytest.raises(ValueError, match="før den begynder"):
        Period(first, first - timedelta(days=days))


@given(DAYS)
def test_a_written_date_reads_back(day: date) -> None:
    number, month, year = danish_date(day).split()
    assert date(int(year), MONTHS.index(month) + 1, int(number.rstrip("."))) == day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "i dag"),
        (1, "om 1 dag"),
        (-1, "for 1 dag siden"),
        (2, "om 2 dage"),
        (59, "om 59 dage"),
        (60, "om 2 måneder"),
        (335, "om 11 måneder"),
        (-400, "for 13 måneder siden"),
        (730, "om 2 år"),
        (-3653, "for 10 år siden"),
    ],
)
def test_how_far_off_a_day_is(days: int, words: str) -> None:
    assert days_in_words(days) == words


@given(st.integers(1, 40_000))
def test_the_past_is_said_with_the_same_amount_as_the_future(days: int) -> None:
    assert days_in_words(-days) == f"for {days_in_words(days).removeprefix('om ')} siden"
