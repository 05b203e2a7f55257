"""The data folder of the embedded PostgreSQL: made whole or not at all, checked before every start."""

import os
import shutil
from pathlib import Path

from launcher import keys, postgres
from launcher.files import read_or_empty
from launcher.home import Home
from launcher.places import Place, belongs, open_place, programs_for
from launcher.programs import ProgramFailed, ask, run_logged, tells_of_full_disk
from launcher.trouble import Trouble

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def exists(place: Place, home: Home) -> bool:
    """Tell whether there is a data folder of this home (it gets its name only when it is whole)."""
    try:
        return (place.data / "PG_VERSION").exists() and belongs(place, home)
    except PermissionError as error:
        raise _somebody_elses(place) from error


def check_version(place: Place) -> None:
    """Refuse a data folder that this PostgreSQL cannot read."""
    try:
        found = read_or_empty(place.data / "PG_VERSION").strip()
    except PermissionError as error:
        raise _somebody_elses(place) from error
    if found == str(postgres.MAJOR):
        return
    newer = found.isdecimal() and int(found) > postgres.MAJOR
    advice = "Use the newer Samspil that made it" if newer else "Make a backup with the Samspil that made it and restore it here"
    text = f"The database in {place.data} was made by PostgreSQL {found or '(unknown)'}, this Samspil has {postgres.MAJOR}."
    raise Trouble("database_newer" if newer else "database_older", f"{text} {advice}, or set SAMSPIL_HOME to another folder.")


def _somebody_elses(place: Place) -> Trouble:
    text = f"The database in {place.data} belongs to another user. Run as that user or as root, or set SAMSPIL_HOME to a folder of your own."
    return Trouble("database_folder", text)


def create(place: Place, home: Home) -> None:
    """Make the data folder with its two roles and the database, under another name until it is whole."""
    open_place(place, home)
    programs = programs_for(place, home)
    # A name of this process's own: an initdb whose launcher was killed may still be writing to the old one.
    for left in place.base.glob("data.unfinished*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in place.base.glob("password.unfinished*"):
        left.unlink(missing_ok=True)
    unfinished = place.base / f"data.unfinished.{os.getpid()}"
    password_file = place.base / f"password.unfinished.{os.getpid()}"
    password_file.touch(mode=0o600, exist_ok=False)
    try:
        password_file.write_text(keys.key(home, keys.SUPERUSER_PASSWORD), encoding="ascii")
        if place.account:
            place.account.own(password_file, 0o600)
        command = postgres.initdb_command(programs, unfinished, password_file)
        run_logged(command, log=home.log("initdb"), env=ENVIRONMENT, cwd=place.base, account=place.account)
    except ProgramFailed as error:
        raise _explained(error.output, error.last_line()) from error
    finally:
        password_file.unlink(missing_ok=True)
    password = keys.key(home, keys.OWNER_PASSWORD)
    make_role = f"CREATE ROLE {postgres.OWNER} LOGIN CREATEDB PASSWORD '{password}'"
    run_sql(place, programs, unfinished, [make_role, f"CREATE DATABASE {postgres.DATABASE} OWNER {postgres.OWNER}"])
    unfinished.rename(place.data)


def renew_passwords(place: Place, home: Home) -> None:
    """Give both roles the passwords that stand in the key files (after the files were lost)."""
    roles = ((postgres.SUPERUSER, keys.SUPERUSER_PASSWORD), (postgres.OWNER, keys.OWNER_PASSWORD))
    run_sql(place, programs_for(place, home), place.data, [f"ALTER ROLE {role} PASSWORD '{keys.key(home, name)}'" for role, name in roles])


def run_sql(place: Place, programs: Path, data: Path, lines: list[str]) -> None:
    """Run SQL on a data folder that no server serves; secrets go by standard input."""
    command = postgres.single_user_command(programs, data)
    done = ask(command, told="\n".join(lines) + "\n", env=ENVIRONMENT, cwd=place.base, account=place.account)
    wrong = [line for line in done.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line or "PANIC:" in line]
    if done.returncode or wrong:
        last = (wrong or done.stderr.splitlines() or ["no reason given"])[0]
        raise _explained(done.stderr, last)


def _explained(output: str, last: str) -> Trouble:
    if tells_of_full_disk(output):
        return Trouble("disk_full", "The disk is full: the database could not be made. Make room and run again.")
    return Trouble("database", f"The database could not be made: {last}")
