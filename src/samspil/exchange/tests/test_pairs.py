"""A lasting pair: who sees what in every state, how a yes and a no are told, and when the coordinator calls."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from samspil.core.lifecycle import NotPossible
from samspil.core.periods import Period
from samspil.core.refusals import Refusal
from samspil.exchange.domain.pairs import (
    ANONYMOUS,
    COORDINATOR,
    EVERYTHING,
    GIVER,
    KNOWN,
    NO_DA,
    OUTSIDER,
    PAIR_DA,
    PAIR_LIFECYCLE,
    RECEIVER,
    SIDES,
    SYSTEM,
    No,
    NoReason,
    Opened,
    PairState,
    after_stop,
    no_told,
    opens,
    say_yes,
)
from samspil.exchange.domain.talks import USUAL_TRIAL, TalkKind, due_talks, follow_ups, months_after, moved, trial_refusal

BEFORE_BOTH = (PairState.NEED, PairState.SHORTLISTED, PairState.PROPOSED, PairState.ONE_YES)
TOGETHER = (PairState.TRIAL, PairState.LASTING, PairState.PAUSED, PairState.CLOSING)
ROLES = (GIVER, RECEIVER, COORDINATOR, SYSTEM, OUTSIDER, "nobody we know")
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
# The whole rule, written out once more by hand: (giver and receiver, coordinator, outsider).
EXPECTED = {
    PairState.NEED: (ANONYMOUS, EVERYTHING, ANONYMOUS),
    PairState.SHORTLISTED: (ANONYMOUS, EVERYTHING, ANONYMOUS),
    PairState.PROPOSED: (ANONYMOUS, EVERYTHING, frozenset()),
    PairState.ONE_YES: (ANONYMOUS, EVERYTHING, frozenset()),
    PairState.BOTH_YES: (KNOWN, EVERYTHING, frozenset()),
    PairState.TRIAL: (EVERYTHING, EVERYTHING, frozenset()),
    PairState.LASTING: (EVERYTHING, EVERYTHING, frozenset()),
    PairState.PAUSED: (EVERYTHING, EVERYTHING, frozenset()),
    PairState.CLOSING: (EVERYTHING, EVERYTHING, frozenset()),
    PairState.CLOSED: (frozenset({Opened.TASK}), KNOWN, frozenset()),
}


@pytest.mark.parametrize(("state", "role"), [*product(PairState, ROLES)])
def test_what_each_role_sees_in_each_state(state: PairState, role: str) -> None:
    sides, coordinator, outsider = EXPECTED[state]
    wanted = {GIVER: sides, RECEIVER: sides, COORDINATOR: coordinator, OUTSIDER: outsider}.get(role, frozenset())
    assert opens(state, role) == wanted


@pytest.mark.parametrize(("state", "side"), [*product(BEFORE_BOTH, (*SIDES, OUTSIDER))])
def test_whom_it_concerns_is_closed_until_both_have_said_yes(state: PairState, side: str) -> None:
    assert not opens(state, side) & {Opened.FIRST_NAME, Opened.CONTACT}


def test_the_only_way_to_a_name_goes_through_both_yes() -> None:
    """Every step from a state without names into one with names begins or ends in BOTH_YES, or comes back from a goodbye."""
    named = [state for state in PairState if Opened.FIRST_NAME in opens(state, GIVER)]
    into = {(step.state, step.to) for step in PAIR_LIFECYCLE.steps if step.to in named and step.state not in named}
    assert into == {(PairState.ONE_YES, PairState.BOTH_YES)}


def test_every_state_can_be_reached_and_has_a_danish_word() -> None:
    assert set(PAIR_LIFECYCLE.states) == set(PairState) == set(PAIR_DA)


@pytest.mark.parametrize(("state", "side"), [*product([PairState.PROPOSED, PairState.ONE_YES, PairState.BOTH_YES, *TOGETHER[:3]], SIDES)])
def test_either_side_can_say_no_at_every_point(state: PairState, side: str) -> None:
    after = PAIR_LIFECYCLE.next(state, "no", side)
    assert after == (PairState.CLOSING if state in TOGETHER else PairState.SHORTLISTED)


def test_a_machine_never_ends_a_pair() -> None:
    assert {step.errand for step in PAIR_LIFECYCLE.steps if SYSTEM in step.who} == {"shortlist", "none_left", "lapse"}


@pytest.mark.parametrize("state", [PairState.BOTH_YES, PairState.TRIAL, PairState.LASTING, PairState.PAUSED])
def test_a_worry_closes_contact_at_once(state: PairState) -> None:
    after = PairState(PAIR_LIFECYCLE.next(state, "stop_now", COORDINATOR))
    assert Opened.CONTACT not in opens(after, GIVER) | opens(after, RECEIVER)
    with pytest.raises(NotPossible):
        PAIR_LIFECYCLE.next(state, "stop_now", GIVER)


@pytest.mark.parametrize("first", SIDES)
def test_two_different_sides_make_a_pair(first: str) -> None:
    other = GIVER if first == RECEIVER else RECEIVER
    assert say_yes(PairState.PROPOSED, [], first) is PairState.ONE_YES
    assert say_yes(PairState.ONE_YES, [first], first) is PairState.ONE_YES
    assert say_yes(PairState.ONE_YES, [first], other) is PairState.BOTH_YES
    assert say_yes(PairState.BOTH_YES, SIDES, first) is PairState.BOTH_YES


@pytest.mark.parametrize(
    ("state", "said", "side", "code"),
    [
        (PairState.NEED, [], GIVER, "not_now"),
        (PairState.CLOSED, [GIVER], GIVER, "not_now"),
        (PairState.PROPOSED, [], COORDINATOR, "not_now"),
        (PairState.ONE_YES, [COORDINATOR], COORDINATOR, "not_now"),
        (PairState.ONE_YES, [], GIVER, "changed"),
        (PairState.PROPOSED, [RECEIVER], GIVER, "changed"),
    ],
)
def test_a_yes_nobody_waits_for_is_refused(state: PairState, said: list[str], side: str, code: str) -> None:
    found = say_yes(state, said, side)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize(("state", "viewer"), [*product(PairState, SIDES)])
def test_neither_side_learns_who_said_no_or_why(state: PairState, viewer: str) -> None:
    told = {no_told(No(by, state, reason, "Hemmelige ord"), viewer) for by in (*SIDES, COORDINATOR) for reason in NoReason}
    assert len(told) == 1
    assert "Hemmelige" not in told.pop()


def test_before_they_met_the_search_goes_on_and_after_it_there_is_a_goodbye() -> None:
    after = {state for state in PairState if "farvel" in no_told(No(GIVER, state), RECEIVER)}
    assert after == {PairState.TRIAL, PairState.LASTING, PairState.PAUSED}


def test_the_coordinator_alone_reads_the_reason() -> None:
    no = No(GIVER, PairState.TRIAL, NoReason.WORRY, " Ring om aftenen. ")
    assert no_told(no, COORDINATOR) == f"{NO_DA[NoReason.WORRY]}: Ring om aftenen."
    assert no_told(no, OUTSIDER) == no_told(no, SYSTEM) == ""
    assert no.urgent
    assert not No(GIVER, PairState.TRIAL).urgent


@pytest.mark.parametrize(("wants", "errand", "state"), [(True, "seek_successor", PairState.NEED), (False, "close", PairState.CLOSED)])
def test_after_a_goodbye_a_successor_is_sought_or_it_closes(wants: bool, errand: str, state: PairState) -> None:
    found = after_stop(wants)
    assert (found.errand, found.posted_anew) == (errand, wants)
    assert PAIR_LIFECYCLE.next(PairState.CLOSING, found.errand, COORDINATOR) == state


def test_nothing_closes_before_the_receiver_is_asked() -> None:
    assert after_stop(None).errand == ""


class Pairing(RuleBasedStateMachine):
    """Anybody tries anything, in any order; a name is open only where both said yes to the proposal that stands."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PairState.NEED
        self.said: set[str] = set()

    @rule(side=st.sampled_from([*SIDES, COORDINATOR]))
    def yes(self, side: str) -> None:
        found = say_yes(self.state, self.said, side)
        if not isinstance(found, Refusal):
            self.state = found
            self.said.add(side)

    @rule(
        errand=st.sampled_from(sorted({step.errand for step in PAIR_LIFECYCLE.steps} - {"yes"})), role=st.sampled_from([*SIDES, COORDINATOR, SYSTEM, OUTSIDER])
    )
    def errand(self, errand: str, role: str) -> None:
        try:
            self.state = PairState(PAIR_LIFECYCLE.next(self.state, errand, role))
        except NotPossible:
            return
        if self.state in {PairState.NEED, PairState.SHORTLISTED, PairState.CLOSED}:
            self.said.clear()

    @invariant()
    def names_are_open_only_where_both_said_yes(self) -> None:
        for side in SIDES:
            assert Opened.FIRST_NAME not in opens(self.state, side) or self.said == set(SIDES)


