"""Characters that are not seen, read backwards or break databases: taken out of what is kept, and never an error."""

from typing import Any

import pytest
from django.test import Client

from tests.access.roles import client_of
from tests.hostile.contact import kept, said, send

pytestmark = pytest.mark.django_db
NULL_PLACES = [
    "/soeg/?q=a%00b",
    "/soeg/?slags=%00&side=%00",
    "/soeg/?q=mad&side=²",
    "/eksempler/?q=%00&efter=%00",
    "/eksempler/?efter=²~2020-01-01",
    "/eksempler/?q=mad&efter=²",
    "/eksempler/?sort=titel&efter=1~%00",
    "/eksempler/?omraade=%00&kommune=%00&kle=%00",
    "/jura/?emne=%00",
    "/kommuner/?kommune=%00",
    "/kontakt/?om=/%00&emne=%00&kommune=%00",
    "/kontakt/?om=/eksempler/%00/",
    "/konto/log-ind/?next=/%00",
    "/findes-ikke/?a=%00",
]


def test_a_message_is_kept_without_what_nobody_sees(client: Client) -> None:
    assert (
        send(
            client, message="Hej\u202e ven\u200b, vi\u2066 ses\ufeff i\u0000 morgen".replace("\u0000", ""), name="A\u200bnna", organisation="\u202dFDF"
        ).status_code
        == 302
    )
    (enquiry,) = kept()
    assert (enquiry.message, enquiry.name, enquiry.organisation) == ("Hej ven, vi ses i morgen", "Anna", "FDF")


def test_a_message_of_nothing_but_invisible_characters_is_empty(client: Client) -> None:
    answer = send(client, message="\u200b\u202e \u2066\ufeff")
    assert answer.status_code == 422
    assert "Skriv, hvad det drejer sig om" in said(answer)
    assert not kept()


@pytest.mark.parametrize("field", ["message", "organisation", "name", "email", "topic", "desk", "form_key", "about_url", "website"])
def test_a_null_character_is_refused_in_every_field(client: Client, field: str) -> None:
    assert send(client, **{field: "a\x00b"}).status_code in {302, 422}
    assert not [enquiry for enquiry in kept() if "\x00" in repr(vars(enquiry))]


@pytest.mark.parametrize("address", NULL_PLACES)
def test_a_null_character_or_a_strange_digit_in_an_address_is_no_error(client: Client, address: str) -> None:
    assert client.get(address).status_code in {200, 404}


@pytest.mark.parametrize(
    "address", ["/%00", "/eksempler/%00/", "/medier/images/%00", "/dokumenter/1/%00", "/redaktion/%00/", "/konto/adgangskode/glemt/ny/1-%00/"]
)
def test_a_null_character_in_a_path_is_refused_in_danish(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "Det kunne vi ikke læse" in said(answer)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "andet"])
def test_a_null_character_in_a_cookie_is_refused(client: Client, name: str) -> None:
    client.cookies[name] = "a\x00bcdefghijkl"
    assert client.get("/min-side/").status_code == 400


@pytest.mark.parametrize(
    "address", ["/redaktion/pages/search/", "/redaktion/images/", "/redaktion/documents/", "/redaktion/images/chooser/", "/redaktion/reports/site-history/"]
)
def test_a_null_character_in_the_editors_search_is_no_error(address: str, make_person: Any) -> None:
    assert client_of("editor", make_person).get(address, {"q": "a\x00b"}).status_code in {200, 400}


def test_an_invisible_name_in_the_log_in_finds_nobody(client: Client, make_person: Any) -> None:
    make_person("borger@example.dk")
    client.post("/konto/log-ind/", {"login": "bor\u200bger@example.dk", "password": "en lang adgangskode"})
    assert "_auth_user_id" not in client.session
