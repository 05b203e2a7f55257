"""The system user that PostgreSQL runs as when the launcher is root: PostgreSQL refuses root, rightly."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.trouble import Trouble

DEFAULT_NAME = "samspil"


@dataclass(frozen=True)
class Account:
    """A user of this machine that is not us."""

    name: str
    uid: int
    gid: int

    def may_enter(self, folder: Path) -> bool:
        """Tell whether this user can get to a folder through all the folders above it."""
        return self.can(["/bin/sh", "-c", 'cd "$0"', str(folder)])

    def can(self, command: list[str]) -> bool:
        """Tell whether a command succeeds as this user."""
        try:
            done = subprocess.run(command, user=self.uid, group=self.gid, extra_groups=[], cwd="/", capture_output=True, check=False)
        except OSError:
            return False
        return done.returncode == 0

    def own(self, path: Path, mode: int) -> None:
        """Give a file or folder to this user, with exactly these rights."""
        os.chown(path, self.uid, self.gid)
        path.chmod(mode)


def database_account(environ: Mapping[str, str], data: Path | None = None) -> Account | None:
    """Return whom PostgreSQL must run as: nobody else when we are not root, else the data's owner or a system user."""
    if os.geteuid() != 0:
        return None
    if data is not None and data.exists() and data.stat().st_uid != 0:
        return _owner_of(data)
    name = environ.get("SAMSPIL_PG_USER") or DEFAULT_NAME
    return _look_up(name) or _create(name)


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
        command = [tool, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        account = _look_up(name)
        if account:
            return account
        why = (done.stderr.strip().splitlines() or ["useradd failed"])[-1]
    raise Trouble("account", f"You are root, PostgreSQL needs a user of its own, and {name} could not be made ({why}). Run as an ordinary user, or name one with SAMSPIL_PG_USER.")
