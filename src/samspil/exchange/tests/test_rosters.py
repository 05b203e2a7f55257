"""Rosters: shifts and series as they are written, taken, given, given back and found a substitute for; sixty of them filled in one press."""

import re
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange import substitutes
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.take_shift import answer_ask, give_shift_back, give_shifts, say_who_came, seek_substitute, take_shift
from samspil.exchange.actions.wish_shifts import wish_shifts
from samspil.exchange.actions.write_roster import ShiftWords, cancel_shift, show_roster, weigh_roster, write_shifts
from samspil.exchange.domain.effort import Sign
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Need, Shift, ShiftPlace, ShiftWish, SubstituteAsk
from samspil.exchange.tests.making import MORNING, asked, club_and_chair, shown
from samspil.identity.models import Organisation, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
NO: dict[Sign, bool | None] = dict.fromkeys(Sign, False)
WORDS = ShiftWords(role="Vært ved døren", seats=2, first=date(2027, 3, 3), begins=clock(17, 30), ends=clock(19, 30))


def roster_of(make_person: Any, *, people: int = 2, shown_too: bool = True, **words: Any) -> tuple[Person, Need, list[Person]]:
    """A need with shifts, whoever asks, and people who have said yes to it."""
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, kind="shifts", seats=50, ends_on=date(2027, 10, 1), contact="Køkkenet 12 34 56 78")
    fine(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), **words}), now=MORNING))
    helpers = [make_person(f"vagt{number}@example.dk") for number in range(people)]
    for number, one in enumerate(helpers):
        fine(sign_up(who(one), need.pk, Yes(name=f"Vagt {number}", phone="87 65 43 21"), now=now()))
    if shown_too:
        fine(weigh_roster(who(chair), need.pk, NO, now=MORNING))
        fine(show_roster(who(chair), need.pk, now=MORNING))
    return chair, need, helpers


def take(person: Person, shift: Shift, at: datetime = MORNING) -> Any:
    return take_shift(who(person), shift.pk, now=at)


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def notices_of(person: Person) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk).order_by("pk").values_list("text", flat=True))


def test_a_series_makes_its_shifts_also_over_midnight_and_the_night_the_clock_is_moved(make_person: Any) -> None:
    _, need, _ = roster_of(make_person, first=date(2027, 3, 20), until=date(2027, 4, 4), weekdays=(5, 6), begins=clock(22), ends=clock(3))
    found = list(Shift.objects.filter(need=need))
    assert len(found) == 6
    lengths = {(one.ends_at - one.starts_at) for one in found}
    assert lengths == {timedelta(hours=5), timedelta(hours=4)}
    assert {one.starts_at.astimezone(ZONE).hour for one in found} == {22}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"seats": 0}, "no_seats"),
        ({"seats": 10_000}, "too_many_seats"),
        ({"first": date(2027, 2, 1)}, "past"),
        ({"until": date(2027, 2, 1), "weekdays": (2,)}, "until"),
        ({"until": date(2027, 4, 1), "weekdays": ()}, "no_weekday"),
        ({"until": date(2035, 4, 1), "weekdays": (0, 1, 2)}, "too_many"),
    ],
)
def test_what_cannot_be_a_shift_is_refused_with_its_reason(make_person: Any, words: dict[str, Any], why: str) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, kind="shifts")
    assert code(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), **words}), now=MORNING)) == why
    assert code(write_shifts(who(make_person("x@example.dk")), need.pk, WORDS, now=MORNING)) == "not-yours"
    assert code(write_shifts(who(chair), asked(chair, club, title="Andet").pk, WORDS, now=MORNING)) == "kind"


def test_the_five_questions_come_before_the_roster_is_shown_and_say_what_follows(make_person: Any) -> None:
    chair, need, helpers = roster_of(make_person, shown_too=False)
    page, at = client_of(chair), f"{need.address}vagter/"
    assert code(show_roster(who(chair), need.pk, now=MORNING)) == "five"
    assert client_of(helpers[0]).get(at).status_code == 404
    assert code(take(helpers[0], Shift.objects.get())) == "not-shown"
    answers = {sign.value: "yes" for sign in Sign}
    page.post(f"{at}fem-spoergsmaal/", answers)
    told = shown(page, at)
    assert "Tyder på arbejde." in told
    assert "Arbejdsskadesikringsloven § 48" in told
    assert page.post(f"{at}vis/")["Location"] == at
    assert client_of(helpers[0]).get(at).status_code == 200
    half = {**answers, Sign.ROSTER.value: ""}
    page.post(f"{at}fem-spoergsmaal/", half)
    Need.objects.get().roster.refresh_from_db()
    assert Need.objects.get().roster.signs["roster"] is None


