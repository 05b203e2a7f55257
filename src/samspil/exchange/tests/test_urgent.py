"""Urgent help, in waves: who is asked and when, the first yes wins, the rest hear that they need not answer, and nobody is asked too often."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.call_urgently import advance_call, cannot, choose, start_call, stop_call
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Block, Need, Offer, Qualification, Signup, UrgentAsk, UrgentCall, UrgentChoice
from samspil.exchange.tests.making import asked, club_and_chair, offered, shown
from samspil.exchange.urgent import candidates_of
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.actor import VISITOR
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Copenhagen")


def at_noon(days: int) -> datetime:
    """Noon so many days from today, so that no test depends on the hour it runs at."""
    return (datetime.now(ZONE) + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


NOW, TOMORROW = at_noon(1), at_noon(2)


class World:
    """A club that needs one tomorrow, and so many who offered an hour."""

    def __init__(self, make_person: Any, people: int = 5, **words: Any) -> None:
        self.club, self.chair = club_and_chair(make_person)
        told = {"kind": "short", "starts_at": TOMORROW, "ends_at": TOMORROW + timedelta(hours=2), **words}
        self.need: Need = asked(self.chair, self.club, **told)
        self.people = [make_person(f"hjaelper{number}@example.dk") for number in range(people)]
        for one in self.people:
            offered(one, title="En time")

    def called(self) -> UrgentCall:
        row: UrgentCall = fine(start_call(who(self.chair), self.need.pk, now=NOW))
        return row

    def asked(self) -> list[Person]:
        return [ask.person for ask in UrgentAsk.objects.select_related("person").order_by("pk")]


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def yes(person: Person, need: Need) -> Any:
    return sign_up(who(person), need.pk, Yes(name="En", old_enough=True), now=NOW)


def told_to(person: Person) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk, kind__startswith="urgent").order_by("pk").values_list("text", flat=True))


def test_the_first_wave_is_asked_the_first_yes_wins_and_the_rest_need_not_answer(world: World) -> None:
    page = shown(client_of(world.chair), f"{world.need.address}haster/")
    assert "bliver spurgt" in page
    row = world.called()
    first = world.asked()
    assert 0 < len(first) <= len(world.people)
    assert told_to(first[0]) == [f"Det haster: kan du hjælpe? {world.need.title}"]
    assert f"{world.need.address}ja/" in shown(client_of(first[0]), "/behov/haster/")
    fine(yes(first[0], world.need))
    events.deliver_waiting()
    row.refresh_from_db()
    assert (row.state, row.next_at) == ("filled", None)
    assert "Der er fundet hjælp." in told_to(world.chair)[-1]
    assert "Der er fundet hjælp, så du skal ikke gøre noget." in told_to(first[1])[-1]
    assert len(told_to(first[0])) == 1, "who won is not told to stay away"
    assert "Ingen spørger dig lige nu." in shown(client_of(first[1]), "/behov/haster/")
    late = fine(yes(first[1], world.need))
    assert late.state == SignupState.WAITING


def test_the_next_wave_comes_after_the_pause_or_when_all_have_said_no(make_person: Any) -> None:
    world = World(make_person, people=7)
    row = world.called()
    first = world.asked()
    assert len(first) < 7
    row.refresh_from_db()
    assert row.next_at is not None
    assert row.next_at > NOW
    UrgentCall.objects.update(next_at=NOW)
    for ask in UrgentAsk.objects.all():
        assert cannot(who(ask.person), ask.pk, now=NOW) is None
    assert len(world.asked()) == 7
    for ask in UrgentAsk.objects.filter(no=False):
        client_of(ask.person).post(f"/behov/haster/{ask.pk}/nej/")
    advance_call(row.pk, now=NOW)
    row.refresh_from_db()
    assert row.state == "exhausted"
    assert "Der er ikke flere at spørge nu." in told_to(world.chair)[-1]
    fine(yes(first[0], world.need))


def test_a_call_ends_when_the_time_has_come_and_the_clock_carries_it_on(world: World) -> None:
    row = world.called()
    UrgentCall.objects.update(next_at=NOW - timedelta(days=9))
    Need.objects.update(starts_at=NOW - timedelta(days=8), ends_at=NOW - timedelta(days=7))
    jobs.call_on(0)
    row.refresh_from_db()
    assert row.state == "expired"
    assert "Tiden er gået, så du skal ikke gøre noget." in told_to(world.asked()[0])[-1]
    Need.objects.update(ends_on=(NOW - timedelta(days=200)).date())
    jobs.forget_who_helped(0)
    assert not UrgentCall.objects.exists()


def test_those_who_ask_stop_it_and_a_hidden_need_stops_itself(make_person: Any) -> None:
    world = World(make_person, people=7)
    world.called()
    first = set(world.asked())
    stranger = make_person("fremmed@example.dk")
    assert refused(stop_call(who(stranger), world.need.pk)) == "not-yours"
    client = client_of(world.chair)
    assert "Stop med at spørge" in shown(client, f"{world.need.address}haster/")
    assert client.post(f"{world.need.address}haster/stop/").status_code == 302
    assert UrgentCall.objects.get().state == "stopped"
    assert told_to(world.asked()[0])[-1] == "Der bliver ikke spurgt længere, så du skal ikke gøre noget."
    assert told_to(world.chair) == []
    assert stop_call(who(world.chair), world.need.pk) is None
    again = world.called()
    assert not first & {ask.person for ask in again.asks.all()}, "nobody is asked about the same twice"
    Need.objects.update(state="cancelled")
    advance_call(again.pk, now=NOW)
    again.refresh_from_db()
    assert again.state == "stopped"
    advance_call(again.pk, now=NOW)
    advance_call(0, now=NOW)


def test_who_is_not_asked(make_person: Any) -> None:
    world = World(make_person, people=8, min_age=18, requires=("licence",), languages=("ar",))
    never, blocked, known, far, silent, unskilled, night, fit = world.people
    for one in world.people:
        if one != unskilled:
            Qualification.objects.create(person=one, skill="licence", told_at=NOW)
    Offer.objects.exclude(poster=silent).update(languages=["ar"])
    Offer.objects.filter(poster=far).update(max_km=1, latitude=55.9)
    choose(who(never), never=True, nights=True)
    choose(who(night), never=False, nights=True)
    choose(VISITOR, never=True, nights=False)
    Block.objects.create(by_person=blocked, organisation=world.club, called="Klub", made_at=NOW)
    Signup.objects.create(need=world.need, person=known, name="En", state="withdrawn", made_at=NOW, moved_at=NOW)
    found = {one.who: one for one in candidates_of(world.need, NOW)}
    assert set(found) == {str(night.pk), str(fit.pk)}
    assert found[str(night.pk)].nights
    assert not UrgentChoice.objects.get(person=never).nights


def test_who_helped_before_comes_first_also_without_an_offer(world: World, make_person: Any) -> None:
    helper = make_person("gammel@example.dk")
    earlier = asked(world.chair, world.club, title="Sidste år")
    Signup.objects.create(need=earlier, person=helper, name="En", state="attended", made_at=NOW, moved_at=NOW)
    best = max(candidates_of(world.need, NOW), key=lambda one: one.fit)
    assert (best.who, best.distance_m) == (str(helper.pk), None)
    Need.objects.filter(pk=world.need.pk).update(min_age=18)
    world.need.refresh_from_db()
    assert str(helper.pk) not in {one.who for one in candidates_of(world.need, NOW)}


def test_nobody_is_asked_more_than_three_times_a_week(make_person: Any) -> None:
    world = World(make_person, people=1)
    for number in range(3):
        need = asked(world.chair, world.club, title=f"Andet {number}")
        call = UrgentCall.objects.create(need=need, state="filled", made_at=NOW)
        UrgentAsk.objects.create(call=call, person=world.people[0], asked_at=NOW - timedelta(hours=number + 1))
    row = world.called()
    row.refresh_from_db()
    assert row.state == "exhausted"
    assert not UrgentAsk.objects.filter(call=row).exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"starts_at": None, "ends_at": None}, "no-time"),
        ({"starts_at": at_noon(20), "ends_at": at_noon(20) + timedelta(hours=1)}, "not-soon"),
        ({"kind": "board"}, "kind"),
        ({"unnamed": True}, "kind"),
    ],
)
def test_what_cannot_be_asked_for_urgently(make_person: Any, words: dict[str, Any], why: str) -> None:
    world = World(make_person, people=1, **words)
    assert refused(start_call(who(world.chair), world.need.pk, now=NOW)) == why
    assert "haster/spoerg" not in shown(client_of(world.chair), f"{world.need.address}haster/")


def test_other_refusals(make_person: Any) -> None:
    world = World(make_person, people=1)
    assert refused(start_call(who(world.people[0]), world.need.pk, now=NOW)) == "not-yours"
    assert refused(start_call(who(world.chair), world.need.pk, now=TOMORROW)) == "closed"
    world.called()
    assert refused(start_call(who(world.chair), world.need.pk, now=NOW)) == "running"
    ask = UrgentAsk.objects.get()
    assert refused(cannot(who(world.chair), ask.pk, now=NOW)) == "not-yours"
    assert refused(cannot(VISITOR, ask.pk, now=NOW)) == "not-yours"
    UrgentCall.objects.all().delete()
    choose(who(world.people[0]), never=True, nights=False)
    assert refused(start_call(who(world.chair), world.need.pk, now=NOW)) == "nobody"
    assert "Ingen at spørge" in shown(client_of(world.chair), f"{world.need.address}haster/")
    choose(who(world.people[0]), never=False, nights=False)
    fine(yes(world.people[0], world.need))
    assert refused(start_call(who(world.chair), world.need.pk, now=NOW)) == "full"


def test_one_chooses_how_to_be_asked_and_it_goes_with_the_account(world: World) -> None:
    person = world.people[0]
    client = client_of(person)
    assert client.post("/behov/haster/", {"nights": "on"}).status_code == 302
    assert UrgentChoice.objects.get().nights
    assert 'name="nights" checked' in shown(client, "/behov/haster/")
    assert Client().get("/behov/haster/").status_code == 302
    world.called()
    delete_account(who(person))
    assert not UrgentChoice.objects.exists()
    assert not UrgentAsk.objects.filter(person=person).exists()
