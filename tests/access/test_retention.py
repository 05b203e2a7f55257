"""What is kept of people goes when docs/privacy.md says so, from the tables and from their histories."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from pghistory.models import Context
from wagtail.models import UploadedFile

from samspil.core.jobs import remove_old_events, remove_old_limits
from samspil.core.models import RecordedEvent
from samspil.identity.actor import actor_for
from samspil.identity.models import Municipality, Person
from samspil.knowledge.actions.move_enquiry import move_enquiry
from samspil.knowledge.jobs import remove_old_enquiries
from samspil.knowledge.models import Enquiry, Example
from samspil.site.jobs import remove_old_traces
from tests.access.roles import client_of
from tests.hostile.contact import kept, send

pytestmark = pytest.mark.django_db
PRIVACY = Path(__file__).parents[2] / "docs" / "privacy.md"


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  # our own table names
        return int(cursor.fetchone()[0])


def answered_days_ago(days: int, staff: Any) -> Enquiry:
    """An enquiry that went its whole way."""
    send(Client(REMOTE_ADDR=f"192.0.2.{days % 250}"), name="Ulrikke Prøve")
    enquiry = kept()[-1]
    now = timezone.now()
    for errand in ("take", "answer"):
        move_enquiry(replace(actor_for(staff), staff_until=now + timedelta(hours=1)), enquiry.pk, errand, now=now - timedelta(days=days))
    return enquiry


def test_an_answered_enquiry_goes_after_a_year_with_its_history(make_person: Any) -> None:
    staff = make_person("redaktoer@example.dk", "editor")
    old, young = answered_days_ago(366, staff), answered_days_ago(364, staff)
    assert rows("knowledge_enquiryevent") == 6
    remove_old_enquiries(0)
    assert [enquiry.pk for enquiry in kept()] == [young.pk]
    history = apps.get_model("knowledge", "EnquiryEvent")
    assert set(history.objects.values_list("pgh_obj_id", flat=True)) == {young.pk}
    assert old.pk != young.pk


def test_an_enquiry_that_nobody_answers_goes_after_two_years(client: Client) -> None:
    for days in (729, 731):
        send(client)
        with scopes_disabled():
            Enquiry.objects.filter(pk=kept()[-1].pk).update(received_at=timezone.now() - timedelta(days=days))
    remove_old_enquiries(0)
    assert len(kept()) == 1
    assert set(apps.get_model("knowledge", "EnquiryEvent").objects.values_list("pgh_obj_id", flat=True)) == {kept()[0].pk}


def test_an_account_that_was_never_confirmed_goes_after_a_month(client: Client, make_person: Any) -> None:
    make_person("bekraeftet@example.dk")
    client.post("/konto/opret/", {"email": "aldrig@example.dk", "password1": "en lang adgangskode"})
    invited = Person.objects.create_user("kollega@example.dk")
    invited.groups.set(apps.get_model("auth", "Group").objects.filter(name="editor"))
    Person.objects.update(date_joined=timezone.now() - timedelta(days=29))
    remove_old_traces(0)
    assert Person.objects.filter(email="aldrig@example.dk").exists()
    Person.objects.update(date_joined=timezone.now() - timedelta(days=31))
    remove_old_traces(0)
    assert not Person.objects.filter(email="aldrig@example.dk").exists()
    assert Person.objects.filter(email__in=["bekraeftet@example.dk", "kollega@example.dk"]).count() == 2


def test_the_history_of_roles_goes_after_three_years(make_person: Any) -> None:
    make_person("redaktoer@example.dk", "editor")
    history = apps.get_model("identity", "RoleMembershipEvent")
    Context.objects.create(metadata={"actor": 1})
    assert history.objects.exists()
    moved(history, "pgh_created_at", timezone.now() - timedelta(days=3 * 365 - 1))
    moved(Context, "created_at", timezone.now() - timedelta(days=3 * 365 - 1))
    remove_old_traces(0)
    assert history.objects.exists()
    assert Context.objects.exists()
    moved(history, "pgh_created_at", timezone.now() - timedelta(days=3 * 365 + 1))
    moved(Context, "created_at", timezone.now() - timedelta(days=3 * 365 + 1))
    remove_old_traces(0)
    assert not history.objects.exists()
    assert not Context.objects.exists()


def test_the_history_of_a_municipalitys_addresses_goes_after_three_years() -> None:
    Municipality.objects.filter(code="0350").update(desk_email="bord@example.dk")
    history = apps.get_model("identity", "MunicipalityEvent")
    moved(history, "pgh_created_at", timezone.now() - timedelta(days=3 * 365 - 1))
    remove_old_traces(0)
    assert history.objects.exists()
    moved(history, "pgh_created_at", timezone.now() - timedelta(days=3 * 365 + 1))
    remove_old_traces(0)
    assert not history.objects.exists()


def moved(model: Any, field: str, when: datetime) -> None:
    model.objects.update(**{field: when})


def test_uploads_that_nobody_finished_go_after_a_day(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = UploadedFile.objects.create(file=ContentFile(b"x", "a.png"), uploaded_by_user=make_person())
    remove_old_traces(0)
    assert UploadedFile.objects.exists()
    monkeypatch.setattr(upload.file.storage.__class__, "get_modified_time", lambda storage, name: timezone.now() - timedelta(days=2))
    remove_old_traces(0)
    assert not UploadedFile.objects.exists()
    assert not upload.file.storage.exists(upload.file.name)


def test_delivered_events_go_after_three_years_and_counts_of_limits_with_their_window(client: Client) -> None:
    send(client)
    RecordedEvent.objects.update(delivered_at=timezone.now() - timedelta(days=3 * 365 + 1))
    remove_old_events(0)
    assert not RecordedEvent.objects.exists()
    assert rows("core_cache")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_cache SET expires = now() - interval '1 second'")
    remove_old_limits(0)
    assert not rows("core_cache")


def test_no_address_stands_in_the_table_of_limits_allauths_neither(client: Client, make_person: Any) -> None:
    make_person("borger@example.dk")
    visitor = Client(REMOTE_ADDR="203.0.113.77")
    send(visitor)
    visitor.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "forkert adgangskode"})
    visitor.post("/konto/log-ind/kode/", {"email": "borger@example.dk"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM core_cache")
        told = repr(cursor.fetchall())
    assert rows("core_cache") >= 3
    for word in ("203.0.113", "borger", "limit", "allauth"):
        assert word not in told


def test_logging_in_is_noted_without_who_it_was_not(client: Client, make_person: Any, caplog: pytest.LogCaptureFixture) -> None:
    person = make_person("borger@example.dk")
    client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "forkert adgangskode"})
    client.post("/konto/log-ind/", {"login": "borger@example.dk", "password": "en lang adgangskode"})
    client.post("/konto/log-ud/")
    told = caplog.text
    assert [word for word in ("log_in_failed", "logged_in", "logged_out") if word not in told] == []
    assert f"'person': {person.pk}" in told
    for word in ("borger@example.dk", "adgangskode", "127.0.0.1"):
        assert word not in told


def test_every_table_that_names_people_stands_in_the_privacy_page() -> None:
    """A new table with a person, an address or an actor in it must be described before it is used."""
    told = PRIVACY.read_text(encoding="utf-8")
    naming = {
        "email",
        "user_id",
        "person_id",
        "recipient_id",
        "actor_id",
        "uploaded_by_user_id",
        "owner_id",
        "locked_by_id",
        "requested_by_id",
        "finished_by_id",
    }
    missing = set()
    for model in apps.get_models(include_auto_created=True):
        columns = {field.column for field in model._meta.local_concrete_fields if getattr(field, "column", None)}
        if columns & naming and not model._meta.proxy and f"`{model._meta.db_table}`" not in told:
            missing.add(model._meta.db_table)
    assert not missing


def test_deleting_an_account_takes_all_that_is_its_own_and_leaves_the_texts(make_person: Any) -> None:
    client = client_of("reviewer", make_person)
    person = Person.objects.get(email="reviewer@example.dk")
    page = Example.objects.get(slug="aeblemosteriet")
    page.save_revision(user=person, log_action=True)
    UploadedFile.objects.create(file=ContentFile(b"x", "a.png"), uploaded_by_user=person)
    assert client.get("/bord/").status_code == 200
    own = ["identity_staffsession", "mfa_authenticator", "account_emailaddress", "identity_person_groups"]
    before = {table: rows(table) for table in own}
    person.delete()
    assert {table: before[table] - rows(table) for table in own} == dict.fromkeys(own, 1)
    assert client.get("/bord/").status_code == 302
    assert Client().get("/eksempler/aeblemosteriet/").status_code == 200
