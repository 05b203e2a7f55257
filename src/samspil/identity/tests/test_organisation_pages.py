"""The pages of organisations: from "bring yours in" to a second member and a confirmation, with bad input on the way."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from samspil.core import events
from samspil.identity.models import Invitation, Membership, Organisation, Person

pytestmark = pytest.mark.django_db
FIELDS = {"kind": "association", "name": "Spisevennerne", "municipality": "0000", "cvr": "", "about": "", "website": "", "public_email": ""}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


@pytest.fixture
def chair(make_person: Callable[..., Any]) -> Client:
    return client_of(make_person("formand@example.dk"))


@pytest.fixture
def neighbour(make_person: Callable[..., Any]) -> Client:
    return client_of(make_person("nabo@example.dk"))


def test_an_organisation_is_made_and_leads_to_inviting_others(chair: Client) -> None:
    reply = chair.post("/organisationer/ny/", FIELDS, follow=True)
    assert reply.redirect_chain == [("/organisationer/spisevennerne/medlemmer/", 302)]
    page = reply.content.decode()
    assert "Spisevennerne er oprettet" in page
    assert "Inviter en person" in page
    assert "/organisationer/spisevennerne/" in chair.get("/min-side/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"kind": ""}, 422, "Vælg, hvad I er"),
        ({"kind": "municipality"}, 422, "Vælg"),
        ({"name": " \u200b "}, 422, "Skriv navnet"),
        ({"name": "Klubben 010203-1234"}, 422, "CPR"),
        ({"name": "x" * 121}, 422, "for lang"),
        ({"municipality": "9999"}, 422, "Vælg"),
        ({"cvr": "17150414"}, 409, "ikke et CVR-nummer"),
        ({"kind": "company"}, 409, "Skriv CVR-nummeret"),
        ({"website": "ikke en adresse"}, 422, "Skriv hele adressen"),
        ({"website": "javascript:alert(1)"}, 422, "Skriv hele adressen"),
    ],
)
def test_bad_input_is_refused_in_danish_and_nothing_typed_is_lost(chair: Client, wrong: dict[str, str], status: int, said: str) -> None:
    reply = chair.post("/organisationer/ny/", {**FIELDS, "about": "Vi laver mad", **wrong})
    page = reply.content.decode()
    assert (reply.status_code, said in page, "Vi laver mad" in page) == (status, True, True)
    assert not Organisation.objects.filter(memberships__person__email="formand@example.dk").exists()


def test_one_with_nearly_the_same_name_is_shown_and_the_person_may_be_sure(chair: Client, neighbour: Client) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    reply = neighbour.post("/organisationer/ny/", {**FIELDS, "name": "Foreningen Spisevennerne"})
    page = reply.content.decode()
    assert (reply.status_code, "Er det en af disse?" in page, "Vi er en anden" in page) == (409, True, True)
    (pk,), (mark,) = re.findall(r'action="/organisationer/(\d+)/kom-med/"', page), re.findall(r'name="vist" value="([^"]+)"', page)
    asked = neighbour.post(f"/organisationer/{pk}/kom-med/", {"vist": mark}, follow=True)
    assert "Du har bedt om at komme med i Spisevennerne" in asked.content.decode()
    assert neighbour.post("/organisationer/ny/", {**FIELDS, "name": "Foreningen Spisevennerne", "sure": "on"}).status_code == 302


@pytest.mark.parametrize("written", ["Spisevenerne", "Spise Vennerne"])
def test_one_with_a_slip_in_its_name_is_asked_about_too(chair: Client, neighbour: Client, written: str) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    assert neighbour.post("/organisationer/ny/", {**FIELDS, "name": written}).status_code == 409
    assert neighbour.post("/organisationer/ny/", {**FIELDS, "name": written, "municipality": "0350"}).status_code == 302


def test_an_invitation_by_mail_brings_a_member_in(chair: Client, neighbour: Client) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    chair.post("/organisationer/spisevennerne/medlemmer/", {"email": "nabo@example.dk", "roles": ["signatory"]})
    events.deliver_waiting()
    (address,) = re.findall(r"https?://[^/]+(/invitation/\w+/)", str(mail.outbox[-1].body))
    looked = Client().get(address)
    assert (looked.status_code, looked["Cache-Control"].count("no-store"), "Du er inviteret til Spisevennerne" in looked.content.decode()) == (200, 1, True)
    assert "@" not in re.sub(r"<head>.*</head>", "", looked.content.decode(), flags=re.S), "nothing about people before log-in"
    Client().post(address)
    neighbour.get(address)
    assert Invitation.objects.get().used_at is None, "looking never says yes, and neither does a visitor"
    assert neighbour.post(address)["Location"] == "/organisationer/spisevennerne/medlemmer/"
    assert Membership.objects.get(person__email="nabo@example.dk").signatory
    assert (neighbour.post(address).status_code, chair.post(address).status_code, Client().get(address).status_code) == (302, 409, 410)


def test_whoever_has_another_address_is_told_before_saying_yes_what_it_means(chair: Client, neighbour: Client) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    chair.post("/organisationer/spisevennerne/medlemmer/", {"email": "anden@example.dk", "roles": ["signatory"]})
    events.deliver_waiting()
    (address,) = re.findall(r"https?://[^/]+(/invitation/\w+/)", str(mail.outbox[-1].body))
    page = neighbour.get(address).content.decode()
    assert "Invitationen er sendt til en anden e-mail end den, du er logget ind med." in page
    assert "skal organisationens administrator først lukke dig ind" in page
    assert "anden@example.dk" not in page
    assert neighbour.post("/konto/log-ud/", {"next": address})["Location"] == address
    assert "en anden e-mail" not in neighbour.get(address).content.decode()


def test_members_are_let_in_changed_and_taken_out_on_the_pages(chair: Client, neighbour: Client) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    club = Organisation.objects.get(slug="spisevennerne")
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=club.made_at)
    neighbour.post(f"/organisationer/{club.pk}/kom-med/")
    asked = Membership.objects.get(person__email="nabo@example.dk")
    base = f"/organisationer/spisevennerne/medlemmer/{asked.pk}/"
    assert "Bed om at komme med" in chair.get("/organisationer/spisevennerne/medlemmer/").content.decode()
    neighbour.post(f"{base}svar/", {"svar": "ja"})
    assert Membership.objects.get(pk=asked.pk).active_from is None
    chair.post(f"{base}svar/", {"svar": "ja"})
    assert neighbour.get("/organisationer/spisevennerne/medlemmer/").status_code == 200
    assert neighbour.get(base).status_code == 403
    chair.post(base, {"roles": ["contact", "administrator"]})
    assert [role.value for role in Membership.objects.get(pk=asked.pk).roles] == ["administrator", "contact"]
    assert "kan ikke længere handle for" in chair.get(f"{base}slut/").content.decode()
    chair.post(f"{base}slut/")
    assert not Membership.objects.filter(pk=asked.pk).exists()
    own = Membership.objects.get(organisation=club)
    assert chair.post(f"/organisationer/spisevennerne/medlemmer/{own.pk}/slut/", follow=True).redirect_chain[0][0] == "/min-side/"


def test_somebody_elses_organisation_cannot_be_changed(chair: Client, neighbour: Client) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    Organisation.objects.filter(slug="spisevennerne").update(confirmed_at=timezone.now())
    assert neighbour.get("/organisationer/spisevennerne/").status_code == 200
    for address in ("ret/", "medlemmer/"):
        assert neighbour.post(f"/organisationer/spisevennerne/{address}", {"about": "Overtaget", "email": "x@example.dk"}).status_code == 404
    assert Organisation.objects.get(slug="spisevennerne").about == ""
    assert chair.post("/organisationer/spisevennerne/ret/", {"about": "Vi spiser sammen", "website": "", "public_email": ""}).status_code == 302
    assert "Vi spiser sammen" in Client().get("/organisationer/spisevennerne/").content.decode()


def test_the_list_shows_confirmed_ones_and_narrows(chair: Client) -> None:
    chair.post("/organisationer/ny/", FIELDS)
    assert "Spisevennerne" not in Client().get("/organisationer/").content.decode()
    assert "ikke bekræftet" in chair.get("/organisationer/").content.decode()
    Organisation.objects.filter(slug="spisevennerne").update(confirmed_at=timezone.now())
    assert "Spisevennerne" in Client().get("/organisationer/?kommune=0000&slags=association").content.decode()
    for narrowed in ("kommune=0350", "slags=company", "kommune=%00", "slags=%3Cscript%3E"):
        assert Client().get(f"/organisationer/?{narrowed}").status_code == 200
    assert "Her er ingen endnu" in Client().get("/organisationer/?kommune=0350").content.decode()


def test_a_municipalitys_own_people_find_their_way_in(chair: Client) -> None:
    page = chair.get("/organisationer/ny/").content.decode()
    assert "Er du ansat i en kommune?" in page
    (address,) = re.findall(r'href="(/organisationer/\?slags=municipality)"', page)
    assert "/organisationer/lejre-kommune/" in Client().get(address).content.decode()
    assert "/organisationer/lejre-kommune/" in Client().get("/organisationer/?kommune=0350&slags=municipality").content.decode()
    assert "/organisationer/lejre-kommune/" not in Client().get("/organisationer/").content.decode()


def test_signing_up_asks_whom_the_account_is_for() -> None:
    page = Client().get("/konto/opret/").content.decode()
    assert "Hvem er kontoen for?" in page
    assert 'value="/organisationer/ny/"' in page
    assert "Hvem er kontoen for?" not in Client().get("/konto/opret/?next=/invitation/abc/").content.decode()


def test_signing_up_for_an_organisation_leads_to_bringing_it_in() -> None:
    client = Client()
    client.post("/konto/opret/", {"email": "ny@example.dk", "password1": "en lang adgangskode 7", "next": "/organisationer/ny/"})
    (code,) = re.findall(r"^\s*([A-Z0-9-]{6,9})\s*$", str(mail.outbox[-1].body), flags=re.M)
    assert client.post("/konto/bekraeft-e-mail/", {"code": code})["Location"] == "/organisationer/ny/"
    assert "Din e-mail er bekræftet" in client.get("/organisationer/ny/").content.decode(), "said on the page one is led to"
    assert "Din e-mail er bekræftet" not in client.get("/min-side/").content.decode(), "and once"


def test_signing_up_says_that_nobody_needs_a_password() -> None:
    assert "Kan stå tom: så får du en kode på mail" in Client().get("/konto/opret/").content.decode()
    client = Client()
    client.post("/konto/opret/", {"email": "ny@example.dk", "password1": ""})
    (code,) = re.findall(r"^\s*([A-Z0-9-]{6,9})\s*$", str(mail.outbox[-1].body), flags=re.M)
    assert client.post("/konto/bekraeft-e-mail/", {"code": code})["Location"] == "/min-side/"


def test_invitations_are_no_way_to_write_to_strangers_in_great_numbers(chair: Client, settings: Any) -> None:
    settings.RATE_LIMITS = True
    chair.post("/organisationer/ny/", FIELDS)
    answers = [chair.post("/organisationer/spisevennerne/medlemmer/", {"email": f"nr{n}@example.dk"}).status_code for n in range(31)]
    assert answers == [302] * 30 + [429]
    assert Invitation.objects.count() == 30
