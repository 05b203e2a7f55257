"""Who a visit belongs to: read by plain SQL, and the same as Django would read."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.forms.models import model_to_dict
from django.utils import timezone

from samspil.identity.actor import actor_for
from samspil.identity.backend import PersonBackend
from samspil.identity.domain.roles import Role
from samspil.identity.models import Person
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