def test_a_volunteer_takes_a_shift_and_the_last_seat_is_one_persons(make_person: Any) -> None:
    _, _, (one, two) = roster_of(make_person, seats=1)
    shift = Shift.objects.get()
    assert take(one, shift) == "Vagten er din. Tak."
    assert code(take(one, shift)) == "already"
    assert code(take(two, shift)) == "full"
    assert code(take(make_person("fremmed@example.dk"), shift)) == "not-in"
    assert code(take(two, shift, shift.starts_at)) == "past"


def test_nobody_is_in_two_places_at_once_whatever_the_need(make_person: Any) -> None:
    chair, need, (one, _) = roster_of(make_person)
    other = asked(chair, Organisation.objects.get(name="Spisevennerne"), kind="shifts", title="En anden vagtplan", ends_on=date(2027, 10, 1))
    fine(write_shifts(who(chair), other.pk, ShiftWords(**{**vars(WORDS), "begins": clock(19), "ends": clock(21)}), now=MORNING))
    fine(weigh_roster(who(chair), other.pk, NO, now=MORNING))
    fine(show_roster(who(chair), other.pk, now=MORNING))
    fine(sign_up(who(one), other.pk, Yes(name="Vagt"), now=now()))
    fine(take(one, Shift.objects.get(need=need)))
    refused = take(one, Shift.objects.get(need=other))
    assert code(refused) == "overlap"
    assert "ligger oven i hinanden i 30 minutter" in refused.text


def test_a_shift_that_is_called_off_tells_those_who_have_it(make_person: Any) -> None:
    chair, _, (one, _) = roster_of(make_person)
    shift = Shift.objects.get()
    fine(take(one, shift))
    assert cancel_shift(who(chair), shift.pk, now=MORNING) == "Vagten er aflyst. Én får besked."
    assert "Vagten er aflyst: Vært ved døren (Pluk æbler)" in notices_of(one)
    assert code(take(one, shift)) == "gone"
    assert code(cancel_shift(who(chair), shift.pk, now=MORNING)) == "gone"


def test_somebody_who_cancels_an_hour_before_is_replaced_by_the_first_who_says_yes(make_person: Any) -> None:
    chair, need, (one, two, three) = roster_of(make_person, people=3, seats=1)
    shift = Shift.objects.get()
    fine(take(one, shift))
    late = shift.starts_at - timedelta(hours=1)
    said = fine(give_shift_back(who(one), ShiftPlace.objects.get().pk, now=late))
    assert "Ring også til kontaktpersonen" in said
    assert "2 er spurgt." in said
    assert "Ring til Køkkenet 12 34 56 78." in said
    assert "Kan du tage en vagt? Vært ved døren" in notices_of(two)
    assert "En kan ikke komme på vagten: Vært ved døren (Pluk æbler)" in notices_of(chair)
    assert "2 er spurgt, 2 har ikke svaret" in shown(client_of(chair), f"{need.address}vagter/")
    asks = {ask.person_id: ask for ask in SubstituteAsk.objects.all()}
    assert answer_ask(who(three), asks[three.pk].pk, yes=True, now=late) == "Tak. Vagten er din."
    assert code(answer_ask(who(two), asks[two.pk].pk, yes=True, now=late)) == "found"
    assert "Tak, vagten er taget af en anden: Vært ved døren" in notices_of(two)
    assert code(answer_ask(who(one), asks[two.pk].pk, yes=True, now=late)) == "not-yours"
    assert ShiftPlace.objects.get(shift=shift, state=SignupState.CONFIRMED).person_id == three.pk


def test_a_shift_given_back_in_time_asks_nobody(make_person: Any) -> None:
    _, _, (one, _) = roster_of(make_person)
    fine(take(one, Shift.objects.get()))
    assert "i god tid" in fine(give_shift_back(who(one), ShiftPlace.objects.get().pk, now=MORNING - timedelta(days=5)))
    assert not SubstituteAsk.objects.exists()


