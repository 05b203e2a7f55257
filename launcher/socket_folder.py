"""The private folder of the database's Unix socket, whose path the kernel limits to 107 bytes."""

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from launcher.account import Account
from launcher.postgres import PORT
from launcher.system_user import may_enter
from launcher.trouble import Trouble

LONGEST_SOCKET_PATH = 103 if sys.platform == "darwin" else 107
LONGEST_FOLDER = LONGEST_SOCKET_PATH - len(f"/.s.PGSQL.{PORT}")


def choose_socket_folder(base: Path, short_name: str, account: Account | None, environ: Mapping[str, str]) -> Path:
    """Return the folder asked for with SAMSPIL_SOCKET_DIR, else one beside the data, else a short private one."""
    asked = environ.get("SAMSPIL_SOCKET_DIR")
    if asked:
        folder = Path(asked).expanduser().absolute()
        if not fits(folder):
            length = len(os.fsencode(folder))
            text = f"SAMSPIL_SOCKET_DIR is too long for a Unix socket: {length} bytes, at most {LONGEST_FOLDER} are possible. Choose a shorter folder."
            raise Trouble("socket_path", text)
        return folder
    beside = base / "sockets"
    if fits(beside):
        return beside
    return _short_parent(account, environ) / f"samspil-{short_name}"


def fits(folder: Path) -> bool:
    """Tell whether a socket in this folder has a path short enough."""
    return len(os.fsencode(folder)) <= LONGEST_FOLDER


def _short_parent(account: Account | None, environ: Mapping[str, str]) -> Path:
    if account is not None and Path("/run").is_dir():
        return Path("/run")
    runtime = Path(environ.get("XDG_RUNTIME_DIR") or "/tmp")  # noqa: S108 - the folder below is made 0700 and checked
    return runtime if runtime.is_dir() and fits(runtime / "samspil-0123456789") else Path("/tmp")  # noqa: S108 - as above


def open_socket_folder(folder: Path, account: Account | None) -> None:
    """Make the folder if missing, and refuse one that others could write in or own."""
    if not folder.exists() and not folder.is_symlink():
        try:
            folder.mkdir(mode=0o750, parents=True)
        except OSError as error:
            text = f"Cannot make the socket folder {folder} ({error.strerror}). Set SAMSPIL_SOCKET_DIR to a folder you may make."
            raise Trouble("socket_folder", text) from error
        if account:
            account.own(folder, 0o750)
    status = folder.lstat()
    owner = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner or status.st_mode & 0o027:
        name = account.name if account else "you"
        text = f"The socket folder {folder} must be a folder of {name} with mode 0750 or 0700. Remove it, or set SAMSPIL_SOCKET_DIR to another."
        raise Trouble("socket_folder", text)
    if account and not may_enter(account, folder):
        text = f"The user {account.name} cannot get to the socket folder {folder}. Set SAMSPIL_SOCKET_DIR to one that is open to it, such as /run/samspil."
        raise Trouble("socket_folder", text)
