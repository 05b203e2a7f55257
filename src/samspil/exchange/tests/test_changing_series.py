"""A series that is changed: what would happen is shown, done as shown or not at all, and nobody loses a place by it."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core.refusals import Refusal
from samspil.exchange.actions.change_series import answer_new_time, change_series
from samspil.exchange.actions.plan_series import Plan, SeriesWords, plan_of, words_of
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.take_shift import answer_ask, seek_substitute, take_shift
from samspil.exchange.actions.write_roster import ShiftWords, cancel_shift, write_shifts
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Need, Qualification, Shift, ShiftPlace, ShiftSeries, SubstituteAsk
from samspil.exchange.tests.making import MORNING, shown
from samspil.exchange.tests.test_rosters import WORDS, code, notices_of, roster_of, take
from samspil.identity.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
# Four Wednesdays in March 2027, half past five to half past seven.
MARCH: dict[str, Any] = {"until": date(2027, 3, 24), "weekdays": (2,)}
FORM = {"role": "Vært ved døren", "weekdays": ["3"], "begins": "18.00", "ends": "20.00", "every": "1", "until": "24-03-2027", "seats": "2"}
THURSDAYS: dict[str, Any] = {"weekdays": (3,), "begins": clock(18), "ends": clock(20)}


def series_of(make_person: Any, **more: Any) -> tuple[Person, Need, list[Person], ShiftSeries]:
    """A roster that is one series."""
    chair, need, helpers = roster_of(make_person, **{**MARCH, **more})
    return chair, need, helpers, ShiftSeries.objects.get()


def plan(row: ShiftSeries, at: datetime = MORNING, **words: Any) -> Plan:
    row.refresh_from_db()
    found: Plan = fine(plan_of(row, replace(words_of(row), **words), at))
    return found


def change(person: Person, found: Plan, *, at: datetime = MORNING, call_off: bool = False, words: SeriesWords | None = None) -> Any:
    return change_series(who(person), found.series.need_id, found.series.pk, words or found.words, found.stamp, call_off=call_off, now=at)


def local_times() -> list[str]:
    rows = Shift.objects.filter(cancelled_at=None).order_by("starts_at")
    return [f"{one.starts_at.astimezone(ZONE):%a %d.%m %H.%M}-{one.ends_at.astimezone(ZONE):%H.%M}" for one in rows]


def test_shifts_follow_the_series_and_those_on_them_keep_their_place_and_are_asked(make_person: Any) -> None:
    chair, _, (one, two), row = series_of(make_person)
    first, second, third, fourth = Shift.objects.all()
    for person, shift in ((one, first), (one, second), (two, second)):
        fine(take(person, shift))
    found = plan(row, **THURSDAYS)
    assert set(found.moved) == {first.pk, second.pk}
    # The last day is a Wednesday, so the fourth week has no Thursday.
    assert ([pk for pk, _ in found.rematch.move], found.rematch.cancel, found.outside) == ([third.pk], (fourth.pk,), [])
    assert change(chair, found) == "Serien er rettet. 2 får besked og bliver spurgt, om den nye tid passer."
    assert local_times() == ["Thu 04.03 18.00-20.00", "Thu 11.03 18.00-20.00", "Thu 18.03 18.00-20.00"]
    assert set(ShiftPlace.objects.values_list("state", flat=True)) == {"confirmed"}
    assert notices_of(one)[-1] == "Pluk æbler: 2 vagter er flyttet. Sig, om de nye tider passer"
    assert notices_of(two)[-1] == "Pluk æbler: 1 vagt er flyttet. Sig, om den nye tid passer"
    row.refresh_from_db()
    assert (row.weekdays, row.begins) == ([3], clock(18))


def test_what_has_begun_is_never_touched(make_person: Any) -> None:
    chair, _, (one, _), row = series_of(make_person)
    first = Shift.objects.earliest("starts_at")
    fine(take(one, first))
    change(chair, plan(row, at=first.starts_at, **THURSDAYS, seats=5), at=first.starts_at)
    assert local_times()[0] == "Wed 03.03 17.30-19.30"
    first.refresh_from_db()
    assert first.seats == 2
    assert ShiftPlace.objects.get().was_from is None


def test_it_is_done_as_it_was_shown_or_not_at_all(make_person: Any) -> None:
    chair, _, (one, _), row = series_of(make_person)
    found, other = plan(row, **THURSDAYS), plan(row, begins=clock(17))
    fine(take(one, Shift.objects.earliest("starts_at")))
    assert code(change(chair, found)) == "changed"
    assert code(change(chair, plan(row, **THURSDAYS), words=other.words)) == "changed"
    assert local_times()[0] == "Wed 03.03 17.30-19.30"
    later = plan(row, begins=clock(17))
    change(chair, plan(row, **THURSDAYS))
    assert code(change(chair, later)) == "changed"
    assert code(change(chair, plan(row, begins=clock(17)), words=words_of(ShiftSeries.objects.get()))) == "same"


def test_shifts_with_people_outside_the_series_stay_unless_they_are_called_off(make_person: Any) -> None:
    chair, _, (one, _), row = series_of(make_person)
    last = Shift.objects.latest("starts_at")
    fine(take(one, last))
    found = plan(row, until=date(2027, 3, 10))
    assert (found.outside, len(found.rematch.cancel), found.moved) == ([last.pk], 1, {})
    assert change(chair, found) == "Serien er rettet. Ingen havde en vagt, der blev flyttet."
    assert local_times()[-1] == "Wed 24.03 17.30-19.30"
    assert change(chair, plan(row, until=date(2027, 3, 3)), call_off=True) == "Serien er rettet. Én får besked."
    assert local_times() == ["Wed 03.03 17.30-19.30"]
    assert ShiftPlace.objects.get().state == SignupState.CANCELLED
    assert notices_of(one)[-1] == "Pluk æbler: 1 vagt er aflyst"
    # What the series called off itself comes back with it; what the organiser called off does not.
    cancel_shift(who(chair), Shift.objects.get(cancelled_at=None).pk, now=MORNING)
    change(chair, plan(row, until=date(2027, 3, 24)))
    assert local_times() == ["Wed 10.03 17.30-19.30", "Wed 17.03 17.30-19.30", "Wed 24.03 17.30-19.30"]


def test_fewer_seats_take_nobodys_place_and_what_others_were_asked_falls_away(make_person: Any) -> None:
    chair, need, (one, two, _), row = series_of(make_person, people=3)
    first = Shift.objects.earliest("starts_at")
    for person in (one, two):
        fine(take(person, first))
    fine(seek_substitute(who(one), ShiftPlace.objects.get(person=one.pk).pk, now=MORNING))
    ask = SubstituteAsk.objects.get()
    change(chair, plan(row, seats=1, begins=clock(18)))
    assert code(answer_ask(who(Person.objects.get(pk=ask.person_id)), ask.pk, yes=True, now=MORNING)) == "no-longer"
    assert set(Shift.objects.values_list("seats", flat=True)) == {1}
    assert ShiftPlace.objects.filter(state="confirmed", sought_at=None).count() == 2
    assert not SubstituteAsk.objects.exists()
    assert code(take(Person.objects.get(email="vagt2@example.dk"), first)) == "full"
    assert "har ikke svaret på den nye tid" in shown(client_of(chair), f"{need.address}vagter/")


def test_the_new_time_is_answered_and_a_no_needs_no_reason(make_person: Any) -> None:
    chair, need, (one, two), row = series_of(make_person)
    first = Shift.objects.earliest("starts_at")
    for person in (one, two):
        fine(take(person, first))
    mine, theirs = ShiftPlace.objects.order_by("pk")
    assert code(answer_new_time(who(one), mine.pk, yes=True, now=MORNING)) == "none"
    change(chair, plan(row, **THURSDAYS))
    page = shown(client_of(one), f"{need.address}vagter/")
    assert "Onsdag den 3. marts 2027 kl. 17.30–19.30" in page
    assert "Torsdag den 4. marts 2027 kl. 18.00–20.00" in page
    assert code(answer_new_time(who(one), theirs.pk, yes=True, now=MORNING)) == "not-yours"
    assert client_of(one).post(f"{need.address}vagter/plads/{mine.pk}/ny-tid/passer/")["Location"] == f"{need.address}vagter/"
    assert ShiftPlace.objects.get(pk=mine.pk).was_from is None
    assert "Vagten er givet tilbage" in fine(answer_new_time(who(two), theirs.pk, yes=False, now=MORNING))
    assert ShiftPlace.objects.get(pk=theirs.pk).state == SignupState.WITHDRAWN
    assert "En kan ikke komme på vagten: Vært ved døren (Pluk æbler)" in notices_of(chair)
    assert code(answer_new_time(who(two), theirs.pk, yes=True, now=MORNING)) == "none"


def test_a_no_the_day_before_asks_others_and_after_it_began_it_is_too_late(make_person: Any) -> None:
    chair, _, (one, _), row = series_of(make_person)
    first = Shift.objects.earliest("starts_at")
    fine(take(one, first))
    change(chair, plan(row, **THURSDAYS))
    first.refresh_from_db()
    place = ShiftPlace.objects.get()
    assert code(answer_new_time(who(one), place.pk, yes=False, now=first.starts_at)) == "past"
    fine(answer_new_time(who(one), place.pk, yes=False, now=first.starts_at - timedelta(hours=20)))
    assert SubstituteAsk.objects.count() == 1


def test_moved_back_is_as_if_nothing_had_been_and_moved_twice_remembers_the_first(make_person: Any) -> None:
    chair, _, (one, _), row = series_of(make_person)
    first = Shift.objects.earliest("starts_at")
    fine(take(one, first))
    for begins in (clock(18), clock(18, 30)):
        change(chair, plan(row, begins=begins))
        assert ShiftPlace.objects.get().was_from == first.starts_at
    assert change(chair, plan(row, begins=clock(17, 30))) == "Serien er rettet. Ingen havde en vagt, der blev flyttet."
    assert ShiftPlace.objects.get().was_from is None


def test_a_new_time_that_lies_on_another_shift_is_told_to_the_person_alone(make_person: Any) -> None:
    chair, need, (one, _), row = series_of(make_person)
    fine(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), "role": "Opvask", "first": date(2027, 3, 4)}), now=MORNING))
    first = Shift.objects.get(starts_at__date="2027-03-03")
    fine(take(one, first))
    fine(take(one, Shift.objects.get(role="Opvask")))
    told = client_of(chair).post(f"{need.address}vagter/serie/{row.pk}/", FORM).content.decode()
    assert "For én går den nye tid ikke." in told
    assert "Opvask" not in told.split("<main", 1)[1]
    change(chair, plan(row, **THURSDAYS))
    page = shown(client_of(one), f"{need.address}vagter/")
    assert "ligger oven i hinanden" in page
    place = ShiftPlace.objects.get(shift=first)
    refused = answer_new_time(who(one), place.pk, yes=True, now=MORNING)
    assert isinstance(refused, Refusal)
    assert "»Opvask«" in refused.text


def test_a_course_one_no_longer_has_is_told_when_the_shift_is_moved(make_person: Any) -> None:
    chair, need, (one, _), row = series_of(make_person, requires=("first_aid",))
    first = Shift.objects.earliest("starts_at")
    seen: dict[str, Any] = {"seen_by_id": need.organisation_id, "seen_on": date(2027, 2, 1), "told_at": MORNING}
    course = Qualification.objects.create(person=one, skill="first_aid", **seen)
    fine(take(one, first))
    course.delete()
    change(chair, plan(row, **THURSDAYS))
    refused = answer_new_time(who(one), ShiftPlace.objects.get().pk, yes=True, now=MORNING)
    assert isinstance(refused, Refusal)
    assert "Opgaven kræver førstehjælpskursus." in refused.text
    assert "Opgaven kræver førstehjælpskursus." in shown(client_of(one), f"{need.address}vagter/")


def test_a_certificate_that_lacks_on_the_new_day_is_told(make_person: Any) -> None:
    chair, need, (one, _), row = series_of(make_person)
    fine(take(one, Shift.objects.earliest("starts_at")))
    Need.objects.filter(pk=need.pk).update(facts={"children_under_15": True}, child_contact="direct", child_field="leisure", child_comes="lasting")
    change(chair, plan(row, **THURSDAYS))
    refused = answer_new_time(who(one), ShiftPlace.objects.get().pk, yes=True, now=MORNING)
    assert isinstance(refused, Refusal)
    assert "Spørg dem, der leder, om den." in refused.text


def test_a_moved_shift_moves_in_ones_own_calendar_and_stands_on_ones_own_page(make_person: Any) -> None:
    chair, _, (one, _), row = series_of(make_person)
    fine(take(one, Shift.objects.earliest("starts_at")))
    page = client_of(one)
    page.post("/min-side/kalender/")
    way = re.search(r"http://testserver(/min-side/kalender/\w+/samspil.ics)", shown(page, "/min-side/kalender/"))
    assert way
    before = Client().get(way[1]).content.decode()
    later = MORNING + timedelta(hours=2)
    change(chair, plan(row, at=later, **THURSDAYS), at=later)
    after = Client().get(way[1]).content.decode()
    numbers = [int(found[1]) for text in (before, after) if (found := re.search(r"SEQUENCE:(\d+)", text))]
    assert numbers[0] < numbers[1]
    assert "20270304T170000Z" in after
    assert "Flyttet: passer den nye tid dig?" in shown(page, "/tilbud/mine/")


def test_summer_time_and_midnight_are_told_and_leave_no_old_words(make_person: Any) -> None:
    nights: dict[str, Any] = {"first": date(2027, 3, 20), "until": date(2027, 4, 4), "weekdays": (5,), "begins": clock(22), "ends": clock(2, 30)}
    chair, _, _, row = series_of(make_person, note="Ring på", **nights)
    found = plan(row, ends=clock(3, 30))
    assert change(chair, found)
    assert local_times()[1] == "Sat 27.03 22.00-03.30"
    assert set(Shift.objects.values_list("note", flat=True)) == {"Ring på"}
    change(chair, plan(row, ends=clock(2, 30)))
    assert sum("findes ikke den nat" in one.note for one in Shift.objects.all()) == 1


def test_only_those_who_make_the_roster_change_it_and_what_cannot_be_is_refused(make_person: Any) -> None:
    chair, need, (one, _), row = series_of(make_person)
    at = f"{need.address}vagter/serie/{row.pk}/"
    assert client_of(one).get(at).status_code == 404
    assert client_of(chair).get(f"{need.address}vagter/serie/{row.pk + 1}/").status_code == 404
    found = plan(row, **THURSDAYS)
    assert code(change(one, found)) == "not-yours"
    assert code(change_series(who(chair), need.pk, row.pk + 1, found.words, found.stamp, call_off=False, now=MORNING)) == "gone"
    for words, why in (({"weekdays": ()}, "no_weekday"), ({"until": date(2027, 3, 1)}, "until"), ({"seats": 0}, "no_seats"), ({}, "same")):
        assert code(plan_of(row, replace(words_of(row), **words), MORNING)) == why
    assert code(change(chair, replace(found, words=replace(found.words, seats=0)))) == "no_seats"


def test_a_series_does_not_grow_past_what_a_roster_holds(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    chair, _, _, row = series_of(make_person)
    monkeypatch.setattr("samspil.exchange.actions.change_series.MOST_SHIFTS", 5)
    assert code(change(chair, plan(row, weekdays=(1, 2, 3)))) == "many"


def test_it_is_changed_in_the_browser_in_two_presses(make_person: Any) -> None:
    chair, need, (one, two), row = series_of(make_person)
    fine(take_shift(who(one), Shift.objects.earliest("starts_at").pk, now=now()))
    page, at = client_of(chair), f"{need.address}vagter/serie/{row.pk}/"
    assert "Ret serien" in shown(page, f"{need.address}vagter/")
    assert "Hver uge: " in shown(page, at)
    told = page.post(at, FORM).content.decode()
    assert "Én person får besked" in told
    assert "Intet er ændret endnu." in told
    stamp = re.search(r'name="stamp" value="(\w+)"', told)
    assert stamp
    assert page.post(at, {**FORM, "again": "1"}).status_code == 200
    assert page.post(at, {**FORM, "until": ""}).status_code == 422
    assert page.post(at, {**FORM, "until": "01-01-2020"}).status_code == 409
    fine(take_shift(who(two), Shift.objects.latest("starts_at").pk, now=now()))
    again = page.post(at, {**FORM, "stamp": stamp[1]})
    assert again.status_code == 409
    assert "Noget er ændret, siden du så det" in again.content.decode()
    stamp = re.search(r'name="stamp" value="(\w+)"', again.content.decode())
    assert stamp
    assert page.post(at, {**FORM, "stamp": stamp[1]})["Location"] == f"{need.address}vagter/"
    assert page.post(at, {**FORM, "stamp": stamp[1]}).status_code == 409
    assert local_times() == ["Thu 04.03 18.00-20.00", "Thu 11.03 18.00-20.00", "Thu 18.03 18.00-20.00", "Wed 24.03 17.30-19.30"]


def test_a_page_from_before_it_was_moved_takes_no_shift_at_a_time_one_has_not_seen(make_person: Any) -> None:
    chair, need, (one, _), row = series_of(make_person)
    first = Shift.objects.earliest("starts_at")
    seen = int(first.starts_at.timestamp()) // 60
    change(chair, plan(row, **THURSDAYS))
    assert code(take_shift(who(one), first.pk, now=MORNING, seen=seen)) == "moved"
    answer = client_of(one).post(f"{need.address}vagter/{first.pk}/tag/", {"seen": str(seen)}, follow=True).content.decode()
    assert "Vagten er flyttet, siden du så den." in answer


def test_what_is_shown_asks_as_often_for_many_as_for_few(make_person: Any) -> None:
    chair, need, helpers, row = series_of(make_person, people=6)
    counts = []
    for number, shift in ((2, Shift.objects.earliest("starts_at")), (6, Shift.objects.latest("starts_at"))):
        Shift.objects.update(seats=6)
        for person in helpers[:number]:
            fine(take(person, shift))
        client = client_of(chair)
        with CaptureQueriesContext(connection) as asked_of:
            client.post(f"{need.address}vagter/serie/{row.pk}/", FORM)
        counts.append(len(asked_of))
    assert counts[0] == counts[1] <= 20


def test_whoever_gives_a_moved_shift_back_is_asked_no_more(make_person: Any) -> None:
    chair, need, (one, _), row = series_of(make_person)
    fine(sign_up(who(make_person("ny@example.dk")), need.pk, Yes(name="Ny"), now=now()))
    fine(take(one, Shift.objects.earliest("starts_at")))
    change(chair, plan(row, **THURSDAYS))
    client_of(one).post(f"{need.address}vagter/plads/{ShiftPlace.objects.get().pk}/ny-tid/passer-ikke/")
    assert ShiftPlace.objects.get().was_from is None
    assert "Flyttet: passer den nye tid dig?" not in shown(client_of(one), f"{need.address}vagter/")
