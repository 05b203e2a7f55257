"""Addresses from outside: no redirect leads away from the site, no host or path is believed."""

from typing import Any

import pytest
from django.test import Client

from samspil.core import events
from samspil.identity.models import Person
from tests.access.roles import client_of, prove_second_step
from tests.hostile.contact import said, send

pytestmark = pytest.mark.django_db
AWAY = [
    "https://ond.example/",
    "//ond.example/",
    "///ond.example",
    "/\\ond.example",
    "\\\\ond.example",
    "http:///ond.example",
    "https:ond.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " https://ond.example",
    "\thttps://ond.example",
    "https://testserver@ond.example/",
    "http://testserver.ond.example/",
    "/\r\nLocation: https://ond.example",
]


def leads_away(answer: Any) -> bool:
    """True when a redirect leaves the site, or a header was broken in two."""
    where = answer.headers.get("Location", "/")
    return not where.startswith("/") or where.startswith(("//", "/\\")) or "\n" in where


@pytest.mark.parametrize("away", AWAY)
def test_no_redirect_after_log_in_leaves_the_site(client: Client, make_person: Any, away: str) -> None:
    make_person("borger@example.dk")
    answer = client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "en lang adgangskode", "next": away})
    assert answer.status_code == 302
    assert answer["Location"] == "/min-side/" or not leads_away(answer)


@pytest.mark.parametrize("away", AWAY)
def test_no_redirect_on_the_way_to_the_desk_leaves_the_site(make_person: Any, away: str) -> None:
    client = client_of("off", make_person)
    prove_second_step(client, Person.objects.get(email="off@example.dk"))
    answer = client.post("/konto/arbejdssession/", {"reason": "Ret et eksempel", "next": away})
    assert answer["Location"] == "/bord/" or not leads_away(answer)
    renewed = client.post("/konto/arbejdssession/", {"staff_reason": "Ret et eksempel", "resend_to": away})
    assert not leads_away(renewed)


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize(
    "address", ["/redaktion/login/", "/_util/login/", "/konto/log-ud/", "/konto/to-trin/", "/bord/", "/redaktion/", "/min-side/", "/konto/log-ind/kode/"]
)
def test_no_page_hands_an_address_on_as_it_came(client: Client, make_person: Any, address: str, away: str) -> None:
    assert not leads_away(client.get(address, {"next": away}))
    client.force_login(make_person(), backend="samspil.identity.backend.PersonBackend")
    assert not leads_away(client.get(address, {"next": away}))
    answer = client.post(address, {"next": away})
    assert not leads_away(answer)


@pytest.mark.parametrize(
    "address", ["//ond.example/", "//ond.example", "/\\ond.example", "/eksempler", "//ond.example/..", "/%2f%2fond.example", "/%5cond.example"]
)
def test_adding_a_slash_never_leads_away(client: Client, address: str) -> None:
    answer = client.get("/" if address.startswith("//") else address, PATH_INFO=address)
    assert not leads_away(answer)


@pytest.mark.logs_errors
@pytest.mark.parametrize("address", ["/", "/eksempler/", "/konto/log-ind/", "/api/v1/examples", "/findes-ikke/", "/bord/"])
@pytest.mark.parametrize("host", ["ond.example", "testserver.ond.example", "testserver:80@ond.example", "", "testserver, ond.example", "a" * 10_000])
def test_a_host_nobody_configured_is_refused_in_danish(client: Client, address: str, host: str) -> None:
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert "Det kunne vi ikke læse" in said(answer)
    assert "ond.example" not in said(answer)


def test_a_forwarded_host_is_not_believed(client: Client, make_person: Any, mailoutbox: Any) -> None:
    make_person("borger@example.dk")
    client.post("/konto/adgangskode/glemt/", {"email": "borger@example.dk"}, headers={"X-Forwarded-Host": "ond.example", "Forwarded": "host=ond.example"})
    send(client, headers={"X-Forwarded-Host": "ond.example"}, email="borger@example.dk")
    events.deliver_waiting()
    assert mailoutbox
    for message in mailoutbox:
        assert "ond.example" not in str(message.body) + str(message.alternatives)
        assert "http://127.0.0.1:8000/" in str(message.body)


@pytest.mark.parametrize(
    "path", ["/medier/../", "/medier/images/../../../../etc/passwd", "/medier/images/..%2f..%2f..%2fetc%2fpasswd", "/medier/original_images/a.png"]
)
@pytest.mark.parametrize("before", ["", "/static/.."])
def test_no_path_reaches_a_file_that_is_not_served(client: Client, path: str, before: str) -> None:
    answer = client.get(before + path)
    assert answer.status_code == 404
    assert "root:" not in said(answer)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
@pytest.mark.parametrize("address", ["/", "/eksempler/", "/kontakt/", "/api/v1/examples", "/medier/images/a.png", "/aabne-data/samspil.zip"])
def test_a_method_nobody_needs_changes_nothing_and_breaks_nothing(client: Client, method: str, address: str) -> None:
    answer = getattr(client, method)(address)
    assert answer.status_code < 500
