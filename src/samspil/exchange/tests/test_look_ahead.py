"""Ahead of a shift: who lacks what it requires hears of it and keeps the place, an answer about a new time is asked for once more, and what a substitute
has put right waits for nobody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core.models import Notice
from samspil.exchange import jobs
from samspil.exchange.actions.change_series import change_series
from samspil.exchange.actions.plan_series import plan_of, words_of
from samspil.exchange.actions.take_shift import answer_ask, give_shift_back, say_who_came, seek_substitute
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Qualification, Shift, ShiftPlace, ShiftSeries, SubstituteAsk
from samspil.exchange.tests.making import MORNING, shown
from samspil.exchange.tests.test_rosters import notices_of, roster_of, take
from samspil.identity.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
GONE = "En kan ikke komme på vagten: Vært ved døren (Pluk æbler)"


def nights(number: int = 2) -> None:
    for _ in range(number):
        jobs.look_ahead_of_shifts(0)


def unread(person: Person) -> list[str]:
    notices_of(person)
    return list(Notice.objects.filter(recipient_id=person.pk, read_at=None).values_list("text", flat=True))


def test_a_course_that_runs_out_before_the_shift_is_told_to_both_once_and_the_place_stays(make_person: Any) -> None:
    chair, need, (one, two) = roster_of(make_person, until=date(2027, 3, 31), weekdays=(2,), requires=("first_aid",))
    for person in (one, two):
        Qualification.objects.create(person=person, skill="first_aid", told_at=now())
        for shift in Shift.objects.all():
            fine(take(person, shift))
    Qualification.objects.filter(person=one).update(expires_on=date(2027, 3, 5))
    nights()
    assert [text for text in notices_of(one) if "på plads" in text] == ["Noget skal være på plads før din næste vagt: Pluk æbler. Du har stadig vagten"]
    assert [text for text in notices_of(chair) if "mangler" in text] == ["En med en vagt mangler noget, vagten kræver: Pluk æbler. Se hvem på vagtplanen"]
    assert not [text for text in notices_of(two) if "på plads" in text]
    assert ShiftPlace.objects.filter(person=one, state=SignupState.CONFIRMED).count() == 5, "people decide"
    at = f"{need.address}vagter/"
    assert shown(client_of(chair), at).count("Der mangler noget") == 4
    own = shown(client_of(one), at)
    assert own.count("Du har vagten, men det her skal være på plads først.") == 4
    assert "Du har vagten, men" not in shown(client_of(two), at)
    with time_machine.travel(MORNING + timedelta(days=14)):
        nights()
        assert len([text for text in notices_of(one) if "på plads" in text]) == 1, "the next weeks' shifts are the same thing"
        Qualification.objects.update(expires_on=None)
        assert "Der mangler noget" not in shown(client_of(chair), at)


def test_who_came_without_it_is_written_down_and_said(make_person: Any) -> None:
    chair, _, (one, _) = roster_of(make_person, requires=("first_aid",))
    row = Qualification.objects.create(person=one, skill="first_aid", told_at=now())
    shift = Shift.objects.get()
    fine(take(one, shift))
    row.delete()
    said = fine(say_who_came(who(chair), ShiftPlace.objects.get().pk, "attend", now=shift.ends_at))
    assert "Vagt 0 må ikke hjælpe igen, før det er på plads: Opgaven kræver førstehjælpskursus." in said


def test_whoever_does_not_answer_about_a_new_time_is_asked_once_more(make_person: Any) -> None:
    chair, need, (one, two) = roster_of(make_person, until=date(2027, 3, 31), weekdays=(2,))
    row, shifts = ShiftSeries.objects.get(), list(Shift.objects.all())
    for shift in shifts[2:4]:
        fine(take(one, shift))
    plan = fine(plan_of(row, replace(words_of(row), weekdays=(3,)), MORNING))
    fine(change_series(who(chair), need.pk, row.pk, plan.words, plan.stamp, call_off=False, now=MORNING))
    nights()
    asked = "Passer de nye tider dig? Pluk æbler. Sig ja, eller giv vagten tilbage"
    assert asked not in notices_of(one), "not before two days"
    with time_machine.travel(MORNING + timedelta(days=2, hours=1)):
        nights(3)
        assert notices_of(one).count(asked) == 1
        assert asked not in notices_of(two)
        assert "2 har ikke svaret på en ny tid" in shown(client_of(chair), f"{need.address}vagter/")
    again = fine(plan_of(ShiftSeries.objects.get(), replace(plan.words, weekdays=(4,)), MORNING + timedelta(days=3)))
    fine(change_series(who(chair), need.pk, row.pk, again.words, again.stamp, call_off=False, now=MORNING + timedelta(days=3)))
    with time_machine.travel(MORNING + timedelta(days=6)):
        nights()
        assert notices_of(one).count(asked) == 2, "another new time is another question"


def test_that_somebody_cannot_come_is_over_when_a_substitute_has_the_shift(make_person: Any) -> None:
    chair, need, (one, two, three) = roster_of(make_person, people=3, seats=1)
    shift = Shift.objects.get()
    fine(take(one, shift))
    late = shift.starts_at - timedelta(hours=1)
    fine(give_shift_back(who(one), ShiftPlace.objects.get().pk, now=late))
    assert GONE in unread(chair)
    at = f"{need.address}vagter/"
    assert "Vagt 0 kan ikke komme" in shown(client_of(chair), at)
    fine(answer_ask(who(two), SubstituteAsk.objects.get(person=two).pk, yes=True, now=late))
    assert GONE not in unread(chair)
    assert "En anden har overtaget vagten: Vært ved døren (Pluk æbler)" in unread(chair)
    assert "kan ikke komme" not in shown(client_of(chair), at)
    assert SubstituteAsk.objects.get(person=three).answer == "found"


def test_a_seat_that_is_taken_as_any_other_ends_what_others_were_asked(make_person: Any) -> None:
    chair, need, (one, two, three) = roster_of(make_person, people=3, seats=1)
    shift = Shift.objects.get()
    fine(take(one, shift))
    late = shift.starts_at - timedelta(hours=1)
    fine(give_shift_back(who(one), ShiftPlace.objects.get().pk, now=late))
    fine(take(two, shift, late))
    assert GONE not in unread(chair)
    assert set(SubstituteAsk.objects.values_list("answer", flat=True)) == {"found"}
    assert "Tak, vagten er taget af en anden: Vært ved døren" in notices_of(three)
    assert "Kan du tage over" not in shown(client_of(three), f"{need.address}vagter/")


def test_a_shift_that_is_handed_over_alarms_nobody(make_person: Any) -> None:
    chair, _, (one, two) = roster_of(make_person, seats=1)
    fine(take(one, Shift.objects.get()))
    fine(seek_substitute(who(one), ShiftPlace.objects.get().pk, now=MORNING))
    fine(answer_ask(who(two), SubstituteAsk.objects.get().pk, yes=True, now=MORNING))
    assert not [text for text in notices_of(chair) if "kan ikke komme" in text]
    assert "En anden har overtaget vagten: Vært ved døren (Pluk æbler)" in notices_of(chair)


def test_strangers_read_nothing_of_it(make_person: Any) -> None:
    _, need, _ = roster_of(make_person, requires=("first_aid",))
    assert Client().get(f"{need.address}vagter/").status_code in {302, 404}
