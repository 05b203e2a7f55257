"""A call is open to the minute, on Danish clocks, and neither a clock that is changed nor one that is wrong opens it again."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.funds.domain.findings import SEVERITY_DA, Severity
from samspil.funds.domain.remarks import Remark, told
from samspil.funds.domain.windows import (
    CODE_DA,
    STATE_DA,
    Window,
    WindowCode,
    WindowState,
    clock_of,
    exists,
    moment_of,
    moved_a_year,
    reopened,
    state_at,
    wall_of,
    why_not_taken,
    window_of,
    year_on,
)

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
SECOND = timedelta(seconds=1)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
WALLS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31)).map(lambda wall: wall.replace(second=0, microsecond=0))


def at(text: str, *, last: bool = False) -> datetime:
    """A Danish time as a moment."""
    return moment_of(datetime.fromisoformat(text), last=last)


def between(opens: str, closes: str) -> Window:
    made = window_of(datetime.fromisoformat(opens), datetime.fromisoformat(closes))
    assert isinstance(made, Window)
    return made


MAY = between("2027-03-22T12:00", "2027-05-03T12:00")


def code_of(said: object) -> object:
    assert isinstance(said, Remark)
    return said.code


def test_every_word_has_its_danish() -> None:
    assert set(STATE_DA) == set(WindowState)
    assert set(CODE_DA) == set(WindowCode)
    assert set(SEVERITY_DA) == set(Severity)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at("2027-03-22T12:00") - SECOND, WindowState.BEFORE),
        (at("2027-03-22T12:00"), WindowState.OPEN),
        (at("2027-05-03T12:00") - timedelta(microseconds=1), WindowState.OPEN),
        (at("2027-05-03T12:00"), WindowState.CLOSED),
    ],
)
def test_the_opening_minute_is_in_and_the_closing_minute_is_out(moment: datetime, state: WindowState) -> None:
    assert state_at([MAY], moment) is state
    assert (why_not_taken([MAY], moment) is None) == (state is WindowState.OPEN)


def test_who_is_too_late_or_too_early_is_told_the_time_on_a_danish_clock() -> None:
    late, early = why_not_taken([MAY], at("2027-05-03T12:00")), why_not_taken([MAY], at("2027-01-01T08:00"))
    assert late
    assert told(late, CODE_DA).startswith("Fristen var den 3. maj 2027 kl. 12.00.")
    assert early
    assert told(early, CODE_DA) == "Runden åbner den 22. marts 2027 kl. 12.00."
    assert code_of(why_not_taken([], at("2027-01-01T08:00"))) is WindowCode.NO_WINDOW


def test_a_window_over_the_spring_night_is_an_hour_shorter_and_over_the_autumn_night_an_hour_longer() -> None:
    assert between("2027-03-27T12:00", "2027-03-28T12:00").closes - between("2027-03-27T12:00", "2027-03-28T12:00").opens == timedelta(hours=23)
    assert between("2027-10-30T12:00", "2027-10-31T12:00").closes - between("2027-10-30T12:00", "2027-10-31T12:00").opens == timedelta(hours=25)


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_a_time_that_the_spring_night_leaves_out_is_refused(clock: str) -> None:
    wall = datetime.fromisoformat(f"{SPRING}T{clock}")
    assert not exists(wall)
    said = window_of(datetime(2027, 3, 1, 8), wall)
    assert isinstance(said, Remark)
    assert told(said, CODE_DA) == f"Klokken {clock.replace(':', '.')} den 28. marts 2027 findes ikke: uret stilles frem den nat."
    with pytest.raises(ValueError, match="never shows"):
        moment_of(wall)


def test_a_deadline_in_the_hour_that_comes_twice_is_the_last_and_an_opening_there_is_the_first() -> None:
    window = between(f"{AUTUMN}T02:30", f"{AUTUMN}T02:30")
    assert (window.opens, window.closes) == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    assert clock_of(window.opens) == clock_of(window.closes) == "02.30"


def test_a_deadline_before_the_opening_is_refused() -> None:
    assert code_of(window_of(datetime(2027, 5, 3, 12), datetime(2027, 5, 3, 12))) is WindowCode.CLOSES_FIRST


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (datetime(2027, 1, 1, 8), datetime(2027, 1, 2, 8)),
        (datetime(2027, 1, 1, 8, 0, 1, tzinfo=UTC), datetime(2027, 1, 2, 8, tzinfo=UTC)),
        (datetime(2027, 1, 2, 8, tzinfo=UTC), datetime(2027, 1, 2, 8, tzinfo=UTC)),
    ],
)
def test_a_window_of_times_without_zone_or_with_seconds_or_out_of_order_is_a_fault_of_the_program(opens: datetime, closes: datetime) -> None:
    with pytest.raises(ValueError, match="window"):
        Window(opens, closes)


def test_a_clock_moved_back_does_not_open_what_is_closed() -> None:
    closed, moved_back = at("2027-05-03T12:00"), at("2027-05-03T11:30")
    assert state_at([MAY], moved_back) is WindowState.OPEN
    assert state_at([MAY], moved_back, last_seen=closed) is WindowState.CLOSED
    assert code_of(why_not_taken([MAY], moved_back, last_seen=closed)) is WindowCode.TOO_LATE


def test_a_trace_from_before_changes_nothing() -> None:
    assert state_at([MAY], at("2027-05-03T11:59"), last_seen=at("2027-05-01T09:00")) is WindowState.OPEN


def again(opens: str, closes: str, reason: str = "mail was down") -> Window:
    window = between(opens, closes)
    return Window(window.opens, window.closes, reason, by=7)


def test_a_call_that_opens_again_is_closed_between_and_says_when() -> None:
    both = reopened([MAY], again("2027-05-10T08:00", "2027-05-12T12:00"), at("2027-05-05T09:00"))
    assert isinstance(both, tuple)
    assert [state_at(both, at(f"2027-05-{day}T09:00")) for day in ("02", "05", "11", "13")] == [
        WindowState.OPEN,
        WindowState.BETWEEN,
        WindowState.OPEN,
        WindowState.CLOSED,
    ]
    said = why_not_taken(both, at("2027-05-05T09:00"))
    assert said
    assert told(said, CODE_DA) == "Runden er lukket og åbner igen den 10. maj 2027 kl. 08.00."
    late = why_not_taken(both, at("2027-05-13T09:00"))
    assert late
    assert "12. maj 2027" in told(late, CODE_DA)


@pytest.mark.parametrize(
    ("window", "code"),
    [
        (again("2027-05-10T08:00", "2027-05-12T12:00", " "), WindowCode.REASON_MISSING),
        (again("2027-05-03T12:00", "2027-05-12T12:00"), WindowCode.IN_THE_PAST),
    ],
)
def test_opening_again_needs_a_reason_and_never_reaches_back(window: Window, code: WindowCode) -> None:
    assert code_of(reopened([MAY], window, at("2027-05-05T09:00"))) is code


def test_a_deadline_is_moved_by_a_window_that_begins_where_the_last_ends() -> None:
    now = at("2027-05-01T09:00")
    both = reopened([MAY], again("2027-05-03T12:00", "2027-05-04T12:00"), now)
    assert isinstance(both, tuple)
    assert state_at(both, at("2027-05-03T12:00")) is WindowState.OPEN
    assert code_of(reopened([MAY], again("2027-05-03T11:59", "2027-05-04T12:00"), now)) is WindowCode.OVERLAPS


def test_a_call_can_be_opened_again_in_the_minute_that_runs() -> None:
    now = at("2027-05-05T09:00") + timedelta(seconds=42)
    assert isinstance(reopened([MAY], again("2027-05-05T09:00", "2027-05-06T09:00"), now), tuple)


def test_a_copy_keeps_the_weekday_the_week_and_the_clock() -> None:
    moved = moved_a_year(MAY)
    assert (wall_of(moved.opens), wall_of(moved.closes)) == (datetime(2028, 3, 20, 12), datetime(2028, 5, 1, 12))


def test_a_copied_time_that_the_spring_night_leaves_out_becomes_the_first_after_it() -> None:
    # In 2023 that Sunday is a week after the night, in 2024 it is the night.
    assert wall_of(moved_a_year(between("2023-03-01T08:00", "2023-04-02T02:30")).closes) == datetime(2024, 3, 31, 3)
    short = moved_a_year(between("2023-04-02T02:30", "2023-04-02T02:50"))
    assert short.closes - short.opens == timedelta(minutes=20)


@given(DAYS)
def test_a_day_a_year_on_is_the_same_weekday_a_year_later(day: date) -> None:
    moved = year_on(day)
    assert moved.weekday() == day.weekday()
    assert (moved - day).days in {364, 371}


@given(DAYS, DAYS)
def test_no_day_overtakes_another(one: date, other: date) -> None:
    assert (one < other) == (year_on(one) < year_on(other))


@given(WALLS, WALLS, WALLS)
def test_in_any_window_a_moment_is_before_open_or_closed_as_it_lies(first: datetime, second: datetime, now: datetime) -> None:
    made = window_of(*(wall if exists(wall) else datetime(2020, 1, 1) for wall in sorted([first, second])))
    if isinstance(made, Window):
        moment = now.replace(tzinfo=timezone(timedelta(hours=-3)))
        expected = WindowState.BEFORE if moment < made.opens else WindowState.OPEN if moment < made.closes else WindowState.CLOSED
        assert state_at([made], moment) is expected