TestPairing = Pairing.TestCase


def test_talks_come_after_two_weeks_at_the_end_and_every_half_year() -> None:
    talks = follow_ups(date(2026, 12, 1), date(2027, 1, 31), date(2028, 1, 31))
    assert [(talk.day, talk.key) for talk in talks] == [
        (date(2026, 12, 15), "two_weeks"),
        (date(2027, 1, 31), "trial_end"),
        (date(2027, 7, 31), "half_year_1"),
        (date(2028, 1, 31), "half_year_2"),
    ]


def test_half_a_year_after_the_end_of_august_is_the_end_of_february() -> None:
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2027, 8, 31), 12) == date(2028, 8, 31)


def test_a_trial_of_two_weeks_has_one_talk() -> None:
    begins = date(2026, 12, 1)
    assert [talk.kind for talk in follow_ups(begins, begins + timedelta(weeks=2), date(2027, 5, 1))] == [TalkKind.TRIAL_END]


@pytest.mark.parametrize(("weeks", "fine"), [(1, False), (2, True), (26, True), (27, False), (-1, False)])
def test_a_trial_has_an_end_in_sight(weeks: int, fine: bool) -> None:
    assert (trial_refusal(date(2026, 12, 1), date(2026, 12, 1) + timedelta(weeks=weeks)) is None) == fine


