"""When somebody can: what is written is read, told and turned into minutes, over midnight and where the clock is moved."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.core.periods import Period
from samspil.exchange.domain.matching.clocks import local, minutes, task_times
from samspil.exchange.domain.matching.clocks import window as one_window
from samspil.exchange.domain.weekly import Fit, fits, windows
from samspil.exchange.domain.weekly_model import DAY_KEYS, Absence, DayPart, Pattern, Slot, in_order
from samspil.exchange.domain.weekly_reading import BadPattern, data_of, read_pattern
from samspil.exchange.domain.weekly_telling import told, told_absences

WEDNESDAY_EVENING = {"day": "wednesday", "part": "evening"}
# The clock goes forward on the last Sunday of March and back on the last Sunday of October.
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def read(**data: Any) -> Pattern:
    return read_pattern(data)


slots = st.builds(lambda day, start, length: Slot(day, start, start + length), st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1439)) | st.integers(
    0, 6
).map(lambda day: Slot(day, 0, 1440))
dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))
absences = st.builds(lambda first, length: Absence(first, first + timedelta(days=length)), dates, st.integers(0, 20))
patterns = st.builds(
    Pattern,
    weekly=st.lists(slots, max_size=5).map(in_order),
    now_and_then=st.lists(slots, max_size=3).map(in_order),
    flexible=st.booleans(),
    holidays_only=st.booleans(),
    absent=st.lists(absences, max_size=3).map(lambda found: tuple(sorted(set(found)))),
).filter(lambda pattern: not pattern.says_nothing)
near_a_moved_clock = st.sampled_from([SPRING, AUTUMN]).flatmap(lambda day: st.integers(-3, 3).map(lambda days: day + timedelta(days=days)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"weekly": [WEDNESDAY_EVENING], "now_and_then": [{"day": "saturday"}]}, "onsdag aften og en lørdag i ny og næ"),
        ({"weekly": [{"day": day, "part": "forenoon"} for day in DAY_KEYS[:3]]}, "mandag til onsdag formiddag"),
        ({"weekly": [{"day": day, "part": "evening"} for day in DAY_KEYS[:5]]}, "alle hverdage aften"),
        ({"weekly": [{"day": "monday", "part": "afternoon"}, {"day": "monday", "part": "evening"}]}, "mandag eftermiddag og aften"),
        (
            {"weekly": [{"day": "monday", "from": "9.30", "to": "12:00"}, {"day": "friday", "from": "22:00", "to": "2:00"}]},
            "mandag kl. 9.30–12 og fredag kl. 22–2",
        ),
        ({"now_and_then": [{"day": "saturday", "part": "morning"}, {"day": "sunday", "part": "morning"}]}, "en lørdag eller søndag morgen i ny og næ"),
        ({"now_and_then": [{"day": day} for day in DAY_KEYS]}, "en dag i ny og næ"),
        ({"flexible": True, "weekly": [WEDNESDAY_EVENING]}, "helst onsdag aften, ellers fleksibelt"),
        ({"holidays_only": True}, "kun i ferierne"),
        ({"holidays_only": True, "weekly": [WEDNESDAY_EVENING]}, "onsdag aften, kun i ferierne"),
    ],
)
def test_a_pattern_is_told_as_people_say_it(data: dict[str, Any], words: str) -> None:
    assert told(read_pattern(data)) == words


def test_days_away_are_told_until_they_are_over() -> None:
    away = [Absence(date(2026, 12, 20), date(2027, 1, 4)), Absence(date(2026, 12, 1), date(2026, 12, 1))]
    assert told_absences(away, date(2026, 12, 1)) == "væk den 1. december 2026 og fra 20. december 2026 til 4. januar 2027"
    assert told_absences(away, date(2026, 12, 2)) == "væk fra 20. december 2026 til 4. januar 2027"
    assert told_absences(away, date(2027, 1, 5)) == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "Tiderne kan ikke læses"),
        ({}, "Vælg mindst én tid"),
        ({"weekly": "altid"}, "Tiderne kan ikke læses"),
        ({"weekly": [WEDNESDAY_EVENING] * 51}, "højst 50"),
        ({"weekly": [{"day": "onsdag"}]}, "Vælg en ugedag"),
        ({"weekly": [{"day": ["monday"]}]}, "Vælg en ugedag"),
        ({"weekly": [{"day": "monday", "part": "night"}]}, "Vælg morgen"),
        ({"weekly": [{"day": "monday", "part": ["evening"]}]}, "Vælg morgen"),
        ({"weekly": [{**WEDNESDAY_EVENING, "from": "10:00"}]}, "ikke begge dele"),
        ({"weekly": [{"day": "monday", "from": "10:00"}]}, "både fra og til"),
        ({"weekly": [{"day": "monday", "from": "10:00", "to": "10:00"}]}, "Tiden er tom"),
        ({"weekly": [{"day": "monday", "from": "24:00", "to": "01:00"}]}, "Tiden er tom"),
        ({"weekly": [{"day": "monday", "from": "24:30", "to": "02:00"}]}, "som 17.30"),
        ({"weekly": [{"day": "monday", "from": 10, "to": 12}]}, "som 17.30"),
        ({"weekly": [{"day": "monday", "clock": "10"}]}, "kan ikke læses"),
        ({"flexible": "ja"}, "Svar ja eller nej"),
        ({"flexible": True, "absent": [{"first": "2026-12-20"}]}, "den første og den sidste dag"),
        ({"flexible": True, "absent": [{"first": "2026-12-20", "last": "2026-12-01"}]}, "Byt dem om"),
        ({"flexible": True, "absent": [{"first": "2026-02-30", "last": "2026-12-01"}]}, "findes ikke i kalenderen"),
        ({"flexible": True, "absent": [{"first": "20261220", "last": "20261221"}]}, "findes ikke i kalenderen"),
        ({"flexible": True, "often": True}, "»often«"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_reason(data: object, reason: str) -> None:
    with pytest.raises(BadPattern, match=reason):
        read_pattern(data)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadPattern) as refused:
        read(weekly=[{"day": "x"}, {"day": "monday", "part": "night"}], flexible=1)
    assert len(refused.value.reasons) == 3


def test_every_part_of_the_day_can_be_chosen() -> None:
    assert {told(read(weekly=[{"day": "monday", "part": str(part)}])) for part in DayPart} == {
        f"mandag {w}" for w in ("morgen", "formiddag", "eftermiddag", "aften")
    }


@given(patterns)
def test_what_is_written_is_what_is_read(pattern: Pattern) -> None:
    assert read_pattern(data_of(pattern)) == pattern


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)
lines = st.lists(
    st.dictionaries(st.sampled_from(["day", "part", "from", "to", "first", "last"]), json_values | st.sampled_from(["monday", "evening", "10:00"]))
)


@given(json_values | st.dictionaries(st.sampled_from(["weekly", "now_and_then", "flexible", "holidays_only", "absent"]), json_values | lines))
def test_any_data_at_all_is_read_or_refused_in_words(data: object) -> None:
    try:
        said = not read_pattern(data).says_nothing
    except BadPattern as refused:
        said = len(refused.reasons) > 0 and all(refused.reasons)
    assert said


@given(st.lists(slots, max_size=8))
def test_putting_slots_in_order_changes_no_minute(found: list[Slot]) -> None:
    def minutes_of(some: tuple[Slot, ...] | list[Slot]) -> set[tuple[int, int]]:
        return {(slot.weekday, minute) for slot in some for minute in range(slot.start, slot.end)}

    once = in_order(found)
    assert minutes_of(once) == minutes_of(found)
    assert in_order(once) == once


def test_a_slot_over_midnight_is_one_window() -> None:
    friday_night = read(weekly=[{"day": "friday", "from": "22:00", "to": "02:00"}])
    assert windows(friday_night, date(2026, 11, 27), date(2026, 11, 27)) == (one_window("2026-11-27T22:00", "2026-11-28T02:00"),)
    # What begins on the evening before is there from midnight on.
    assert windows(friday_night, date(2026, 11, 28), date(2026, 11, 28)) == (one_window("2026-11-28T00:00", "2026-11-28T02:00"),)
    assert fits(friday_night, *task_times("2026-11-27T23:00", "2026-11-28T01:00")).fit is Fit.YES


def test_the_night_the_clock_goes_forward_is_an_hour_shorter_and_the_other_an_hour_longer() -> None:
    night = read(weekly=[{"day": "saturday", "from": "22:00", "to": "06:00"}])
    lengths = [end - start for day in (date(2027, 3, 27), date(2026, 10, 24), date(2026, 11, 28)) for start, end in windows(night, day, day)]
    assert lengths == [7 * 60, 9 * 60, 8 * 60]


def test_a_slot_within_the_missing_hour_is_no_time_that_day() -> None:
    sundays = read(weekly=[{"day": "sunday", "from": "02:10", "to": "02:50"}])
    assert windows(sundays, SPRING, SPRING) == ()
    half = read(weekly=[{"day": "sunday", "from": "02:30", "to": "04:00"}])
    assert windows(half, SPRING, SPRING) == (one_window(f"{SPRING}T03:00", f"{SPRING}T04:00"),)


@settings(max_examples=60, deadline=None)
@given(st.lists(slots, min_size=1, max_size=4), near_a_moved_clock)
def test_windows_hold_each_minute_whose_clock_is_in_a_slot(found: list[Slot], day: date) -> None:
    begin, end = minutes(datetime.combine(day, datetime.min.time())), minutes(datetime.combine(day + timedelta(days=1), datetime.min.time()))
    held = windows(Pattern(weekly=tuple(found)), day, day)
    for minute in range(begin, end, 7):
        clock = local(minute)
        now = clock.hour * 60 + clock.minute
        eve = (day.weekday() - 1) % 7
        said = any((s.weekday == day.weekday() and s.start <= now < s.end) or (s.weekday == eve and s.start <= now + 1440 < s.end) for s in found)
        inside = any(start <= minute < finish for start, finish in held)
        assert inside or not said
        # In the hour that comes twice both are free when the slot goes on, or ends, in it.
        assert said or not inside or day == AUTUMN


@settings(max_examples=80, deadline=None)
@given(patterns, dates, st.integers(0, 20))
def test_windows_are_in_order_apart_and_outside_the_days_away(pattern: Pattern, first: date, length: int) -> None:
    sure, asked = (windows(pattern, first, first + timedelta(days=length), sure_only=only) for only in (True, False))
    for found in (sure, asked):
        assert all(start < end for start, end in found)
        assert all(before[1] < after[0] for before, after in pairwise(found))
        assert not [start for start, end in found for away in pattern.absent for minute in (start, end - 1) if away.first <= local(minute).date() <= away.last]
    assert all(any(begin <= start and end <= finish for begin, finish in asked) for start, end in sure)


@settings(max_examples=100, deadline=None)
@given(patterns, dates, st.integers(0, 1439), st.integers(1, 600), st.booleans())
def test_a_time_fits_when_a_window_holds_it(pattern: Pattern, day: date, start: int, length: int, known: bool) -> None:
    begin = minutes(datetime.combine(day, datetime.min.time())) + start
    holidays = [Period(date(2027, 2, 13), date(2027, 2, 21))] if known else None
    around = (day - timedelta(days=3), day + timedelta(days=3))
    held = [any(b <= begin and begin + length <= e for b, e in windows(pattern, *around, holidays, sure_only=only)) for only in (True, False)]
    found = fits(pattern, begin, begin + length, holidays)
    assert found.fit is (Fit.YES if held[0] else Fit.MAYBE if held[1] else Fit.NO)
    assert found.reason == found.reason.strip() != ""


def test_why_it_fits_is_said() -> None:
    pattern = read(
        weekly=[WEDNESDAY_EVENING],
        now_and_then=[{"day": "saturday"}],
        absent=[{"first": "2026-12-20", "last": "2027-01-04"}],
    )
    evening = fits(pattern, *task_times("2026-11-25T18:00", "2026-11-25T20:00"))
    assert (evening.fit, evening.reason) == (Fit.YES, "passer til onsdag aften")
    saturday = fits(pattern, *task_times("2026-11-28T10:00", "2026-11-28T12:00"))
    assert (saturday.fit, saturday.reason) == (Fit.MAYBE, "kan en lørdag i ny og næ: spørg først")
    late = fits(pattern, *task_times("2026-11-25T21:00", "2026-11-25T23:00"))
    assert (late.fit, late.reason) == (Fit.NO, "kan onsdag aften og en lørdag i ny og næ")
    away = fits(pattern, *task_times("2026-12-23T18:00", "2026-12-23T20:00"))
    assert (away.fit, away.reason) == (Fit.NO, "er væk fra 20. december 2026 til 4. januar 2027")
    assert fits(read(flexible=True), *task_times("2026-12-23T18:00", "2026-12-23T20:00")).reason == "er fleksibel: spørg først"
    assert fits(Pattern(), 0, 60).reason == "har ikke sagt, hvornår det kan være"


def test_holidays_are_sure_only_where_somebody_knows_them() -> None:
    pattern = read(holidays_only=True, weekly=[WEDNESDAY_EVENING])
    evening = task_times("2027-02-17T18:00", "2027-02-17T20:00")
    assert fits(pattern, *evening).fit is Fit.MAYBE
    assert fits(pattern, *evening).reason == "kan kun i ferierne: spørg, om det er en"
    assert fits(pattern, *evening, [Period(date(2027, 2, 13), date(2027, 2, 21))]).fit is Fit.YES
    assert fits(pattern, *evening, [Period(date(2027, 7, 1), date(2027, 8, 1))]).fit is Fit.NO
    any_time = read(holidays_only=True)
    assert fits(any_time, *evening, [Period(date(2027, 2, 13), date(2027, 2, 21))]).reason == "kan i ferien: spørg først"


def test_too_many_days_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="800"):
        windows(read(flexible=True), date(2026, 1, 1), date(2029, 1, 1))
