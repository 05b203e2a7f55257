"""The data folder of the embedded PostgreSQL: made whole or not at all, checked before every start."""

import shutil
import subprocess
from pathlib import Path

from launcher import keys, postgres
from launcher.files import read_or_empty
from launcher.home import Home
from launcher.places import Place, open_place, programs_for
from launcher.programs import ProgramFailed, run_logged
from launcher.trouble import Trouble


def exists(place: Place) -> bool:
    """Tell whether there is a data folder (it gets its name only when it is whole)."""
    try:
        return (place.data / "PG_VERSION").exists()
    except PermissionError as error:
        raise Trouble("database_folder", f"The database in {place.data} belongs to another user. Run as that user or as root, or set SAMSPIL_HOME to a folder of your own.") from error


def check_version(place: Place) -> None:
    """Refuse a data folder that this PostgreSQL cannot read."""
    try:
        found = read_or_empty(place.data / "PG_VERSION").strip()
    except PermissionError as error:
        raise Trouble("database_folder", f"The database in {place.data} belongs to another user. Run as that user or as root, or set SAMSPIL_HOME to a folder of your own.") from error
    if found == str(postgres.MAJOR):
        return
    newer = found.isdecimal() and int(found) > postgres.MAJOR
    advice = "Use the newer Samspil that made it" if newer else "Make a backup with the Samspil that made it and restore it here"
    raise Trouble("database_newer" if newer else "database_older", f"The database in {place.data} was made by PostgreSQL {found or '(unknown)'}, this Samspil has {postgres.MAJOR}. {advice}, or set SAMSPIL_HOME to another folder.")


def create(place: Place, home: Home) -> None:
    """Make the data folder with its two roles and the database, under another name until it is whole."""
    open_place(place, home)
    programs = programs_for(place, home)
    unfinished = place.base / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    password_file = place.base / "password.unfinished"
    password_file.unlink(missing_ok=True)
    password_file.touch(mode=0o600, exist_ok=False)
    try:
        password_file.write_text(keys.key(home, keys.SUPERUSER_PASSWORD), encoding="ascii")
        if place.account:
            place.account.own(password_file, 0o600)
        run_logged(postgres.initdb_command(programs, unfinished, password_file), log=home.log("initdb"), env=_environment(), cwd=place.base, account=place.account)
    except ProgramFailed as error:
        raise _explained(error.output, error.last_line()) from error
    finally:
        password_file.unlink(missing_ok=True)
    password = keys.key(home, keys.OWNER_PASSWORD)
    run_sql(place, programs, unfinished, [f"CREATE ROLE {postgres.OWNER} LOGIN CREATEDB PASSWORD '{password}'", f"CREATE DATABASE {postgres.DATABASE} OWNER {postgres.OWNER}"])
    unfinished.rename(place.data)


def renew_passwords(place: Place, home: Home) -> None:
    """Give both roles the passwords that stand in the key files (after the files were lost)."""
    roles = ((postgres.SUPERUSER, keys.SUPERUSER_PASSWORD), (postgres.OWNER, keys.OWNER_PASSWORD))
    run_sql(place, programs_for(place, home), place.data, [f"ALTER ROLE {role} PASSWORD '{keys.key(home, name)}'" for role, name in roles])


def run_sql(place: Place, programs: Path, data: Path, lines: list[str]) -> None:
    """Run SQL on a data folder that no server serves; secrets go by standard input."""
    account = place.account
    done = subprocess.run(
        postgres.single_user_command(programs, data),
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=False,
        env=_environment(),
        cwd=place.base,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
    wrong = [line for line in done.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line or "PANIC:" in line]
    if done.returncode or wrong:
        last = (wrong or done.stderr.splitlines() or ["no reason given"])[0]
        raise _explained(done.stderr, last)


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _explained(output: str, last: str) -> Trouble:
    if "No space left on device" in output:
        return Trouble("disk_full", "The disk is full: the database could not be made. Make room and run again.")
    return Trouble("database", f"The database could not be made: {last}")
