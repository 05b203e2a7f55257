"""Two who swap their shifts: asked without names, weighed again at the yes, and nobody reads what stands in another's way."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.change_series import change_series
from samspil.exchange.actions.plan_series import plan_of, words_of
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.swap_shifts import answer_swap, offer_swap, take_swap_back
from samspil.exchange.actions.take_shift import give_shift_back, seek_substitute
from samspil.exchange.actions.write_roster import ShiftWords, cancel_shift, write_shifts
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Block, Need, Qualification, Shift, ShiftPlace, ShiftSeries, ShiftSwap, SubstituteAsk
from samspil.exchange.shift_data import export_shifts, shred_shifts
from samspil.exchange.tests.making import MORNING, shown
from samspil.exchange.tests.test_rosters import WORDS, code, notices_of, roster_of, take
from samspil.identity.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]


def two_shifts(make_person: Any, *, people: int = 2, **more: Any) -> tuple[Person, Need, list[Person], Shift, Shift]:
    """A roster of two Wednesdays; the first helper has the first, all others the second."""
    words = {"until": date(2027, 3, 10), "weekdays": (2,), "seats": people, **more}
    chair, need, helpers = roster_of(make_person, people=people, **words)
    first, second = Shift.objects.all()
    for number, one in enumerate(helpers):
        fine(take(one, second if number else first))
    return chair, need, helpers, first, second


def place_of(person: Person) -> ShiftPlace:
    return ShiftPlace.objects.get(person=person, state=SignupState.CONFIRMED)


def offer(person: Person, wanted: Shift, at: datetime = MORNING) -> Any:
    return offer_swap(who(person), place_of(person).pk, wanted.pk, now=at)


def answer(person: Person, *, yes: bool = True, at: datetime = MORNING, swap: ShiftSwap | None = None) -> Any:
    return answer_swap(who(person), (swap or ShiftSwap.objects.get(wants__person=person.pk)).pk, yes=yes, now=at)


def roster() -> dict[str, set[int | None]]:
    """Who has which shift, by its day."""
    found: dict[str, set[int | None]] = {}
    for day, person in ShiftPlace.objects.filter(state=SignupState.CONFIRMED).values_list("shift__starts_at__date", "person"):
        found.setdefault(day.isoformat(), set()).add(person)
    return found


def test_two_swap_and_those_who_make_the_roster_hear_of_it(make_person: Any) -> None:
    chair, _, (one, two), _, second = two_shifts(make_person)
    assert offer(one, second) == "Én er spurgt. Du beholder din vagt, til en siger ja."
    assert notices_of(two)[-1] == "En vil gerne bytte vagt med dig: Vært ved døren (Pluk æbler)"
    assert answer(two) == "I har byttet. Din nye vagt står på vagtplanen."
    assert roster() == {"2027-03-03": {two.pk}, "2027-03-10": {one.pk}}
    assert notices_of(one)[-1] == "I har byttet vagt. Du giver: Vært ved døren (Pluk æbler)"
    assert notices_of(chair)[-1] == "To har byttet vagter: Vært ved døren og Vært ved døren (Pluk æbler)"
    assert not any("kan ikke komme" in text for text in notices_of(chair))
    assert code(answer(two, swap=ShiftSwap.objects.get())) == "over"
    assert code(answer(one, swap=ShiftSwap.objects.get())) == "not-yours"


def test_a_no_changes_nothing_and_is_told_when_the_last_has_said_it(make_person: Any) -> None:
    _, _, (one, two, three), first, second = two_shifts(make_person, people=3)
    assert offer(one, second) == "2 er spurgt. Du beholder din vagt, til en siger ja."
    assert code(offer(one, second)) == "asked"
    assert answer(two, yes=False) == "Tak for svaret. Du beholder din vagt."
    assert not any("Ingen kunne bytte" in text for text in notices_of(one))
    fine(answer(three, yes=False))
    assert notices_of(one)[-1] == "Ingen kunne bytte denne gang. Du har stadig vagten: Vært ved døren (Pluk æbler)"
    assert place_of(one).shift_id == first.pk
    assert code(answer(three, swap=ShiftSwap.objects.last())) == "over"


def test_of_two_who_say_yes_one_swaps_and_the_other_keeps_theirs(make_person: Any) -> None:
    _, _, (one, two, three), _, second = two_shifts(make_person, people=3)
    fine(offer(one, second))
    fine(answer(two))
    assert code(answer(three)) == "found"
    assert roster() == {"2027-03-03": {two.pk}, "2027-03-10": {one.pk, three.pk}}
    assert notices_of(three)[-1] == "Tak, en anden nåede at bytte: Vært ved døren (Pluk æbler)"


def test_two_who_offer_each_other_the_same_swap_once(make_person: Any) -> None:
    _, _, (one, two), first, second = two_shifts(make_person)
    fine(offer(one, second))
    fine(offer(two, first))
    there, back = ShiftSwap.objects.order_by("pk")
    fine(answer(two, swap=there))
    assert code(answer(one, swap=back)) == "over"
    assert roster() == {"2027-03-03": {two.pk}, "2027-03-10": {one.pk}}


def test_the_shift_with_the_lower_number_is_held_first_whoever_asks(make_person: Any) -> None:
    _, _, (one, two), first, second = two_shifts(make_person)
    fine(offer(one, second))
    fine(offer(two, first))
    for person, swap in zip((two, one), ShiftSwap.objects.order_by("pk"), strict=True):
        with CaptureQueriesContext(connection) as asked_of:
            answer(person, yes=False, swap=swap)
        held = [query["sql"] for query in asked_of if "FOR NO KEY UPDATE" in query["sql"] and "exchange_shift" in query["sql"]]
        numbers = [int(found[1]) for sql in held if (found := re.search(r'"exchange_shift"."id" = (\d+)', sql))]
        assert numbers == [first.pk, second.pk]


def test_what_stands_in_ones_own_way_is_told_to_oneself_and_of_the_other_nothing(make_person: Any) -> None:
    chair, need, (one, two), _, second = two_shifts(make_person)
    fine(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), "role": "Opvask", "begins": clock(18), "ends": clock(20)}), now=MORNING))
    wash = Shift.objects.get(role="Opvask")
    fine(offer(one, second))
    fine(take(two, wash))
    refused = answer(two)
    assert isinstance(refused, Refusal)
    assert "»Opvask«" in refused.text
    mine, theirs = shown(client_of(two), f"{need.address}vagter/"), shown(client_of(one), f"{need.address}vagter/")
    assert "ligger oven i hinanden" in mine
    assert "Ja, byt" not in mine
    assert "ligger oven i hinanden" not in theirs


def test_a_shift_one_gives_up_is_not_in_the_way_of_the_one_at_the_same_time(make_person: Any) -> None:
    chair, need, (one, two), first, second = two_shifts(make_person)
    fine(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), "role": "Opvask", "begins": clock(18), "ends": clock(20)}), now=MORNING))
    wash = Shift.objects.get(role="Opvask")
    fine(give_shift_back(who(two), place_of(two).pk, now=MORNING))
    fine(take(two, wash))
    assert "Opvask" in shown(client_of(one), f"{need.address}vagter/plads/{place_of(one).pk}/byt/")
    fine(offer(one, wash))
    fine(answer(two))
    assert (place_of(one).shift_id, place_of(two).shift_id) == (wash.pk, first.pk)
    assert second.pk not in (wash.pk, first.pk)


def test_what_has_come_in_the_way_of_whoever_offered_is_not_told_to_the_other(make_person: Any) -> None:
    chair, need, (one, two), _, second = two_shifts(make_person)
    words = {**vars(WORDS), "role": "Opvask", "first": date(2027, 3, 10), "begins": clock(18), "ends": clock(20)}
    fine(write_shifts(who(chair), need.pk, ShiftWords(**words), now=MORNING))
    fine(offer(one, second))
    fine(take(one, Shift.objects.get(role="Opvask")))
    refused = answer(two)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.text) == ("busy", "Den anden kan ikke på det tidspunkt.")
    assert "»Opvask«" in shown(client_of(one), f"{need.address}vagter/")
    assert roster()["2027-03-03"] == {one.pk}


def test_a_course_that_lacks_stops_the_offer_or_the_yes(make_person: Any) -> None:
    _, need, (one, two), first, second = two_shifts(make_person)
    Shift.objects.filter(pk=second.pk).update(requires=["first_aid"])
    refused = offer(one, second)
    assert isinstance(refused, Refusal)
    assert "Opgaven kræver førstehjælpskursus." in refused.text
    seen: dict[str, Any] = {"seen_by_id": need.organisation_id, "seen_on": date(2027, 2, 1), "told_at": MORNING}
    course = Qualification.objects.create(person=one, skill="first_aid", **seen)
    fine(offer(one, second))
    course.delete()
    late = answer(two)
    assert isinstance(late, Refusal)
    assert late.code == "hard_fact"
    assert "førstehjælp" not in late.text
    Shift.objects.filter(pk=first.pk).update(requires=["first_aid"])
    assert "Opgaven kræver førstehjælpskursus." in fine_text(answer(two))


def fine_text(result: object) -> str:
    assert isinstance(result, Refusal)
    return result.text


def test_whoever_could_not_take_it_is_not_asked(make_person: Any) -> None:
    _, _, (one, two), first, second = two_shifts(make_person)
    Shift.objects.filter(pk=first.pk).update(requires=["first_aid"])
    assert code(offer(one, second)) == "nobody"
    Shift.objects.filter(pk=first.pk).update(requires=[])
    ShiftPlace.objects.filter(person=two).update(person=None)
    assert code(offer(one, second)) == "nobody"


def test_people_with_a_block_between_them_are_not_asked_and_do_not_swap(make_person: Any) -> None:
    _, need, (one, two), _, second = two_shifts(make_person)
    fine(offer(one, second))
    assert "Vil du bytte vagt?" in shown(client_of(two), f"{need.address}vagter/")
    Block.objects.create(by_person=two, person=one, called="En", made_at=MORNING)
    assert code(answer(two)) == "over"
    assert "Vil du bytte vagt?" not in shown(client_of(two), f"{need.address}vagter/")
    fine(take_swap_back(who(one), place_of(one).pk))
    assert code(offer(one, second)) == "nobody"


def test_an_offer_falls_away_when_either_leaves_or_the_shift_is_moved_or_called_off(make_person: Any) -> None:
    chair, need, (one, two), first, second = two_shifts(make_person)
    fine(offer(one, second))
    fine(give_shift_back(who(two), place_of(two).pk, now=MORNING))
    assert ShiftSwap.objects.get().state == "lapsed"
    assert notices_of(one)[-1] == "Dit forslag om at bytte er faldet bort. Du har stadig vagten: Vært ved døren (Pluk æbler)"
    fine(take(two, second))
    fine(offer(one, second))
    row = ShiftSeries.objects.get()
    found = fine(plan_of(row, replace(words_of(row), begins=clock(18)), MORNING))
    fine(change_series(who(chair), need.pk, row.pk, found.words, found.stamp, call_off=False, now=MORNING))
    assert not ShiftSwap.objects.filter(state="open").exists()
    fine(offer(one, second))
    swap = ShiftSwap.objects.get(state="open")
    fine(cancel_shift(who(chair), first.pk, now=MORNING))
    assert code(answer(two, swap=swap)) == "over"


def test_nothing_is_swapped_once_one_of_the_two_has_begun(make_person: Any) -> None:
    _, need, (one, two), first, second = two_shifts(make_person)
    fine(offer(one, second))
    assert code(answer(two, at=first.starts_at)) == "past"
    assert code(offer(one, second, at=first.starts_at)) == "past"
    place = place_of(two)
    with time_machine.travel(first.starts_at + timedelta(minutes=1)):
        assert "Vil du bytte vagt?" not in shown(client_of(two), f"{need.address}vagter/")
        assert client_of(one).get(f"{need.address}vagter/plads/{place_of(one).pk}/byt/").status_code == 404
    with time_machine.travel(first.starts_at + timedelta(days=2)):
        jobs.forget_who_helped(timestamp=0)
    assert not ShiftSwap.objects.exists()
    assert ShiftPlace.objects.filter(pk=place.pk).exists()


def test_an_offer_can_be_taken_back_and_only_by_whoever_made_it(make_person: Any) -> None:
    _, _, (one, two), _, second = two_shifts(make_person)
    fine(offer(one, second))
    assert code(take_swap_back(who(two), place_of(one).pk)) == "not-yours"
    assert take_swap_back(who(one), place_of(one).pk) == "Forslaget om at bytte er taget tilbage."
    assert code(take_swap_back(who(one), place_of(one).pk)) == "over"
    assert code(answer(two)) == "over"


def test_a_swap_is_between_two_of_the_same_roster(make_person: Any) -> None:
    chair, need, (one, two), first, second = two_shifts(make_person)
    stranger = make_person("fremmed@example.dk")
    assert code(offer_swap(who(stranger), place_of(one).pk, second.pk, now=MORNING)) == "not-yours"
    assert code(offer_swap(who(one), place_of(one).pk, 0, now=MORNING)) == "not-yours"
    assert code(offer(one, first)) == "nobody"
    gone = place_of(one)
    fine(give_shift_back(who(one), gone.pk, now=MORNING))
    assert code(offer_swap(who(one), gone.pk, second.pk, now=MORNING)) == "over"
    assert client_of(one).get(f"{need.address}vagter/plads/{gone.pk}/byt/").status_code == 404
    fine(take(one, first))
    fine(cancel_shift(who(chair), second.pk, now=MORNING))
    assert code(offer(one, second)) == "gone"
    assert two.pk not in roster().get("2027-03-10", set())


def test_what_others_were_asked_about_a_swapped_place_falls_away(make_person: Any) -> None:
    chair, need, (one, two), _, second = two_shifts(make_person)
    fine(sign_up(who(make_person("ny@example.dk")), need.pk, Yes(name="Ny"), now=now()))
    fine(seek_substitute(who(one), place_of(one).pk, now=MORNING))
    assert SubstituteAsk.objects.exists()
    fine(offer(one, second))
    fine(answer(two))
    assert not SubstituteAsk.objects.exists()
    assert "kan ikke komme" not in shown(client_of(chair), f"{need.address}vagter/")


def test_it_is_offered_and_answered_in_the_browser_without_names(make_person: Any) -> None:
    _, need, (one, two), _, second = two_shifts(make_person)
    at = f"{need.address}vagter/"
    first, other = client_of(one), client_of(two)
    assert "Byt vagten" in shown(first, at)
    way = f"{at}plads/{place_of(one).pk}/byt/"
    page = shown(first, way)
    assert "Onsdag den 10. marts 2027" in page
    assert "Vagt 1" not in page
    assert other.get(way).status_code == 404
    assert "Vælg den vagt, du vil bytte til." in first.post(way, {"shift": "x"}, follow=True).content.decode()
    assert first.post(way, {"shift": str(second.pk)})["Location"] == at
    assert "Du har tilbudt at bytte den til:" in shown(first, at)
    asked = shown(other, at)
    assert "onsdag den 3. marts 2027" in asked
    assert "Vagt 0" not in asked
    swap = ShiftSwap.objects.get()
    assert first.post(f"{at}bytte/{swap.pk}/ja/")["Location"] == at
    assert ShiftSwap.objects.get().state == "open"
    assert other.post(f"{at}bytte/{swap.pk}/nej/")["Location"] == at
    first.post(way, {"shift": str(second.pk)})
    first.post(f"{way}tilbage/")
    first.post(way, {"shift": str(second.pk)})
    other.post(f"{at}bytte/{ShiftSwap.objects.get(state='open').pk}/ja/")
    assert roster() == {"2027-03-03": {two.pk}, "2027-03-10": {one.pk}}


def test_where_nobody_has_another_shift_the_page_says_what_to_do(make_person: Any) -> None:
    _, need, (one, two), first, _ = two_shifts(make_person)
    fine(give_shift_back(who(two), place_of(two).pk, now=MORNING))
    assert "Der er ingen vagt at bytte til lige nu" in shown(client_of(one), f"{need.address}vagter/plads/{place_of(one).pk}/byt/")
    assert first.pk == place_of(one).shift_id


def test_offers_to_swap_are_exported_and_go_with_the_account(make_person: Any) -> None:
    _, _, (one, two), _, second = two_shifts(make_person)
    fine(offer(one, second))
    rows = list(export_shifts(Subject(one.pk, ())))
    assert any("gives__shift__role" in row for row in rows)
    shred_shifts(Subject(two.pk, ()))
    assert not ShiftSwap.objects.exists()
    assert place_of(one)
