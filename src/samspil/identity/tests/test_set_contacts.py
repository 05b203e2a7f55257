"""Administrators say where messages to a municipality go and where its accessibility statement lies; visitors meet it at once."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from samspil.alliances.tests.making import client_of
from samspil.core import pagecache
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity import contacts
from samspil.identity.actions.invite_member import accept_invitation
from samspil.identity.actions.set_contacts import Contacts, set_contacts
from samspil.identity.actor import Actor, actor_for
from samspil.identity.domain.statements import own_domains, why_not
from samspil.identity.events import MunicipalityChanged
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Municipality, Person
from samspil.moderation.tests.making import moderator
from samspil.moderation.tests.test_decide import prepare

MAIL, STATEMENT = "samspil@lejre.dk", "https://www.was.digst.dk/lejre-dk"
PAGE = "/bord/kommuner/lejre/"


@pytest.mark.parametrize(
    "address",
    [STATEMENT, "https://was.digst.dk/lejre-dk", "https://lejre.dk/was", "https://www.lejre.dk/was", "https://WWW.Lejre.DK/was", "https://post.kk.dk/was"],
)
def test_a_statement_may_lie_in_the_register_or_on_the_municipalitys_own_domain(address: str) -> None:
    assert why_not(address, ("lejre.dk", "kk.dk")) == ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://www.was.digst.dk/lejre-dk", "https://"),
        ("ftp://lejre.dk/was", "https://"),
        ("javascript:alert(1)", "https://"),
        ("https://evillejre.dk/was", "eget domæne, fx lejre.dk"),
        ("https://lejre.dk.evil.example/was", "eget domæne"),
        ("https://was.digst.dk@evil.example/", "eget domæne"),
        ("https://evil@www.lejre.dk/", "eget domæne"),
        ("https://lejre.dk:99999/", "eget domæne"),
        ("https://evil.example/was.digst.dk", "eget domæne"),
        ("https:///was", "eget domæne"),
    ],
)
def test_a_statement_anywhere_else_is_refused_with_a_reason(address: str, said: str) -> None:
    assert said in why_not(address, ("lejre.dk",))


def test_a_municipalitys_own_domains_are_its_name_and_where_its_desk_gets_mail() -> None:
    assert own_domains("lejre", MAIL) == ("lejre.dk",)
    assert own_domains("faaborg-midtfyn", "bord@FMK.dk") == ("faaborg-midtfyn.dk", "faaborgmidtfyn.dk", "fmk.dk")
    assert own_domains("koebenhavn", "") == ("koebenhavn.dk",)


def lejre() -> Municipality:
    return Municipality.objects.get(slug="lejre")


@pytest.mark.django_db
def test_an_administrator_sets_both_and_it_is_written_down_who_did(staff_actor: Callable[[str], Actor]) -> None:
    actor = staff_actor("administrator")
    set_contacts(actor, "lejre", Contacts(desk_email=MAIL, accessibility_statement=STATEMENT))
    set_contacts(actor, "lejre", Contacts(desk_email=MAIL, accessibility_statement=STATEMENT))
    assert (lejre().desk_email, lejre().accessibility_statement) == (MAIL, STATEMENT)
    row = RecordedEvent.objects.get(kind=MunicipalityChanged.kind)
    assert (row.actor_id, row.payload, row.municipality_code) == (actor.person_id, {"municipality_code": "0350"}, "0350")
    set_contacts(actor, "lejre", Contacts())
    written = [(change.desk_email, change.accessibility_statement, change.by) for change in contacts.changes_of(lejre())]
    assert written == [("", "", actor.email), (MAIL, STATEMENT, actor.email)]


@pytest.mark.django_db
def test_what_an_installation_does_by_itself_is_written_down_without_a_name() -> None:
    Municipality.objects.filter(slug="lejre").update(desk_email=MAIL)
    Municipality.objects.filter(slug="lejre").update(seat="Lejre")
    assert [(change.desk_email, change.by) for change in contacts.changes_of(lejre())] == [(MAIL, "")]


@pytest.mark.django_db
def test_a_statement_elsewhere_changes_nothing(staff_actor: Callable[[str], Actor]) -> None:
    refused = set_contacts(staff_actor("administrator"), "lejre", Contacts(desk_email=MAIL, accessibility_statement="https://example.com/was"))
    assert isinstance(refused, Refusal)
    assert refused.code == "statement-elsewhere"
    assert lejre().desk_email == ""
    assert not RecordedEvent.objects.filter(kind=MunicipalityChanged.kind).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_nobody_else_sets_or_sees_them(staff_actor: Callable[[str], Actor], role: str) -> None:
    actor = staff_actor(role)
    refused = set_contacts(actor, "lejre", Contacts(desk_email=MAIL))
    assert isinstance(refused, Refusal)
    assert refused.code == "not-administrator"
    assert lejre().desk_email == ""
    with pytest.raises(PermissionDenied):
        contacts.municipalities_for(actor)
    with pytest.raises(PermissionDenied):
        contacts.get_municipality_for(actor, "lejre")


@pytest.mark.django_db
def test_a_municipality_that_is_not_served_cannot_be_set(staff_actor: Callable[[str], Actor], settings: Any) -> None:
    settings.MUNICIPALITIES = ["0265"]
    with pytest.raises(Http404):
        set_contacts(staff_actor("administrator"), "lejre", Contacts(desk_email=MAIL))


@pytest.mark.django_db
def test_the_pages_set_what_visitors_meet_at_once(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("administrator")
    assert 'href="/bord/kommuner/"' in client.get("/bord/").content.decode()
    assert MAIL not in client.get("/bord/kommuner/").content.decode()
    saved = client.post(PAGE, {"desk_email": MAIL, "accessibility_statement": STATEMENT})
    assert (saved.status_code, saved["Location"]) == (302, "/bord/kommuner/#lejre")
    listed = client.get("/bord/kommuner/").content.decode()
    assert MAIL in listed
    assert STATEMENT in listed
    assert "1 af 99 får selv deres beskeder" in listed
    assert "administrator@example.dk" in client.get(PAGE).content.decode()
    pagecache.STORE.clear()
    assert "Skriv til kommunens medarbejdere" in Client().get("/kommuner/lejre/").content.decode()
    assert Client().get("/kommuner/lejre/was/")["Location"] == STATEMENT
    assert client.post(PAGE, {"desk_email": "", "accessibility_statement": ""}).status_code == 302
    assert lejre().desk_email == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"desk_email": "lejre"}, "Skriv adressen sådan: navn@eksempel.dk"),
        ({"desk_email": "a@lejre.dk\r\nBcc: b@example.dk"}, "Skriv adressen sådan: navn@eksempel.dk"),
        ({"accessibility_statement": "her er den"}, "Skriv hele adressen"),
        ({"accessibility_statement": "javascript:alert(1)"}, "Skriv hele adressen"),
        ({"accessibility_statement": "http://lejre.dk/was"}, "skal begynde med https://"),
        ({"accessibility_statement": "https://example.com/was"}, "på was.digst.dk eller på kommunens eget domæne, fx lejre.dk"),
    ],
)
def test_what_cannot_be_right_is_told_in_words_and_stays_in_the_field(staff_client: Callable[[str], Client], typed: dict[str, str], said: str) -> None:
    page = staff_client("administrator").post(PAGE, typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert (lejre().desk_email, lejre().accessibility_statement) == ("", "")


@pytest.mark.django_db
def test_an_address_without_a_scheme_is_taken_as_https(staff_client: Callable[[str], Client]) -> None:
    assert staff_client("administrator").post(PAGE, {"accessibility_statement": "www.lejre.dk/was"}).status_code == 302
    assert lejre().accessibility_statement == "https://www.lejre.dk/was"


@pytest.mark.django_db
def test_the_list_asks_no_more_of_the_database_for_more_municipalities(staff_client: Callable[[str], Client], django_assert_max_num_queries: Any) -> None:
    client = staff_client("administrator")
    with django_assert_max_num_queries(6):
        client.get("/bord/kommuner/")
    with django_assert_max_num_queries(8):
        client.get(PAGE)


def test_the_first_of_a_municipalitys_own_is_invited_and_settles_it_then(staff_client: Callable[[str], Client], make_person: Callable[..., Any]) -> None:
    administrator, clerk = staff_client("administrator"), make_person("koordinator@example.dk")
    assert len(re.findall(r'name="roles"[^>]* checked', administrator.get(PAGE).content.decode())) == 3, "the first needs them all"
    alone = administrator.post(f"{PAGE}medarbejdere/", {"email": "koordinator@example.dk", "roles": ["contact"]})
    assert (alone.status_code, "Den første skal være administrator" in alone.content.decode()) == (422, True)
    reply = administrator.post(f"{PAGE}medarbejdere/", {"email": "koordinator@example.dk", "roles": ["administrator", "signatory"]}, follow=True)
    assert "Inviteret, har ikke svaret" in reply.content.decode()
    assert "koordinator@example.dk får en mail" in reply.content.decode()
    assert administrator.post(f"{PAGE}medarbejdere/", {"email": "ingen"}).status_code == 422
    accept_invitation(actor_for(clerk), secret_of(Invitation.objects.get().key), now=timezone.now())
    own = replace(actor_for(Person.objects.get(pk=clerk.pk)), staff_until=timezone.now() + timedelta(hours=1))
    settled = set_contacts(own, "lejre", Contacts(controller_text="Lejre Kommune, databeskyttelsesrådgiveren", alliances_open=False))
    assert isinstance(settled, Municipality)
    assert refused_code(set_contacts(own, "odense", Contacts(desk_email=MAIL))) == "not-administrator"
    assert refused_code(set_contacts(replace(own, staff_until=None), "lejre", Contacts())) == "not-administrator"
    invited = administrator.post(f"{PAGE}medarbejdere/", {"email": "kollega@example.dk"})
    assert invited.status_code == 302
    colleague = Invitation.objects.get(email="kollega@example.dk")
    assert (colleague.administrator, colleague.signatory) == (False, False), "nobody may sign who was not said to"
    assert "Hvem er dataansvarlig" in Client().get("/kommuner/lejre/").content.decode()


def test_the_municipalitys_own_are_led_back_to_where_they_may_be(staff_client: Callable[[str], Client], make_person: Callable[..., Any]) -> None:
    clerk = moderator(make_person, "0350")
    own = client_of(clerk)
    prepare(own, clerk)
    page, everywhere = own.get(PAGE).content.decode(), staff_client("administrator").get(PAGE).content.decode()
    assert ('href="/bord/kommuner/"' in page, 'href="/bord/kommuner/"' in everywhere) == (False, True)
    assert "side og medarbejdere" in page


def refused_code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code
