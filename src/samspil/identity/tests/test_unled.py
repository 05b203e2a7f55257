"""An organisation that nobody leads any more: whoever asks to come in is told the truth, and staff let the first one in."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from samspil.alliances.tests.making import OTHER, client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.actions import let_in_first as letting
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.actions.join_organisation import ask_to_join
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Membership, Organisation, Person
from samspil.moderation.tests.making import alone, moderator, working
from samspil.moderation.tests.test_decide import prepare

pytestmark = pytest.mark.django_db
DESK = "/bord/organisationer/"


@pytest.fixture
def left(make_person: Any) -> Organisation:
    """A club whose last member deleted the account."""
    club = organisation("Bokseklubben")
    chair = member(make_person, "formand@example.dk", club, administrator=True)
    assert delete_account(who(chair)) is None
    return club


def at_work(person: Person) -> Client:
    client = client_of(person)
    prepare(client, person)
    return client


def asked(person: Person, club: Organisation) -> Membership:
    made: Membership = fine(ask_to_join(who(person), club.pk, now=now()))
    return made


def heard(person: Person) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk).values_list("text", flat=True))


def test_whoever_asks_is_told_that_nobody_is_there_and_staff_let_them_in(make_person: Any, left: Organisation) -> None:
    clerk, newcomer = alone(moderator(make_person)), make_person("ny@example.dk")
    member(make_person, "nabo@example.dk", left, signatory=False)
    client = client_of(newcomer)
    page = client.post(f"/organisationer/{left.pk}/kom-med/", follow=True).content.decode()
    assert "Den har ingen administrator, så vi har spurgt kommunens egne medarbejdere." in page
    assert "vi har spurgt kommunens egne medarbejdere" in client.get(left.address).content.decode()
    waits = Membership.objects.get(person=newcomer)
    assert heard(clerk) == ["En person vil med i Bokseklubben, som ingen administrator har"]
    desk, address = at_work(clerk), f"{DESK}uden-administrator/{waits.pk}/"
    assert "ny@example.dk" in desk.get(DESK).content.decode()
    assert "Hvem skal lukke folk ind i Bokseklubben?" in desk.get(address).content.decode()
    assert desk.post(address, {"svar": "ja", "why": " "}).status_code == 422
    assert desk.post(address, {"svar": "ja", "why": "Jeg har ringet til foreningen"}).status_code == 302
    assert who(newcomer).belongs_to(left.pk, MemberRole.ADMINISTRATOR)
    assert "Du er med i Bokseklubben" in heard(newcomer)
    assert heard(Person.objects.get(email="nabo@example.dk")) == ["Bokseklubben har fået en administrator, fordi den ingen havde"]
    history = apps.get_model("identity", "MembershipEvent").objects.filter(person_id=newcomer.pk).order_by("-pgh_id").first()
    assert (history.let_in_why, history.pgh_context.metadata["actor"]) == ("Jeg har ringet til foreningen", clerk.pk)
    assert desk.get(address).status_code == 404


def test_a_municipality_nobody_leads_says_that_the_platforms_administrators_were_asked(make_person: Any) -> None:
    town, newcomer = Organisation.objects.get(of_municipality=OTHER), make_person("ny@example.dk")
    boss = make_person("platform@example.dk", role="administrator", second_factor=False)
    page = client_of(newcomer).post(f"/organisationer/{town.pk}/kom-med/", follow=True).content.decode()
    assert "vi har spurgt administratorerne af Samspil" in page
    assert "Administratoren har fået besked" not in page
    assert heard(boss) == [f"En person vil med i {town.name}, som ingen administrator har"]
    waits = Membership.objects.get(person=newcomer)
    assert at_work(moderator(make_person)).get(f"{DESK}uden-administrator/{waits.pk}/").status_code == 404
    assert at_work(boss).post(f"{DESK}uden-administrator/{waits.pk}/", {"svar": "ja", "why": "Vi har ringet til rådhuset"}).status_code == 302
    assert OTHER in who(newcomer).moderates_in


def test_where_somebody_leads_they_alone_answer(make_person: Any) -> None:
    club = organisation("Bokseklubben")
    chair, newcomer = member(make_person, "formand@example.dk", club, administrator=True), make_person("ny@example.dk")
    page = client_of(newcomer).post(f"/organisationer/{club.pk}/kom-med/", follow=True).content.decode()
    assert "Administratoren har fået besked." in page
    waits, desk = Membership.objects.get(person=newcomer), at_work(moderator(make_person))
    assert desk.get(f"{DESK}uden-administrator/{waits.pk}/").status_code == 404
    Person.objects.filter(pk=chair.pk).update(is_active=False)
    assert desk.get(f"{DESK}uden-administrator/{waits.pk}/").status_code == 200, "a blocked administrator lets nobody in"


def test_nobody_lets_themselves_in_and_a_no_leaves_nothing(make_person: Any, left: Organisation) -> None:
    clerk, other = moderator(make_person), moderator(make_person)
    waits = asked(clerk, left)
    assert letting.let_in_first(working(clerk), waits.pk, "Mig", yes=True, now=now()) == letting.OWN
    assert letting.let_in_first(working(other), waits.pk, " ", yes=True, now=now()) == letting.NO_REASON
    fine(letting.let_in_first(working(other), waits.pk, "", yes=False, now=now()))
    assert not Membership.objects.filter(pk=waits.pk).exists()


def test_who_asked_while_there_was_somebody_may_ask_again_when_there_is_not(make_person: Any) -> None:
    club = organisation("Bokseklubben")
    chair, newcomer = member(make_person, "formand@example.dk", club, administrator=True), make_person("ny@example.dk")
    clerk = alone(moderator(make_person))
    asked(newcomer, club)
    assert heard(clerk) == []
    assert delete_account(who(chair)) is None
    for _ in range(2):
        asked(newcomer, club)
    assert heard(clerk) == ["En person vil med i Bokseklubben, som ingen administrator har"]


def test_an_administrator_who_came_while_staff_read_answers_instead(make_person: Any, left: Organisation) -> None:
    clerk, waits = working(moderator(make_person)), asked(make_person("ny@example.dk"), left)
    member(make_person, "kommet@example.dk", left, administrator=True)
    assert letting.why_not(clerk, left, waits, "x", yes=True) == letting.LED
    Membership.objects.filter(organisation=left, administrator=True).delete()
    assert letting.why_not(working(moderator(make_person, OTHER)), left, waits, "x", yes=True) == letting.NOT_YOURS
