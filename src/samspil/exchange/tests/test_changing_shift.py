"""One shift that is changed, a series with another task or other requirements, and one that comes back on a weekday of the month."""

from dataclasses import replace
from datetime import date, timedelta
from datetime import time as clock
from typing import Any

import pytest

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.exchange.actions.change_series import change_series
from samspil.exchange.actions.change_shift import OneShift, ShiftPlan, change_shift, one_of, plan_shift
from samspil.exchange.actions.plan_series import plan_of, words_of
from samspil.exchange.actions.write_roster import cancel_shift
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.models import Qualification, Shift, ShiftPlace, ShiftSeries
from samspil.exchange.tests.making import MORNING, shown
from samspil.exchange.tests.test_rosters import code, notices_of, roster_of, take
from samspil.identity.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
WEDNESDAYS: dict[str, Any] = {"until": date(2027, 3, 24), "weekdays": (2,)}
FORM = {"role": "Vært ved døren", "first": "04-03-2027", "begins": "18.00", "ends": "20.00", "seats": "2", "note": "Ved bagdøren"}


def plan(shift: Shift, **words: Any) -> ShiftPlan:
    shift.refresh_from_db()
    found: ShiftPlan = fine(plan_shift(shift, replace(one_of(shift), **words), MORNING))
    return found


def change(person: Person, found: ShiftPlan, *, stamp: str = "", words: OneShift | None = None) -> Any:
    return change_shift(who(person), found.shift.pk, words or found.words, stamp or found.stamp, now=MORNING)


def times() -> list[str]:
    rows = Shift.objects.filter(cancelled_at=None).order_by("starts_at")
    return [f"{one.starts_at.astimezone(ZONE):%d.%m %H.%M}-{one.ends_at.astimezone(ZONE):%H.%M}" for one in rows]


def test_one_shift_is_moved_and_those_on_it_keep_their_place_and_are_asked(make_person: Any) -> None:
    chair, need, (one, two) = roster_of(make_person, **WEDNESDAYS)
    first, second, *_ = Shift.objects.all()
    fine(take(one, first))
    fine(take(two, second))
    said = change(chair, plan(first, day=date(2027, 3, 4), begins=clock(18), ends=clock(1)))
    assert said == "Vagten er rettet. Én får besked og bliver spurgt, om den nye tid passer."
    assert times()[:2] == ["04.03 18.00-01.00", "10.03 17.30-19.30"]
    place = ShiftPlace.objects.get(person=one)
    assert (place.state, place.was_from is not None) == ("confirmed", True)
    assert notices_of(one)[-1] == "Pluk æbler: 1 vagt er flyttet. Sig, om den nye tid passer"
    assert not [text for text in notices_of(two) if "flyttet" in text]
    assert "Flyttet: passer den nye tid dig?" in shown(client_of(one), f"{need.address}vagter/")


def test_a_shift_gets_another_task_other_requirements_and_fewer_seats_and_takes_nobodys_place(make_person: Any) -> None:
    chair, _, (one, two) = roster_of(make_person)
    shift = Shift.objects.get()
    for person in (one, two):
        fine(take(person, shift))
    Qualification.objects.create(person=two, skill="first_aid", told_at=now())
    assert change(chair, plan(shift, role="Samarit", requires=("first_aid",), seats=1)) == "Vagten er rettet. 2 får besked."
    shift.refresh_from_db()
    assert (shift.role, shift.requires, shift.seats) == ("Samarit", ["first_aid"], 1)
    assert ShiftPlace.objects.filter(state="confirmed", was_from=None).count() == 2
    assert notices_of(one)[-1] == "Pluk æbler: 1 vagt har fået en anden opgave eller andre krav"


def test_it_is_done_as_it_was_shown_or_not_at_all(make_person: Any) -> None:
    chair, _, (one, _) = roster_of(make_person)
    shift = Shift.objects.get()
    found = plan(shift, begins=clock(18))
    fine(take(one, shift))
    assert code(change(chair, found)) == "changed"
    assert code(change(chair, plan(shift, begins=clock(18)), words=one_of(shift))) == "same"
    assert code(change(one, plan(shift, begins=clock(18)))) == "gone", "only those who make the roster"
    for words, why in (({"seats": 0}, "no_seats"), ({"day": date(2027, 2, 1)}, "past"), ({"day": date(2200, 2, 1)}, "first")):
        assert code(plan_shift(shift, replace(one_of(shift), **words), MORNING)) == why
    assert code(plan_shift(shift, replace(one_of(shift), seats=4), shift.starts_at)) == "past"
    found = plan(shift, seats=4)
    fine(cancel_shift(who(chair), shift.pk, now=MORNING))
    assert code(change(chair, found)) == "gone"
    shift.refresh_from_db()
    assert code(plan_shift(shift, found.words, MORNING)) == "gone"


def test_a_shift_in_the_missing_hour_of_spring_says_so(make_person: Any) -> None:
    chair, _, _ = roster_of(make_person)
    shift = Shift.objects.get()
    change(chair, plan(shift, day=date(2027, 3, 28), begins=clock(2, 30), ends=clock(5)))
    assert times() == ["28.03 03.00-05.00"]
    shift.refresh_from_db()
    assert "findes ikke den nat" in shift.note


