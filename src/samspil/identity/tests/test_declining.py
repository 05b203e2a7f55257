"""Those who confirm see who is behind an organisation, and may say no with a reason that its members read and answer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.actions.ask_confirmation import ask_confirmation
from samspil.identity.actions.confirm_organisation import confirm_organisation
from samspil.identity.actions.decline_organisation import decline_organisation
from samspil.identity.actions.make_organisation import NewOrganisation, make_organisation
from samspil.identity.models import Membership, Organisation
from samspil.moderation.tests.making import moderator, working
from samspil.moderation.tests.test_decide import prepare

pytestmark = pytest.mark.django_db
DESK = "/bord/organisationer/"


def made(make_person: Any, name: str = "Spisevennerne", cvr: str = "") -> Organisation:
    """An organisation that somebody just made."""
    person = make_person(f"{name.lower()}@example.dk")
    new = NewOrganisation(kind="association", name=name, municipality_code="0000", cvr=cvr)
    club: Organisation = fine(make_organisation(who(person), new, now=now()))
    return club


@pytest.fixture
def desk(make_person: Any) -> Client:
    """The municipality's own administrator, in a running staff session."""
    clerk = moderator(make_person)
    client = client_of(clerk)
    prepare(client, clerk)
    return client


def test_who_is_behind_an_organisation_is_seen_before_it_is_confirmed(make_person: Any, desk: Client) -> None:
    club = made(make_person, cvr="17150413")
    member(make_person, "kasserer@example.dk", club)
    Organisation.objects.filter(pk=club.pk).update(public_email="post@spis.example.dk")
    page = desk.get(DESK).content.decode()
    for told in ("CVR 17150413", "Oprettet af spisevennerne@example.dk", "medlemmer: 2", "post@spis.example.dk"):
        assert told in page


def test_one_that_nobody_is_left_in_says_so_and_cannot_be_confirmed_by_a_slip(make_person: Any, desk: Client) -> None:
    club = made(make_person)
    Membership.objects.filter(organisation=club).delete()
    page = desk.get(DESK).content.decode()
    assert "ingen medlemmer tilbage" in page
    assert 'name="svar" value="ja"' not in page
    assert "Ingen medlemmer er tilbage" in desk.get(f"{DESK}{club.pk}/nej/").content.decode()


def test_a_no_reaches_all_members_with_its_reason_and_the_answer_comes_back(make_person: Any, desk: Client) -> None:
    club = made(make_person)
    plain = client_of(member(make_person, "kasserer@example.dk", club))
    chair = client_of(Membership.objects.get(organisation=club, administrator=True).person)
    assert desk.post(f"{DESK}{club.pk}/nej/", {"why": " "}).status_code == 422
    assert desk.post(f"{DESK}{club.pk}/nej/", {"why": "Skriv jeres CVR-nummer"}).status_code == 302
    events.deliver_waiting()
    assert Notice.objects.filter(text__contains="kan ikke bekræftes endnu", url=club.address).count() == 2
    assert not Notice.objects.filter(text__contains="CVR-nummer").exists(), "what people wrote stands on the page alone"
    page = plain.get(club.address).content.decode()
    assert ("Skriv jeres CVR-nummer" in page, "Svar, og bed om det igen" in page) == (True, False)
    assert "Svar, og bed om det igen" in chair.get(club.address).content.decode()
    assert "Sagt nej til indtil videre" in desk.get(DESK).content.decode()
    assert plain.get(f"{club.address}bekraeft/").status_code == 403
    assert chair.post(f"{club.address}bekraeft/", {"answer": ""}).status_code == 422
    assert chair.post(f"{club.address}bekraeft/", {"answer": "Vi har intet"}).status_code == 302
    events.deliver_waiting()
    assert Notice.objects.filter(text__contains="har svaret og venter igen", url=DESK).exists()
    page = desk.get(DESK).content.decode()
    assert ("Vi har intet" in page, "Sagt nej til" in page) == (True, False)
    assert "Skriv jeres" not in plain.get(club.address).content.decode()


def test_only_those_who_confirm_say_no_and_only_once(make_person: Any) -> None:
    club, clerk = made(make_person), moderator(make_person)
    chair = Membership.objects.get(organisation=club).person
    stranger = member(make_person, "nabo@example.dk", organisation("Naboerne"), administrator=True)

    def code(result: Any) -> str:
        return getattr(result, "code", "")

    assert code(decline_organisation(who(clerk), club.pk, "Nej", now=now())) == "not-yours", "without a staff session"
    assert code(decline_organisation(replace(who(chair), staff_until=now() + timedelta(hours=1)), club.pk, "Nej", now=now())) == "not-yours"
    assert code(ask_confirmation(who(chair), club.pk, "Her", now=now())) == "not-declined"
    assert code(decline_organisation(working(clerk), club.pk, "  ", now=now())) == "no-reason"
    assert code(decline_organisation(working(clerk), club.pk, "Hvem er I?", now=now())) == ""
    assert code(decline_organisation(working(clerk), club.pk, "Igen", now=now())) == "not-waiting"
    assert code(ask_confirmation(who(stranger), club.pk, "Os", now=now())) == "not-administrator"
    fine(confirm_organisation(working(clerk), club.pk, yes=True, now=now()))
    club.refresh_from_db()
    assert (club.declined_at, club.declined_why) == (None, "")
    assert code(decline_organisation(working(clerk), club.pk, "Nej", now=now())) == "not-waiting"
    assert code(ask_confirmation(who(chair), club.pk, "Her", now=now())) == "not-declined"
