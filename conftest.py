"""What every test stands on: a database born with all content, people with roles, and guards: a test fails on a logged
error, on a missing variable in a template of ours, and on a query that a request asks once per row.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.test import Client
from django.test.client import ClientHandler

from tests.house import repeated, undefined
from tests.order import in_good_order

ROOT = Path(__file__).parent
# A busy machine is no fault of the code. In CI (Hypothesis knows by itself) the same examples are tried each time.
if not os.environ.get("CI"):
    hypothesis.settings.register_profile("samspil", deadline=None)
    hypothesis.settings.load_profile("samspil")
# What decides how a freshly prepared database looks.
BORN_FROM = (
    "content/**/*",
    "src/samspil/**/migrations/*.py",
    "src/samspil/**/loading.py",
    "src/samspil/**/documents.py",
    "src/samspil/site/preparing.py",
    "src/samspil/site/demonstration.py",
)


def born_hash() -> str:
    """A hash of the files that make a fresh database what it is."""
    digest = hashlib.sha256()
    for pattern in (*BORN_FROM, "requirements/run.txt", "conftest.py"):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--no-loadscope-reorder` files come in an order that leaves no process waiting; else as they lie, or as xdist likes them."""
    if not config.getoption("loadscopereorder", default=True):
        items[:] = in_good_order(items, ROOT)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Tests get their own home, so that nothing of a running installation is touched."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """A database of this worker's own, copied from a template that is made once for each state of content and migrations."""
    from django.conf import settings
    from django.db import connection

    template, own = f"samspil_born_{born_hash()}", f"samspil_test_{worker_id}_{os.getpid()}"
    with django_db_blocker.unblock():
        main = settings.DATABASES["default"]["NAME"]
        make_template(connection, template)
        execute_outside(connection, *dropping(own), f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
        use_database(connection, own)
    yield
    with django_db_blocker.unblock():
        use_database(connection, main)
        execute_outside(connection, *dropping(own))


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """xdist's name of this worker, or "main"."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


def use_database(connection: Any, name: str) -> None:
    """Point Django's connection at another database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def dropping(name: str) -> tuple[str, str]:
    """Statements that drop a database of ours with who is still connected. `WITH (FORCE)` would fail when the server itself is tidying it."""
    ending = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND usename = current_user AND pid <> pg_backend_pid()"
    return ending, f'DROP DATABASE IF EXISTS "{name}"'


def execute_outside(connection: Any, *statements: str) -> None:
    """Run statements that cannot run in a transaction, on the maintenance database."""
    import psycopg

    options = {k: v for k, v in connection.get_connection_params().items() if k not in {"cursor_factory", "context", "prepare_threshold"}}
    with psycopg.connect(**{**options, "dbname": "postgres"}, autocommit=True) as maintenance:
        for statement in statements:
            maintenance.execute(statement)


def make_template(connection: Any, template: str) -> None:
    """Prepare the template database unless it exists; an advisory lock keeps two workers from making it at once."""
    import psycopg
    from django.core.management import call_command

    from samspil.site import demonstration

    options = {k: v for k, v in connection.get_connection_params().items() if k not in {"cursor_factory", "context", "prepare_threshold"}}
    with psycopg.connect(**{**options, "dbname": "postgres"}, autocommit=True) as maintenance:
        maintenance.execute("SELECT pg_advisory_lock(55012, hashtext(%s))", [template])
        if maintenance.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            return
        for old in leftovers(maintenance, template):
            for statement in dropping(old):
                maintenance.execute(statement)
        maintenance.execute(f'CREATE DATABASE "{template}_making"')
        use_database(connection, f"{template}_making")
        try:
            # The people, but not their alliances: each test makes those it needs.
            call_command("prepare_site", no_demo=True, verbosity=0)
            demonstration.load_people()
        finally:
            connection.close()
        maintenance.execute(f'ALTER DATABASE "{template}_making" RENAME TO "{template}"')


# Several checkouts may share a database server.
MOST_TEMPLATES = 12


def leftovers(maintenance: Any, template: str) -> list[str]:
    """Test databases of processes that are gone, a half-made one of this template, and all but the newest templates."""
    names = [name for (name,) in maintenance.execute("SELECT datname FROM pg_database WHERE datname LIKE 'samspil\\_%' ORDER BY oid DESC").fetchall()]
    dead = [name for name in names if name.startswith("samspil_test_") and not Path(f"/proc/{name.rpartition('_')[2]}").exists()]
    half = [name for name in names if name == f"{template}_making"]
    born = [name for name in names if name.startswith("samspil_born_") and not name.endswith("_making")]
    return dead + half + born[MOST_TEMPLATES:]


@pytest.fixture(autouse=True)
def no_logged_errors(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A test fails when something logged an error, unless it says so with @pytest.mark.logs_errors."""
    yield
    if "logs_errors" in request.keywords:
        return
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, errors


@pytest.fixture(scope="session", autouse=True)
def guards() -> None:
    """Missing template variables are noted, and repeated queries counted, from the first template and query on."""
    undefined.install()
    repeated.install()


@pytest.fixture(autouse=True)
def no_missing_variables() -> Iterator[None]:
    """A test fails when a template of ours showed a variable that nobody gave it."""
    yield
    missing = undefined.take()
    assert not missing, missing


@pytest.fixture(autouse=True)
def no_repeated_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request of the test client fails when it asks the same query once per row."""
    monkeypatch.setattr(ClientHandler, "get_response", repeated.watching(ClientHandler.get_response))


@pytest.fixture(autouse=True)
def fresh_process_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a new process would: nothing kept, nothing heard. What a test writes is never committed, so no
    call would tell that a kept page is old; a test of kept pages says itself what is heard."""
    from samspil.core import pagecache
    from samspil.core.search import facets

    monkeypatch.setattr(pagecache.STORE, "ensure_listening", lambda: None)
    monkeypatch.setattr(pagecache.STORE, "listening", False)
    pagecache.STORE.clear()
    facets.BOARDS.clear()


@pytest.fixture
def living_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hears of changes, so that it keeps pieces of pages. What the test itself writes it must make known by `STORE.clear()`."""
    from samspil.core import pagecache

    monkeypatch.setattr(pagecache.STORE, "listening", True)


@pytest.fixture(autouse=True)
def test_settings(settings: Any, tmp_path: Path) -> None:
    """Mail in memory, quick password hashing, own folders for what tests write."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"


PersonMaker = Callable[..., Any]


@pytest.fixture
def make_person(db: None) -> PersonMaker:
    """Make a person; `role` ("editor", "reviewer", "administrator") puts them in the group and gives them a second factor."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import Group

    from samspil.identity.models import Person

    def make(email: str = "borger@example.dk", role: str = "", second_factor: bool = True) -> Any:
        person = Person.objects.create_user(email, "en lang adgangskode")
        EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
        if role:
            person.groups.add(Group.objects.get(name=role))
            if second_factor:
                TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        return person

    return make


@pytest.fixture
def staff_client(make_person: PersonMaker) -> Callable[[str], Client]:
    """A logged-in client of a role, in a running staff session."""
    from django.utils import timezone

    from samspil.identity.models import StaffSession

    def make(role: str) -> Client:
        person = make_person(f"{role}@example.dk", role)
        client = Client()
        client.force_login(person, backend="samspil.identity.backend.PersonBackend")
        now = timezone.now()
        session = client.session
        session["staff_session"] = StaffSession.objects.create(person=person, reason="prøve", began_at=now, ends_at=now + timedelta(hours=1)).pk
        session.save()
        return client

    return make


@pytest.fixture
def staff_actor(make_person: PersonMaker) -> Callable[[str], Any]:
    """The actor of a role, in a running staff session."""
    from django.utils import timezone

    from samspil.identity.actor import actor_for

    return lambda role: replace(actor_for(make_person(f"{role}@example.dk", role)), staff_until=timezone.now() + timedelta(hours=1))
