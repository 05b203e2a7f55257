"""Commands an operator runs, as often as they like."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.content.models import Origin
from samspil.core.models import Document, RecordedEvent
from samspil.identity.actions import roles
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Organisation, Person
from samspil.knowledge.models import Example
from samspil.site import demonstration, indexing, preparing

pytestmark = pytest.mark.django_db


def run(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def index_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building the index takes most of the time; only one of these tests is about it."""
    monkeypatch.setattr(indexing, "renew_everything", lambda: 0)


def tables() -> dict[str, int]:
    """How many rows each table of the site has."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith("procrastinate")]
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608  # names from the catalogue
            counts[name] = cursor.fetchone()[0]
    return counts


@pytest.mark.usefixtures("own_home")
def test_preparing_a_prepared_site_writes_no_content_and_adds_no_row() -> None:
    run("prepare_site")
    before, index = tables(), Document.objects.exclude(audience="nobody").count()
    pages = list(Example.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))
    assert run("prepare_site") == f"0 legal answers, 0 knowledge, 0 pages, {index} index\n"
    assert tables() == before
    assert list(Example.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at")) == pages
    assert not RecordedEvent.objects.filter(delivered_at=None).exists()


@pytest.mark.usefixtures("own_home", "index_as_it_is")
def test_preparing_again_renews_what_only_its_file_has_changed_and_keeps_what_an_editor_changed() -> None:
    edited = Example.objects.get(slug="aeblemosteriet")
    edited.title = "Redaktørens titel"
    edited.save_revision().publish()
    Example.objects.filter(slug="den-oekologiske-frugtlund").update(place="Et gammelt sted")
    Origin.objects.filter(kind="example", slug__in=["aeblemosteriet", "den-oekologiske-frugtlund"]).update(file_hash="an older file")
    assert run("prepare_site").startswith("0 legal answers, 1 knowledge, 0 pages")
    assert Example.objects.get(slug="aeblemosteriet").title == "Redaktørens titel"
    assert Example.objects.get(slug="den-oekologiske-frugtlund").place != "Et gammelt sted"


def test_without_demonstration_nobody_is_made(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "prepare", dict)
    Person.objects.all().delete()
    run("prepare_site", "--no-demo")
    assert not Person.objects.exists()
    settings.DEMO = False
    run("prepare_site")
    assert not Person.objects.exists()


def test_the_first_staff_account_can_log_in_by_a_code_and_has_its_role() -> None:
    assert "drift@example.dk is administrator." in run("create_staff", " Drift@Example.dk ")
    person = Person.objects.get(email="drift@example.dk")
    assert list(person.groups.values_list("name", flat=True)) == ["administrator"]
    assert not person.has_usable_password()
    assert EmailAddress.objects.filter(user=person, email=person.email, primary=True, verified=True).exists()
    assert not person.is_superuser


def test_making_the_same_staff_again_adds_a_role_and_no_person() -> None:
    run("create_staff", "drift@example.dk")
    run("create_staff", "drift@example.dk", "--role", "editor")
    assert set(Person.objects.get(email="drift@example.dk").groups.values_list("name", flat=True)) == {"administrator", "editor"}
    assert EmailAddress.objects.filter(email="drift@example.dk").count() == 1


def test_somebody_who_signed_up_and_never_confirmed_the_address_becomes_staff_who_can_log_in() -> None:
    person = Person.objects.create_user("drift@example.dk", "en lang adgangskode")
    EmailAddress.objects.create(user=person, email="privat@example.dk", primary=True, verified=True)
    EmailAddress.objects.create(user=person, email=person.email, primary=False, verified=False)
    run("create_staff", "drift@example.dk")
    assert EmailAddress.objects.get(email="drift@example.dk").verified
    assert EmailAddress.objects.get(user=person, primary=True).email == "privat@example.dk"
    person.refresh_from_db()
    assert not person.has_usable_password(), "whoever set it need not own the address"


def test_an_operator_made_on_the_command_line_has_a_proved_address_and_keeps_the_password_with_a_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "en lang adgangskode")
    run("createsuperuser", "--no-input", "--email", "Drift@example.dk")
    assert EmailAddress.objects.get(email="drift@example.dk", primary=True).verified
    run("create_staff", "drift@example.dk")
    person = Person.objects.get(email="drift@example.dk")
    assert person.check_password("en lang adgangskode")
    administrator = Actor(person.pk, roles=frozenset({Role.ADMINISTRATOR}), staff_until=timezone.now() + timedelta(hours=1))
    assert roles.give(administrator, person.email, Role.EDITOR) == person
    person.refresh_from_db()
    assert person.check_password("en lang adgangskode")


@pytest.mark.parametrize("address", ["drift", "drift@", "a b@example.dk", "", "drift@example.dk\nx"])
def test_what_is_no_address_is_refused_in_one_line(address: str) -> None:
    with pytest.raises(CommandError, match="is not an e-mail address"):
        run("create_staff", address)
    assert not Person.objects.filter(email__startswith="drift").exists()


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CommandError, match="king"):
        run("create_staff", "drift@example.dk", "--role", "king")


def test_the_demonstration_log_ins_are_printed_with_a_code_that_works_now() -> None:
    printed = run("demo_logins")
    for name in demonstration.PEOPLE:
        (line,) = [line for line in printed.splitlines() if demonstration.email_of(name) in line]
        assert demonstration.PASSWORD in line
        assert ("code now" in line) == (name in demonstration.SECOND_STEP)
        if "code now" in line:
            code = line.split("code now: ")[1].rstrip(")")
            device = TOTP(Authenticator.objects.get(user__email=demonstration.email_of(name)))
            assert device.validate_code(code)


def test_the_demonstration_people_can_log_in_with_what_is_printed(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    for name in demonstration.PEOPLE:
        person = Person.objects.get(email=demonstration.email_of(name))
        assert person.check_password(demonstration.PASSWORD)
        assert EmailAddress.objects.get(user=person).verified


def test_where_there_is_no_demonstration_nothing_is_printed(settings: Any) -> None:
    settings.DEMO = False
    assert run("demo_logins") == ""


def test_loading_the_demonstration_again_makes_nobody_twice() -> None:
    with CaptureQueriesContext(connection) as queries:
        demonstration.load_people()
    assert not [q for q in queries if q["sql"].startswith(('INSERT INTO "identity_person"', 'INSERT INTO "mfa'))]
    assert Person.objects.count() == len(demonstration.PEOPLE)


def test_the_demonstration_has_a_party_of_each_sector_who_may_sign() -> None:
    demonstration.load_people()
    found = Organisation.objects.filter(municipality="0000", confirmed_at__isnull=False, memberships__signatory=True)
    assert {organisation.sector for organisation in found} == {"public", "civil", "business"}
    assert not found.exclude(cvr="").exists()


@pytest.mark.usefixtures("own_home", "index_as_it_is")
def test_where_there_is_no_demonstration_its_people_are_closed(client: Client) -> None:
    demonstration.load_people()
    client.force_login(Person.objects.get(email=demonstration.email_of("borger")), backend="samspil.identity.backend.PersonBackend")
    assert client.get("/min-side/").status_code == 200
    with pytest.raises(ImproperlyConfigured, match="demonstration accounts"):
        demonstration.refuse_people()
    run("prepare_site", "--no-demo")
    demonstration.refuse_people()
    assert client.get("/min-side/").status_code == 302
    for name in demonstration.PEOPLE:
        person = Person.objects.get(email=demonstration.email_of(name))
        assert not (person.is_active)
        assert not (person.has_usable_password())
        assert not (person.groups.exists())
        assert not (Authenticator.objects.filter(user=person).exists())


@pytest.mark.usefixtures("own_home", "index_as_it_is")
def test_a_demonstration_that_comes_back_opens_its_people_again(client: Client) -> None:
    demonstration.load_people()
    demonstration.close_people()
    demonstration.load_people()
    client.post("/konto/log-ind/", {"login": demonstration.email_of("borger"), "password": demonstration.PASSWORD})
    assert client.get("/min-side/").status_code == 200
    assert Person.objects.get(email=demonstration.email_of("administrator")).groups.filter(name="administrator").exists()
