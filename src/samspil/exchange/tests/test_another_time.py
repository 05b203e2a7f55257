"""Yes, but at another time: proposed by the person, agreed or not by whoever asks; the place is kept all the while."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange.actions.other_time import answer_time, propose_time
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.signups import SignupState, Stretch
from samspil.exchange.models import Signup
from samspil.exchange.presenting.ical import place_entry
from samspil.exchange.tests.making import asked, club_and_chair, shown

pytestmark = pytest.mark.django_db


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


class World:
    """A task on a day in a week, and somebody who said yes to it."""

    def __init__(self, make_person: Any, **words: Any) -> None:
        self.club, self.chair = club_and_chair(make_person)
        self.helper, day = make_person("hjaelper@example.dk"), localdate() + timedelta(days=7)
        self.day = day
        timed: dict[str, Any] = {"starts_at": at(day, 10), "ends_at": at(day, 12), **words}
        self.need = asked(self.chair, self.club, **timed)
        self.place: Signup = fine(sign_up(who(self.helper), self.need.pk, Yes(name="Sanne"), now=now()))

    @property
    def address(self) -> str:
        return f"{self.need.address}pladser/{self.place.pk}/tid/"

    def propose(self, hour: int = 14) -> Signup | Refusal:
        return propose_time(who(self.helper), self.place.pk, Stretch(at(self.day, hour), at(self.day, hour + 1)), "Bussen", now=now())


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def test_another_time_is_proposed_and_agreed_and_stands_in_the_calendar(world: World) -> None:
    helper, chair = client_of(world.helper), client_of(world.chair)
    assert "Foreslå en anden tid" in shown(helper, world.need.address)
    day = world.day.strftime("%d-%m-%Y")
    assert helper.post(world.address, {"day": day, "begins": "14", "ends": "15.30", "words": "Så når jeg bussen."}).status_code == 302
    assert "Du har foreslået" in shown(helper, world.need.address)
    events.deliver_waiting()
    page = shown(chair, world.need.address)
    assert "Så når jeg bussen." in page
    world.place.refresh_from_db()
    assert world.place.state == SignupState.CONFIRMED, "the place is kept"
    assert chair.post(f"{world.address}svar/", {"answer": "yes"}).status_code == 302
    world.place.refresh_from_db()
    assert (world.place.own_from, world.place.asks_from, world.place.asks_words) == (at(world.day, 14), None, "")
    assert place_entry(Signup.objects.select_related("need__municipality").get())["dtstart"] == at(world.day, 14)
    assert "Din egen tid:" in shown(helper, world.need.address)
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=world.chair.pk, kind="time").count() == 1
    assert "er aftalt" in Notice.objects.get(recipient_id=world.helper.pk, kind="time").text


def test_the_time_may_stand_and_the_place_is_kept(world: World) -> None:
    fine(world.propose())
    assert "venlig besked" in fine(answer_time(who(world.chair), world.place.pk, yes=False, now=now()))
    world.place.refresh_from_db()
    assert (world.place.own_from, world.place.asks_from, world.place.state) == (None, None, SignupState.CONFIRMED)
    refused = answer_time(who(world.chair), world.place.pk, yes=True, now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "none"


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        ({"day": "1-1-2020", "begins": "10", "ends": "11"}, 409, "Den tid er begyndt eller ovre"),
        ({"day": "", "begins": "10", "ends": "11"}, 422, "Skriv dagen"),
        ({"begins": "ti", "ends": "11"}, 422, "Skriv klokkeslættet sådan"),
        ({"begins": "", "ends": ""}, 422, "Skriv klokkeslættet sådan"),
        ({"day": "28-3-2027", "begins": "2.30", "ends": "5"}, 422, "findes ikke"),
        ({"begins": "10", "ends": "12"}, 409, "Det er den tid, der allerede står"),
        ({"begins": "10", "ends": "11", "words": "010190-1234"}, 422, "CPR"),
    ],
)
def test_times_that_cannot_be_are_refused_in_words(world: World, told: dict[str, str], status: int, said: str) -> None:
    answer = client_of(world.helper).post(world.address, {"day": world.day.strftime("%d-%m-%Y"), **told})
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_it_is_for_the_person_and_for_those_who_ask(world: World, make_person: Any) -> None:
    stranger = make_person("fremmed@example.dk")
    assert client_of(stranger).get(world.address).status_code == 404
    for refused in (
        propose_time(who(stranger), world.place.pk, Stretch(at(world.day, 14), at(world.day, 15)), "", now=now()),
        answer_time(who(stranger), world.place.pk, yes=True, now=now()),
    ):
        assert isinstance(refused, Refusal)
        assert refused.code == "not-yours"


@pytest.mark.parametrize(("words", "code"), [({"starts_at": None, "ends_at": None}, "no-time"), ({"kind": "shifts"}, "shifts")])
def test_what_has_no_time_or_has_shifts_needs_no_proposal(make_person: Any, words: dict[str, Any], code: str) -> None:
    world = World(make_person, **words)
    refused = world.propose()
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert "Foreslå en anden tid" not in shown(client_of(world.helper), world.need.address)


def test_a_time_that_has_passed_while_it_waited_is_not_agreed(world: World) -> None:
    fine(world.propose())
    refused = answer_time(who(world.chair), world.place.pk, yes=True, now=now() + timedelta(days=30))
    assert isinstance(refused, Refusal)
    assert refused.code == "past"
