"""The rules of deciding: days, states, what several decide together, and the pace."""

from datetime import date, timedelta
from itertools import permutations
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.deciding import (
    Asked,
    FollowState,
    MatterState,
    Pace,
    Reply,
    days_in_words,
    days_used,
    due_day,
    follow_state,
    outcome_of,
    pace_in_words,
    pace_of,
    state_of,
    why_impossible,
)

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1))
SAID = st.lists(st.sampled_from([*Reply, None]), max_size=4)
MONDAY = date(2027, 3, 1)


def test_three_days_from_a_monday_end_with_thursday_and_weekends_count() -> None:
    assert due_day(MONDAY, 3) == date(2027, 3, 4)
    assert due_day(date(2027, 3, 5), 3) == date(2027, 3, 8), "Friday to Monday"


@given(DAYS, st.integers(1, 90), st.integers(0, 200))
def test_what_is_decided_on_its_last_day_used_what_was_promised_and_no_more(raised: date, days: int, later: int) -> None:
    due = due_day(raised, days)
    assert days_used(raised, due) == days
    assert (days_used(raised, raised + timedelta(later)) <= days) == (raised + timedelta(later) <= due)
    assert days_used(raised, raised - timedelta(later)) == 0, "a day written wrong never gives fewer than none"


@given(SAID)
def test_nothing_is_decided_before_all_have_spoken_and_the_order_changes_nothing(said: list[Reply | None]) -> None:
    outcome = outcome_of(said)
    assert (outcome is None) == (not said or None in said)
    assert all(outcome_of(other) == outcome for other in permutations(said))


@given(st.lists(st.sampled_from(list(Reply)), min_size=1, max_size=5))
def test_one_no_is_a_no_and_a_yes_is_everybodys(said: list[Reply]) -> None:
    outcome = outcome_of(said)
    assert (outcome is Reply.NO) == (Reply.NO in said)
    assert (outcome is Reply.YES) == (set(said) == {Reply.YES})


@given(DAYS, st.integers(1, 90), SAID, st.integers(-5, 200), st.booleans(), st.booleans())
def test_a_question_is_late_only_when_somebody_must_still_decide_it(
    raised: date, days: int, said: list[Reply | None], passed: int, decided: bool, taken_back: bool
) -> None:
    today, due = raised + timedelta(passed), due_day(raised, days)
    asked = Asked(raised, due, dict(enumerate(said)), today if decided else None, today if taken_back else None)
    state = state_of(asked, today)
    assert (state is MatterState.TAKEN_BACK) == taken_back
    assert (state is MatterState.DECIDED) == (decided and not taken_back)
    assert (state in {MatterState.LATE, MatterState.OPEN}) == (bool(said) and not decided and not taken_back)
    assert (state is MatterState.LATE) == (state in {MatterState.LATE, MatterState.OPEN} and today > due)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), min_size=1, max_size=30))
def test_the_pace_is_the_median_and_how_many_kept_their_time(rows: list[tuple[int, int]]) -> None:
    pace = pace_of(rows)
    assert pace == Pace(median(used for used, _ in rows), len([1 for used, promised in rows if used <= promised]), len(rows))
    assert pace
    assert min(used for used, _ in rows) <= pace.middle <= max(used for used, _ in rows)


def test_the_pace_is_said_as_people_say_it() -> None:
    assert pace_of([]) is None
    assert pace_in_words(None) == ""
    assert pace_in_words(pace_of([(0, 3)])) == "Mindst halvdelen er besluttet samme dag. 1 af 1 beslutninger kom til tiden."
    assert pace_in_words(pace_of([(2, 3), (3, 1)])) == "I beslutter typisk på 2,5 dage (medianen). 1 af 2 beslutninger kom til tiden."
    assert [days_in_words(n) for n in (0, 1, 2)] == ["samme dag", "1 dag", "2 dage"]


@given(st.integers(-1000, 1000))
def test_a_rule_has_from_one_to_ninety_days(days: int) -> None:
    assert (why_impossible(days) == "") == (1 <= days <= 90)


@given(DAYS, st.integers(-50, 50), st.booleans(), st.booleans())
def test_what_was_done_is_done_and_what_is_over_its_day_is_said(due: date, passed: int, done: bool, dropped: bool) -> None:
    state = follow_state(due, done=done, dropped=dropped, today=due + timedelta(passed))
    wanted = FollowState.DONE if done else FollowState.DROPPED if dropped else FollowState.LATE if passed > 0 else FollowState.OPEN
    assert state is wanted