def test_a_shift_is_handed_over_without_being_empty_meanwhile(make_person: Any) -> None:
    _, _, (one, two) = roster_of(make_person, seats=1)
    shift = Shift.objects.get()
    fine(take(one, shift))
    place = ShiftPlace.objects.get()
    assert "Vagten er din, til en siger ja" in fine(seek_substitute(who(one), place.pk, now=MORNING))
    assert code(seek_substitute(who(two), place.pk, now=MORNING)) == "not-yours"
    ask = SubstituteAsk.objects.get()
    assert answer_ask(who(two), ask.pk, yes=True, now=MORNING) == "Tak. Vagten er din."
    assert list(ShiftPlace.objects.order_by("pk").values_list("person", "state")) == [(one.pk, "withdrawn"), (two.pk, "confirmed")]


def test_a_substitute_who_is_busy_keeps_the_holder_in_place(make_person: Any) -> None:
    chair, need, (one, two) = roster_of(make_person, seats=1)
    shift = Shift.objects.get()
    fine(take(one, shift))
    fine(seek_substitute(who(one), ShiftPlace.objects.get().pk, now=MORNING))
    fine(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), "role": "Køkken"}), now=MORNING))
    fine(take(two, Shift.objects.get(role="Køkken")))
    assert code(answer_ask(who(two), SubstituteAsk.objects.get().pk, yes=True, now=MORNING)) == "overlap"
    assert ShiftPlace.objects.get(shift=shift).state == SignupState.CONFIRMED


def test_who_came_is_written_down_and_an_absence_is_a_kind_question(make_person: Any) -> None:
    chair, _, (one, two) = roster_of(make_person)
    shift = Shift.objects.get()
    for person in (one, two):
        fine(take(person, shift))
    first, second = ShiftPlace.objects.order_by("pk")
    assert code(say_who_came(who(chair), first.pk, "attend", now=MORNING)) == "early"
    assert say_who_came(who(chair), first.pk, "attend", now=shift.ends_at) == "Det er skrevet ned. Tak."
    assert "Spørg gerne" in fine(say_who_came(who(chair), second.pk, "miss", now=shift.ends_at))
    assert "Vi savnede dig på vagten: Vært ved døren (Pluk æbler). Er alt vel?" in notices_of(two)
    assert code(say_who_came(who(one), first.pk, "attend", now=shift.ends_at)) == "not-yours"


def test_sixty_shifts_are_filled_in_one_screen_by_wishes_absence_and_fair_shares(make_person: Any) -> None:
    days: dict[str, Any] = {"first": date(2027, 3, 3), "until": date(2027, 5, 11), "weekdays": (0, 1, 2, 3, 4, 5), "seats": 1}
    chair, need, helpers = roster_of(make_person, people=40, **days)
    assert Shift.objects.count() == 60
    evenings = {"weekly": [{"day": day, "part": "evening"} for day in ("monday", "wednesday")], "flexible": False, "absent": []}
    for person in helpers[:20]:
        fine(wish_shifts(who(person), need.pk, evenings, 1))
    away = {"weekly": [], "flexible": True, "absent": [{"first": "2027-03-01", "last": "2027-06-01"}]}
    fine(wish_shifts(who(helpers[39]), need.pk, away, 1))
    began = time.process_time()
    found = substitutes.staffing(need, substitutes.coming(need, MORNING), now=MORNING)
    assert time.process_time() - began < 3
    assert len(found.pairs) == 60
    taken = [person for _, person in found.pairs]
    assert helpers[39].pk not in taken
    assert max(taken.count(person) for person in taken) <= 3
    given = fine(give_shifts(who(chair), need.pk, found.pairs, now=MORNING))
    assert given == (60, [])
    assert sum("Du er sat på" in text for text in notices_of(Person.objects.get(pk=taken[0]))) == 1
    assert not substitutes.staffing(need, substitutes.coming(need, MORNING), now=MORNING).pairs


def test_those_who_give_shifts_hear_that_somebody_is_busy_and_not_with_what(make_person: Any) -> None:
    _, _, (one, _) = roster_of(make_person)
    fine(take(one, Shift.objects.get()))
    other, lead = club_and_chair(make_person, "Krisecentret", "leder@example.dk")
    there = asked(lead, other, kind="shifts", title="Samtaler", seats=5, ends_on=date(2027, 10, 1))
    fine(write_shifts(who(lead), there.pk, replace(WORDS, role="Bisidder"), now=MORNING))
    fine(weigh_roster(who(lead), there.pk, NO, now=MORNING))
    fine(show_roster(who(lead), there.pk, now=MORNING))
    fine(sign_up(who(one), there.pk, Yes(name="Vagt 0"), now=now()))
    shift = Shift.objects.get(need=there)
    given, why = fine(give_shifts(who(lead), there.pk, [(shift.pk, one.pk)], now=MORNING))
    assert (given, why) == (0, ["Vagt 0 er optaget på det tidspunkt. Vælg en anden, eller spørg dem selv."])
    own = take(one, shift)
    assert code(own) == "overlap"
    assert "Vært ved døren" in own.text


