"""Hours and thanks: by themselves from who came, by hand where there is no clock; sums without people, and thanks nobody else reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core.models import Notice
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.exchange import efforts
from samspil.exchange.actions.follow_merge import move_needs
from samspil.exchange.actions.give_hours import (
    Written,
    answer_hours,
    change_hours,
    correct_clock,
    say_clock_is_wrong,
    seen_of,
    take_hours_back,
    write_hours,
)
from samspil.exchange.actions.say_thanks import put_thanks_away, say_thanks
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.hours import Hours, HourState, totals
from samspil.exchange.domain.shown_hours import ShownHours, ShownKind, shown_hours
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import HoursMoved, ThanksGiven
from samspil.exchange.jobs import forget_who_helped
from samspil.exchange.models import Block, GivenHours, Need, Shift, ShiftPlace, Signup, ThankYou
from samspil.exchange.personal_data import export_hours, export_thanks, shred_hours, shred_thanks
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.identity.models import Person
from samspil.site.effort_notices import hours_moved, thanks_given

pytestmark = pytest.mark.django_db
OWN, THEIRS = "/behov/min-indsats/", "/behov/timer/"
TWO_HOURS = Written(minutes=120, words="Plukkede æbler")


class World:
    """An association with a need without a time, one with a time, and a roster; and somebody who came to all of it."""

    def __init__(self, make_person: Any) -> None:
        self.club, self.chair = club_and_chair(make_person)
        self.helper: Person = make_person("hjaelper@example.dk")
        self.free = self.came(asked(self.chair, self.club))
        timed = asked(self.chair, self.club, title="Stå i boden")
        Need.objects.filter(pk=timed.pk).update(starts_at=now() - timedelta(hours=5), ends_at=now() - timedelta(hours=3))
        self.timed = self.came(Need.objects.get(pk=timed.pk))
        roster = asked(self.chair, self.club, kind="shifts", title="Vagter i caféen", seats=9)
        shift = Shift.objects.create(need=roster, role="Vært", seats=3, starts_at=now() - timedelta(hours=30), ends_at=now() - timedelta(hours=27))
        told = {"name": "En hjælper", "state": SignupState.ATTENDED, "made_at": now(), "moved_at": now()}
        self.place = ShiftPlace.objects.create(shift=shift, person=self.helper, **told)

    def came(self, need: Need) -> Signup:
        told = {"name": "En hjælper", "state": SignupState.ATTENDED, "made_at": now(), "moved_at": now()}
        return Signup.objects.create(need=need, person=self.helper, **told)

    def write(self, told: Written = TWO_HOURS) -> GivenHours | Refusal:
        return write_hours(who(self.helper), self.free.pk, told, now=now())

    def minutes(self) -> int:
        return totals(line.hours for line in efforts.lines_of(self.helper.pk)).all.minutes


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refusal(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_hours_of_what_has_a_clock_come_by_themselves_and_go_when_somebody_did_not_come(world: World) -> None:
    assert world.minutes() == 5 * 60
    ShiftPlace.objects.update(state=SignupState.ABSENT)
    assert world.minutes() == 2 * 60
    Signup.objects.filter(pk=world.timed.pk).update(state=SignupState.ABSENT)
    assert world.minutes() == 0


def test_hours_without_a_clock_are_written_confirmed_and_counted(world: World) -> None:
    row = fine(world.write())
    assert world.minutes() == 5 * 60, "what waits does not count"
    assert refusal(answer_hours(who(world.chair), row.pk, "confirm", seen="1x1", now=now())) == "changed"
    fine(answer_hours(who(world.chair), row.pk, "confirm", seen=seen_of(row), now=now()))
    assert world.minutes() == 7 * 60
    fine(change_hours(who(world.helper), row.pk, Written(minutes=60), now=now()))
    assert world.minutes() == 5 * 60, "what is changed waits again"


def test_who_sees_it_otherwise_says_how_and_the_helper_answers(world: World) -> None:
    row = fine(world.write())
    assert refusal(answer_hours(who(world.chair), row.pk, "dispute", now=now())) == "why"
    fine(answer_hours(who(world.chair), row.pk, "dispute", words="Vi lukkede klokken 16", now=now()))
    assert "Vi lukkede klokken 16" in shown(client_of(world.helper), OWN)
    fine(take_hours_back(who(world.helper), row.pk, now=now()))
    assert refusal(answer_hours(who(world.chair), row.pk, "confirm", now=now())) == "state"
    assert fine(world.write()), "a new line may stand on the same day"


@pytest.mark.parametrize("kind", ["place", "signup"])
def test_a_clock_that_was_wrong_is_corrected_by_either_side(world: World, kind: str) -> None:
    line, clock = (kind, world.place.pk if kind == "place" else world.timed.pk), 180 if kind == "place" else 120
    row = fine(correct_clock(who(world.chair), line, Written(minutes=clock + 30), now=now()))
    assert world.minutes() == 5 * 60 + 30
    fine(say_clock_is_wrong(who(world.helper), line, Written(minutes=clock + 60), now=now()))
    assert world.minutes() == 5 * 60 - clock, "it waits for whoever asked"
    fine(answer_hours(who(world.chair), row.pk, "confirm", now=now()))
    assert world.minutes() == 6 * 60
    assert refusal(take_hours_back(who(world.helper), row.pk, now=now())) == "by-clock"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Written(minutes=0), "minutes"),
        (Written(minutes=1441), "minutes"),
        (Written(minutes=60, people=0), "people"),
        (Written(minutes=60, day=localdate() + timedelta(days=1)), "future"),
        (Written(minutes=60, day=localdate() - timedelta(days=400)), "old"),
    ],
)
def test_hours_that_cannot_be_are_refused(world: World, told: Written, code: str) -> None:
    assert refusal(world.write(told)) == code


def test_hours_are_written_where_one_has_a_place_and_no_clock_and_once_a_day(world: World) -> None:
    actor = who(world.helper)
    assert refusal(write_hours(actor, world.timed.pk, TWO_HOURS, now=now())) == "clock"
    assert refusal(write_hours(who(world.chair), world.free.pk, TWO_HOURS, now=now())) == "not-in"
    fine(world.write())
    assert refusal(world.write()) == "same-day"
    other = world.came(asked(world.chair, world.club, title="Bag en kage"))
    assert refusal(write_hours(actor, other.pk, Written(minutes=1400), now=now())) == "day-full"
    Signup.objects.filter(pk=world.free.pk).update(state=SignupState.DECLINED)
    assert refusal(world.write()) == "not-in"


def test_nobody_answers_or_changes_hours_of_others(world: World, make_person: Any) -> None:
    row = fine(world.write())
    stranger = member(make_person, "nabo@example.dk", organisation("Naboklubben"))
    place, wrong = ("place", world.place.pk), Written(minutes=0)
    assert refusal(answer_hours(who(stranger), row.pk, "confirm", now=now())) == "not-yours"
    assert refusal(answer_hours(who(world.helper), row.pk, "confirm", now=now())) == "not-yours"
    assert refusal(change_hours(who(stranger), row.pk, TWO_HOURS, now=now())) == "not-yours"
    assert refusal(take_hours_back(who(stranger), row.pk, now=now())) == "not-yours"
    assert refusal(correct_clock(who(stranger), place, TWO_HOURS, now=now())) == "not-yours"
    assert refusal(say_clock_is_wrong(who(stranger), place, TWO_HOURS, now=now())) == "not-came"
    assert refusal(say_clock_is_wrong(who(world.helper), place, wrong, now=now())) == "minutes"
    assert refusal(correct_clock(who(world.chair), place, wrong, now=now())) == "minutes"
    assert refusal(change_hours(who(world.helper), row.pk, wrong, now=now())) == "minutes"
    assert refusal(correct_clock(who(world.chair), ("place", 0), TWO_HOURS, now=now())) == "not-yours"
    assert refusal(correct_clock(who(world.chair), ("signup", world.free.pk), TWO_HOURS, now=now())) == "not-yours"
    for address in (f"{THEIRS}{row.pk}/anderledes/", f"{OWN}{row.pk}/ret/", f"{THEIRS}vagt/{world.place.pk}/", f"{OWN}opgave/{world.timed.pk}/"):
        assert client_of(stranger).get(address).status_code == 404, address
    assert client_of(world.helper).get(f"{THEIRS}vagt/{world.place.pk}/").status_code == 404


def test_nobody_confirms_or_thanks_themselves(world: World, make_person: Any) -> None:
    both = member(make_person, "begge@example.dk", world.club)
    world.helper = both
    signup = world.came(asked(world.chair, world.club, title="Vask op"))
    row = fine(write_hours(who(both), signup.pk, TWO_HOURS, now=now()))
    assert refusal(answer_hours(who(both), row.pk, "confirm", now=now())) == "own"
    assert refusal(say_thanks(who(both), signup.pk, "Tak", now=now())) == "own"
    timed = world.came(world.timed.need)
    assert refusal(correct_clock(who(both), ("signup", timed.pk), TWO_HOURS, now=now())) == "own"
    assert "en anden hos jer svarer" in shown(client_of(both), THEIRS)


def test_an_organisation_sees_sums_and_few_people_are_hidden(world: World, make_person: Any) -> None:
    page = shown(client_of(world.chair), THEIRS)
    assert "for få til at vise" in page
    assert "3 timer" not in page
    for number in range(4):
        told = {"person": make_person(f"h{number}@example.dk"), "state": SignupState.ATTENDED, "made_at": now(), "moved_at": now()}
        ShiftPlace.objects.create(shift=world.place.shift, name="En", **told)
    page = shown(client_of(world.chair), THEIRS)
    assert "17 timer" in page, "all together are of five people in two kinds"
    assert "15 timer" not in page, "with the sum it would give the small kind away"


def test_a_kinds_hours_are_shown_where_its_people_may_be_and_the_sum_gives_nobody_away() -> None:
    many = [Hours(str(n), "Klubben", "shifts", localdate(), 60) for n in range(9)]
    six = [Hours(str(n), "Klubben", "help", localdate(), 30) for n in range(6)]
    one = Hours("1", "Klubben", "pair", localdate(), 45)
    waits = Hours("2", "Klubben", "board", localdate(), 45, state=HourState.WAITING)
    assert shown_hours([*many, *six, waits]) == ShownHours({"help": ShownKind(6, 180), "shifts": ShownKind(9, 540)}, 720)
    found = shown_hours([*many, *six, one])
    assert found == ShownHours({"help": ShownKind(None, None), "pair": ShownKind(None, None), "shifts": ShownKind(9, 540)}, 765)
    assert shown_hours([*many[:6], one]).minutes == 405
    assert shown_hours([one]) == ShownHours({"pair": ShownKind(None, None)}, None)
    assert shown_hours([]) == ShownHours({}, 0)


def test_the_forms_do_it_and_refuse_a_cpr_number(world: World) -> None:
    client, chair = client_of(world.helper), client_of(world.chair)
    address = f"{world.free.need.address}pladser/{world.free.pk}/timer/"
    told = {"day": localdate().strftime("%d-%m-%Y"), "hours": "1", "rest": "30", "people": "1", "words": "Plukkede"}
    assert client.post(address, {**told, "words": "010190-1234"}).status_code == 422
    assert client.post(address, {**told, "hours": "0", "rest": "0"}).status_code == 409
    assert client.post(address, told).status_code == 302
    row = GivenHours.objects.get()
    assert client.post(f"{OWN}{row.pk}/ret/", {"hours": "2", "people": "1"}).status_code == 302
    assert chair.post(f"{THEIRS}{row.pk}/anderledes/", {"words": "Var det ikke en?"}).status_code == 302
    assert "Vi ser det anderledes" in shown(chair, f"{THEIRS}{row.pk}/anderledes/")
    assert chair.post(f"{THEIRS}{row.pk}/ja/", {"seen": seen_of(row)}).status_code == 302
    assert "2 timer" in shown(client, OWN)
    assert client.post(f"{OWN}vagt/{world.place.pk}/", {"hours": "4"}).status_code == 302
    assert chair.post(f"{THEIRS}opgave/{world.timed.pk}/", {"hours": "1"}).status_code == 302
    assert client.post(f"{OWN}{row.pk}/tag-tilbage/").status_code == 302
    for page in (f"{OWN}{row.pk}/ret/", f"{OWN}opgave/{world.timed.pk}/", f"{OWN}?aar=1999"):
        assert client.get(page).status_code == 200, page


def test_a_thanks_is_read_by_the_helper_alone_and_told_without_its_words(world: World) -> None:
    chair, address = client_of(world.chair), f"{world.timed.need.address}pladser/{world.timed.pk}/tak/"
    assert "Sig tak" in shown(chair, world.timed.need.address)
    assert chair.post(address, {"text": "Ring til 010190-1234"}).status_code == 422
    assert chair.post(address, {"text": "Du reddede dagen"}).status_code == 302
    assert chair.post(address, {"text": "Igen"}).status_code == 409, "once a day"
    thanks = ThankYou.objects.get()
    thanks_given(ThanksGiven(thanks_id=thanks.pk))
    (line,) = Notice.objects.filter(recipient_id=world.helper.pk, kind="thanks")
    assert "reddede" not in f"{line.text}{line.about}"
    assert "Du reddede dagen" in shown(client_of(world.helper), OWN)
    assert refusal(put_thanks_away(who(world.chair), thanks.pk)) == "not-yours"
    assert client_of(world.helper).post(f"{OWN}tak/{thanks.pk}/slet/").status_code == 302
    assert not ThankYou.objects.exists()


def test_thanks_that_cannot_be_written_are_refused(world: World, make_person: Any) -> None:
    actor = who(world.chair)
    stranger = member(make_person, "nabo@example.dk", organisation("Naboklubben"))
    assert refusal(say_thanks(who(stranger), world.free.pk, "Tak", now=now())) == "not-yours"
    assert refusal(say_thanks(actor, world.free.pk, "", now=now())) == "words"
    Block.objects.create(by_person=world.helper, organisation=world.club, made_at=now())
    assert isinstance(say_thanks(actor, world.free.pk, "Tak", now=now()), Refusal), "who wants no contact gets no thanks"
    Signup.objects.filter(pk=world.free.pk).update(state=SignupState.DECLINED)
    assert refusal(say_thanks(actor, world.free.pk, "Tak", now=now())) == "not-here"
    Signup.objects.filter(pk=world.free.pk).update(state=SignupState.ATTENDED, person=None)
    assert refusal(say_thanks(actor, world.free.pk, "Tak", now=now())) == "gone"


def test_both_sides_are_told_without_hours_or_names(world: World) -> None:
    row = fine(world.write())
    hours_moved(HoursMoved(hours_id=row.pk, state="waiting"))
    (line,) = Notice.objects.filter(recipient_id=world.chair.pk, kind="hours")
    assert (line.url, "hjælper" in line.text, "2" in line.text) == (THEIRS, False, False)
    fine(answer_hours(who(world.chair), row.pk, "confirm", now=now()))
    hours_moved(HoursMoved(hours_id=row.pk, state="confirmed"))
    assert not Notice.objects.filter(recipient_id=world.helper.pk, kind="hours").exists(), "a plain yes stands on the page"
    corrected = fine(correct_clock(who(world.chair), ("place", world.place.pk), TWO_HOURS, now=now()))
    hours_moved(HoursMoved(hours_id=corrected.pk, state="corrected"))
    assert Notice.objects.filter(recipient_id=world.helper.pk, kind="hours").count() == 1


def test_what_is_kept_is_the_persons_to_have_and_to_take_away(world: World) -> None:
    row = fine(world.write())
    fine(answer_hours(who(world.chair), row.pk, "dispute", words="Var det ikke en?", now=now()))
    fine(say_thanks(who(world.chair), world.free.pk, "Tak for hjælpen", now=now()))
    subject = Subject(world.helper.pk, ())
    assert export_hours(subject)[0]["minutes"] == 120
    assert export_thanks(subject)[0]["text"] == "Tak for hjælpen"
    GivenHours.objects.update(moved_at=now() - timedelta(days=100))
    forget_who_helped(0)
    assert GivenHours.objects.get().said == ""
    shred_thanks(subject)
    shred_hours(subject)
    assert not ThankYou.objects.exists()
    assert GivenHours.objects.get().person is None
    assert GivenHours.objects.get().words == ""


def test_hours_follow_the_need_when_two_organisations_become_one(world: World) -> None:
    fine(world.write())
    into = organisation("Den store klub")
    move_needs(world.club, into)
    assert {line.hours.organiser for line in efforts.lines_of(world.helper.pk)} == {"Den store klub"}
    this_year = [line for line in efforts.lines_of(world.helper.pk) if line.hours.day.year == localdate().year]
    assert len(efforts.hours_in(into.pk, localdate().year)) == len(this_year)
    assert efforts.hours_in(into.pk, localdate().year - 5) == efforts.hours_in(world.club.pk, localdate().year) == []


def test_an_organisations_sums_and_the_persons_own_page_say_the_same(world: World) -> None:
    fine(answer_hours(who(world.chair), fine(world.write()).pk, "confirm", now=now()))
    fine(correct_clock(who(world.chair), ("place", world.place.pk), Written(minutes=200), now=now()))
    fine(correct_clock(who(world.chair), ("signup", world.timed.pk), Written(minutes=100), now=now()))
    theirs = [hours for year in (localdate().year, localdate().year - 1) for hours in efforts.hours_in(world.club.pk, year)]
    assert totals(theirs).all.minutes == world.minutes() == 420


def test_what_nobody_has_noted_is_said_and_a_pair_writes_its_own_hours(world: World, make_person: Any) -> None:
    ShiftPlace.objects.update(state=SignupState.CONFIRMED)
    Shift.objects.update(starts_at=now() - timedelta(days=3), ends_at=now() - timedelta(days=3) + timedelta(hours=2))
    page = shown(client_of(world.helper), OWN)
    assert "For én ting, der er forbi" in page
    assert f"{world.free.need.address}pladser/{world.free.pk}/timer/" in page
    friend = make_person("ny@example.dk")
    need = asked(world.chair, world.club, title="Flyt et bord")
    signup = fine(sign_up(who(friend), need.pk, Yes(name="Ny", old_enough=True), now=now()))
    assert f"pladser/{signup.pk}/timer/" in shown(client_of(friend), OWN)
