"""The yearly declaration: told, given, noted by the municipality, reminded of, and seen by those it concerns alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.alliances.tests.making import OTHER, client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.declare import KEPT_YEARS, declare, note_received, remind, take_back, tell_what_it_is
from samspil.exchange.actions.follow_merge import move_declarations, move_declaring
from samspil.exchange.declaring import verdicts
from samspil.exchange.domain.attest_rules import ChildContact
from samspil.exchange.domain.declarations import DeclarationState
from samspil.exchange.models import Declaration, Declaring
from samspil.exchange.personal_data import export_declarations, shred_declarations
from samspil.exchange.presenting import declarations as shown_there
from samspil.exchange.tests.making import asked, shown
from samspil.identity.actor import VISITOR, Actor, actor_for
from samspil.identity.models import Organisation, Person
from tests.access.roles import client_of as client_in_role

pytestmark = pytest.mark.django_db
OWN, DESK = "/behov/erklaering/", "/bord/tilbud-og-behov/erklaeringer/"
SPRING = datetime(2026, 4, 8, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def clerk(make_person: Any) -> Client:
    """An administrator of the made-up municipality, at work."""
    return client_in_role("clerk", make_person)


def at_work(email: str = "clerk@example.dk") -> Actor:
    return replace(actor_for(Person.objects.get(email=email)), staff_until=timezone.now() + timedelta(hours=1))


class World:
    """A club with somebody who leads it and somebody who does not."""

    def __init__(self, make_person: Any) -> None:
        self.club: Organisation = organisation("Boldklubben")
        self.chair: Person = member(make_person, "formand@example.dk", self.club, administrator=True)
        self.plain: Person = member(make_person, "medlem@example.dk", self.club)
        self.at = f"{OWN}{self.club.pk}/"

    def tell(self, popular: bool | None = True, seeks: bool = True) -> Any:
        row = Declaring.objects.filter(organisation=self.club).first()
        return tell_what_it_is(who(self.chair), self.club.pk, popular_education=popular, seeks=seeks, stamp=row.stamp if row else "", now=now())

    def state(self, day: date) -> DeclarationState:
        return verdicts([self.club.pk], day)[self.club.pk].state


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_an_association_tells_what_it_is_and_gives_it(world: World) -> None:
    client = client_of(world.chair)
    assert "Svar på to spørgsmål" in shown(client, OWN)
    assert client.post(world.at, {"popular": "yes"}).status_code == 422
    assert client.post(world.at, {"popular": "yes", "seeks": "yes"}).status_code == 302
    page = shown(client, OWN)
    assert f"mangler en erklæring om børneattester for {localdate().year}" in page
    assert "Giv erklæringen for Boldklubben" in page
    assert client.post(f"{world.at}giv/").status_code == 422
    assert client.post(f"{world.at}giv/", {"declared": "on"}).status_code == 302
    page = shown(client, OWN)
    assert "I orden" in page
    assert "Giv erklæringen for" not in page
    assert client.post(f"{world.at}fortryd/").status_code == 302
    assert not Declaration.objects.exists()
    assert shown(client, world.at).count(" checked") == 2


def test_twice_is_once_and_it_is_taken_back_on_the_same_day_alone(world: World) -> None:
    world.tell()
    first = fine(declare(who(world.chair), world.club.pk, now=SPRING))
    assert fine(declare(who(world.chair), world.club.pk, now=SPRING + timedelta(days=2))).pk == first.pk
    assert world.state(date(2026, 4, 8)) is DeclarationState.IN_PLACE
    assert world.state(date(2027, 1, 1)) is DeclarationState.MISSING
    assert code_of(take_back(who(world.chair), world.club.pk, now=SPRING + timedelta(days=1))) == "late"
    assert code_of(take_back(who(world.plain), world.club.pk, now=SPRING)) == "not-led"
    assert code_of(take_back(who(world.chair), 0, now=SPRING)) == "not-led"
    assert take_back(who(world.chair), world.club.pk, now=SPRING) is None
    assert take_back(who(world.chair), world.club.pk, now=SPRING) is None
    assert Declaration.pgh_event_model.objects.count() == 2  # type: ignore[attr-defined]  # pghistory adds it


def test_who_does_not_lead_gives_nothing(world: World, make_person: Any) -> None:
    firm = organisation("Firmaet", "company")
    boss = member(make_person, "chef@example.dk", firm, administrator=True)
    for person in (world.plain, boss):
        assert code_of(declare(who(person), world.club.pk, now=SPRING)) == "not-led"
        assert code_of(tell_what_it_is(who(person), world.club.pk, popular_education=True, seeks=True, stamp="", now=SPRING)) == "not-led"
        assert client_of(person).get(f"{world.at}giv/").status_code == 404
        assert client_of(person).get(world.at).status_code == 404
    assert code_of(declare(VISITOR, world.club.pk, now=SPRING)) == "not-led"
    assert code_of(declare(who(boss), firm.pk, now=SPRING)) == "no-association"
    assert "En administrator i foreningen giver den" in shown(client_of(world.plain), OWN)
    assert "Boldklubben" not in shown(client_of(boss), OWN)


def test_the_municipality_sees_its_associations_and_notes_what_it_received(world: World, clerk: Client, make_person: Any) -> None:
    world.tell()
    elsewhere = organisation("Naboklubben", municipality=OTHER)
    page = shown(clerk, DESK)
    assert f"i {localdate().year}." in page
    assert "Boldklubben" in page
    assert "Naboklubben" not in page
    assert "Boldklubben" in shown(clerk, f"{DESK}?stand=missing")
    assert "Boldklubben" not in shown(clerk, f"{DESK}?stand=in_place")
    assert "Boldklubben" not in shown(clerk, f"{DESK}?navn=svømme")
    assert "Boldklubben" in shown(clerk, f"{DESK}?stand=noget&navn=bold")
    today = localdate()
    assert clerk.post(f"{DESK}{world.club.pk}/", {"day": "i morges"}).status_code == 422
    assert clerk.post(f"{DESK}{world.club.pk}/", {"day": (today + timedelta(days=1)).strftime("%d-%m-%Y")}).status_code == 409
    assert clerk.post(f"{DESK}{world.club.pk}/", {"day": today.strftime("%d-%m-%Y")}).status_code == 302
    assert "Boldklubben" in shown(clerk, f"{DESK}?stand=in_place")
    assert "Kommunen har skrevet ned" in shown(client_of(world.chair), OWN)
    assert clerk.post(f"{DESK}{world.club.pk}/", {"day": today.strftime("%d-%m-%Y")}).status_code == 409
    assert f"{DESK}{world.club.pk}/fortryd/" in shown(clerk, DESK)
    clerk.post(f"{DESK}{elsewhere.pk}/fortryd/")
    clerk.post(f"{DESK}{world.club.pk}/fortryd/")
    assert not Declaration.objects.exists()
    clerk.post(f"{DESK}{world.club.pk}/", {"day": today.strftime("%d-%m-%Y")})
    assert clerk.get(f"{DESK}{elsewhere.pk}/").status_code == 404
    assert client_of(world.chair).get(DESK).headers["Location"].startswith("/konto/ingen-adgang/")
    assert Declaration.objects.visible_to(at_work()).count() == Declaration.objects.visible_to(who(world.plain)).count() == 1
    assert not Declaration.objects.visible_to(who(member(make_person, "nabo@example.dk", elsewhere))).exists()
    assert not Declaration.objects.visible_to(VISITOR).exists()


def test_what_is_noted_is_of_this_year_and_by_those_who_receive_it(world: World, clerk: Client) -> None:
    assert clerk
    firm = organisation("Firmaet", "company")
    clock = now()
    assert code_of(note_received(who(world.chair), world.club.pk, localdate(), now=clock)) == "not-yours"
    assert code_of(note_received(at_work(), firm.pk, localdate(), now=clock)) == "no-association"
    assert code_of(note_received(at_work(), world.club.pk, date(2020, 1, 1), now=clock)) == "other-year"
    fine(note_received(at_work(), world.club.pk, localdate(), now=clock))
    assert code_of(take_back(who(world.chair), world.club.pk, now=clock)) == "not-yours"
    assert take_back(at_work(), world.club.pk, now=clock) is None


def test_those_who_lead_hear_once_that_it_is_missing_and_once_that_it_ends(world: World) -> None:
    world.tell()
    jobs.look_after_declarations(0)
    Notice.objects.all().delete()
    Declaring.objects.update(told="")
    for _ in range(2):
        remind(date(2026, 2, 1))
        events.deliver_waiting()
    (line,) = Notice.objects.filter(kind="certificate")
    assert (line.recipient_id, "mangler" in line.text) == (world.chair.pk, True)
    fine(declare(who(world.chair), world.club.pk, now=SPRING))
    remind(date(2026, 12, 1))
    remind(date(2026, 12, 20))
    remind(date(2026, 12, 21))
    events.deliver_waiting()
    assert Notice.objects.filter(kind="certificate", text__contains="efter nytår").count() == 1
    world.tell(seeks=False)
    remind(date(2027, 2, 1))
    events.deliver_waiting()
    assert Notice.objects.filter(kind="certificate").count() == 2, "what is not asked for is not reminded of"


def test_it_goes_five_years_after_and_who_gave_it_with_the_account(world: World) -> None:
    fine(declare(who(world.chair), world.club.pk, now=SPRING))
    subject = Subject(person_id=world.chair.pk, addresses=("formand@example.dk",))
    assert export_declarations(subject)
    shred_declarations(subject)
    assert Declaration.objects.get().noted_by_id is None
    history = Declaration.pgh_event_model.objects  # type: ignore[attr-defined]  # pghistory adds it
    remind(date(2026 + KEPT_YEARS, 12, 31))
    assert Declaration.objects.exists()
    assert history.exists()
    remind(date(2026 + KEPT_YEARS + 1, 1, 1))
    assert not Declaration.objects.exists()
    assert not history.exists(), "a history that outlives its row says the same"


def test_it_follows_a_merge(world: World) -> None:
    world.tell()
    fine(declare(who(world.chair), world.club.pk, now=SPRING))
    into = organisation("Idrætsforeningen")
    move_declarations(world.club, into)
    move_declaring(world.club, into)
    assert Declaration.objects.get().organisation_id == into.pk
    assert Declaring.objects.get().organisation_id == into.pk
    move_declarations(world.club, into)


def test_a_long_list_says_how_many_more(world: World, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation("Aikidoklubben")
    monkeypatch.setattr(shown_there, "MOST_SHOWN", 1)
    page = shown(clerk, DESK)
    assert "flere. Søg på navnet" in page
    assert world.club.pk


def test_a_task_with_children_asks_whoever_never_answered_once_a_year(world: World) -> None:
    asked(world.chair, world.club, child_contact=ChildContact.DIRECT)
    for _ in range(2):
        remind(localdate())
        events.deliver_waiting()
    (line,) = Notice.objects.filter(kind="certificate")
    assert (line.recipient_id, "Svar på to spørgsmål" in line.text) == (world.chair.pk, True)
    assert "Svar på to spørgsmål" in shown(client_of(world.chair), OWN), "that it was asked is no answer"
    fine(world.tell(seeks=False))
    remind(localdate())
    events.deliver_waiting()
    assert Notice.objects.filter(kind="certificate").count() == 1


def test_without_a_task_with_children_nobody_is_asked(world: World) -> None:
    asked(world.chair, world.club)
    over = asked(world.chair, world.club, child_contact=ChildContact.DIRECT)
    asked(world.chair, world.club, shown=False, child_contact=ChildContact.DIRECT)
    remind(over.ends_on + timedelta(days=1))
    assert not Declaring.objects.exists()


def test_of_two_who_answer_at_once_the_second_sees_what_the_first_saved(world: World) -> None:
    client = client_of(world.chair)
    world.tell(popular=False, seeks=False)
    late = client.post(world.at, {"popular": "yes", "seeks": "yes", "stamp": ""}, follow=True).content.decode()
    assert "En anden i foreningen har lige svaret" in late
    assert not Declaring.objects.get().seeks
    stamp = Declaring.objects.get().stamp
    assert f'value="{stamp}"' in late
    assert client.post(world.at, {"popular": "yes", "seeks": "yes", "stamp": stamp}).status_code == 302
    assert Declaring.objects.get().seeks


def test_given_and_taken_back_are_told_once_each(world: World) -> None:
    before = RecordedEvent.objects.count()
    for _ in range(2):
        fine(declare(who(world.chair), world.club.pk, now=SPRING))
    take_back(who(world.chair), world.club.pk, now=SPRING)
    take_back(who(world.chair), world.club.pk, now=SPRING)
    told = list(RecordedEvent.objects.order_by("pk").values_list("kind", flat=True)[before:])
    assert told == ["exchange.DeclarationGiven", "exchange.DeclarationTakenBack"]