def test_a_roster_asks_as_often_for_many_as_for_few(make_person: Any) -> None:
    chair, need, helpers = roster_of(make_person, people=4)
    counts = []
    for number in (1, 2):
        many = ShiftWords(
            **{**vars(WORDS), "role": f"Rolle {number}", "first": date(2027, 6, 1), "until": date(2027, 6, 30), "weekdays": tuple(range(number * 3))}
        )
        fine(write_shifts(who(chair), need.pk, many, now=MORNING))
        fine(give_shifts(who(chair), need.pk, [(shift.pk, helpers[0].pk) for shift in Shift.objects.filter(role=f"Rolle {number}")], now=MORNING))
        client = client_of(chair)
        with CaptureQueriesContext(connection) as asked_of:
            shown(client, f"{need.address}vagter/")
        counts.append(len(asked_of))
    assert counts[0] == counts[1] <= 15


def test_the_pages_of_a_roster_are_for_its_people(make_person: Any) -> None:
    chair, need, (one, two) = roster_of(make_person)
    at = f"{need.address}vagter/"
    stranger = client_of(make_person("fremmed@example.dk"))
    for path in ("", "ny/", "fem-spoergsmaal/", "forslag/", "kan/", "liste/"):
        assert stranger.get(at + path).status_code == 404
        assert Client().get(at + path).status_code == 302
    fine(take(two, Shift.objects.get()))
    mine = shown(client_of(one), at)
    assert "Vagt 1" not in mine
    assert "87 65" not in mine
    assert "87 65 43 21" in shown(client_of(chair), at)
    assert "Vagt 1" in shown(client_of(chair), f"{at}liste/")
    form = {"hours": ["monday:evening"], "most": "2"}
    assert client_of(one).post(f"{at}kan/", form)["Location"] == at
    assert ShiftWish.objects.get().most == 2
    assert "mandag aften" in shown(client_of(one), at)
    assert client_of(one).post(f"{at}kan/", {"most": ""}).status_code == 422
    assert "Vært ved døren" in shown(client_of(two), "/tilbud/mine/")


def test_ones_shifts_stand_in_ones_own_calendar_and_go_from_it(make_person: Any) -> None:
    _, _, (one, _) = roster_of(make_person)
    fine(take(one, Shift.objects.get()))
    page = client_of(one)
    page.post("/min-side/kalender/")
    way = re.search(r"http://testserver(/min-side/kalender/\w+/samspil.ics)", shown(page, "/min-side/kalender/"))
    assert way
    calendar = Client().get(way[1]).content.decode()
    assert "SUMMARY:Vært ved døren (Pluk æbler)" in calendar
    fine(give_shift_back(who(one), ShiftPlace.objects.get().pk, now=MORNING))
    assert "STATUS:CANCELLED" in Client().get(way[1]).content.decode()


def test_shifts_are_written_and_given_by_hand_in_the_browser(make_person: Any) -> None:
    chair, need, (one, _) = roster_of(make_person)
    page, at = client_of(chair), f"{need.address}vagter/"
    soon = (datetime.now(ZONE) + timedelta(days=10)).date()
    form = {"role": "Opvask", "seats": "1", "first": soon.strftime("%d-%m-%Y"), "begins": "18.00", "ends": "20.00", "every": "1"}
    assert page.post(f"{at}ny/", form)["Location"] == at
    assert page.post(f"{at}ny/", {**form, "begins": "25"}).status_code == 422
    assert page.post(f"{at}ny/", {**form, "first": "01-01-2020"}).status_code == 409
    assert "Opvask" in shown(page, f"{at}forslag/")
    shift = Shift.objects.get(role="Opvask")
    assert page.post(f"{at}forslag/", {"pair": [f"{shift.pk}:{one.pk}", "vrøvl"]})["Location"] == at
    assert ShiftPlace.objects.get(shift=shift).given
    again = page.post(f"{at}forslag/", {"pair": f"{shift.pk}:{one.pk}"}, follow=True).content.decode()
    assert "Du har allerede den vagt." in again
