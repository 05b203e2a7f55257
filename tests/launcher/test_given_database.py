"""With DATABASE_URL another server is used: for serving, for backups and for restores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.clients import TRANSACTION_TIMEOUT, leave_out_line
from launcher.database import embedded_url
from launcher.home import find_home
from launcher.places import find_place
from tests.launcher.checkout import Checkout, new_checkout

pytestmark = pytest.mark.slow


@pytest.fixture
def elsewhere(shared_checkout: Checkout) -> Iterator[Checkout]:
    """A checkout whose DATABASE_URL names a database on the running server of another one."""
    shared_checkout.serve()
    shared_checkout.samspil("manage", "autocommit", "drop database if exists other")
    shared_checkout.samspil("manage", "autocommit", "create database other")
    home = find_home(shared_checkout.env, shared_checkout.root)
    url = embedded_url(home, find_place(home, shared_checkout.env))
    with new_checkout() as made:
        made.env["DATABASE_URL"] = url.replace("/samspil?", "/other?")
        yield made


def test_a_given_database_is_filled_served_and_named(elsewhere: Checkout) -> None:
    run = elsewhere.serve()
    assert run.get() == "1"
    assert "Database: PostgreSQL 18 at /other (DATABASE_URL)" in run.said()
    assert not (elsewhere.home / "pg").exists()
    run.stop()
    second = elsewhere.serve()
    second.stop()
    assert "Content" not in second.said()


def test_a_given_database_that_was_emptied_is_filled_again(elsewhere: Checkout) -> None:
    elsewhere.samspil("setup")
    elsewhere.sql("drop table django_migrations, notes")
    assert "Content" in elsewhere.samspil("setup").stderr


def test_backup_and_restore_work_on_a_given_database(elsewhere: Checkout) -> None:
    elsewhere.samspil("setup")
    target = elsewhere.logs / "given.backup"
    assert elsewhere.samspil("backup", str(target)).returncode == 0
    elsewhere.sql("drop table notes")
    done = elsewhere.samspil("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert elsewhere.sql("select count(*) from notes") == "1"
    assert elsewhere.sql("select count(*) from pg_database where datname like 'other%'") == "1"


def test_only_the_setting_that_old_servers_do_not_know_is_left_out(tmp_path: Path) -> None:
    script = tmp_path / "dump.sql"
    script.write_bytes(b"SET a = 0;\n" + TRANSACTION_TIMEOUT + b"\nCOPY t FROM stdin;\n" + TRANSACTION_TIMEOUT + b"\n\\.\n")
    leave_out_line(script, TRANSACTION_TIMEOUT)
    assert script.read_bytes().splitlines() == [b"SET a = 0;", b" " * len(TRANSACTION_TIMEOUT), b"COPY t FROM stdin;", TRANSACTION_TIMEOUT, b"\\."]