def test_it_is_changed_in_the_browser_in_two_presses(make_person: Any) -> None:
    chair, need, (one, two) = roster_of(make_person, **WEDNESDAYS)
    first, second, *_ = Shift.objects.all()
    fine(take(one, first))
    client, at = client_of(chair), f"{need.address}vagter/{first.pk}/ret/"
    assert at in shown(client, f"{need.address}vagter/")
    assert "Den bliver i sin serie" in shown(client, at)
    assert client.post(at, {**FORM, "role": ""}).status_code == 422
    assert client.post(at, {**FORM, "first": "01-02-2027"}).status_code == 409
    page = client.post(at, FORM).content.decode()
    assert "Én person får besked og bliver spurgt, om den nye tid passer." in page
    assert "Ved bagdøren" in page
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    assert client.post(at, {**FORM, "again": "1", "stamp": stamp}).status_code == 200
    fine(take(two, first))
    assert client.post(at, {**FORM, "stamp": stamp}).status_code == 409
    stamp = client.post(at, FORM).content.decode().partition('name="stamp" value="')[2].partition('"')[0]
    assert client.post(at, {**FORM, "stamp": stamp}).status_code == 302
    assert times()[0] == "04.03 18.00-20.00"
    assert client.post(at, {**FORM, "stamp": stamp}).status_code == 409, "the same once more is no change"
    assert client_of(one).get(at).status_code == 404
    fine(cancel_shift(who(chair), second.pk, now=MORNING))
    assert client.get(f"{need.address}vagter/{second.pk}/ret/").status_code == 404


def test_before_it_is_pressed_one_reads_for_how_many_it_does_not_go(make_person: Any) -> None:
    chair, need, (one, _) = roster_of(make_person, **WEDNESDAYS)
    first, second, *_ = Shift.objects.all()
    for shift in (first, second):
        fine(take(one, shift))
    sent = {**FORM, "first": "10-03-2027", "seats": "1"}
    page = client_of(chair).post(f"{need.address}vagter/{first.pk}/ret/", sent).content.decode()
    assert "For én går det ikke, som det er. De ser selv hvorfor." in page


def test_a_series_gets_another_task_and_other_requirements_and_what_one_shift_has_of_its_own_stays(make_person: Any) -> None:
    chair, need, (one, _) = roster_of(make_person, **WEDNESDAYS)
    row, (first, second, third, _) = ShiftSeries.objects.get(), Shift.objects.all()
    fine(take(one, first))
    change(chair, plan(second, role="Kok", seats=5))
    change(chair, plan(third, requires=("licence",)))
    words = replace(words_of(row), role="Samarit", requires=("first_aid",), seats=3)
    page = (
        client_of(chair)
        .post(
            f"{need.address}vagter/serie/{row.pk}/",
            {
                "role": "Samarit",
                "requires": ["first_aid"],
                "seats": "3",
                "weekdays": ["2"],
                "begins": "17.30",
                "ends": "19.30",
                "every": "1",
                "until": "24-03-2027",
            },
        )
        .content.decode()
    )
    assert "Kræver: førstehjælpskursus" in page
    assert "Én person får besked om den nye opgave eller de nye krav." in page
    found = fine(plan_of(row, words, MORNING))
    assert change_series(who(chair), need.pk, row.pk, words, found.stamp, call_off=False, now=MORNING) == "Serien er rettet. Én får besked."
    told = list(Shift.objects.order_by("starts_at").values_list("role", "requires", "seats"))
    assert told[0] == told[3] == ("Samarit", ["first_aid"], 3)
    assert told[1] == ("Kok", ["first_aid"], 5)
    assert told[2] == ("Samarit", ["licence"], 3)
    assert notices_of(one)[-1] == "Pluk æbler: 1 vagt har fået en anden opgave eller andre krav"
    row.refresh_from_db()
    assert (row.role, row.requires) == ("Samarit", ["first_aid"])


def test_shifts_come_back_on_a_weekday_of_the_month_also_in_short_ones_and_over_the_clock(make_person: Any) -> None:
    chair, need, _ = roster_of(make_person)
    Shift.objects.all().delete()
    sent = {"role": "Spisning", "seats": "4", "first": "01-03-2027", "begins": "17.00", "ends": "19.00", "until": "30-06-2027"}
    monthly = {**sent, "weekdays": ["1"], "nth": "1", "every": "1"}
    assert client_of(chair).post(f"{need.address}vagter/ny/", monthly).status_code == 302
    assert times() == ["02.03 17.00-19.00", "06.04 17.00-19.00", "04.05 17.00-19.00", "01.06 17.00-19.00"], "the clock on the wall stays in summer time"
    assert "Hver måned: den første tirsdag kl. 17.00–19.00" in shown(client_of(chair), f"{need.address}vagter/")
    Shift.objects.all().delete()
    last = {**sent, "weekdays": ["6"], "nth": "-1", "every": "1", "first": "01-03-2027", "until": "30-04-2028", "begins": "02.30", "ends": "04.00"}
    assert client_of(chair).post(f"{need.address}vagter/ny/", last).status_code == 302
    found = {one.partition(" ")[0]: one.partition(" ")[2] for one in times()}
    assert found["28.03"] == "03.00-04.00", "half past two is left out in the night the clock goes forward"
    assert (found["27.02"], found["31.10"]) == ("02.30-04.00", "02.30-04.00"), "the last Sunday of a short month, and of the month with an hour twice"
    lengths = {one.ends_at - one.starts_at for one in Shift.objects.filter(starts_at__date=date(2027, 10, 31))}
    assert lengths == {timedelta(hours=2, minutes=30)}


def test_a_weekly_series_becomes_a_monthly_one_as_shown(make_person: Any) -> None:
    chair, need, (one, _) = roster_of(make_person, until=date(2027, 5, 31), weekdays=(2,))
    row = ShiftSeries.objects.get()
    fine(take(one, Shift.objects.earliest("starts_at")))
    words = replace(words_of(row), nth=1)
    found = fine(plan_of(row, words, MORNING))
    fine(change_series(who(chair), need.pk, row.pk, words, found.stamp, call_off=False, now=MORNING))
    assert [one.partition(" ")[0] for one in times()] == ["03.03", "07.04", "05.05"]
    row.refresh_from_db()
    assert row.nth == 1
