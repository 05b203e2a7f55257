"""Periods hold their first and last day; distances are said in words."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samspil.core.periods import MONTHS, Period, danish_date, days_in_words, written_date

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


WAYS = ("{d}. {name} {y}", "{d} {name} {y}", "den {d}. {name} {y}", "{d}. {short}. {y}", "{d}/{m} {y}", "{d}/{m}-{yy}", "{d}.{m}.{y}", "{d}-{m}-{y}")
MORE_WAYS = ("{d:02}-{m:02}-{y}", "{d}. {m}. {y}", "{d} / {m} / {yy}", "{d}.{m}.{yy}", "{y}-{m:02}-{d:02}", " {d}.  {name}, {y} ", "{d}. {NAME} {y}")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(WAYS + MORE_WAYS))
def test_a_day_is_read_as_danes_write_it(day: date, way: str) -> None:
    name, year = MONTHS[day.month - 1], day.year
    text = way.format(d=day.day, m=day.month, y=year, yy=f"{year % 100:02}", name=name, short=name[:3], NAME=name.upper())
    assert written_date(text) == day, text


@given(st.text(max_size=60))
def test_whatever_is_written_is_a_day_or_none(text: str) -> None:
    assert written_date(text) is None or isinstance(written_date(text), date)


@pytest.mark.parametrize("text", ["", "1. marts", "31-02-2027", "1. martz 2027", "1. ma 2027", "13/13 2027", "2027", "01032027", "1-3-2027 kl. 8", "١/٣ 2027"])
def test_what_says_no_day_is_none(text: str) -> None:
    assert written_date(text) is None
