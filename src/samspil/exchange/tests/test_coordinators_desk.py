"""The coordinator's desk: what lacks people, who waits, a proposal in one press, somebody who phones, numbers nobody can be found in."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.alliances.tests.making import OTHER, agreed, client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import RecordedEvent
from samspil.exchange.actions.keep_capacity import Promised, keep_capacity
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.models import Match, Need, Offer, PromisedCapacity, Signup
from samspil.exchange.tests.making import asked, club_and_chair, offered, shown
from samspil.identity.actions import assist
from samspil.identity.actor import actor_for
from samspil.identity.domain.assisted import ConsentWay, ContactWay
from samspil.identity.models import AssistedPerson, Person
from samspil.identity.models.municipality import DEMO_CODE
from tests.access.roles import client_of as client_in_role

pytestmark = pytest.mark.django_db
DESK, OWN = "/bord/tilbud-og-behov/", "/behov/bord/"


@pytest.fixture
def clerk(make_person: Any) -> Client:
    """An administrator of the made-up municipality, at work."""
    return client_in_role("clerk", make_person)


def helped_person() -> AssistedPerson:
    """Somebody without e-mail whom the clerk has registered."""
    person = Person.objects.get(email="clerk@example.dk")
    actor = replace(actor_for(person), staff_until=timezone.now() + timedelta(hours=1))
    told: dict[str, Any] = {"contact_way": ContactWay.PHONE, "contact": "12 34 56 78", "purpose": "Hjælpe til", "consent_way": ConsentWay.PAPER}
    wanted = assist.Registration(municipality=DEMO_CODE, name="Besøgsven", consented_on=date(2026, 1, 5), **told)
    made: AssistedPerson = fine(assist.register(actor, wanted, now=now()))
    return made


def test_the_desk_shows_what_lacks_people_and_who_waits_minors_too(make_person: Any, clerk: Client) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, seats=3)
    offered(make_person("ung@example.dk"), title="Jeg vil gerne slå græs", age="minor")
    Offer.objects.update(shown_at=now() - timedelta(days=8))
    page = shown(clerk, DESK)
    assert "Pluk æbler" in page
    assert "Jeg vil gerne slå græs" in page
    assert "15–17 år" in page
    assert "har ventet en uge" in page
    assert "ung@" not in page


@pytest.mark.parametrize("role", ["person", "off", "editor"])
def test_a_desk_is_for_those_who_place_people(make_person: Any, role: str) -> None:
    assert client_in_role(role, make_person).get(DESK).status_code in {302, 403}


def test_another_municipality_is_not_on_the_desk(make_person: Any, clerk: Client) -> None:
    club = organisation("Naboerne", municipality=OTHER)
    chair = member(make_person, "nabo@example.dk", club)
    asked(chair, club, title="Et behov hos naboen", municipality_code=OTHER)
    young = offered(make_person("ung@example.dk"), title="En ung hos naboen", age="minor", municipality_code=OTHER)
    page = shown(clerk, DESK)
    assert "hos naboen" not in page
    assert clerk.get(young.address).status_code == 404


def test_an_association_sees_its_own_desk_and_nobody_elses(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    other = organisation("En anden")
    asked(chair, club)
    asked(member(make_person, "anden@example.dk", other), other, title="De andres behov")
    page = shown(client_of(chair), OWN)
    assert "Pluk æbler" in page
    assert "De andres behov" not in page
    assert client_of(make_person("ene@example.dk")).get(OWN).status_code == 403


def test_a_proposal_in_one_press_asks_both_and_nobody_is_placed_by_it(make_person: Any, clerk: Client) -> None:
    club, chair = club_and_chair(make_person)
    need, giver = asked(chair, club, seats=2), make_person("giver@example.dk")
    offer = offered(giver, whens=("weekend",))
    page = shown(clerk, f"{DESK}forslag/")
    assert f'value="{offer.pk}:{need.pk}:1"' in page
    assert "100 m væk" in page
    assert "Der mangler stadig én." in page
    clerk.post(f"{DESK}forslag/", {"pair": [f"{offer.pk}:{need.pk}:1", "vrøvl", "1:2"]})
    match = Match.objects.get()
    assert (match.state, match.began) == (MatchState.BOTH, "desk")
    assert not Signup.objects.exists()
    events.deliver_waiting()
    assert "Passer de to sammen?" in shown(client_of(giver), "/min-side/")
    assert f'value="{offer.pk}:{need.pk}:1"' not in shown(clerk, f"{DESK}forslag/")
    assert match.address in shown(clerk, DESK)
    assert "Sæt kryds ved dem" in clerk.post(f"{DESK}forslag/", {}, follow=True).content.decode()


def test_an_association_asks_from_its_own_desk_as_the_one_who_asks(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need, offer = asked(chair, club), offered(make_person("giver@example.dk"))
    client_of(chair).post(f"{OWN}forslag/", {"pair": f"{offer.pk}:{need.pk}:1"})
    assert Match.objects.get().state == MatchState.GIVER


def test_somebody_who_phones_offers_and_it_is_kept_who_wrote_it(clerk: Client) -> None:
    helped = helped_person()
    form = {"who": str(helped.pk), "kind": "time", "title": "En tur", "text": "Gerne mandag.", "postcode": "4330", "municipality": DEMO_CODE, "age": "adult"}
    assert clerk.post(f"{DESK}ringer/", form)["Location"] == DESK
    offer = Offer.objects.get()
    assert offer.poster_id == helped.person_id
    kept = RecordedEvent.objects.get(kind="exchange.HelpedIn")
    assert kept.actor_id == Person.objects.get(email="clerk@example.dk").pk
    assert clerk.post(f"{DESK}ringer/", {**form, "who": "0"}).status_code == 422


def test_somebody_who_phones_says_yes_by_the_rules_that_hold_for_all(make_person: Any, clerk: Client) -> None:
    club, chair = club_and_chair(make_person)
    need, adults = asked(chair, club), asked(chair, club, title="For voksne", min_age=18)
    helped = helped_person()
    form = {"who": str(helped.pk), "need": str(need.pk), "party_size": "1"}
    assert f'value="{need.pk}" selected' in shown(clerk, f"{DESK}ringer/ja/?behov={need.pk}")
    assert clerk.post(f"{DESK}ringer/ja/", form)["Location"] == DESK
    place = Signup.objects.get()
    assert (place.person_id, place.name) == (helped.person_id, "Besøgsven")
    refused = clerk.post(f"{DESK}ringer/ja/", {**form, "need": str(adults.pk)})
    assert refused.status_code == 409
    assert clerk.post(f"{DESK}ringer/ja/", {**form, "need": str(adults.pk), "old_enough": "on"})["Location"] == DESK


def test_lists_to_print(make_person: Any, clerk: Client) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, contact="Værten")
    asked(chair, club, title="En, der er alene", kind="pair", unnamed=True)
    fine(sign_up(who(make_person("giver@example.dk")), need.pk, Yes(name="Sanne", phone="12 34 56 78"), now=now()))
    assert "12 34 56 78" in shown(client_of(chair), f"{need.address}liste/")
    assert client_of(make_person("fremmed@example.dk")).get(f"{need.address}liste/").status_code == 404
    Need.objects.filter(pk=need.pk).update(seats=5, state="open")
    page = shown(clerk, f"{DESK}opslag/")
    assert "Værten" in page
    assert "Sanne" not in page
    assert "En, der er alene" not in page


def test_few_people_are_not_shown_in_the_numbers(make_person: Any, clerk: Client) -> None:
    club, chair = club_and_chair(make_person)
    for kind, places in (("help", 7), ("short", 3)):
        need = asked(chair, club, kind=kind, seats=40, title=f"Noget {kind}")
        for number in range(places):
            fine(sign_up(who(make_person(f"{kind}{number}@example.dk")), need.pk, Yes(name="En"), now=now()))
    numbers = shown(clerk, DESK).partition('id="tal"')[2]
    assert "<dd>3</dd>" not in numbers
    assert "for få til at vise" in numbers


def test_what_is_promised_in_an_alliance_is_capacity_while_its_agreement_holds(make_person: Any, clerk: Client) -> None:
    two, _ = agreed(make_person)
    events.deliver_waiting()
    assert PromisedCapacity.objects.filter(initiative=two.alliance.initiative_id).count() == two.alliance.commitments.count()
    one = Promised(
        source=7, organisation_id=two.firm.pk, kind="places", what="Pladser", unit="pladser", quantity=Decimal(5), delivered=Decimal(2), until=date(2027, 1, 1)
    )
    keep_capacity(two.alliance.initiative_id, [one])
    keep_capacity(two.alliance.initiative_id, [one])
    assert "3 af 5 pladser er tilbage" in shown(clerk, DESK)
    keep_capacity(two.alliance.initiative_id, [])
    assert not PromisedCapacity.objects.exists()


def test_a_need_grows_into_an_alliance(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    left = client_of(chair).post(f"{need.address}alliance/")
    need.refresh_from_db()
    assert need.initiative is not None
    assert left["Location"] == f"/alliancer/{need.initiative.slug}/"
    assert "Pluk æbler" in shown(client_of(chair), left["Location"])
    again = client_of(chair).post(f"{need.address}alliance/", follow=True).content.decode()
    assert "hører allerede til en alliance" in again
    assert client_of(make_person("fremmed@example.dk")).post(f"{need.address}alliance/").status_code == 404


def test_the_desk_asks_as_often_for_many_as_for_few(make_person: Any, clerk: Client) -> None:
    club, chair = club_and_chair(make_person)
    counts = []
    for round_ in range(2):
        for number in range(1 + round_ * 8):
            asked(chair, club, title=f"Behov {round_} {number}")
            offered(make_person(f"g{round_}{number}@example.dk"), title=f"Tilbud {round_} {number}")
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            shown(clerk, DESK)
        counts.append(len(asked_of))
    assert counts[0] == counts[1] <= 24
