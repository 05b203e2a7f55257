"""The way to staff pages, one step at a time; and what somebody was writing is never lost on it."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from samspil.identity.models import Person, StaffSession

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HERE = "http://testserver"
LONG = "En lang tekst, der er skrevet, mens arbejdssessionen sluttede, og som ikke må gå tabt."
RICH = json.dumps({"blocks": [{"text": LONG, "type": "unstyled"}], "entityMap": {}})
TYPED = {"title": "Ny titel", "body": RICH, "areas": ["1", "2"], "code": "alliance", "csrfmiddlewaretoken": "x"}


def logged_in(person: Any) -> Client:
    client = Client(HTTP_ORIGIN=HERE)
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


def run_out() -> None:
    StaffSession.objects.update(ends_at=timezone.now())


def test_each_missing_step_leads_to_where_it_is_got(make_person: Callable[..., Any]) -> None:
    client = Client()
    assert client.get("/redaktion/pages/").headers["Location"] == "/konto/log-ind/?next=%2Fredaktion%2Fpages%2F"
    assert logged_in(make_person("borger@example.dk")).get("/bord/").headers["Location"].startswith("/konto/ingen-adgang/")
    unfinished = make_person("ny@example.dk", "editor", second_factor=False)
    assert logged_in(unfinished).get("/bord/").headers["Location"].startswith("/konto/to-trin/")
    assert logged_in(make_person("redaktoer@example.dk", "editor")).get("/bord/").headers["Location"].startswith("/konto/arbejdssession/")


def test_the_second_step_must_have_been_used_in_this_log_in(make_person: Callable[..., Any]) -> None:
    client = logged_in(make_person("redaktoer@example.dk", "editor"))
    asked = client.get("/konto/arbejdssession/?next=/bord/")
    assert asked.headers["Location"].startswith("/konto/sikkerhed/bekraeft-dig/?next=%2Fkonto%2Farbejdssession%2F")
    assert client.post("/konto/arbejdssession/", {"reason": "Retter et eksempel"}).status_code == 302
    assert not StaffSession.objects.exists()
    proven = client.post(
        asked.headers["Location"], {"code": format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)), "next": "/konto/arbejdssession/?next=/bord/"}
    )
    assert proven.headers["Location"] == "/konto/arbejdssession/?next=/bord/"
    begun = client.post("/konto/arbejdssession/", {"reason": "Retter et eksempel", "next": "/bord/"})
    assert begun.headers["Location"] == "/bord/"
    assert client.get("/bord/").status_code == 200


@pytest.mark.parametrize("wanted", ["https://ond.example/", "//ond.example/", "javascript:alert(1)"])
def test_beginning_a_session_leads_nowhere_else(make_person: Callable[..., Any], wanted: str) -> None:
    client = logged_in(make_person("redaktoer@example.dk", "editor"))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    reply = client.post("/konto/arbejdssession/", {"reason": "Retter et eksempel", "next": wanted})
    assert reply.status_code == 302
    assert "ond.example" not in reply.headers["Location"]


def test_a_role_that_is_taken_gives_no_access_from_the_next_click(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    assert client.get("/redaktion/").status_code == 200
    Person.objects.get(email="editor@example.dk").groups.remove(Group.objects.get(name="editor"))
    assert client.get("/redaktion/").headers["Location"].startswith("/konto/ingen-adgang/")
    assert client.get("/bord/").headers["Location"].startswith("/konto/ingen-adgang/")


def test_whoever_loses_the_role_while_writing_is_told_so_and_keeps_the_text(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    Person.objects.get(email="editor@example.dk").groups.clear()
    page = client.post("/redaktion/pages/1/edit/", TYPED, headers={"Origin": HERE})
    assert page.status_code == 403
    assert ("body", RICH) in page.context["pairs"]
    assert "Du har ikke længere en rolle her." in page.content.decode()
    assert "logget ud" not in page.content.decode()
    script = client.post("/redaktion/pages/1/edit/", TYPED, headers={"Accept": "application/json"})
    assert script.json()["error_message"].startswith("Du har ikke længere en rolle her")


def test_a_closed_account_is_out_at_once(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    Person.objects.update(is_active=False)
    assert client.get("/redaktion/").headers["Location"].startswith("/konto/log-ind/")


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest"}])
def test_a_script_is_told_why_it_must_wait(staff_client: Callable[[str], Client], headers: dict[str, str]) -> None:
    client = staff_client("editor")
    run_out()
    reply = client.post("/redaktion/pages/1/edit/", TYPED, headers=headers)
    assert reply.status_code == 403
    assert reply.json()["success"] is False
    assert "arbejdssession er slut" in reply.json()["error_message"]


def test_a_form_is_kept_whole_when_the_session_has_ended(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    run_out()
    page = client.post("/redaktion/pages/1/edit/?sprog=da", TYPED, headers={"Origin": HERE})
    assert page.status_code == 403
    text = page.content.decode()
    fields = page.context["pairs"]
    assert fields == [("title", "Ny titel"), ("body", RICH), ("areas", "1"), ("areas", "2"), ("code", "alliance")]
    assert f">{LONG}</textarea>" in text
    assert 'name="resend_to" value="/redaktion/pages/1/edit/?sprog=da"' in text


def test_what_was_written_goes_on_with_the_new_session(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    run_out()
    sent = {**TYPED, "resend_to": "/redaktion/pages/1/edit/", "staff_reason": "Skriver færdig"}
    reply = client.post("/konto/arbejdssession/", sent, headers={"Origin": HERE})
    assert (reply.status_code, reply.headers["Location"]) == (307, "/redaktion/pages/1/edit/")
    assert client.get("/bord/").status_code == 200


@pytest.mark.parametrize(("change", "what"), [({"staff_reason": ""}, "no reason"), ({"resend_to": "https://ond.example/"}, "another site")])
def test_what_was_written_waits_when_the_new_session_does_not_begin(staff_client: Callable[[str], Client], change: dict[str, str], what: str) -> None:
    client = staff_client("editor")
    run_out()
    sent = {**TYPED, "resend_to": "/redaktion/pages/1/edit/", "staff_reason": "Skriver færdig", **change}
    reply = client.post("/konto/arbejdssession/", sent, headers={"Origin": HERE})
    assert reply.status_code == 422, what
    assert ("body", RICH) in reply.context["pairs"]
    assert StaffSession.objects.count() == 1


def test_nobody_is_tricked_into_sending_the_words_of_another_site(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    run_out()
    for headers in ({"Origin": "https://ond.example"}, {}):
        reply = client.post("/redaktion/pages/1/edit/", TYPED, headers=headers)
        assert reply.status_code == 302, headers


def test_a_person_logged_out_in_the_middle_finds_everything_again(client: Client, db: None) -> None:
    page = client.post("/redaktion/pages/1/edit/", TYPED, headers={"Origin": HERE})
    assert page.status_code == 403
    assert ("body", RICH) in page.context["pairs"]
    assert 'href="/konto/log-ind/?next=%2Fbord%2F" target="_blank"' in page.content.decode()


def test_a_form_whose_mark_has_run_out_comes_back_with_everything(make_person: Callable[..., Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("borger@example.dk"), backend="samspil.identity.backend.PersonBackend")
    page = client.post("/kontakt/", {"message": LONG, "csrfmiddlewaretoken": "gammelt"}, headers={"Origin": HERE})
    assert page.status_code == 403
    assert page.context["pairs"] == [("message", LONG)]
    forged = client.post("/kontakt/", {"message": LONG}, headers={"Origin": "https://ond.example"})
    assert forged.status_code == 403
    assert LONG not in forged.content.decode()
    secrets = client.post("/konto/log-ind/", {"login": "a@example.dk", "password": "hemmeligt"}, headers={"Origin": HERE})
    assert "hemmeligt" not in secrets.content.decode()
