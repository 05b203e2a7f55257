"""Where things lie: the checkout, and the folder with everything that is made while running."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent
LEAST_FREE_MB = 300
FIRST_FREE_MB = 1500


@dataclass(frozen=True)
class Home:
    """The folders of one installation."""

    root: Path
    state: Path
    venv: Path
    venv_is_given: bool = False

    @property
    def python(self) -> Path:
        """The Python of the environment."""
        return self.venv / "bin" / "python"

    @property
    def media(self) -> Path:
        """What people have uploaded."""
        return self.state / "media"

    @property
    def stamps(self) -> Path:
        """One small file for each step that is done."""
        return self.state / "stamps"

    def folder(self, name: str, mode: int = 0o755) -> Path:
        """Return a folder of the state, made if missing."""
        path = self.state / name
        path.mkdir(mode=mode, parents=True, exist_ok=True)
        return path

    def log(self, name: str) -> Path:
        """Return the file that holds what a program said."""
        return self.folder("log", 0o750) / f"{name}.log"


def find_home(environ: Mapping[str, str], root: Path = ROOT) -> Home:
    """Return the folders that the environment asks for: SAMSPIL_HOME, or var/ in the checkout."""
    state = Path(environ.get("SAMSPIL_HOME") or root / "var").expanduser().absolute()
    given = environ.get("SAMSPIL_VENV")
    venv = Path(given).expanduser().absolute() if given else state / "venv"
    return Home(root=root, state=state, venv=venv, venv_is_given=bool(given))


def open_home(home: Home) -> None:
    """Make the state folder, and refuse one that may not be written."""
    try:
        home.state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("home", f"Cannot make the folder {home.state} ({error.strerror}). Set SAMSPIL_HOME to a folder you may write in.") from error
    if not os.access(home.state, os.W_OK | os.X_OK):
        raise Trouble("home", f"The folder {home.state} may not be written by you. Set SAMSPIL_HOME to a folder you may write in.")


def check_room(home: Home, environ: Mapping[str, str]) -> None:
    """Refuse to begin when the disk is nearly full."""
    free, least = free_mb(home.state), least_free_mb(home, environ)
    if free < least:
        text = f"Only {free} MB are free on the disk of {home.state}, and Samspil needs {least} MB."
        raise Trouble("disk_full", f"{text} Make room, or set SAMSPIL_HOME to another disk.")


def least_free_mb(home: Home, environ: Mapping[str, str]) -> int:
    """Return how much room is needed: more before the first set-up than after it."""
    asked = environ.get("SAMSPIL_MIN_FREE_MB", "")
    if asked.isdecimal():
        return int(asked)
    return LEAST_FREE_MB if home.python.exists() else FIRST_FREE_MB


def free_mb(folder: Path) -> int:
    """Return the free room of a folder's disk in megabytes."""
    return shutil.disk_usage(folder).free // 1_000_000
