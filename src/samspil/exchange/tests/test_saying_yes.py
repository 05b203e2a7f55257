"""Saying yes: the last seat goes to one, the others wait in line and are asked when there is room; who asks answers kindly."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.answer_place import answer_place, give_back, take_offered
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.write_need import change_need
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Need, Signup
from samspil.exchange.tests.making import ASKED, asked, club_and_chair, shown
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db
YES = Yes(name="Sanne")


def yes(person: Person, need: Need, **words: Any) -> Signup:
    made: Signup = fine(sign_up(who(person), need.pk, Yes(**{"name": "Sanne", **words}), now=now()))
    return made


def states(need: Need) -> list[str]:
    return list(Signup.objects.filter(need=need).order_by("pk").values_list("state", flat=True))


def refusal(result: object) -> str:
    assert isinstance(result, Refusal)
    return result.code


def test_somebody_says_yes_and_those_who_ask_hear_of_it(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=2, contact="Værten ved døren")
    helper = client_of(make_person("hjaelper@example.dk"))
    assert "Jeg vil gerne hjælpe" in shown(Client(), need.address)
    assert "Værten ved døren" not in shown(helper, need.address), "who receives people is told to those who come"
    answer = helper.post(f"{need.address}ja/", {"name": "Sanne", "party_size": "1", "words": "Jeg har egen kurv."})
    assert answer.status_code == 302
    page = shown(helper, need.address)
    assert "Har en plads" in page
    assert "Værten ved døren" in page
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=chair.pk, kind="signed-up").exists()
    own = shown(client_of(chair), need.address)
    assert "Sanne" in own
    assert "Jeg har egen kurv." in own
    assert "1 af 2 pladser" in own
    for other in (Client(), client_of(make_person("nysgerrig@example.dk"))):
        assert "Sanne" not in shown(other, need.address)


def test_the_last_seat_is_one_persons_and_the_next_waits_and_is_asked_when_it_is_free(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=1)
    first, second, third = (make_person(f"nr{n}@example.dk") for n in range(3))
    one, two, three = (yes(person, need) for person in (first, second, third))
    assert states(need) == ["confirmed", "waiting", "waiting"]
    need.refresh_from_db()
    assert need.state == NeedState.FULL
    assert "nummer 2 i køen" in shown(client_of(third), need.address)
    assert "god tid" in fine(give_back(who(first), one.pk, now=now()))
    assert states(need) == ["withdrawn", "offered", "waiting"]
    need.refresh_from_db()
    assert need.state == NeedState.FULL, "an offered seat is held"
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=second.pk, kind="place").exists()
    fine(give_back(who(second), two.pk, now=now()))
    assert states(need) == ["withdrawn", "passed", "offered"]
    fine(take_offered(who(third), three.pk, now=now()))
    assert states(need) == ["withdrawn", "passed", "confirmed"]


def test_an_offer_nobody_answers_goes_on_and_cannot_be_taken_late(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=1)
    people = [make_person(f"nr{n}@example.dk") for n in range(3)]
    one, two, _ = (yes(person, need) for person in people)
    fine(give_back(who(people[0]), one.pk, now=now()))
    Signup.objects.filter(pk=two.pk).update(offered_until=now() - timedelta(minutes=1))
    assert refusal(take_offered(who(people[1]), two.pk, now=now())) == "ran-out"
    jobs.pass_offers_on(0)
    assert states(need) == ["withdrawn", "passed", "offered"]


def test_friends_come_together_or_wait_together(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=3)
    assert yes(make_person("to@example.dk"), need, party_size=2).state == SignupState.CONFIRMED
    assert yes(make_person("ogsaato@example.dk"), need, party_size=2).state == SignupState.WAITING
    refused = sign_up(who(make_person("ti@example.dk")), need.pk, Yes(name="Holdet", party_size=10), now=now())
    assert refusal(refused) == "too_many"


def test_nobody_says_yes_twice_nor_to_what_is_closed_past_or_hidden(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need, person = asked(chair, club, seats=5), make_person("hjaelper@example.dk")
    yes(person, need)
    assert refusal(sign_up(who(person), need.pk, YES, now=now())) == "already"
    other = who(make_person("anden@example.dk"))
    assert refusal(sign_up(other, need.pk, YES, now=now() + timedelta(days=400))) == "past"
    Need.objects.update(hidden_at=now())
    assert refusal(sign_up(other, need.pk, YES, now=now())) == "closed"
    Need.objects.update(hidden_at=None, state=NeedState.CLOSED)
    assert refusal(sign_up(other, need.pk, YES, now=now())) == "closed"


@pytest.mark.parametrize(
    ("words", "limit"), [({"min_age": 15}, 15), ({"facts": {"home_visits": True}, "min_age": 15}, 18), ({"unnamed": True, "kind": "pair"}, 18), ({}, 0)]
)
def test_who_is_too_young_is_told_and_a_home_is_for_adults(make_person: Any, words: dict[str, Any], limit: int) -> None:
    club, chair = club_and_chair(make_person)
    need, person = asked(chair, club, **words), make_person("ung@example.dk")
    if limit:
        refused = sign_up(who(person), need.pk, YES, now=now())
        assert refusal(refused) == "age"
        assert f"fyldt {limit} år" in str(refused)
        assert f"Jeg er fyldt {limit} år" in shown(client_of(person), f"{need.address}ja/")
    fine(sign_up(who(person), need.pk, Yes(name="Sanne", old_enough=bool(limit)), now=now()))


def test_where_people_meet_first_the_organiser_answers(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, kind="board", seats=1)
    first, second = make_person("a@example.dk"), make_person("b@example.dk")
    one, two = yes(first, need), yes(second, need)
    assert states(need) == ["asked", "asked"]
    boss = client_of(chair)
    boss.post(f"{need.address}pladser/{one.pk}/confirm/")
    assert states(need) == ["confirmed", "asked"]
    assert refusal(answer_place(who(chair), two.pk, "confirm", now=now())) == "full"
    assert boss.post(f"{need.address}pladser/{two.pk}/nej/", {"reason": "other", "words": ""}).status_code == 409, "a no without a reason is not kind"
    boss.post(f"{need.address}pladser/{two.pk}/nej/", {"reason": "full"})
    assert states(need) == ["confirmed", "declined"]
    assert "flere, der ville hjælpe" in shown(client_of(second), need.address)
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=second.pk, kind="place").exists()


def test_strangers_answer_for_nobody(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    signup = yes(make_person("a@example.dk"), need)
    stranger = make_person("fremmed@example.dk")
    for errand in ("afbud", "tag", "confirm", "attend", "miss"):
        assert client_of(stranger).post(f"{need.address}pladser/{signup.pk}/{errand}/").status_code == 404
    for result in (
        give_back(who(stranger), signup.pk, now=now()),
        take_offered(who(stranger), signup.pk, now=now()),
        answer_place(who(stranger), signup.pk, "attend", now=now()),
    ):
        assert refusal(result) == "not-yours"


def test_a_need_that_is_called_off_is_told_to_everybody_in_it(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=1)
    first, second = make_person("a@example.dk"), make_person("b@example.dk")
    yes(first, need), yes(second, need)
    fine(move_need(who(chair), need.pk, "cancel", now=now()))
    assert states(need) == ["cancelled", "cancelled"]
    events.deliver_waiting()
    assert set(Notice.objects.filter(kind="place").values_list("recipient_id", flat=True)) == {first.pk, second.pk}


def test_seats_are_not_taken_from_those_who_have_them_and_more_are_offered_on(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=2)
    people = [make_person(f"nr{n}@example.dk") for n in range(3)]
    for person in people:
        yes(person, need)
    assert refusal(change_need(who(chair), need.pk, ASKED, revision=0, now=now())) == "taken"
    from dataclasses import replace

    fine(change_need(who(chair), need.pk, replace(ASKED, seats=3), revision=0, now=now()))
    assert states(need) == ["confirmed", "confirmed", "offered"]


def test_who_came_is_written_down_once_it_has_begun(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    begins = datetime(2030, 5, 4, 10, tzinfo=ZONE)
    need = asked(chair, club, starts_at=begins, ends_at=begins + timedelta(hours=2))
    signup = yes(make_person("a@example.dk"), need)
    assert refusal(answer_place(who(chair), signup.pk, "miss", now=now())) == "early"
    fine(answer_place(who(chair), signup.pk, "miss", now=begins + timedelta(hours=1)))
    fine(answer_place(who(chair), signup.pk, "excuse", now=begins + timedelta(hours=1)))
    assert states(need) == ["withdrawn"]


def test_an_account_that_goes_gives_its_places_to_others(make_person: Any) -> None:
    from samspil.core.personal_data import Subject
    from samspil.exchange import personal_data

    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=1)
    first, second = make_person("a@example.dk"), make_person("b@example.dk")
    yes(first, need, phone="12 34 56 78"), yes(second, need)
    subject = Subject(first.pk, (first.email,))
    assert personal_data.export_signups(subject)[0]["phone"] == "12 34 56 78"
    personal_data.shred_signups(subject)
    assert states(need) == ["withdrawn", "offered"]
    gone = Signup.objects.order_by("pk")[0]
    assert (gone.person_id, gone.name, gone.phone) == (None, "En, der hjalp", "")


def test_telephone_and_words_go_three_months_after(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    yes(make_person("a@example.dk"), need, phone="12 34 56 78", words="Ring først")
    jobs.forget_who_helped(0)
    assert Signup.objects.get().phone
    Need.objects.update(ends_on=(now() - timedelta(days=100)).date())
    jobs.forget_who_helped(0)
    assert (Signup.objects.get().phone, Signup.objects.get().words) == ("", "")


@pytest.mark.parametrize("words", [{"words": "CPR 010190-1234"}, {"name": ""}, {"party_size": "0"}, {"party_size": "501"}])
def test_bad_input_is_refused(make_person: Any, words: dict[str, str]) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    answer = client_of(make_person("a@example.dk")).post(f"{need.address}ja/", {"name": "Sanne", "party_size": "1"} | words)
    assert answer.status_code == 422
    assert not Signup.objects.exists()


def test_whoever_has_a_place_is_led_to_it_and_not_asked_again(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need, helper = asked(chair, club), make_person("hjaelper@example.dk")
    client = client_of(helper)
    assert client.get(f"{need.address}ja/").status_code == 200
    signup = yes(helper, need)
    assert client.get(f"{need.address}ja/").headers["Location"] == need.address
    fine(give_back(who(helper), signup.pk, now=now()))
    assert client.get(f"{need.address}ja/").status_code == 200
