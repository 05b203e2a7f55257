from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.commitments import Delivered, Keeping, Promise, keeping, kept_of, number_in_words, why_impossible

DAY = st.dates(date(2026, 1, 1), date(2030, 1, 1))
NUMBER = st.decimals("0.01", "1000", places=2)
PIECES = st.lists(st.builds(Delivered, day=DAY, quantity=NUMBER), max_size=5).map(tuple)
PROMISES = st.builds(Promise, quantity=NUMBER, due=DAY, first=st.none() | DAY, delivered=PIECES, missed=st.sampled_from(["", "Gik ikke"]))
PLACES = Promise(Decimal(10), date(2027, 8, 1), date(2027, 2, 1))


@pytest.mark.parametrize(
    ("promise", "today", "stands"),
    [
        (PLACES, date(2027, 1, 31), Keeping.COMING),
        (PLACES, date(2027, 2, 1), Keeping.RUNNING),
        (PLACES, date(2027, 7, 18), Keeping.SOON),
        (PLACES, date(2027, 8, 1), Keeping.SOON),
        (PLACES, date(2027, 8, 2), Keeping.OVERDUE),
        (replace(PLACES, missed="To mestre blev syge."), date(2027, 8, 2), Keeping.MISSED),
        (replace(PLACES, delivered=(Delivered(date(2027, 9, 1), Decimal(10)),)), date(2027, 9, 2), Keeping.KEPT),
    ],
)
def test_how_ten_training_places_before_the_first_of_august_stand(promise: Promise, today: date, stands: Keeping) -> None:
    assert keeping(promise, today) is stands


@given(PROMISES, DAY)
def test_a_commitment_is_kept_exactly_when_all_was_delivered(promise: Promise, today: date) -> None:
    assert (keeping(promise, today) is Keeping.KEPT) is (promise.done >= promise.quantity) is (promise.left == 0)


@given(PROMISES, DAY, NUMBER)
def test_delivering_more_never_makes_it_worse(promise: Promise, today: date, more: Decimal) -> None:
    after = replace(promise, delivered=(*promise.delivered, Delivered(today, more)))
    assert after.percent >= promise.percent
    assert keeping(after, today) in {keeping(promise, today), Keeping.KEPT}


@given(PROMISES, DAY)
def test_what_is_not_kept_is_said_from_the_day_after_its_last(promise: Promise, today: date) -> None:
    if promise.left and not promise.missed:
        assert (keeping(promise, today) is Keeping.OVERDUE) is (today > promise.due)
    assert 0 <= promise.percent <= 100


def test_backwards_negative_and_absurd_numbers_cannot_be_promised() -> None:
    day = date(2027, 8, 1)
    assert why_impossible(Decimal(10), None, day) == ""
    for number in ("0", "-1", "10000000.01", "1e9"):
        assert "større end nul" in why_impossible(Decimal(number), None, day)
    assert "før begyndelsen" in why_impossible(Decimal(1), day + timedelta(days=1), day)


def test_numbers_stand_as_danes_write_them_and_what_is_open_is_not_counted() -> None:
    assert [number_in_words(Decimal(number)) for number in ("10", "7.50", "1250", "0.25", "1000000")] == ["10", "7,5", "1.250", "0,25", "1.000.000"]
    assert kept_of([Keeping.KEPT, Keeping.RUNNING, Keeping.MISSED, Keeping.OVERDUE, Keeping.SOON]) == (1, 3)
