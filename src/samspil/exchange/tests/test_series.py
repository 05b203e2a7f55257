"""Shifts that come back, and how those that are there follow a series that was changed."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.exchange.domain.matching.clocks import local, task_times
from samspil.exchange.domain.series import Existing, Occurrence, Rematch, Repeat, Series, nth_weekday, planned, rematch, series_refused

WEDNESDAYS = Series(date(2026, 11, 25), frozenset({2}), time(17), time(19), count=4)


def days(series: Series) -> list[str]:
    return [occurrence.day.isoformat() for occurrence in planned(series)]


def test_each_nth_week_is_counted_from_the_week_of_the_first_day() -> None:
    assert days(WEDNESDAYS) == ["2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16"]
    every_other = replace(WEDNESDAYS, weekdays=frozenset({0, 3}), every=2)
    # Monday the 23rd lies before the first day; its week counts all the same.
    assert days(every_other) == ["2026-11-26", "2026-12-07", "2026-12-10", "2026-12-21"]
    assert days(replace(WEDNESDAYS, count=None, until=date(2026, 11, 25))) == ["2026-11-25"]
    assert days(replace(WEDNESDAYS, count=None, until=date(2026, 12, 9))) == ["2026-11-25", "2026-12-02", "2026-12-09"]


def test_each_month_on_its_nth_weekday() -> None:
    monthly = replace(WEDNESDAYS, repeat=Repeat.MONTHLY, weekdays=frozenset({0}), nth=1, count=3)
    assert days(monthly) == ["2026-12-07", "2027-01-04", "2027-02-01"]
    assert days(replace(monthly, nth=-1)) == ["2026-11-30", "2026-12-28", "2027-01-25"]
    assert days(replace(monthly, nth=2, every=3)) == ["2027-02-08", "2027-05-10", "2027-08-09"]


def test_a_series_keeps_its_clock_over_summer_and_winter_and_over_midnight() -> None:
    nights = replace(WEDNESDAYS, first=date(2027, 3, 20), weekdays=frozenset({5}), begins=time(22), ends=time(2, 30), count=3)
    lengths = {occurrence.day: occurrence.end - occurrence.start for occurrence in planned(nights)}
    # On the night to the 28th of March 02.30 does not exist: it ends when the clock has moved.
    assert list(lengths.values()) == [270, 240, 270]
    assert {(local(occurrence.start).hour, local(occurrence.start).minute) for occurrence in planned(nights)} == {(22, 0)}
    assert [bool(occurrence.note) for occurrence in planned(nights)] == [False, True, False]
    assert "Klokken 02.30 findes ikke" in planned(nights)[1].note


def test_a_series_within_the_missing_hour_is_as_long_as_written() -> None:
    early = replace(WEDNESDAYS, first=date(2027, 3, 28), weekdays=frozenset({6}), begins=time(2, 10), ends=time(2, 40), count=1)
    (found,) = planned(early)
    assert (found.start, found.end) == task_times("2027-03-28T03:00", "2027-03-28T03:30")
    assert "02.10 og 02.40" in found.note


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"weekdays": frozenset()}, "no_weekday"),
        ({"weekdays": frozenset({7})}, "no_weekday"),
        ({"every": 0}, "every"),
        ({"every": 53}, "every"),
        ({"repeat": Repeat.MONTHLY, "nth": 5}, "nth"),
        ({"count": None}, "no_end"),
        ({"until": date(2027, 1, 1)}, "no_end"),
        ({"count": 0}, "count"),
        ({"count": 201}, "count"),
        ({"count": None, "until": date(2026, 11, 24)}, "until"),
        ({"count": None, "until": date(2026, 11, 26), "weekdays": frozenset({0})}, "none"),
        ({"count": None, "until": date(2031, 11, 26)}, "too_many"),
        ({"count": 200, "every": 52}, "too_far"),
        ({"count": None, "until": date(2037, 11, 26), "every": 8}, "too_far"),
        ({"first": date(2400, 1, 1)}, "first"),
    ],
)
def test_a_series_that_cannot_be_is_refused_in_words(changes: dict[str, object], code: str) -> None:
    series = replace(WEDNESDAYS, **changes)  # type: ignore[arg-type]  # each case changes fields of its own types
    refused = series_refused(series)
    assert refused
    assert refused.code == code
    with pytest.raises(ValueError, match=refused.text[:12]):
        planned(series)


def test_two_hundred_times_are_not_too_many() -> None:
    assert len(planned(replace(WEDNESDAYS, count=200))) == 200


series_ = st.builds(
    Series,
    first=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    begins=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    repeat=st.sampled_from(Repeat),
    every=st.integers(1, 4),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
    count=st.integers(1, 20),
)


@settings(max_examples=100, deadline=None)
@given(series_)
def test_the_times_of_a_series_are_its_days_in_order(series: Series) -> None:
    found = planned(series)
    assert len(found) == series.count
    assert all(day.weekday() in series.weekdays and day >= series.first for day in (occurrence.day for occurrence in found))
    assert sorted({occurrence.day for occurrence in found}) == [occurrence.day for occurrence in found]
    assert all(0 < occurrence.end - occurrence.start <= 25 * 60 for occurrence in found)
    assert all(local(occurrence.start).date() == occurrence.day for occurrence in found)
    for day in (occurrence.day for occurrence in found):
        if series.repeat is Repeat.MONTHLY:
            assert day == nth_weekday(day.year, day.month, day.weekday(), series.nth)
            assert (day.month - series.first.month + 12 * (day.year - series.first.year)) % series.every == 0
        else:
            monday = series.first - timedelta(days=series.first.weekday())
            assert (day - monday).days // 7 % series.every == 0


def shift(number: int, day: str, clock: str = "17:00", *, until: str = "19:00", people: int = 0, cancelled: bool = False) -> Existing:
    return Existing(number, *task_times(f"{day}T{clock}", f"{day}T{until}"), people, cancelled)


NOW = task_times("2026-11-24T08:00", "2026-11-24T09:00")[0]


def test_a_later_clock_moves_the_empty_keeps_those_with_people_and_makes_what_lacks() -> None:
    later = replace(WEDNESDAYS, begins=time(18), ends=time(20))
    found = rematch(later, [shift(1, "2026-11-25"), shift(2, "2026-12-02", people=3), shift(3, "2026-12-09", "18:00", until="20:00")], now=NOW)
    times = planned(later)
    assert found == Rematch(keep=(3,), apart=((2, times[1]),), move=((1, times[0]),), cancel=(), make=(times[3],))


def test_another_weekday_is_found_within_the_week_and_what_is_left_over_is_cancelled() -> None:
    thursdays = replace(WEDNESDAYS, weekdays=frozenset({3}), count=2)
    found = rematch(thursdays, [shift(1, "2026-11-25"), shift(2, "2026-12-02"), shift(3, "2026-12-09"), shift(4, "2026-12-16", people=1)], now=NOW)
    times = planned(thursdays)
    assert found == Rematch(keep=(), apart=((4, None),), move=((1, times[0]), (2, times[1])), cancel=(3,), make=())


def test_a_week_is_one_from_monday_to_sunday() -> None:
    found = rematch(replace(WEDNESDAYS, count=2), [shift(1, "2026-11-25"), shift(2, "2026-12-05")], now=NOW)
    assert found == Rematch(keep=(1,), apart=(), move=((2, planned(WEDNESDAYS)[1]),), cancel=(), make=())
    sunday, monday = shift(3, "2026-12-06"), shift(4, "2026-12-07")
    assert [rematch(replace(WEDNESDAYS, count=2), [one], now=NOW).cancel for one in (sunday, monday)] == [(), (4,)]


def test_what_was_called_off_does_not_come_back_and_what_has_begun_is_left_alone() -> None:
    found = rematch(WEDNESDAYS, [shift(1, "2026-11-25", cancelled=True), shift(2, "2026-11-18", people=2), shift(3, "2026-11-18")], now=NOW)
    assert found.keep == (1, 2, 3)
    assert [occurrence.day.isoformat() for occurrence in found.make] == ["2026-12-02", "2026-12-09", "2026-12-16"]
    # The one that was put in its place stays, and the cancelled one takes nothing from it.
    again = rematch(WEDNESDAYS, [shift(1, "2026-11-25", cancelled=True), shift(4, "2026-11-25")], now=NOW)
    assert again.keep == (1, 4)
    assert rematch(WEDNESDAYS, [], now=planned(WEDNESDAYS)[1].start + 1).make == planned(WEDNESDAYS)[2:]


def test_of_two_at_the_same_time_the_one_with_people_stays() -> None:
    found = rematch(WEDNESDAYS, [shift(1, "2026-11-25"), shift(2, "2026-11-25", people=1)], now=NOW)
    assert (found.keep, found.cancel) == ((2,), (1,))


existing_ = st.builds(
    lambda start, length, people, cancelled: Existing(0, start, start + length, people, cancelled),
    st.integers(NOW - 20_000, NOW + 60_000),
    st.integers(30, 300),
    st.integers(0, 2),
    st.booleans(),
)


def applied(existing: list[Existing], done: Rematch) -> list[Existing]:
    moved: dict[int, Occurrence] = dict(done.move)
    rest = [replace(one, start=moved[one.id].start, end=moved[one.id].end) if one.id in moved else one for one in existing if one.id not in done.cancel]
    return rest + [Existing(1000 + number, occurrence.start, occurrence.end) for number, occurrence in enumerate(done.make)]


@settings(max_examples=150, deadline=None)
@given(series_, st.lists(existing_, max_size=8))
def test_nobody_loses_a_shift_and_doing_it_again_changes_nothing(series: Series, some: list[Existing]) -> None:
    near = replace(series, first=date(2026, 11, 1) + timedelta(days=series.first.day))
    existing = [replace(one, id=number) for number, one in enumerate(some)]
    done = rematch(near, existing, now=NOW)
    touched = {id_ for id_, _ in done.move} | set(done.cancel)
    assert not [one for one in existing if one.id in touched and (one.signed_up or one.cancelled or one.start < NOW)]
    assert sorted([*done.keep, *(id_ for id_, _ in done.apart), *touched]) == [one.id for one in existing]
    assert all(occurrence.start >= NOW for occurrence in done.make)
    again = rematch(near, applied(existing, done), now=NOW)
    assert (again.move, again.cancel, again.make) == ((), (), ())
