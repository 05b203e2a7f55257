"""A blocked person logs in nowhere, is logged out at once, and hears why to complain; administrators block, nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity import people, telling
from samspil.identity.actions.block import block, unblock
from samspil.identity.actor import Actor, actor_for
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Person, StaffSession

pytestmark = pytest.mark.django_db
REASON = "Skriver trusler til de andre"


@pytest.fixture
def administrator(staff_actor: Callable[[str], Actor]) -> Actor:
    return staff_actor("administrator")


def blocked(administrator: Actor, person: Person) -> Person:
    result = block(administrator, person.email.upper(), REASON, now=timezone.now())
    assert isinstance(result, Person), result
    return result


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


def test_sessions_end_at_once_also_staffs(administrator: Actor, make_person: Callable[..., Any], staff_client: Callable[[str], Client]) -> None:
    person, editor = make_person(), staff_client("editor")
    visits = [client_of(person), client_of(person)]
    assert [client.get("/min-side/").status_code for client in visits] == [200, 200]
    blocked(administrator, person)
    assert [client.get("/min-side/").status_code for client in visits] == [302, 302]
    assert editor.get("/bord/").status_code == 200
    blocked(administrator, Person.objects.get(email="editor@example.dk"))
    assert editor.get("/bord/").status_code == 302
    assert not StaffSession.objects.running(timezone.now()).exists()


def test_no_way_in_is_left(administrator: Actor, make_person: Callable[..., Any]) -> None:
    person = blocked(administrator, make_person())
    mail.outbox.clear()
    client = Client()
    client.post("/konto/log-ind/", {"login": person.email, "password": "en lang adgangskode"})
    assert client.get("/min-side/").status_code == 302
    client.post("/konto/log-ind/kode/", {"email": person.email})
    client.post("/konto/adgangskode/glemt/", {"email": person.email})
    assert not [letter for letter in mail.outbox if any(word in letter.subject for word in ("kode til", "Ny adgangskode"))]
    assert client.get("/min-side/").status_code == 302


def test_a_half_done_log_in_is_stopped_too(administrator: Actor, make_person: Callable[..., Any]) -> None:
    person, client = make_person(), Client()
    client.post("/konto/log-ind/kode/", {"email": person.email})
    code = str(mail.outbox[-1].body).split("\n")[2].strip()
    blocked(administrator, person)
    client.post("/konto/log-ind/kode/bekraeft/", {"code": code})
    assert client.get("/min-side/").status_code == 302


def test_nothing_is_told_to_the_blocked_but_that_they_are(administrator: Actor, make_person: Callable[..., Any]) -> None:
    person = blocked(administrator, make_person())
    events.deliver_waiting()
    telling.tell([person], telling.Message(kind="x", theme=Theme.ALLIANCES, key="x", text="Nyt", url="/", waits=True))
    telling.send_digests(timezone.now())
    (letter,) = [letter for letter in mail.outbox if letter.to == [person.email]]
    assert "spærret" in letter.subject
    assert REASON not in letter.body
    assert not Notice.objects.filter(recipient_id=person.pk).exists()


def test_a_blocked_one_has_no_powers_left_in_any_actor(administrator: Actor, make_person: Callable[..., Any]) -> None:
    person = make_person("kollega@example.dk", "administrator")
    blocked(administrator, person)
    assert not actor_for(Person.objects.get(pk=person.pk)).is_staff
    assert person.pk not in {holder.pk for holder in Person.objects.filter(is_active=True)}


def test_the_database_keeps_blocked_ones_closed(administrator: Actor, make_person: Callable[..., Any]) -> None:
    person = blocked(administrator, make_person())
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=True)


@pytest.mark.parametrize("role", ["", "editor", "reviewer"])
def test_only_administrators_block_and_unblock(make_person: Callable[..., Any], staff_actor: Callable[[str], Actor], role: str) -> None:
    person = make_person("stille@example.dk")
    actor = staff_actor(role) if role else actor_for(make_person("en@example.dk"))
    results = [block(actor, person.email, REASON, now=timezone.now()), unblock(actor, person.pk)]
    assert [result.code for result in results if isinstance(result, Refusal)] == ["not-administrator"] * 2
    with pytest.raises(PermissionDenied):
        people.blocked_for(actor)


def code_of(result: object) -> str:
    return result.code if isinstance(result, Refusal) else ""


def test_not_oneself_not_a_stranger_not_without_a_reason_not_twice(administrator: Actor, make_person: Callable[..., Any]) -> None:
    person, now = make_person(), timezone.now()
    tried = [(administrator.email, REASON), ("ukendt@example.dk", REASON), (person.email, "  ")]
    codes = [code_of(block(administrator, email, reason, now=now)) for email, reason in tried]
    blocked(administrator, person)
    codes.append(code_of(block(administrator, person.email, REASON, now=now)))
    assert codes == ["yourself", "no-such-person", "no-reason", "blocked-already"]
    assert code_of(unblock(administrator, make_person("aaben@example.dk").pk)) == "not-blocked"


def test_the_last_administrator_is_not_blocked(administrator: Actor, make_person: Callable[..., Any]) -> None:
    last = make_person("anden@example.dk", "administrator")
    Person.objects.exclude(pk=last.pk).update(is_active=False)
    assert code_of(block(administrator, last.email, REASON, now=timezone.now())) == "last-administrator"


def test_the_page_blocks_shows_and_opens_again(staff_client: Callable[[str], Client], make_person: Callable[..., Any]) -> None:
    person, client = make_person(), staff_client("administrator")
    assert client.post("/bord/personer/spaer/", {"email": "ukendt@example.dk", "reason": REASON}).status_code == 422
    assert client.post("/bord/personer/spaer/", {"email": person.email, "reason": REASON}).status_code == 302
    assert REASON in client.get("/bord/personer/spaer/").content.decode()
    client.post(f"/bord/personer/{person.pk}/luk-op/")
    assert REASON not in client.get("/bord/personer/spaer/").content.decode()
    visitor = Client()
    visitor.post("/konto/log-ind/", {"login": person.email, "password": "en lang adgangskode"})
    assert visitor.get("/min-side/").status_code == 200
