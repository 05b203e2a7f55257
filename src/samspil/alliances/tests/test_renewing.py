"""When an agreement in force is looked at again."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.actions.remind_of_agreements import remind, remind_of
from samspil.alliances.actions.renew import Renewal, let_it_stand, renew_agreement
from samspil.alliances.domain.renewing import Clock, Due, clock_of
from samspil.alliances.jobs import remind_of_agreements
from samspil.alliances.models import AgreementVersion
from samspil.alliances.tests.making import Two, agreed, fine, now, proposed, signed_by_all, who
from samspil.alliances.tests.test_amending import amending, code, notices
from samspil.core import events
from samspil.core.models import Notice

LAST, REVIEW = date(2028, 1, 31), date(2027, 8, 1)
CLOCK = Clock(LAST, REVIEW)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 7, 31), None),
        (REVIEW, Due.REVIEW),
        (LAST - timedelta(days=61), Due.REVIEW),
        (LAST - timedelta(days=60), Due.ENDING),
        (LAST, Due.ENDING),
        (LAST + timedelta(days=1), Due.OVER),
    ],
)
def test_what_is_due_on_a_day(today: date, due: Due | None) -> None:
    assert CLOCK.due(today) is due


def test_a_look_at_it_is_enough_until_the_next_day_is_written() -> None:
    assert Clock(LAST, REVIEW, REVIEW).due(REVIEW + timedelta(days=3)) is None
    assert Clock(LAST, REVIEW, REVIEW - timedelta(days=1)).due(REVIEW) is Due.REVIEW


@given(st.none() | st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.none() | st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_day_by_day_each_is_told_once_and_the_end_at_most_twice(last: date | None, review: date | None) -> None:
    clock = Clock(last, review)
    reviews: list[date] = []
    ends: list[date] = []
    for n in range(-5, 1200, 3):
        today = date(2026, 1, 1) + timedelta(days=n)
        if clock.tell_of_review(today, reviews[-1] if reviews else None):
            reviews.append(today)
        if clock.tell_of_end(today, ends[-1] if ends else None):
            ends.append(today)
    assert len(reviews) == (review is not None)
    assert len(ends) <= 2
    assert all(last and day <= last for day in ends)


def test_the_days_are_read_from_what_was_signed() -> None:
    assert clock_of({"form": 1, "last": None}, None) == Clock()
    assert clock_of({"last": "2028-01-31", "terms": {"review": "2027-08-01"}}, None) == CLOCK


@pytest.mark.django_db
def test_the_worker_tells_the_parties_of_the_end_and_of_the_look_once_each(make_person: Any) -> None:
    two, version = agreed(make_person)
    last = date.fromisoformat(version.content["last"])
    assert remind(last - timedelta(days=61)) == 0
    assert [remind(last - timedelta(days=days)) for days in (60, 59, 14, 13, 0)] == [1, 0, 1, 0, 0]
    assert remind(last + timedelta(days=1)) == 0, "what is over is over"
    events.deliver_waiting()
    for person in (two.chair, two.owner):
        told = Notice.objects.filter(recipient_id=person.pk, text__contains="gælder til 31. januar 2028. Forny, ændr eller afslut den.")
        assert told.count() == 2
    AgreementVersion.objects.filter(pk=version.pk).update(content={**version.content, "terms": {**version.content["terms"], "review": "2027-08-01"}})
    assert [remind(REVIEW), remind(REVIEW + timedelta(days=1))] == [1, 0]
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=two.owner.pk, text__contains="skal I se på igen nu").count() == 1
    remind_of_agreements.func(0)


@pytest.mark.django_db
def test_nothing_is_told_of_what_holds_no_longer(make_person: Any) -> None:
    two, version = agreed(make_person)
    AgreementVersion.objects.filter(pk=version.pk).update(closed_at=now())
    assert remind(date.fromisoformat(version.content["last"])) == 0
    assert remind_of(version.pk, date.fromisoformat(version.content["last"])) == 0
    assert two.room.in_force is None


def renewal(two: Two, **how: Any) -> Renewal:
    return replace(Renewal(two.club.pk, date(2029, 1, 31), date(2028, 6, 1), "Det virker"), **how)


@pytest.mark.django_db
def test_renewing_moves_the_period_by_an_amendment_that_all_sign(make_person: Any) -> None:
    two, _ = agreed(make_person)
    amendment = fine(renew_agreement(who(two.chair), two.slug, renewal(two), now=now()))
    assert fine(renew_agreement(who(two.chair), two.slug, renewal(two), now=now())) == amendment, "sent twice it is one"
    second = signed_by_all(two)
    assert (second.content["last"], second.content["terms"]["review"]) == ("2029-01-31", "2028-06-01")
    assert two.room.in_force == second


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "refused"),
    [
        ({"last_day": date(2028, 1, 31)}, "backwards"),
        ({"last_day": date(2020, 1, 31)}, "backwards"),
        ({"review_on": date(2030, 1, 1)}, "outside"),
        ({"review_on": date(2027, 1, 1)}, "outside"),
        ({"why": " "}, "no-reason"),
        ({"for_organisation": 0}, "not-your-party"),
    ],
)
def test_days_that_lie_backwards_are_refused_and_nothing_is_begun(make_person: Any, how: dict[str, Any], refused: str) -> None:
    two, _ = agreed(make_person)
    assert code(renew_agreement(who(two.chair), two.slug, renewal(two, **how), now=now())) == refused
    assert two.room.amendment is None
    assert two.room.alliance.initiative.last_day == date(2028, 1, 31)


@pytest.mark.django_db
def test_a_day_that_is_gone_is_refused_also_when_the_agreement_ended_long_ago(make_person: Any) -> None:
    two, _ = agreed(make_person)
    later = now() + timedelta(days=5 * 365)
    assert code(renew_agreement(who(two.chair), two.slug, renewal(two), now=later)) == "backwards"


@pytest.mark.django_db
def test_it_is_let_stand_only_where_it_holds_and_nobody_is_changing_it(make_person: Any) -> None:
    two, _ = proposed(make_person)
    assert code(let_it_stand(who(two.chair), two.slug, two.club.pk, now=now())) == "not-in-force"
    assert code(renew_agreement(who(two.chair), two.slug, renewal(two), now=now())) == "not-in-force"
    two, _ = agreed(make_person)
    assert code(let_it_stand(who(two.chair), two.slug, two.firm.pk, now=now())) == "not-your-party"
    first = fine(let_it_stand(who(two.chair), two.slug, two.club.pk, now=now()))
    assert fine(let_it_stand(who(two.chair), two.slug, two.club.pk, now=now())).reviewed_at == first.reviewed_at
    assert any("og at den står" in text for text in notices(two.owner))
    amending(two)
    assert code(let_it_stand(who(two.chair), two.slug, two.club.pk, now=now())) == "amending"