def test_a_trial_is_eight_weeks_unless_somebody_says_otherwise() -> None:
    assert timedelta(weeks=8) == USUAL_TRIAL
    assert trial_refusal(date(2026, 12, 1), date(2026, 12, 1) + USUAL_TRIAL) is None


def test_a_talk_waits_until_the_pause_is_over() -> None:
    talks = follow_ups(date(2026, 12, 1), date(2027, 1, 31), date(2027, 12, 1))
    pauses = [Period(date(2027, 1, 15), date(2027, 2, 10)), Period(date(2027, 2, 11), date(2027, 3, 1))]
    assert [talk.day for talk in due_talks(talks, ["two_weeks"], pauses, date(2027, 3, 2))] == [date(2027, 3, 2)]
    assert due_talks(talks, ["two_weeks"], pauses, date(2027, 3, 1)) == []
    assert due_talks(talks, ["two_weeks"], [Period(date(2027, 1, 15), None)], date(2027, 12, 1)) == []


@given(DAYS, st.integers(14, 182), st.integers(0, 1500), st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=4))
def test_talks_are_in_order_named_once_and_never_in_a_pause(begins: date, length: int, ahead: int, paused: list[tuple[date, int]]) -> None:
    pauses = [Period(day, day + timedelta(days=days)) for day, days in paused]
    talks = follow_ups(begins, begins + timedelta(days=length), begins + timedelta(days=ahead))
    assert talks == sorted(talks)
    assert len({talk.key for talk in talks}) == len(talks)
    for talk in talks:
        later = moved(talk, pauses)
        assert later is not None
        assert later.day >= talk.day
        assert not any(pause.holds(later.day) for pause in pauses)
