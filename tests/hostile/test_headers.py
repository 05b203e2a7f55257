"""Safety headers on every kind of answer, to a visitor and to somebody logged in, plain and under TLS."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.access.files import document, picture
from tests.access.roles import client_of
from tests.hostile.contact import filled, send

pytestmark = pytest.mark.django_db
KINDS: dict[str, Callable[[Client], Any]] = {
    "page": lambda client: client.get("/"),
    "list": lambda client: client.get("/eksempler/"),
    "text page": lambda client: client.get("/om/principper/"),
    "form": lambda client: client.get("/kontakt/"),
    "refused form": lambda client: send(client, message=""),
    "sent form": lambda client: send(client),
    "form without its mark": lambda client: Client(enforce_csrf_checks=True).post("/kontakt/", filled()),
    "log-in": lambda client: client.get("/konto/log-ind/"),
    "way to the desk": lambda client: client.get("/bord/"),
    "the editors' admin": lambda client: client.get("/redaktion/"),
    "missing page": lambda client: client.get("/findes-ikke/"),
    "missing slash": lambda client: client.get("/eksempler"),
    "unreadable": lambda client: client.get("/%00"),
    "API": lambda client: client.get("/api/v1/examples"),
    "refused API": lambda client: client.get("/api/v1/examples?size=1000"),
    "missing API": lambda client: client.get("/api/v1/examples/findes-ikke"),
    "OpenAPI": lambda client: client.get("/api/v1/openapi.json"),
    "feed": lambda client: client.get("/eksempler/nyt.atom"),
    "calendar": lambda client: client.get("/jura/udloeb.ics"),
    "sitemap": lambda client: client.get("/sitemap.xml"),
    "robots": lambda client: client.get("/robots.txt"),
    "health": lambda client: client.get("/healthz"),
    "open data": lambda client: client.get("/aabne-data/samspil.zip"),
    "document": lambda client: client.get(document().url),
    "picture": lambda client: client.get(picture().get_rendition("width-50").url),
    "wrong method": lambda client: client.post("/konto/arbejdssession/slut/"),
}
EVERY_KIND = pytest.mark.parametrize("ask", KINDS.values(), ids=KINDS.keys())
STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'none'"],
}


def policy(answer: HttpResponseBase) -> dict[str, list[str]]:
    """The content security policy by directive."""
    parts = (part.split() for part in answer.headers.get("Content-Security-Policy", "").split(";") if part.strip())
    return {name: sources for name, *sources in parts}


@EVERY_KIND
def test_every_answer_has_the_safety_headers(client: Client, ask: Callable[[Client], Any]) -> None:
    answer = ask(client)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["X-Frame-Options"] in {"SAMEORIGIN", "DENY"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@EVERY_KIND
def test_no_answer_of_ours_lets_a_page_run_what_it_did_not_bring(client: Client, ask: Callable[[Client], Any]) -> None:
    answer = ask(client)
    assert policy(answer) in (STRICT, {"default-src": ["'none'"]}) or answer.wsgi_request.path.startswith("/redaktion/")


def test_the_editors_admin_fetches_from_here_and_sends_here_alone(make_person: Any) -> None:
    found = policy(client_of("editor", make_person).get("/redaktion/"))
    assert found["default-src"] == ["'none'"]
    assert {source for sources in found.values() for source in sources} <= {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert found["connect-src"] == found["frame-src"] == ["'self'"]
    assert found["base-uri"] == ["'none'"]
    assert found["frame-ancestors"] == found["form-action"] == ["'self'"]


@EVERY_KIND
def test_answers_to_somebody_logged_in_are_kept_by_nobody(make_person: Any, ask: Callable[[Client], Any]) -> None:
    answer = ask(client_of("person", make_person))
    kept = answer.headers.get("Cache-Control", "")
    shared = answer.request["PATH_INFO"].startswith(("/medier/", "/aabne-data/samspil.zip")) if hasattr(answer, "request") else False
    assert ("private" in kept and "no-store" in kept) or (shared and kept.startswith("public"))


def test_the_desk_is_kept_by_nobody(make_person: Any) -> None:
    client = client_of("editor", make_person)
    for address in ("/bord/", "/redaktion/", "/redaktion/pages/search/", "/min-side/", "/konto/sikkerhed/"):
        kept = client.get(address)["Cache-Control"]
        assert "private" in kept, address
        assert "no-store" in kept, address


def test_a_visitors_page_may_be_kept_but_is_asked_for_again(client: Client) -> None:
    assert client.get("/")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/kontakt/")["Cache-Control"] == "private, no-store"


def test_reading_sets_no_cookie_and_logging_in_sets_cookies_no_script_reads(client: Client, make_person: Any) -> None:
    for address in ("/", "/eksempler/", "/soeg/?q=mad", "/jura/", "/om/principper/", "/findes-ikke/"):
        assert not client.get(address).cookies
    make_person("borger@example.dk")
    answer = client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "en lang adgangskode"})
    assert answer.cookies["sessionid"]["httponly"]
    assert answer.cookies["sessionid"]["samesite"] == "Lax"
    assert client.get("/kontakt/").cookies["csrftoken"]["httponly"]


def test_under_tls_everything_is_told_to_stay_there(settings: Any, make_person: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    for ask in KINDS.values():
        answer = ask(client)
        assert answer.status_code in {301, 400} or answer.wsgi_request.path == "/kontakt/"
    plain = client.get("/eksempler/?q=mad")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/eksempler/?q=mad")
    answer = client.get("/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000"
    assert client.get("/kontakt/", secure=True).cookies["csrftoken"]["secure"]
    make_person("borger@example.dk")
    logged_in = client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "en lang adgangskode"}, secure=True)
    assert logged_in.cookies["sessionid"]["secure"]


def test_files_carry_the_policy_too(settings: Any) -> None:
    """WhiteNoise answers by itself, so what should stand on its answers must stand before it."""
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert max(order.index(name) for name in ("PolicyMiddleware", "SecurityMiddleware", "XFrameOptionsMiddleware")) < order.index("WhiteNoiseMiddleware")
