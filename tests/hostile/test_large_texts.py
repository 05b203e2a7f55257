"""A megabyte in any field: refused in Danish or ignored, soon, and never an error of ours."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.access.roles import client_of, prove_second_step
from tests.hostile.contact import MEGABYTE, TEXTS, filled, kept, said, send

pytestmark = pytest.mark.django_db
WORDS = MEGABYTE[:500_000] + " ord" * 100_000
LONG = "a" * 1_000_000
READ = {
    "/soeg/": ["q", "side", "slags"],
    "/eksempler/": ["q", "omraade", "part", "bevis", "kilde", "kommune", "region", "kle", "sort", "efter", "andet"],
    "/kommuner/": ["kommune"],
    "/jura/": ["emne"],
    "/kontakt/": ["om", "about_url", "emne", "kommune"],
    "/konto/log-ind/": ["next"],
    "/": ["q"],
}
API = {"/api/v1/examples": ["area", "municipality", "sector", "after", "size"], "/api/v1/legal-answers": ["topic"], "/api/v1/search": ["q", "page"]}


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    """None of it may keep a process busy: counted in the process's own time, whatever else the machine does."""
    began = time.process_time()
    yield
    assert time.process_time() - began < 8


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize(
    "text", [MEGABYTE, WORDS, "<" * 1_000_000, "0101901234 " * 90_000, "\u202e" * 300_000], ids=["letters", "words", "marks", "numbers", "invisible"]
)
def test_a_megabyte_in_the_contact_form_is_refused_in_danish(client: Client, field: str, text: str) -> None:
    answer = send(client, **{field: text})
    assert answer.status_code == 422
    assert {"message": "Skriv", "organisation": "Skriv kortere", "name": "Skriv kortere", "email": "Skriv adressen"}[field] in said(answer)
    assert not kept()


@pytest.mark.parametrize("field", ["form_key", "topic", "desk", "about_url", "website"])
def test_a_megabyte_in_a_field_that_nobody_types_in_keeps_nothing(client: Client, field: str) -> None:
    assert send(client, **{field: MEGABYTE}).status_code in {302, 422}
    assert not kept()


@pytest.mark.logs_errors
def test_more_than_a_form_can_hold_is_refused_with_a_page_in_danish(client: Client) -> None:
    answer = send(client, message=MEGABYTE * 2)
    assert answer.status_code == 400
    assert "Det kunne vi ikke læse" in said(answer)


@pytest.mark.logs_errors
def test_thousands_of_fields_are_refused_with_a_page_in_danish(client: Client) -> None:
    answer = client.post("/kontakt/", {**filled(), **{f"felt{number}": "x" for number in range(3001)}})
    assert answer.status_code == 400
    assert "Det kunne vi ikke læse" in said(answer)


@pytest.mark.parametrize(("field", "limit"), [("message", 5000), ("organisation", 160), ("name", 120)])
def test_a_text_at_its_limit_is_kept_and_one_sign_more_is_not(client: Client, field: str, limit: int) -> None:
    assert send(client, **{field: "å" * limit}).status_code == 302
    refused = send(client, **{field: "å" * (limit + 1)})
    assert refused.status_code == 422
    assert "teksten er 1 tegn for lang" in said(refused)
    assert [getattr(enquiry, field) for enquiry in kept()] == ["å" * limit]


@pytest.mark.parametrize(("address", "names"), READ.items())
def test_a_megabyte_in_any_parameter_of_a_page_is_ignored(client: Client, address: str, names: list[str]) -> None:
    for name in names:
        answer = client.get(address, {name: LONG})
        assert answer.status_code == 200, name
        assert name in {"next", "kommune"} or len(answer.content) < 150_000, name


@pytest.mark.parametrize(("address", "names"), API.items())
def test_a_megabyte_in_any_parameter_of_the_api_is_refused(client: Client, address: str, names: list[str]) -> None:
    for name in names:
        answer = client.get(address, {"q": "mad", name: LONG})
        assert answer.status_code == 422, name
        assert answer.json()["text"] == f"Ret parameteren query.{name}."


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/konto/log-ind/", {"login": "x@example.dk", "password": "hemmelig adgangskode"}),
        ("/konto/opret/", {"email": "x@example.dk", "password1": "en lang adgangskode"}),
        ("/konto/log-ind/kode/", {"email": "x@example.dk"}),
        ("/konto/adgangskode/glemt/", {"email": "x@example.dk"}),
    ],
)
@pytest.mark.parametrize("text", [MEGABYTE, "a@" + MEGABYTE[:900_000] + ".dk"], ids=["letters", "address"])
@pytest.mark.filterwarnings("ignore")
def test_a_megabyte_on_the_way_in_is_refused(client: Client, address: str, form: dict[str, str], text: str) -> None:
    for field in form:
        answer = client.post(address, {**form, field: text})
        assert answer.status_code in {200, 302, 400, 422, 429}, field
        assert "_auth_user_id" not in client.session


def test_a_megabyte_as_the_reason_of_a_staff_session_is_refused_in_danish(make_person: Any) -> None:
    client = client_of("off", make_person)
    from samspil.identity.models import Person, StaffSession

    prove_second_step(client, Person.objects.get(email="off@example.dk"))
    answer = client.post("/konto/arbejdssession/", {"reason": MEGABYTE})
    assert (answer.status_code, "Skriv kortere" in said(answer)) == (422, True)
    assert not StaffSession.objects.exists()


def test_a_megabyte_as_the_address_of_a_new_colleague_is_refused(make_person: Any) -> None:
    client = client_of("administrator", make_person)
    assert client.post("/bord/personer/", {"email": MEGABYTE + "@example.dk", "role": "editor"}).status_code == 422
    assert client.post("/bord/personer/", {"email": "ny@example.dk", "role": MEGABYTE}).status_code == 422


def test_an_errand_nobody_knows_is_refused(make_person: Any) -> None:
    send(Client())
    client = client_of("editor", make_person)
    for errand in (MEGABYTE, "", "\x00", "slet"):
        assert client.post(f"/bord/henvendelser/{kept()[0].pk}/", {"errand": errand}).status_code == 409
    assert client.get(f"/bord/henvendelser/{10**30}/").status_code == 404
