"""The Python environment: a venv filled by pip with hashed versions, and nothing else."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from launcher.files import digest_of
from launcher.home import Home
from launcher.programs import ProgramFailed, ask, run_logged, tells_of_full_disk
from launcher.steps import Step
from launcher.trouble import Trouble

RUN = "run"
DEV = "dev"
NO_NETWORK = (
    "NewConnectionError",
    "Connection refused",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "ConnectTimeoutError",
    "Read timed out",
    "ProxyError",
)
DOINGS = {RUN: "Python environment (packages the product runs on)", DEV: "Python environment (packages for tests and checks)"}


def python_step(home: Home, environ: Mapping[str, str], kind: str = RUN) -> Step:
    """Return the step that installs one of the two hashed lists."""
    listed = home.root / "requirements" / f"{kind}.txt"

    def digest() -> str:
        """A new list, a new Python or a changed machine asks for a new installation."""
        return digest_of([], listed.read_text(encoding="utf-8"), f"{sys.version_info[:2]} {sys.platform} {os.uname().machine}")

    def act() -> None:
        _install(home, environ, listed)

    def still_there() -> bool:
        return os.access(home.python, os.X_OK) and not _unfinished(home).exists()

    return Step(f"python-{kind}", DOINGS[kind], digest, act, still_there)


def _unfinished(home: Home) -> Path:
    """Return the mark of an installation that was interrupted: such a venv is made anew."""
    return home.stamps / "python.unfinished"


def check_given_venv(home: Home) -> None:
    """Refuse a SAMSPIL_VENV without a Python in it; otherwise it is used as it is."""
    if not os.access(home.python, os.X_OK):
        raise Trouble("venv", f"SAMSPIL_VENV={home.venv} holds no Python environment (bin/python is missing). Unset it to have one made.")


def _install(home: Home, environ: Mapping[str, str], listed: Path) -> None:
    """Make the venv if it is missing or was left half-made, then let pip install the list."""
    fresh = _unfinished(home).exists() or not _works(home)
    home.stamps.mkdir(parents=True, exist_ok=True)
    _unfinished(home).touch()
    if fresh:
        for stamp in home.stamps.glob("python-*"):
            stamp.unlink()
        shutil.rmtree(home.venv, ignore_errors=True)
    try:
        if fresh:
            run_logged([sys.executable, "-m", "venv", str(home.venv)], log=home.log("venv"), env=python_environment(environ), cwd=home.root)
        run_logged(pip_command(home, listed), log=home.log("pip"), env=python_environment(environ), cwd=home.root)
    except ProgramFailed as error:
        if fresh:
            shutil.rmtree(home.venv, ignore_errors=True)
        _unfinished(home).unlink()
        raise _why_not(error) from error
    _unfinished(home).unlink()


def _works(home: Home) -> bool:
    """Tell whether the venv's Python starts, is this Python and has pip."""
    if not os.access(home.python, os.X_OK):
        return False
    question = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return ask([str(home.python), "-c", question]).returncode == 0


def pip_command(home: Home, listed: Path) -> list[str]:
    """Return the one call of pip: hashes required, no questions, few repeats; compiling is left to the first import."""
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-compile", "--retries", "2", "--timeout", "30"]
    return [str(home.python), "-m", "pip", "install", *options, "--require-hashes", "-r", str(listed)]


def python_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would lead a Python to other packages than its own."""
    return {name: value for name, value in environ.items() if name not in {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_USER", "PIP_PREFIX"}}


def _why_not(error: ProgramFailed) -> Trouble:
    output = error.output
    if tells_of_full_disk(output):
        return Trouble("disk_full", "The disk is full: the Python environment could not be made. Make room and run again.")
    if "ensurepip is not" in output:
        minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return Trouble("venv", f"This Python cannot make environments (ensurepip is missing). Debian, Ubuntu: apt install python{minor}-venv, then run again.")
    if "DO NOT MATCH THE HASHES" in output:
        return Trouble("hashes", f"A downloaded package is not the one that was checked (its hash differs). Nothing was installed; see {error.log}.")
    if any(sign in output for sign in NO_NETWORK):
        text = "No network: pip cannot reach the package index, which the first run needs."
        return Trouble("no_network", f"{text} Connect (or set PIP_INDEX_URL to a mirror) and run again.")
    lines = [line.strip() for line in output.splitlines() if line.startswith("ERROR:")]
    return Trouble("pip", f"The Python environment could not be made: {(lines or [error.last_line()])[0]} (see {error.log})")
