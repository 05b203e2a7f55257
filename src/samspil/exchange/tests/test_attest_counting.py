"""Counting how somebody comes, tried on made-up histories: against a plain reading of the rule, and for what must always hold."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.exchange.domain.attest import Attachment, AttestNeed, Situation, need
from samspil.exchange.domain.attest_counting import Reached, Stay, months_later, reached
from samspil.exchange.domain.attest_rules import RULES, ChildContact, Employer, WelfareField
from samspil.exchange.domain.checks import Check
from samspil.exchange.domain.legal_notes import Certainty
from samspil.exchange.tests.attest_worlds import CLUB, OK

stays = st.builds(
    lambda start, length: Stay(date(2026, 1, 1) + timedelta(days=start), date(2026, 1, 1) + timedelta(days=start + length)),
    st.integers(0, 320),
    st.integers(0, 9),
)
histories = st.lists(stays, max_size=7).map(tuple)
situations = st.builds(
    Situation,
    organisation=st.just(1),
    field=st.sampled_from(WelfareField),
    employer=st.sampled_from(Employer),
    contact=st.sampled_from(ChildContact),
    attachment=st.sampled_from(Attachment),
    age=st.none() | st.integers(10, 90),
    public_money=st.sampled_from([True, False, None]),
    starts=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    been=histories,
    planned=histories,
    checks=st.lists(st.sampled_from([OK, replace(OK, organisation=2), Check(1, date(2026, 6, 1))]), max_size=2).map(tuple),
)
moments = st.dates(date(2026, 1, 1), date(2027, 3, 1))


def limit(been: tuple[Stay, ...]) -> Reached | None:
    return reached(been, RULES[1])


@settings(max_examples=150, deadline=None)
@given(histories, stays)
def test_coming_once_more_never_makes_the_limit_later(been: tuple[Stay, ...], one: Stay) -> None:
    before, after = limit(been), limit((*been, one))
    assert before is None or (after is not None and after.day <= before.day)
    assert limit(been[::-1]) == before


@settings(max_examples=150, deadline=None)
@given(histories)
def test_the_limit_is_the_one_a_plain_reading_finds(been: tuple[Stay, ...]) -> None:
    present = sorted({stay.first + timedelta(days=n) for stay in been for n in range((stay.last - stay.first).days + 1)})

    def is_reached(day: date) -> bool:
        until = [one for one in present if one <= day]
        often = day > months_later(present[0], 3) and len(until) >= 3
        covered = [day - timedelta(days=n) for n in range(8)]
        return day in present and (often or (covered[-1] in present and all(one in present or one.weekday() >= 5 for one in covered)))

    found = limit(been)
    assert (found.day if found else None) == next((day for day in present if is_reached(day)), None)


@settings(max_examples=200, deadline=None)
@given(situations, moments)
def test_every_answer_has_a_reason_a_law_and_a_way_on(situation: Situation, today: date) -> None:
    found = need(situation, today)
    assert found.text.endswith(".")
    assert found.law
    assert all(found.law)
    # Nobody is held back by what no rule settles, nor where somebody saw that it is ok.
    assert not (found.blocked and found.certainty is Certainty.UNCLEAR)
    if OK in situation.checks and situation.contact is not ChildContact.NONE and (situation.age is None or situation.age >= 15):
        assert found.need is AttestNeed.IN_PLACE
    if found.need is AttestNeed.NEEDED_BY:
        assert found.by is not None
        assert today <= found.by
        assert found.warn is (found.by - today <= timedelta(days=14))


@settings(max_examples=100, deadline=None)
@given(histories, moments)
def test_days_that_pass_alone_lead_from_needed_to_overdue_and_nowhere_else(been: tuple[Stay, ...], today: date) -> None:
    one, later = (need(replace(CLUB, been=been), day) for day in (today, today + timedelta(days=40)))
    if one.need is AttestNeed.NEEDED_BY:
        assert later.need is AttestNeed.OVERDUE
    if one.need is AttestNeed.OVERDUE:
        assert (later.need, later.by) == (AttestNeed.OVERDUE, one.by)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 24))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1
