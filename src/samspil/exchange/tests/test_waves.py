"""Urgent help in waves: who is asked when, that nobody is asked too often or at night, and that the first yes wins."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.nights import is_night
from samspil.exchange.domain.waves import (
    ANSWERED_DA,
    COORDINATOR_DA,
    LARGEST_WAVE,
    MOST_IN_A_WEEK,
    WEEK,
    Answered,
    Call,
    CallState,
    Candidate,
    Step,
    foreseen,
    may_ask_at,
    next_step,
    say_no,
    say_yes,
    sent,
    told_the_rest,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
HOUR = timedelta(hours=1)
AGO = st.integers(0, 400).map(lambda hours: NOON - hours * HOUR)
CANDIDATES = st.lists(st.tuples(st.integers(0, 2), st.none() | st.integers(0, 30_000), st.lists(AGO, max_size=5), st.booleans()), max_size=25).map(
    lambda rows: [Candidate(f"p{n:02}", fit, metres, tuple(asked), nights) for n, (fit, metres, asked, nights) in enumerate(rows)]
)
CALLS = st.builds(lambda seats, hours: Call(seats, NOON + hours * HOUR), st.integers(1, 4), st.integers(1, 80))
NOWS = st.integers(0, 48).map(lambda hours: NOON + hours * HOUR)


def people(count: int) -> list[Candidate]:
    return [Candidate(f"p{n:02}", distance_m=n * 100) for n in range(count)]


@pytest.mark.parametrize(
    ("hours", "size", "pause"), [(48, 3, 240), (47.9, 5, 60), (12, 5, 60), (11.9, 8, 20), (4, 8, 20), (3.9, 12, 8), (1, 12, 8), (0.9, 20, 4)]
)
def test_waves_are_larger_and_closer_the_nearer_the_start(hours: float, size: int, pause: int) -> None:
    step = next_step(Call(1, NOON + hours * HOUR), people(40), NOON)
    assert (step.state, len(step.who)) == (CallState.ASK, size)
    assert step.next_at == NOON + timedelta(minutes=pause)
    assert step.who[0] == "p00"


def test_a_wave_grows_with_the_seats_but_not_without_end() -> None:
    assert len(next_step(Call(2, NOON + 5 * HOUR), people(99), NOON).who) == 16
    assert len(next_step(Call(50, NOON + 5 * HOUR), people(99), NOON).who) == LARGEST_WAVE


def test_the_best_suited_then_the_nearest_then_the_least_asked_come_first() -> None:
    crowd = [
        Candidate("ukendt", 1),
        Candidate("tæt", 1, 1900),
        Candidate("hvilet", 1, 1950),
        Candidate("passer", 2, 9000),
        Candidate("nabo", 1, 100),
    ]
    crowd[1] = replace(crowd[1], asked=(NOON - HOUR,))
    assert next_step(Call(1, NOON + 5 * HOUR), crowd, NOON).who == ("passer", "nabo", "hvilet", "tæt", "ukendt")


def test_the_next_wave_waits_for_the_pause_unless_all_have_answered() -> None:
    call = Call(1, NOON + 5 * HOUR)
    first = next_step(call, people(20), NOON)
    call = sent(call, first, NOON)
    assert next_step(call, people(20), NOON + timedelta(minutes=19)) == replace(first, state=CallState.PAUSE, who=())
    assert len(next_step(call, people(20), NOON + timedelta(minutes=20)).who) == 8
    for who in first.who:
        call = say_no(call, who)
    assert next_step(call, people(20), NOON + timedelta(minutes=1)).state is CallState.ASK


def test_the_first_yes_wins_and_the_rest_are_told() -> None:
    call = sent(Call(1, NOON + 5 * HOUR), next_step(Call(1, NOON + 5 * HOUR), people(4), NOON), NOON)
    call, first = say_yes(say_no(call, "p03"), "p01", NOON)
    call, second = say_yes(call, "p02", NOON)
    assert (first, second) == (Answered.WON, Answered.TOO_LATE)
    assert say_yes(call, "p01", NOON) == (call, Answered.WON)
    assert next_step(call, people(9), NOON).coordinator == COORDINATOR_DA[CallState.FILLED]
    assert set(told_the_rest(call, CallState.FILLED)) == {"p00", "p02"}
    assert told_the_rest(call, CallState.PAUSE) == {}


def test_a_seat_given_back_is_asked_for_again() -> None:
    call = sent(Call(1, NOON + 5 * HOUR), next_step(Call(1, NOON + 5 * HOUR), people(2), NOON), NOON)
    call, _ = say_yes(call, "p01", NOON)
    call = say_no(call, "p01")
    assert call.missing == 1
    assert say_yes(call, "p01", NOON)[1] is Answered.WON
    assert say_no(call, "ukendt") == call


def test_a_yes_from_somebody_unasked_or_after_the_start_gives_no_seat() -> None:
    call = Call(1, NOON + HOUR, {"a": NOON})
    assert say_yes(call, "b", NOON) == (call, Answered.NOT_ASKED)
    assert say_yes(call, "a", NOON + HOUR) == (call, Answered.OVER)
    assert set(ANSWERED_DA) == set(Answered)


def test_when_nobody_is_left_or_the_time_is_over_the_coordinator_is_told() -> None:
    call = Call(1, NOON + 5 * HOUR)
    assert next_step(call, [], NOON).state is CallState.EXHAUSTED
    assert "Ring" in next_step(call, [], NOON).coordinator
    assert next_step(call, people(3), NOON + 5 * HOUR).state is CallState.EXPIRED
    assert set(told_the_rest(Call(1, NOON, {"a": NOON}), CallState.EXPIRED)) == {"a"}


def test_those_who_sleep_are_asked_in_the_morning_and_those_who_chose_nights_at_once() -> None:
    night = NOON.replace(hour=23)
    call = Call(1, night + 12 * HOUR)
    sleeping = Candidate("sover")
    assert next_step(call, [sleeping], night) == replace(next_step(call, [sleeping], night), state=CallState.PAUSE, next_at=night + 8 * HOUR)
    assert next_step(call, [sleeping, Candidate("vågen", nights=True)], night).who == ("vågen",)
    assert next_step(Call(1, night + 8 * HOUR), [sleeping], night).state is CallState.EXHAUSTED


def test_who_was_asked_three_times_this_week_rests_until_a_week_after_the_first() -> None:
    tired = Candidate("træt", asked=(NOON - 6 * 24 * HOUR, NOON - 3 * HOUR, NOON - 2 * HOUR))
    assert may_ask_at(tired, NOON) == NOON + 24 * HOUR
    assert next_step(Call(1, NOON + 10 * HOUR), [tired], NOON).state is CallState.EXHAUSTED
    assert next_step(Call(1, NOON + 30 * HOUR), [tired], NOON).next_at == NOON + 24 * HOUR


@settings(deadline=None)
@given(CALLS, CANDIDATES, NOWS)
def test_foreseen_waves_ask_everybody_at_most_once_and_only_when_they_may(call: Call, candidates: list[Candidate], now: datetime) -> None:
    waves = foreseen(call, candidates, now)
    names = [who for _, wave in waves for who in wave]
    assert len(set(names)) == len(names)
    known = {one.who: one for one in candidates}
    for time, wave in waves:
        assert now <= time < call.starts_at
        for who in wave:
            assert known[who].nights or not is_night(time)
            assert sum(time - WEEK < asked <= time for asked in known[who].asked) < MOST_IN_A_WEEK
    assert [time for time, _ in waves] == sorted({time for time, _ in waves})


@settings(deadline=None)
@given(CALLS, CANDIDATES, NOWS)
def test_it_is_exhausted_only_when_nobody_left_may_be_asked_before_the_start(call: Call, candidates: list[Candidate], now: datetime) -> None:
    waves = foreseen(call, candidates, now)
    for time, wave in waves:
        call = sent(call, Step(CallState.ASK, wave), time)
    last = (waves[-1][0] if waves else now) + 4 * HOUR
    left = [one for one in candidates if one.who not in call.asked and may_ask_at(one, last) < call.starts_at]
    ended = next_step(call, candidates, last).state
    assert ended is (CallState.EXPIRED if last >= call.starts_at else CallState.EXHAUSTED)
    assert ended is CallState.EXPIRED or not left


@settings(deadline=None)
@given(CALLS, CANDIDATES, NOWS, st.data())
def test_never_more_win_than_there_are_seats(call: Call, candidates: list[Candidate], now: datetime, data: st.DataObject) -> None:
    names = [one.who for one in candidates] or ["p00"]
    for _ in range(data.draw(st.integers(0, 12))):
        step = next_step(call, candidates, now)
        assert step == next_step(call, candidates[::-1], now)
        call = sent(call, step, now)
        who = data.draw(st.sampled_from(names))
        call = say_yes(call, who, now)[0] if data.draw(st.booleans()) else say_no(call, who)
        now += data.draw(st.integers(0, 90)) * timedelta(minutes=1)
        assert len(call.yes) <= call.seats
        assert set(call.yes) <= set(call.asked)
        assert not set(call.yes) & call.no
