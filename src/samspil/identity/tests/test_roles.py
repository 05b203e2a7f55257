"""Administrators give roles and take them; the database writes down each one, and nobody locks everybody out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from samspil.core import events
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity import people
from samspil.identity.actions import roles
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db


def names(person: Person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_an_administrator_gives_a_role_and_the_person_is_told(staff_actor: Callable[[str], Actor], make_person: Callable[..., Any]) -> None:
    administrator, person = staff_actor("administrator"), make_person("borger@example.dk")
    assert roles.give(administrator, " Borger@example.dk ", Role.EDITOR) == person
    assert names(person) == {"editor"}
    row = RecordedEvent.objects.get(kind="identity.RoleGiven")
    assert (row.actor_id, row.payload) == (administrator.person_id, {"person_id": person.pk, "role": "editor"})
    events.deliver_waiting()
    assert mail.outbox[-1].to == ["borger@example.dk"]
    assert "redaktør" in str(mail.outbox[-1].body)


def test_an_unknown_address_gets_an_account_without_a_password(staff_actor: Callable[[str], Actor]) -> None:
    person = roles.give(staff_actor("administrator"), "ny@example.dk", Role.REVIEWER)
    assert isinstance(person, Person)
    assert not person.has_usable_password()
    assert names(person) == {"reviewer"}


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_nobody_else_gives_or_takes(staff_actor: Callable[[str], Actor], make_person: Callable[..., Any], role: str) -> None:
    actor, person = staff_actor(role), make_person("anden@example.dk", "administrator")
    assert refused(roles.give(actor, "borger@example.dk", Role.EDITOR)) == "not-administrator"
    assert refused(roles.take(actor, person.pk, Role.ADMINISTRATOR)) == "not-administrator"
    with pytest.raises(PermissionDenied):
        people.staff_for(actor)
    with pytest.raises(PermissionDenied):
        people.changes_for(actor)


def test_the_last_administrator_stays(staff_actor: Callable[[str], Actor], make_person: Callable[..., Any]) -> None:
    Group.objects.get(name="administrator").user_set.clear()
    actor = staff_actor("administrator")
    assert actor.person_id
    assert refused(roles.take(actor, actor.person_id, Role.ADMINISTRATOR)) == "last-administrator"
    closed = make_person("lukket@example.dk", "administrator")
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    assert refused(roles.take(actor, actor.person_id, Role.ADMINISTRATOR)) == "last-administrator"
    make_person("anden@example.dk", "administrator")
    assert isinstance(roles.take(actor, actor.person_id, Role.ADMINISTRATOR), Person)


def test_giving_and_taking_twice_is_refused_in_words(staff_actor: Callable[[str], Actor], make_person: Callable[..., Any]) -> None:
    actor, person = staff_actor("administrator"), make_person("redaktoer@example.dk", "editor")
    assert refused(roles.give(actor, "redaktoer@example.dk", Role.EDITOR)) == "has-it"
    roles.take(actor, person.pk, Role.EDITOR)
    assert refused(roles.take(actor, person.pk, Role.EDITOR)) == "has-it-not"


def test_the_database_writes_down_what_nobody_told_it(staff_actor: Callable[[str], Actor], make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    actor = staff_actor("administrator")
    roles.take(actor, person.pk, Role.EDITOR)
    taken, given = [change for change in people.changes_for(actor) if change.person == "redaktoer@example.dk"]
    assert (given.role, given.given, given.by) == ("Redaktør", True, "")
    assert (taken.role, taken.given, taken.by) == ("Redaktør", False, "administrator@example.dk")


def test_the_page_gives_takes_and_says_what_stood_in_the_way(staff_client: Callable[[str], Client], make_person: Callable[..., Any]) -> None:
    client = staff_client("administrator")
    person = make_person("borger@example.dk")
    assert client.post("/bord/personer/", {"email": "borger@example.dk", "role": "reviewer"}).status_code == 302
    page = client.get("/bord/personer/").content.decode()
    assert "borger@example.dk" in page
    assert "Fik: Fagfælle" in page
    assert client.post("/bord/personer/", {"email": "borger@example.dk", "role": "reviewer"}).status_code == 422
    assert client.post(f"/bord/personer/{person.pk}/reviewer/fjern/").status_code == 302
    assert client.post(f"/bord/personer/{person.pk}/reviewer/fjern/").status_code == 409
    assert client.post(f"/bord/personer/{person.pk}/findes-ikke/fjern/").status_code == 404
    assert names(person) == set()


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_the_page_is_for_administrators(staff_client: Callable[[str], Client], role: str) -> None:
    assert staff_client(role).get("/bord/personer/").status_code == 403


def test_the_page_asks_no_more_of_the_database_for_more_people(
    staff_client: Callable[[str], Client], make_person: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    client = staff_client("administrator")
    for number in range(12):
        make_person(f"redaktoer{number}@example.dk", "editor")
    with django_assert_max_num_queries(14):
        client.get("/bord/personer/")


def test_a_role_is_taken_after_a_question_and_the_page_says_what_was_done(make_person: Any, staff_client: Any) -> None:
    person, client = make_person("kollega@example.dk", "reviewer"), staff_client("administrator")
    address = f"/bord/personer/{person.pk}/reviewer/fjern/"
    asked = client.get(address)
    assert "kollega@example.dk er fagfælle nu" in asked.content.decode()
    assert person.groups.exists(), "looking takes nothing"
    done = client.post(address, follow=True)
    assert "kollega@example.dk er ikke længere fagfælle." in done.content.decode()
    assert client.get(address).status_code == 404
    given = client.post("/bord/personer/", {"email": "kollega@example.dk", "role": "editor"}, follow=True)
    assert "kollega@example.dk er nu redaktør og får besked med mail." in given.content.decode()


def test_only_administrators_are_asked_whether_a_role_shall_go(make_person: Any, staff_client: Any) -> None:
    person = make_person("kollega@example.dk", "reviewer")
    assert staff_client("editor").get(f"/bord/personer/{person.pk}/reviewer/fjern/").status_code == 403


def test_the_page_says_why_the_last_administrator_stays(staff_client: Any) -> None:
    client = staff_client("administrator")
    person = Person.objects.get(email="administrator@example.dk")
    Person.objects.exclude(pk=person.pk).update(is_active=False)
    refused = client.post(f"/bord/personer/{person.pk}/administrator/fjern/")
    assert refused.status_code == 409
    assert "Det er den sidste administrator." in refused.content.decode()
    assert person.groups.filter(name="administrator").exists()
