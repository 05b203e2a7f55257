"""What a task asks one to know or have: told once, seen by those who ask, kept to where people are placed, and forgotten."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.answer_place import answer_place
from samspil.exchange.actions.follow_merge import move_seen
from samspil.exchange.actions.keep_qualification import drop_qualification, see_qualification, tell_qualification
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.take_shift import give_shifts, take_shift
from samspil.exchange.domain.eligibility_model import EligibilityKind, HeldQualification
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.skills import in_the_way, in_words, lacking
from samspil.exchange.eligible import asked_by
from samspil.exchange.models import Need, Qualification, Shift, Signup
from samspil.exchange.substitutes import staffing, suited
from samspil.exchange.tests.making import MORNING, NEED_FORM, asked, club_and_chair, shown
from samspil.exchange.tests.test_rosters import roster_of
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.actor import VISITOR
from samspil.identity.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
AID = "first_aid"


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def yes(person: Person, need: Need) -> Signup:
    signup: Signup = fine(sign_up(who(person), need.pk, Yes(name="Signe", old_enough=True), now=now()))
    return signup


def test_what_lacks_is_told_in_the_tasks_order_and_what_nobody_has_seen_stops_nothing() -> None:
    day, today = date(2026, 12, 10), date(2026, 11, 23)
    assert [one.kind for one in lacking(["first_aid", "licence"], [], day, today)] == [EligibilityKind.QUALIFICATION_MISSING] * 2
    assert "kørekort" in lacking(["first_aid", "licence"], [], day, today)[0].text
    told = HeldQualification("førstehjælpskursus", pending=True)
    assert in_the_way(lacking([AID], [told], day, today)) is None
    assert [one.kind for one in lacking([AID], [told], day, today)] == [EligibilityKind.QUALIFICATION_PENDING]
    assert lacking([AID], [HeldQualification("førstehjælpskursus", expires=day)], day, today) == []
    over = lacking([AID], [HeldQualification("førstehjælpskursus", expires=date(2026, 11, 1))], day, today)
    assert [one.kind for one in over] == [EligibilityKind.QUALIFICATION_EXPIRED]
    assert in_words([]) == []


def test_one_tells_it_once_on_ones_own_page_and_takes_it_away(make_person: Any) -> None:
    person = make_person("en@example.dk")
    client = client_of(person)
    assert client.post("/behov/kvalifikationer/", {"skill": AID, "expires_on": "1-1-2020"}).status_code == 409
    assert client.post("/behov/kvalifikationer/", {"skill": "magic"}).status_code == 422
    ends = localdate() + timedelta(days=400)
    assert client.post("/behov/kvalifikationer/", {"skill": AID, "expires_on": f"{ends:%d-%m-%Y}"}).status_code == 302
    page = shown(client, "/behov/kvalifikationer/")
    assert "Førstehjælpskursus" in page
    assert "Ikke set af nogen endnu" in page
    assert Qualification.objects.get().expires_on == ends
    assert client.post(f"/behov/kvalifikationer/{AID}/slet/").status_code == 302
    assert not Qualification.objects.exists()
    assert refused(tell_qualification(VISITOR, AID, None, now=now())) == "log-in"
    assert refused(tell_qualification(who(person), "x", None, now=now())) == "unknown"
    drop_qualification(VISITOR, AID)


def test_who_lacks_it_waits_for_an_answer_and_gets_the_place_when_it_is_seen(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need, person = asked(chair, club, requires=(AID,)), make_person("en@example.dk")
    assert "førstehjælpskursus" in shown(Client(), need.address)
    signup = yes(person, need)
    assert signup.state == SignupState.ASKED
    assert "Opgaven kræver førstehjælpskursus." in shown(client_of(chair), need.address)
    assert refused(answer_place(who(chair), signup.pk, "confirm", now=now())) == "qualification"
    page = f"{need.address}pladser/{signup.pk}/set/"
    assert client_of(person).get(page).status_code == 404
    assert client_of(chair).post(page, {"skill": "licence"}).status_code == 422
    assert client_of(chair).post(page, {"skill": AID, "expires_on": "1-1-2020"}).status_code == 409
    assert client_of(chair).post(page, {"skill": AID}).status_code == 302
    assert "Set af Spisevennerne" in shown(client_of(person), "/behov/kvalifikationer/")
    assert "Set af Spisevennerne" in shown(client_of(chair), page)
    fine(answer_place(who(chair), signup.pk, "confirm", now=now()))
    again = fine(tell_qualification(who(person), AID, None, now=now()))
    assert again.seen_by == club, "nothing was changed, so what was seen stands"
    fine(tell_qualification(who(person), AID, localdate() + timedelta(days=9), now=now()))
    assert Qualification.objects.get().seen_by is None


def test_what_was_told_is_enough_to_say_yes_until_it_runs_out(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need, person = asked(chair, club, requires=(AID,)), make_person("en@example.dk")
    fine(tell_qualification(who(person), AID, need.ends_on + timedelta(days=2), now=now()))
    signup = yes(person, need)
    assert signup.state == SignupState.CONFIRMED
    assert "venter på at blive bekræftet" in shown(client_of(chair), need.address)
    Qualification.objects.update(expires_on=need.ends_on - timedelta(days=2))
    assert "Opgaven kræver førstehjælpskursus." in shown(client_of(chair), need.address)


def test_nobody_notes_their_own_nor_what_the_task_does_not_ask(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need, person = asked(chair, club, requires=(AID,)), make_person("en@example.dk")
    signup, own = yes(person, need), yes(chair, need)
    assert refused(see_qualification(who(person), signup.pk, AID, None, now=now())) == "not-yours"
    assert refused(see_qualification(who(chair), own.pk, AID, None, now=now())) == "own"
    assert refused(see_qualification(who(chair), signup.pk, "licence", None, now=now())) == "not-asked"
    assert refused(see_qualification(who(chair), signup.pk, AID, date(2020, 1, 1), now=now())) == "past"
    fine(tell_qualification(who(person), "licence", None, now=now()))
    assert "Kørekort" not in shown(client_of(chair), f"{need.address}pladser/{signup.pk}/set/"), "what the task does not ask is not theirs to see"
    Signup.objects.filter(pk=signup.pk).update(state=SignupState.WITHDRAWN)
    assert refused(see_qualification(who(chair), signup.pk, AID, None, now=now())) == "not-yours"


def test_a_shift_keeps_to_what_it_asks(make_person: Any) -> None:
    chair, need, people = roster_of(make_person, people=2)
    shift = Shift.objects.filter(need=need).earliest("starts_at")
    Shift.objects.filter(pk=shift.pk).update(requires=["minibus"])
    assert refused(take_shift(who(people[0]), shift.pk, now=MORNING)) == "qualification"
    given, why = fine(give_shifts(who(chair), need.pk, [(shift.pk, people[0].pk)], now=MORNING))
    assert (given, "Skriv det ind ved personens navn" in why[0]) == (0, True)
    page = shown(client_of(people[0]), f"{need.address}vagter/")
    assert "Opgaven kræver kørekort til minibus." in page
    assert f"vagter/{shift.pk}/tag/" not in page
    Qualification.objects.create(person=people[1], skill="minibus", told_at=now())
    shift.refresh_from_db()
    assert suited(shift, without=None, now=MORNING) == [people[1].pk]
    found = staffing(need, [shift], now=MORNING)
    assert [person for _, person in found.pairs] == [people[1].pk]
    fine(take_shift(who(people[1]), shift.pk, now=MORNING))


def test_a_need_and_a_series_are_written_with_what_they_ask(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    sent = client_of(chair).post("/behov/skriv/", {**NEED_FORM, "for_organisation": str(club.pk), "requires": ["licence", AID]})
    assert sent.status_code == 302
    assert Need.objects.get(title=NEED_FORM["title"]).requires == ["licence", AID]
    need = asked(chair, club, kind="shifts", title="Vagter")
    words = {"role": "Chauffør", "seats": "1", "begins": "10.00", "ends": "12.00", "requires": ["licence"]}
    words["first"] = f"{localdate() + timedelta(days=3):%d-%m-%Y}"
    assert client_of(chair).post(f"{need.address}vagter/ny/", words).status_code == 302
    assert Shift.objects.get(need=need).requires == ["licence"]
    assert asked_by(need) == {"licence"}


def test_the_search_near_one_leaves_out_what_asks_for_a_licence(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="Kør bussen", requires=("licence",))
    asked(chair, club, title="Gå en tur")
    page = shown(Client(), "/behov/naer/?by=4330&km=10")
    assert "Kør bussen" in page
    page = shown(Client(), "/behov/naer/?by=4330&km=10&uden=on")
    assert "Kør bussen" not in page
    assert "Kræver ikke kørekort" in page


def test_one_hears_a_month_ahead_and_it_goes_a_year_after(make_person: Any) -> None:
    person = make_person("en@example.dk")
    row = Qualification.objects.create(person=person, skill=AID, expires_on=localdate() + timedelta(days=30), told_at=now())
    for _ in range(2):
        jobs.look_after_qualifications(0)
        events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=person.pk, kind="qualification").count() == 1
    Qualification.objects.update(expires_on=localdate() - timedelta(days=364))
    jobs.look_after_qualifications(0)
    assert Qualification.objects.filter(pk=row.pk).exists()
    Qualification.objects.update(expires_on=localdate() - timedelta(days=365))
    jobs.look_after_qualifications(0)
    assert not Qualification.objects.exists()


def test_it_follows_a_merge_and_goes_with_the_account(make_person: Any) -> None:
    one, two, person = organisation("Et"), organisation("To"), make_person("en@example.dk")
    Qualification.objects.create(person=person, skill=AID, seen_by=one, seen_on=localdate(), told_at=now())
    move_seen(one, two)
    assert Qualification.objects.get().seen_by == two
    delete_account(who(person))
    assert not Qualification.objects.exists()


def test_that_somebody_did_not_come_is_forgotten_after_three_months(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    begins = datetime.combine(localdate() + timedelta(days=1), datetime.min.time(), ZoneInfo("Europe/Copenhagen"))
    need, person = asked(chair, club, starts_at=begins, ends_at=begins + timedelta(hours=2)), make_person("en@example.dk")
    signup = yes(person, need)
    fine(answer_place(who(chair), signup.pk, "miss", now=begins + timedelta(hours=1)))
    history = Signup.pgh_event_model.objects.filter(pgh_obj_id=signup.pk, state=SignupState.ABSENT)  # type: ignore[attr-defined]  # pghistory adds it
    assert history.exists()
    Need.objects.update(ends_on=localdate() - timedelta(days=93))
    jobs.forget_who_helped(0)
    signup.refresh_from_db()
    assert signup.state == SignupState.OVER
    assert not history.exists()
