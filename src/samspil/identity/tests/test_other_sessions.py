"""Where one is logged in, and logging out everywhere else."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from samspil.identity.actions.end_other_sessions import ENDED, NOT_LOGGED_IN, ONLY_HERE, end_other_sessions
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Person, Session, StaffSession

pytestmark = pytest.mark.django_db
PAGE = "/konto/logget-ind/"


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


def proved(client: Client, person: Person) -> None:
    """As after a code by mail."""
    session = client.session
    session["proved_by_code"] = (person.pk, timezone.now().timestamp())
    session.save()


def test_a_person_logs_out_everywhere_else_and_is_told(make_person: Any, django_capture_on_commit_callbacks: Any) -> None:
    person, neighbour = make_person("borger@example.dk"), make_person("nabo@example.dk")
    person.set_unusable_password()
    person.save()
    here, phone, theirs = browser(person), browser(person), browser(neighbour)
    assert "Log ud alle andre steder" not in here.get(PAGE).content.decode()  # first show that it is you
    assert here.post(PAGE).status_code == 200
    assert Session.objects.count() == 3
    proved(here, person)
    assert "Log ud alle andre steder" in here.get(PAGE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert here.post(PAGE).status_code == 302
    assert "Du er logget ud alle andre steder." in here.get(PAGE).content.decode()
    assert phone.get(PAGE).status_code == 302
    assert theirs.get(PAGE).status_code == 200
    assert ENDED in str(mail.outbox[-1].body)


def test_staff_powers_used_elsewhere_end_and_those_here_stay(make_person: Any) -> None:
    person, now = make_person("redaktoer@example.dk", "editor"), timezone.now()
    here, away = browser(person), browser(person)
    powers = {}
    for client in (here, away):
        powers[client] = StaffSession.objects.create(person=person, reason="prøve", began_at=now, ends_at=now + timedelta(hours=8))
        session = client.session
        session["staff_session"] = powers[client].pk
        session.save()
    assert end_other_sessions(actor_for(person), here.session.session_key or "", now=now) == 1
    assert list(StaffSession.objects.running(now)) == [powers[here]]


def test_nothing_else_to_end_and_nobody_logged_in_are_refused(make_person: Any) -> None:
    person = make_person("borger@example.dk")
    key = browser(person).session.session_key or ""
    assert end_other_sessions(actor_for(person), key, now=timezone.now()) == ONLY_HERE
    assert end_other_sessions(Actor(), key, now=timezone.now()) == NOT_LOGGED_IN
