"""Notices: staff hear once, on their own page, that something waits."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.actor import VISITOR
from samspil.identity.models import StaffSession
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry
from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks
from samspil.site.jobs import remove_old_traces

pytestmark = pytest.mark.django_db


def test_staff_hear_of_an_enquiry_but_not_what_it_says(make_person: Callable[..., Any]) -> None:
    editor, citizen = make_person("redaktion@example.dk", "editor"), make_person("borger@example.dk")
    send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="other", message="Noget fortroligt"))
    events.deliver_waiting()
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=editor.pk).count() == 1
    assert not Notice.objects.filter(recipient_id=citizen.pk).exists()
    assert not Notice.objects.filter(text__icontains="fortroligt").exists()


def test_staff_hear_once_of_an_answer_that_runs_out(make_person: Callable[..., Any]) -> None:
    editor = make_person("redaktion@example.dk", "editor")
    for day in (date(2027, 1, 20), date(2027, 1, 21)):
        raise_expiry_tasks(today=day)
        events.deliver_waiting()
    texts = list(Notice.objects.filter(recipient_id=editor.pk).values_list("text", flat=True))
    assert texts
    assert len(texts) == len(set(texts))


def test_a_person_sees_own_notices_alone(make_person: Callable[..., Any]) -> None:
    first, second = make_person("en@example.dk"), make_person("to@example.dk")
    Notice.objects.create(recipient_id=first.pk, kind="x", text="Til den ene", dedupe_key="x")
    client = Client()
    client.force_login(second, backend="samspil.identity.backend.PersonBackend")
    assert "Til den ene" not in client.get("/min-side/").content.decode()


def test_old_traces_go(make_person: Callable[..., Any]) -> None:
    person, now = make_person(), timezone.now()
    old = Notice.objects.create(recipient_id=person.pk, kind="x", text="gammel", dedupe_key="old")
    Notice.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=400))
    fresh = Notice.objects.create(recipient_id=person.pk, kind="x", text="ny", dedupe_key="new")
    StaffSession.objects.create(person=person, reason="x", began_at=now - timedelta(days=800), ends_at=now - timedelta(days=799))
    remove_old_traces(0)
    assert list(Notice.objects.values_list("pk", flat=True)) == [fresh.pk]
    assert not StaffSession.objects.exists()
