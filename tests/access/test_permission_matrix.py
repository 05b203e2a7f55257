"""The permission matrix: every address of ours, and the entry points of Wagtail and allauth, for every role (permission_matrix.txt)."""

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from django_scopes import scopes_disabled

from samspil.alliances.tests.making import organisation, started
from samspil.core.models import Notice, RecordedEvent
from samspil.identity.domain.outside_login import OutsideLogin
from samspil.identity.models import AssistedPerson, Person, StaffSession
from samspil.identity.models.municipality import DEMO_CODE
from samspil.knowledge.models import Enquiry
from samspil.moderation.queries import token_of
from samspil.moderation.tests.making import report
from tests.access.files import document, picture
from tests.access.roles import POWERLESS, ROLES, STAFF, begin_session, cell, client_of, prove_second_step
from tests.access.routes import has_arguments, routes

pytestmark = pytest.mark.django_db
LINES = (Path(__file__).parent / "permission_matrix.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.split() for line in LINES if line.strip() and not line.startswith("#")]
TABLE = {row[0]: dict(zip(ROLES, row[1:], strict=True)) for row in ROWS}
# Wagtail's own test page, which answers by breaking down. Behind the gate like all of the editors' admin.
NOT_ASKED = {"redaktion/failwhale/"}
OPEN = {"redaktion/login/", "redaktion/logout/"}


@pytest.fixture(autouse=True)
def outside_provider(settings: Any) -> None:
    """An installation with an outside provider, so that its pages answer."""
    settings.OUTSIDE_LOGIN = OutsideLogin(issuer="https://id.example.dk", client_id="samspil", secret="hemmelig", name="Prøve-ID")


@pytest.fixture
def things(make_person: Any) -> dict[str, str]:
    """A document, a picture's file, an enquiry, somebody else's notice, an alliance and a report, as they stand in addresses."""
    with scopes_disabled():
        enquiry = Enquiry.objects.create(form_key="6f9619ff-8b86-4011-b42d-00c04fc964ff", topic="other", message="Hej")
    notice = Notice.objects.create(recipient_id=0, kind="x", text="Til en anden", dedupe_key="x")
    said = report(organisation("Bokseklubben").pk)
    reported = {"case": str(said.case_id), "club": str(said.case.organisation_id), "report": token_of(said), "twin": str(organisation("Bokseklubben").pk)}
    reported["assisted"] = str(helped().pk)
    numbers = {"enquiry": str(enquiry.pk), "notice": str(notice.pk), "alliance": started(make_person).slug, **reported}
    return {"document": document().url, "picture": picture().get_rendition("width-50").url, **numbers}


def helped() -> AssistedPerson:
    """Somebody without e-mail in the made-up municipality, which the clerk works for."""
    now, person = timezone.now(), Person.objects.create_user("12345678@uden-mail.invalid")
    said = {"contact_way": "phone", "consent_way": "paper", "consented_on": now.date(), "registered_at": now}
    return AssistedPerson.objects.create(person=person, municipality_id=DEMO_CODE, number="12345678", **said)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_matrix_says(role: str, make_person: Any, things: dict[str, str]) -> None:
    answers, client = {}, client_of(role, make_person)
    for address in TABLE:
        answers[address] = cell(client.get(address.format(**things)))
        if "log" in address:
            client = client_of(role, make_person)
    assert answers == {address: cells[role] for address, cells in TABLE.items()}


def test_a_blocked_person_meets_what_a_visitor_meets(make_person: Any, things: dict[str, str]) -> None:
    clients = [client_of(role, make_person) for role in ("person", *STAFF)]
    assert all(client.get("/min-side/").status_code == 200 for client in clients)
    Person.objects.filter(email__endswith="@example.dk").update(blocked_at=timezone.now(), is_active=False)
    for address, cells in TABLE.items():
        if "log" not in address:
            assert {cell(client.get(address.format(**things))) for client in clients} == {cells["visitor"]}, address


def test_the_matrix_has_every_address_of_ours_and_every_entry_point(things: dict[str, str]) -> None:
    asked = {resolve(address.format(**things).partition("?")[0]).route.replace("^", "") for address in TABLE}
    wanted = {route for route in routes() if not route.startswith("redaktion/")}
    assert wanted - asked == set()
    entries = {route for route in routes() if re.fullmatch(r"redaktion/([a-z0-9]+/)?", route)} - NOT_ASKED
    assert entries - asked == set()


@pytest.mark.parametrize("role", ["visitor", "off"])
def test_nothing_of_the_editors_admin_answers_somebody_without_powers(role: str, make_person: Any) -> None:
    client, wanted = client_of(role, make_person), {"visitor": "login", "off": "session"}[role]
    for route in routes():
        if route.startswith(("redaktion/", "bord/")) and route not in OPEN:
            address = "/" + (re.sub(r"<[^>]*>|\([^)]*\)|[$*.?]", "1", route) if has_arguments(route) else route)
            assert cell(client.get(address)) == wanted, address
            assert client.post(address).status_code in {302, 403}, address


def test_staff_powers_end_with_the_session(make_person: Any) -> None:
    client = client_of("off", make_person)
    row = begin_session(client, make_person("igen@example.dk"))
    assert cell(client.get("/bord/")) == "session", "somebody else's session gives no powers"
    row = begin_session(client, Person.objects.get(email="off@example.dk"))
    assert cell(client.get("/bord/")) == "200"
    StaffSession.objects.filter(pk=row.pk).update(ends_at=row.began_at)
    assert cell(client.get("/bord/")) == "session"


def test_powers_go_with_the_role_the_second_factor_and_the_session_of_this_browser(make_person: Any) -> None:
    client = client_of("editor", make_person)
    person = StaffSession.objects.latest("pk").person
    other = Client()
    other.force_login(person, backend="samspil.identity.backend.PersonBackend")
    assert (cell(client.get("/bord/")), cell(other.get("/bord/"))) == ("200", "session")
    Authenticator.objects.filter(user_id=person.pk).delete()
    assert cell(client.get("/bord/")) == "factor"
    person.groups.clear()
    assert cell(client.get("/bord/")) == "none"


@pytest.mark.parametrize("role", ["visitor", "person", "bare"])
def test_a_staff_session_needs_a_role_and_a_second_factor(role: str, make_person: Any) -> None:
    client_of(role, make_person).post("/konto/arbejdssession/", {"reason": "Ret et eksempel"})
    assert not StaffSession.objects.exists()


def test_a_staff_session_needs_a_reason_and_is_logged(make_person: Any) -> None:
    client = client_of("off", make_person)
    assert cell(client.post("/konto/arbejdssession/", {"reason": "Ret et eksempel"})) == ">/konto/sikkerhed/bekraeft-dig/"
    prove_second_step(client, Person.objects.get(email="off@example.dk"))
    assert client.post("/konto/arbejdssession/", {"reason": "  "}).status_code == 422
    assert not StaffSession.objects.exists()
    assert cell(client.post("/konto/arbejdssession/", {"reason": "Ret et eksempel"})) == ">/bord/"
    assert RecordedEvent.objects.filter(kind="identity.StaffSessionBegan", payload__staff_session_id=StaffSession.objects.get().pk).exists()
    assert cell(client.post("/konto/arbejdssession/slut/")) == "me"
    assert cell(client.get("/bord/")) == "session"
    assert RecordedEvent.objects.filter(kind="identity.StaffSessionEnded").exists()


@pytest.mark.parametrize("role", STAFF)
def test_each_staff_role_can_move_an_enquiry_and_nobody_else_can(role: str, make_person: Any, things: dict[str, str]) -> None:
    address = f"/bord/henvendelser/{things['enquiry']}/"
    for powerless in POWERLESS:
        client_of(powerless, make_person).post(address, {"errand": "take"})
    with scopes_disabled():
        assert Enquiry.objects.get().state == "received"
        client_of(role, make_person).post(address, {"errand": "take"})
        assert Enquiry.objects.get().state == "taken"


def test_only_an_administrator_gives_and_takes_roles(make_person: Any) -> None:
    citizen, colleague = make_person("ny@example.dk"), make_person("kollega@example.dk", "reviewer")
    for role in (*POWERLESS, "editor", "reviewer"):
        client = client_of(role, make_person)
        client.post("/bord/personer/", {"email": citizen.email, "role": "administrator"})
        client.post(f"/bord/personer/{colleague.pk}/reviewer/fjern/")
    assert (citizen.groups.count(), colleague.groups.count()) == (0, 1)
    client = client_of("administrator", make_person)
    client.post("/bord/personer/", {"email": citizen.email, "role": "editor"})
    client.post(f"/bord/personer/{colleague.pk}/reviewer/fjern/")
    assert (citizen.groups.count(), colleague.groups.count()) == (1, 0)
