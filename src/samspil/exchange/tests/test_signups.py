"""A place in a shift: what each step leads to, what is said, and what happens when plans change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.nights import by_day, is_night, moment, told_moment
from samspil.exchange.domain.signups import (
    DECLINE_DA,
    HOLDING,
    ORGANISER,
    PERSON,
    SIGNUP_DA,
    SIGNUP_LIFECYCLE,
    SYSTEM,
    DeclineReason,
    SignupState,
    Stretch,
    Timing,
    after_absence,
    another_time,
    decline_text,
    withdrawal,
)
from samspil.exchange.domain.swaps import Held, Shift, Taker, hand_over_refusals, swap_refusals

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG_AGO, FAR = datetime(2026, 1, 1), datetime(2027, 12, 31)
TIMES = st.datetimes(LONG_AGO, FAR, timezones=st.just(UTC))


def stretch(begins: float, hours: float = 2) -> Stretch:
    return Stretch(NOW + begins * HOUR, NOW + (begins + hours) * HOUR)


def test_every_state_can_be_reached_and_has_a_danish_word() -> None:
    assert set(SIGNUP_LIFECYCLE.states) == set(SignupState) == set(SIGNUP_DA)


def test_an_offer_is_taken_passed_or_runs_out() -> None:
    assert SIGNUP_LIFECYCLE.next(SignupState.OFFERED, "accept", PERSON) == SignupState.CONFIRMED
    assert SIGNUP_LIFECYCLE.next(SignupState.OFFERED, "pass", PERSON) == SignupState.PASSED
    assert SIGNUP_LIFECYCLE.next(SignupState.OFFERED, "lapse", SYSTEM) == SignupState.PASSED


def test_whoever_is_not_finished_can_withdraw_or_pass() -> None:
    alive = {SignupState.ASKED, SignupState.WAITING, SignupState.OFFERED, SignupState.CONFIRMED}
    assert {state for state in SignupState if {"withdraw", "pass"} & set(SIGNUP_LIFECYCLE.possible(state, PERSON))} == alive


def test_a_machine_neither_declines_nor_cancels_nor_calls_anybody_absent() -> None:
    done_by_system = {step.errand for step in SIGNUP_LIFECYCLE.steps if SYSTEM in step.who}
    assert not done_by_system & {"decline", "cancel", "miss", "withdraw"}
    with pytest.raises(NotPossible):
        SIGNUP_LIFECYCLE.next(SignupState.WAITING, "decline", SYSTEM)


def test_a_wrong_mark_of_absence_can_be_corrected() -> None:
    assert SIGNUP_LIFECYCLE.next(SignupState.ABSENT, "attend", ORGANISER) == SignupState.ATTENDED
    assert SIGNUP_LIFECYCLE.next(SignupState.ABSENT, "excuse", ORGANISER) == SignupState.WITHDRAWN


def test_no_step_takes_a_seat_without_an_offer_or_a_confirmation() -> None:
    into = {step.errand for step in SIGNUP_LIFECYCLE.steps if step.state not in HOLDING and step.to in HOLDING}
    assert into == {"confirm", "offer"}


@pytest.mark.parametrize("reason", DeclineReason)
def test_a_no_always_says_thanks_and_why(reason: DeclineReason) -> None:
    said = decline_text(reason, " Kom gerne til foråret. ")
    assert isinstance(said, str)
    assert said.startswith("Tak")
    assert said.endswith("Kom gerne til foråret.")
    assert DECLINE_DA[reason] in said


def test_a_no_for_another_reason_needs_words() -> None:
    refused = decline_text(DeclineReason.OTHER, "  ")
    assert isinstance(refused, Refusal)
    assert refused.code == "no_reason"


@pytest.mark.parametrize(
    ("hours", "when", "search", "phone"),
    [
        (48, Timing.IN_TIME, False, False),
        (47.9, Timing.LATE, True, False),
        (3, Timing.LATE, True, False),
        (2.9, Timing.TOO_LATE, True, True),
        (0, Timing.TOO_LATE, False, True),
        (-1, Timing.TOO_LATE, False, True),
    ],
)
def test_a_place_can_always_be_given_back(hours: float, when: Timing, search: bool, phone: bool) -> None:
    found = withdrawal(NOW, NOW + hours * HOUR)
    assert (found.when, found.search, found.phone) == (when, search, phone)
    assert found.text


def test_two_days_are_two_days_also_when_the_clock_is_moved() -> None:
    """From 23 October 13.00 to 25 October 12.00 there are 47 hours on the clock, but 48 that pass: that night has 25 hours."""
    starts = datetime(2026, 10, 25, 12, tzinfo=ZONE)
    assert withdrawal(datetime(2026, 10, 23, 13, tzinfo=ZONE), starts).when is Timing.IN_TIME
    assert withdrawal(datetime(2026, 10, 23, 14, tzinfo=ZONE), starts).when is Timing.LATE


@pytest.mark.parametrize(
    ("proposed", "code"),
    [
        (stretch(-1), "past"),
        (stretch(0), "past"),
        (stretch(5, -1), "backwards"),
        (stretch(5, 0), "backwards"),
        (stretch(5, 25), "too_long"),
        (stretch(5, 24), None),
        (stretch(3), "same"),
        (stretch(5), None),
    ],
)
def test_another_time_is_one_that_can_come(proposed: Stretch, code: str | None) -> None:
    refused = another_time(SignupState.CONFIRMED, stretch(3), proposed, NOW)
    assert (refused and refused.code) == code


@pytest.mark.parametrize("state", SignupState)
def test_only_who_is_not_finished_proposes_another_time(state: SignupState) -> None:
    refused = another_time(state, stretch(3), stretch(5), NOW)
    assert (refused is None) == (state in {SignupState.ASKED, SignupState.WAITING, SignupState.OFFERED, SignupState.CONFIRMED})


def test_absence_is_met_with_a_question_and_never_with_a_block() -> None:
    assert [after_absence(times).organiser_calls for times in (1, 2, 3, 9)] == [False, False, True, True]
    assert all("savnede" in after_absence(times).text for times in (1, 3))


ANNA = Held(Shift("lørdag", stretch(24)), SignupState.CONFIRMED, Taker("anna", agreed=True))
BO = Held(Shift("søndag", stretch(48)), SignupState.CONFIRMED, Taker("bo", agreed=True))


def codes(refusals: list[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


def test_two_who_both_say_yes_swap() -> None:
    assert swap_refusals(ANNA, BO, NOW) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(BO, state=SignupState.WAITING), ["no_place"]),
        (replace(BO, shift=replace(BO.shift, time=stretch(-1))), ["begun"]),
        (replace(BO, shift=replace(BO.shift, time=stretch(0))), ["begun"]),
        (replace(BO, taker=replace(BO.taker, agreed=False)), ["not_asked"]),
        (replace(BO, taker=replace(BO.taker, on_it=True)), ["on_it"]),
        (replace(BO, taker=replace(BO.taker, party_size=2)), ["too_many"]),
        (replace(BO, taker=replace(BO.taker, busy=(stretch(25),))), ["busy"]),
        (replace(BO, taker=replace(BO.taker, busy=(stretch(26), stretch(22)))), []),
        (replace(BO, taker=replace(BO.taker, obstacles=("mangler kørekort",))), ["hard_fact"]),
        (replace(BO, shift=ANNA.shift), ["same_shift"]),
        (replace(BO, taker=ANNA.taker), ["same_person"]),
    ],
)
def test_what_stands_in_the_way_of_a_swap_is_named(other: Held, expected: list[str]) -> None:
    assert codes(swap_refusals(ANNA, other, NOW)) == expected
    assert sorted(codes(swap_refusals(other, ANNA, NOW))) == sorted(expected)


def test_nobody_reads_what_the_other_has_told() -> None:
    other = replace(BO, taker=replace(BO.taker, obstacles=("alderen er 16",), busy=(stretch(25),)))
    assert all("16" not in refusal.text for refusal in swap_refusals(ANNA, other, NOW))


def test_a_larger_party_swaps_in_where_seats_are_free() -> None:
    two = replace(BO, taker=replace(BO.taker, party_size=2))
    assert swap_refusals(replace(ANNA, shift=replace(ANNA.shift, free=1)), two, NOW) == []


def test_a_substitute_has_said_yes_and_is_somebody_else() -> None:
    assert hand_over_refusals(ANNA, Taker("carl", agreed=True), NOW) == []
    assert codes(hand_over_refusals(ANNA, Taker("carl"), NOW)) == ["not_asked"]
    assert codes(hand_over_refusals(ANNA, Taker("anna", agreed=True), NOW)) == ["same_person"]


@given(TIMES)
def test_by_day_is_the_first_moment_that_is_not_night(time: datetime) -> None:
    day = by_day(time)
    assert not is_night(day)
    assert timedelta() <= day - time <= timedelta(hours=10)
    assert (day == time) == (not is_night(time))
    assert day == time or is_night(day - timedelta(minutes=1))


def test_the_night_is_from_ten_to_seven() -> None:
    day = datetime(2026, 11, 23, tzinfo=ZONE)
    assert [hour for hour in range(24) if is_night(day.replace(hour=hour))] == [0, 1, 2, 3, 4, 5, 6, 22, 23]


def test_a_time_without_zone_is_refused_and_told_in_danish_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 11, 23))
    assert told_moment(NOW) == "mandag den 23. kl. 13.00"
