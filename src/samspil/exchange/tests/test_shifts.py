"""A shift as it is written: what cannot be is refused in words, and what does not go well together is found."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.core.refusals import Refusal
from samspil.exchange.domain.matching.clocks import BadTime, local, task_times
from samspil.exchange.domain.shifts import Clash, ClashKind, ShiftTime, TakenShift, clashes, clashes_with, goes_through_the_night, shift_time, told_length

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def written(start: str, end: str, seats: int = 4) -> ShiftTime | Refusal:
    return shift_time(start, end, seats, now=NOW)


@pytest.mark.parametrize(
    ("start", "end", "seats", "code", "words"),
    [
        ("2026-11-23T06:59", "2026-11-23T09:00", 1, "past", "Mandag den 23. november 2026 kl. 06.59 er forbi"),
        ("2026-11-24T10:00", "2026-11-24T09:00", 1, "ends_before", "vælg næste dag"),
        ("2026-11-24T10:00", "2026-11-24T10:00", 1, "ends_before", "vælg næste dag"),
        ("2026-11-24T10:00", "2026-11-25T10:01", 1, "too_long", "Del den i flere vagter"),
        ("2026-11-24T10:00", "2026-11-24T12:00", 0, "no_seats", "mindst én"),
        ("2026-11-24T10:00", "2026-11-24T12:00", -3, "no_seats", "mindst én"),
        ("2026-11-24T10:00", "2026-11-24T12:00", 501, "too_many_seats", "højst 500"),
        ("2026-11-24T10:00", "2026-11-24T12:00", 10_000, "too_many_seats", "højst 500"),
        ("2027-03-28T02:30", "2027-03-28T04:00", 1, "no_such_time", "Klokken 02.30 findes ikke den 28. marts 2027"),
        ("2027-03-27T22:00", "2027-03-28T02:59", 1, "no_such_time", "uret stilles en time frem"),
        ("i morgen", "2026-11-24T12:00", 1, "unreadable", "både dag og klokkeslæt"),
        ("2026-11-31T10:00", "2026-12-01T12:00", 1, "unreadable", "både dag og klokkeslæt"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(start: str, end: str, seats: int, code: str, words: str) -> None:
    refused = written(start, end, seats)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert words in refused.text


def test_a_shift_may_begin_this_minute_and_have_all_the_seats_there_are() -> None:
    assert isinstance(written("2026-11-23T07:00", "2026-11-23T09:00", 1), ShiftTime)
    assert isinstance(written("2026-11-23T07:00", "2026-11-23T09:00", 500), ShiftTime)


def test_a_time_without_zone_is_no_now() -> None:
    with pytest.raises(ValueError, match="zone"):
        shift_time("2026-11-24T10:00", "2026-11-24T12:00", 1, now=datetime(2026, 11, 23))


def test_a_shift_over_midnight_and_a_moved_clock_is_as_long_as_it_is() -> None:
    night = written("2026-11-24T22:00", "2026-11-25T06:00")
    assert isinstance(night, ShiftTime)
    assert night.minutes == 8 * 60
    assert night.told == "tirsdag den 24. november 2026 kl. 22.00 til onsdag den 25. november 2026 kl. 06.00"
    spring, autumn = written("2027-03-27T22:00", "2027-03-28T06:00"), written("2027-10-30T22:00", "2027-10-31T06:00")
    assert isinstance(spring, ShiftTime)
    assert isinstance(autumn, ShiftTime)
    assert (spring.minutes, autumn.minutes) == (7 * 60, 9 * 60)
    # In the hour that comes twice, from the first 02.50 to the second 02.10.
    twice = written("2027-10-31T02:50", "2027-10-31T02:10")
    assert isinstance(twice, ShiftTime)
    assert twice.minutes == 20
    hour = written("2027-10-31T02:30", "2027-10-31T02:30")
    assert isinstance(hour, ShiftTime)
    assert hour.minutes == 60
    # 25 hours by the clock are a day when one of them is left out.
    assert isinstance(written("2027-03-27T10:00", "2027-03-28T11:00"), ShiftTime)
    # A day by the clock is a day, though 25 hours pass.
    assert isinstance(written("2027-10-30T10:00", "2027-10-31T10:00"), ShiftTime)


walls = st.datetimes(datetime(2026, 11, 24), datetime(2027, 12, 31)).map(lambda time: time.replace(second=0, microsecond=0))
near_moved = st.sampled_from([datetime(2027, 3, 28), datetime(2027, 10, 31)]).flatmap(
    lambda day: st.integers(-300, 400).map(lambda m: day + timedelta(minutes=m))
)


@given(walls | near_moved, st.integers(-120, 24 * 60 + 30))
def test_a_shift_has_the_times_a_task_has(start: datetime, length: int) -> None:
    first, last = start.isoformat()[:16], (start + timedelta(minutes=length)).isoformat()[:16]
    found = written(first, last)
    try:
        expected: tuple[int, int] | None = task_times(first, last)
    except BadTime:
        expected = None
    if isinstance(found, ShiftTime):
        assert (found.start, found.end) == expected
        assert 0 < found.minutes <= 25 * 60
    else:
        assert expected is None or found.code == "too_long"


def taken(number: int, start: str, end: str) -> TakenShift:
    return TakenShift(number, f"vagt {number}", *task_times(start, end))


def test_two_shifts_at_once_are_hard_and_too_little_between_is_told() -> None:
    shop, club = taken(1, "2026-11-24T10:00", "2026-11-24T12:00"), taken(2, "2026-11-24T11:15", "2026-11-24T13:00")
    (found,) = clashes([club, shop])
    assert (found.kind, found.hard, found.minutes, found.first.id) == (ClashKind.OVERLAP, True, 45, 1)
    assert found.text == "»vagt 1« og »vagt 2« ligger oven i hinanden i 45 minutter."
    (close,) = clashes_with(taken(3, "2026-11-24T13:10", "2026-11-24T14:00"), [shop, club])
    assert (close.kind, close.hard, close.minutes) == (ClashKind.CLOSE, False, 10)
    assert close.text == "Der er kun 10 minutter mellem »vagt 2« og »vagt 3«. Kan det nås?"
    assert clashes([shop, taken(4, "2026-11-24T12:30", "2026-11-24T13:00")]) == []
    (at_once,) = clashes([shop, taken(5, "2026-11-24T12:00", "2026-11-24T13:00")])
    assert at_once.text == "»vagt 5« begynder, når »vagt 1« slutter. Kan det nås?"
    assert [found.minutes for found in clashes([shop, taken(6, "2026-11-24T12:45", "2026-11-24T13:00")], between=60)] == [45]


def test_a_shift_within_another_shares_all_of_its_time() -> None:
    (found,) = clashes([taken(1, "2026-11-24T10:00", "2026-11-24T18:00"), taken(2, "2026-11-24T11:00", "2026-11-24T12:00")])
    assert found.minutes == 60


def test_after_a_night_somebody_should_rest() -> None:
    night = taken(1, "2026-11-24T22:00", "2026-11-25T02:00")
    (found,) = clashes([night, taken(2, "2026-11-25T12:59", "2026-11-25T14:00")])
    assert (found.kind, found.hard, found.minutes) == (ClashKind.NIGHT_REST, False, 10 * 60 + 59)
    assert "anbefaler mindst 11 timer" in found.text
    assert clashes([night, taken(2, "2026-11-25T13:00", "2026-11-25T14:00")]) == []
    evening = taken(3, "2026-11-24T18:00", "2026-11-25T00:30")
    assert clashes([evening, taken(4, "2026-11-25T08:00", "2026-11-25T10:00")]) == []


@pytest.mark.parametrize(
    ("start", "end", "night"),
    [
        ("2026-11-24T22:00", "2026-11-25T01:00", True),
        ("2026-11-24T22:01", "2026-11-25T01:00", False),
        ("2026-11-25T02:00", "2026-11-25T10:00", True),
        ("2026-11-25T02:01", "2026-11-25T21:00", False),
        # Two hours by the clock to 05, but one of them comes twice.
        ("2027-10-31T02:30", "2027-10-31T05:00", True),
        ("2027-03-28T01:30", "2027-03-28T05:00", False),
    ],
)
def test_what_is_a_night(start: str, end: str, night: bool) -> None:
    assert goes_through_the_night(*task_times(start, end)) is night


shifts = st.builds(
    lambda number, start, length: TakenShift(number, "x", 29_000_000 + start, 29_000_000 + start + length),
    st.integers(1, 99),
    st.integers(0, 4000),
    st.integers(1, 900),
)


@settings(max_examples=150)
@given(st.lists(shifts, max_size=6, unique_by=lambda one: one.id), st.integers(0, 90))
def test_every_pair_at_once_is_found_and_the_order_they_come_in_changes_nothing(found: list[TakenShift], between: int) -> None:
    told = clashes(found, between=between)
    hard = {frozenset({clash.first.id, clash.second.id}) for clash in told if clash.hard}
    assert hard == {frozenset({a.id, b.id}) for a in found for b in found if a.id != b.id and a.start < b.end and b.start < a.end}
    assert clashes(found[::-1], between=between) == told
    close = {frozenset({c.first.id, c.second.id}) for c in told if c.kind is ClashKind.CLOSE}
    assert close == {frozenset({a.id, b.id}) for a in found for b in found if 0 <= b.start - a.end < between}
    assert all(clash.minutes >= 0 and clash.text for clash in told)


@settings(max_examples=50)
@given(shifts, st.lists(shifts, max_size=5))
def test_what_stands_between_one_and_the_rest_is_each_of_its_pairs(wanted: TakenShift, others: list[TakenShift]) -> None:
    def pairs(some: list[Clash]) -> list[tuple[ClashKind, int]]:
        return sorted((clash.kind, clash.minutes) for clash in some)

    assert pairs(clashes_with(wanted, others)) == pairs([clash for other in others for clash in clashes([wanted, other])])
    assert local(wanted.start).tzinfo is not None


@pytest.mark.parametrize(("length", "words"), [(0, "0 minutter"), (1, "1 minut"), (60, "1 time"), (61, "1 time og 1 minut"), (125, "2 timer og 5 minutter")])
def test_a_length_is_told_as_people_say_it(length: int, words: str) -> None:
    assert told_length(length) == words
