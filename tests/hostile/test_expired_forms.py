"""A form whose safety mark has run out comes back with everything that was typed, and sending it again works; nobody else's words do."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.hostile.contact import filled, kept, said

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}
LONG = "Linje 1 med »anførsel« & <b>tegn</b>\nLinje 2 'enkelt' \"dobbelt\"\n\n" + "Et langt afsnit om vores idé. " * 150


class Fields(HTMLParser):
    """The form that posts: hidden fields by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if tag == "input" and said.get("type") == "hidden":
            self.fields[str(said["name"])] = said.get("value") or ""


@pytest.fixture
def strict() -> Client:
    """A browser: the test client that checks safety marks."""
    return Client(enforce_csrf_checks=True)


def same(first: dict[str, str], second: dict[str, str]) -> bool:
    """Equal but for line breaks, which a browser sends as it likes."""
    return {k: v.replace("\r\n", "\n") for k, v in first.items()} == {k: v.replace("\r\n", "\n") for k, v in second.items()}


def test_everything_typed_comes_back_and_sending_again_works(strict: Client) -> None:
    form = filled(message=LONG[:4900], name="Æbletræ & Søn", organisation='<script>"', email="borger@example.dk", about_url="/jura/bisidder/")
    answer = strict.post("/kontakt/", form, headers=HERE)
    assert answer.status_code == 403
    assert not kept()
    back = Fields(said(answer)).fields
    mark = back.pop("csrfmiddlewaretoken")
    assert same(back, form)
    again = strict.post("/kontakt/", {**back, "csrfmiddlewaretoken": mark}, headers=HERE)
    assert again.status_code == 302
    (enquiry,) = kept()
    assert enquiry.message == form["message"].strip()
    assert (enquiry.name, enquiry.organisation, enquiry.about_url) == ("Æbletræ & Søn", '<script>"', "/jura/bisidder/")


@pytest.mark.parametrize("mark", ["", "x", "a" * 32, "a" * 64, "a" * 100_000, "æ" * 64, "a" * 63 + "\x00"])
def test_a_mark_that_was_tampered_with_sends_nothing(strict: Client, mark: str) -> None:
    strict.get("/kontakt/")
    answer = strict.post("/kontakt/", {**filled(), "csrfmiddlewaretoken": mark}, headers=HERE)
    assert answer.status_code == 403
    assert not kept()


def test_another_sites_form_is_not_laid_ready_for_one_press(strict: Client) -> None:
    for headers in ({"Origin": "https://ond.example"}, {"Origin": "null"}, {"Referer": "https://ond.example/testserver"}, {}):
        answer = strict.post("/kontakt/", filled(message="Angriberens ord"), headers=headers)
        assert answer.status_code == 403
        assert "Angriberens ord" not in said(answer)


@pytest.mark.parametrize("address", ["/konto/log-ind/", "/konto/opret/", "/konto/adgangskode/glemt/", "/konto/log-ind/kode/"])
def test_what_only_the_person_knows_is_never_written_into_a_page(strict: Client, address: str) -> None:
    form = {"login": "borger@example.dk", "email": "borger@example.dk", "password": "min hemmelige kode", "password1": "min hemmelige kode", "code": "ABC123"}
    answer = strict.post(address, form, headers=HERE)
    assert answer.status_code == 403
    assert "borger@example.dk" in said(answer)
    assert "hemmelige" not in said(answer)
    assert "ABC123" not in said(answer)


def test_a_large_form_comes_back_whole(strict: Client) -> None:
    """Editors' forms have hundreds of fields."""
    fields = {f"felt-{number}": f"værdi {number}" for number in range(900)}
    assert same(without_mark(Fields(said(strict.post("/kontakt/", fields, headers=HERE))).fields), fields)


def without_mark(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def test_markup_in_what_was_typed_is_text_in_the_page(strict: Client) -> None:
    text = said(strict.post("/kontakt/", {"<script>alert(1)</script>": '"><script>alert(2)</script>' * 10}, headers=HERE))
    assert "<script>alert" not in text
    assert re.search(r"&lt;script&gt;alert\(2\)", text)


def test_a_form_kept_for_an_editor_whose_session_ended_says_how_to_go_on(make_person: Any) -> None:
    from tests.access.roles import client_of

    client = client_of("off", make_person)
    answer = client.post("/redaktion/pages/1/edit/", {"title": LONG}, headers=HERE)
    assert answer.status_code == 403
    assert Fields(said(answer)).fields["title"].replace("\r\n", "\n") == LONG
    foreign = client.post("/redaktion/pages/1/edit/", {"title": "Angriberens ord"}, headers={"Origin": "https://ond.example"})
    assert "Angriberens ord" not in said(foreign)
