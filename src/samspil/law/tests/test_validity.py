"""Is an answer still to be relied on? And how sure was it? No database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samspil.law.domain.certainty import DANISH, DOTS, MEANING, Certainty
from samspil.law.domain.validity import WARN_DAYS, State, Validity

EXPIRES = date(2027, 2, 12)


def state_after(days: int) -> State:
    return Validity(date(2026, 1, 1), date(2026, 11, 14), EXPIRES).on(EXPIRES + timedelta(days=days))


def test_an_answer_warns_for_thirty_days_and_then_has_run_out() -> None:
    states = {days: state_after(days) for days in (-31, -30, -1, 0, 1)}
    assert states == {-31: State.VALID, -30: State.EXPIRING, -1: State.EXPIRING, 0: State.EXPIRED, 1: State.EXPIRED}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-1000, 1000))
def test_an_answer_never_becomes_younger(expires: date, days: int) -> None:
    validity, order = Validity(date(1999, 1, 1), date(1999, 1, 1), expires), list(State)
    day = expires + timedelta(days=days)
    assert order.index(validity.on(day)) <= order.index(validity.on(day + timedelta(days=1)))
    assert validity.task_due(day) == (days >= -WARN_DAYS)


def test_every_certainty_has_a_word_a_meaning_and_its_dots() -> None:
    assert set(DANISH) == set(MEANING) == set(DOTS) == set(Certainty)
    assert [DOTS[c] for c in (Certainty.SURE, Certainty.LIKELY, Certainty.UNCLEAR)] == [3, 2, 1]
