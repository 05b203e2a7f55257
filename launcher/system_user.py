"""Finding or making the system user that PostgreSQL runs as when the launcher is root: PostgreSQL refuses root, rightly."""

import os
import pwd
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher.account import Account
from launcher.programs import ask
from launcher.trouble import Trouble

DEFAULT_NAME = "samspil"


def database_account(environ: Mapping[str, str], data: Path | None = None) -> Account | None:
    """Return whom PostgreSQL must run as: nobody else when we are not root, else the data's owner or a system user."""
    if os.geteuid() != 0:
        return None
    if data is not None and data.exists() and data.stat().st_uid != 0:
        return _owner_of(data)
    name = environ.get("SAMSPIL_PG_USER") or DEFAULT_NAME
    return _look_up(name) or _create(name)


def may_enter(account: Account, folder: Path) -> bool:
    """Tell whether this user can get to a folder through all the folders above it."""
    return can(account, ["/bin/sh", "-c", 'cd "$0"', str(folder)])


def can(account: Account, command: Sequence[str]) -> bool:
    """Tell whether a command succeeds as this user."""
    try:
        return ask(command, account=account, cwd=Path("/")).returncode == 0
    except OSError:
        return False


def _owner_of(path: Path) -> Account:
    status = path.stat()
    try:
        name = pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        name = str(status.st_uid)
    return Account(name, status.st_uid, status.st_gid)


def _look_up(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    if entry.pw_uid == 0:
        raise Trouble("account", f"SAMSPIL_PG_USER={name} is root, and PostgreSQL does not run as root. Name another user.")
    return Account(name, entry.pw_uid, entry.pw_gid)


def _create(name: str) -> Account:
    """Make the system user, with no home and no log-in."""
    tool = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    why = "there is no useradd on this machine"
    if tool:
        done = ask([tool, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name])
        account = _look_up(name)
        if account:
            return account
        why = (done.stderr.strip().splitlines() or ["useradd failed"])[-1]
    need = f"You are root, PostgreSQL needs a user of its own, and {name} could not be made ({why})."
    raise Trouble("account", f"{need} Run as an ordinary user, or name one with SAMSPIL_PG_USER.")
