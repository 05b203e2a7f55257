"""Who a visit belongs to: read by plain SQL, and the same as Django would read."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from samspil.identity.actor import actor_for
from samspil.identity.backend import PersonBackend
from samspil.identity.domain.roles import Role
from samspil.identity.ending import end_all_sessions
from samspil.identity.middleware import PersonMiddleware
from samspil.identity.models import Person, Session
from samspil.identity.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_the_person_of_a_session_is_read_with_every_field(make_person: Any) -> None:
    made = make_person("borger@example.dk")
    found = PersonBackend().get_user(made.pk)
    assert found is not None
    assert found == made
    assert model_to_dict(found) == model_to_dict(Person.objects.get(pk=made.pk))
    found.first_name = "Ny"
    found.save()
    assert Person.objects.get(pk=made.pk).first_name == "Ny"


def test_a_session_of_somebody_unknown_or_closed_belongs_to_nobody(make_person: Any) -> None:
    closed = make_person("lukket@example.dk")
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    assert PersonBackend().get_user(closed.pk) is None
    assert PersonBackend().get_user(closed.pk + 1) is None


def test_the_reach_comes_with_the_person_and_counts_once(make_person: Any, django_assert_num_queries: Any) -> None:
    made = make_person("redaktoer@example.dk", "editor")
    with django_assert_num_queries(1):
        found = PersonBackend().get_user(made.pk)
        assert found is not None
        assert actor_for(found).roles == {Role.EDITOR}
    found.groups.clear()
    assert actor_for(found).roles == set()


def kept() -> SessionStore:
    store = SessionStore()
    store["word"] = "æble"
    store.save()
    return store


def test_a_session_is_read_back_as_it_was_kept() -> None:
    key = kept().session_key
    store = SessionStore(key)
    assert store["word"] == "æble"
    assert store.session_key == key


def test_a_session_that_has_run_out_is_empty_and_its_key_is_not_used_again() -> None:
    key = kept().session_key
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    store = SessionStore(key)
    assert list(store.keys()) == []
    assert store.session_key is None
    store["word"] = "pære"
    store.save()
    assert store.session_key != key


def test_an_unknown_key_gives_no_session() -> None:
    store = SessionStore("a" * 32)
    assert list(store.keys()) == []
    assert store.session_key is None


def test_a_key_that_is_taken_is_drawn_again_and_its_session_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = kept().session_key
    keys = iter([taken, "b" * 32])
    monkeypatch.setattr("samspil.identity.sessions.get_random_string", lambda *_: next(keys))
    store = SessionStore()
    store["word"] = "pære"
    store.save()
    assert store.session_key == "b" * 32
    assert SessionStore(taken)["word"] == "æble"


def test_a_session_that_was_ended_elsewhere_is_not_made_again_by_a_visit_that_was_under_way() -> None:
    store = kept()
    Session.objects.all().delete()
    store["word"] = "pære"
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


def test_keeping_a_new_session_is_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        kept()


def logged_in(client: Client, person: Person) -> Session:
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return Session.objects.get(session_key=client.session.session_key)


def visit(client: Client) -> HttpRequest:
    """A request with the browser's session, as the middleware makes it."""
    request = RequestFactory().get("/")
    request.session = SessionStore(client.session.session_key)
    PersonMiddleware(lambda _: HttpResponse()).process_request(request)
    return request


def test_a_session_names_its_person_and_both_are_read_at_once(client: Client, make_person: Any, django_assert_num_queries: Any) -> None:
    made = make_person("borger@example.dk")
    assert logged_in(client, made).person_id == made.pk
    request = visit(client)
    with django_assert_num_queries(1):
        assert request.user == made
        assert isinstance(request.user, Person)
        assert actor_for(request.user).person_id == made.pk


def test_a_new_password_ends_the_session(client: Client, make_person: Any) -> None:
    made = make_person("borger@example.dk")
    logged_in(client, made)
    made.set_password("et helt andet langt ord")
    made.save()
    assert not visit(client).user.is_authenticated


def test_a_closed_account_is_nobody(client: Client, make_person: Any) -> None:
    made = make_person("borger@example.dk")
    logged_in(client, made)
    Person.objects.filter(pk=made.pk).update(is_active=False)
    assert not visit(client).user.is_authenticated


def test_a_session_whose_row_names_another_belongs_to_whom_its_sealed_data_names(client: Client, make_person: Any) -> None:
    made, other = make_person("borger@example.dk"), make_person("naboen@example.dk")
    row = logged_in(client, made)
    Session.objects.filter(pk=row.pk).update(person=other)
    assert visit(client).user == made


def test_logging_out_leaves_a_session_that_names_nobody(client: Client, make_person: Any) -> None:
    made = make_person("borger@example.dk")
    logged_in(client, made)
    client.logout()
    assert not Session.objects.filter(person=made).exists()


def test_all_sessions_of_a_person_end_and_nobody_elses(make_person: Any) -> None:
    made, other = make_person("borger@example.dk"), make_person("naboen@example.dk")
    one, two, theirs = Client(), Client(), Client()
    for client, person in ((one, made), (two, made), (theirs, other)):
        logged_in(client, person)
    half = SessionStore()
    half["account_login"] = {"email": "Borger@example.dk"}
    half.save()
    assert end_all_sessions(made, now=timezone.now()) == 3
    assert [row.person_id for row in Session.objects.all()] == [other.pk]
