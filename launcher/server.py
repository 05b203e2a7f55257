"""The embedded PostgreSQL server as a process: found, started, waited for and stopped."""

import platform
import signal
import subprocess
import time
from pathlib import Path

from launcher import postgres, processes
from launcher.cluster import ENVIRONMENT
from launcher.files import read_or_empty
from launcher.home import Home
from launcher.places import Place, programs_for
from launcher.processes import Identity
from launcher.programs import start as start_program
from launcher.programs import tells_of_full_disk
from launcher.socket_folder import open_socket_folder
from launcher.trouble import Trouble

PROGRAM = "postgres"
LOG_LIMIT = 10_000_000
START_SECONDS = 300.0
STOP_SIGNALS = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
READY_LINE = 7


def find(place: Place) -> Identity | None:
    """Return the server that serves this data folder now; a number left by a dead server does not count."""
    lines = _pid_lines(place)
    if not lines or not lines[0].strip().isdecimal():
        return None
    who = processes.identify(int(lines[0]))
    return who if who and _serves(who, place.data) else None


def _pid_lines(place: Place) -> list[str]:
    try:
        return (place.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return []


def _serves(who: Identity, data: Path) -> bool:
    """Tell whether a process works in the data folder, as every PostgreSQL does."""
    if platform.system() == "Linux":
        return processes.works_in(who.pid, data, PROGRAM)
    return processes.is_program(who.pid, PROGRAM)


def start(place: Place, home: Home, death: signal.Signals | None) -> subprocess.Popen[bytes]:
    """Start the server; with `death` the kernel sends it that signal when we die."""
    open_socket_folder(place.sockets, place.account)
    _forget_dead_server(place)
    log = home.log("postgres")
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
    command = postgres.server_command(programs_for(place, home), place.data, place.sockets)
    with log.open("ab") as file:
        return start_program(command, env=ENVIRONMENT, cwd=place.base, output=file, account=place.account, death=death)


def _forget_dead_server(place: Place) -> None:
    """Remove the notes of a dead server whose number is still taken (by another program, or unfetched), once nothing of that server lives."""
    processes.wait_gone(processes.working_in(place.data, PROGRAM), 10.0)
    if not any(processes.working_in(place.data, PROGRAM)):
        for note in (place.data / "postmaster.pid", place.sockets / f".s.PGSQL.{postgres.PORT}.lock"):
            number = read_or_empty(note).partition("\n")[0].strip()
            only_ours = note.parent in (place.data, place.base / "sockets")
            if number.isdecimal() and processes.number_taken(int(number)) and (only_ours or not processes.is_program(int(number), PROGRAM)):
                note.unlink()


def is_ready(place: Place) -> bool:
    """Tell whether the server says that it takes connections."""
    lines = _pid_lines(place)
    return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"


def wait_ready(place: Place, home: Home, process: subprocess.Popen[bytes] | None) -> Identity:
    """Wait until the server takes connections (after a crash it first repeats its log)."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        who = find(place)
        if who and is_ready(place) and (process is None or process.pid == who.pid):
            return who
        if process is not None and process.poll() is not None:
            break
        time.sleep(0.02)
    raise _why_not(home)


def _why_not(home: Home) -> Trouble:
    log = home.log("postgres")
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
    if tells_of_full_disk("\n".join(said)):
        return Trouble("disk_full", "The disk is full: the database did not start. Make room and run again; nothing committed is lost.")
    fatal = [line.partition("FATAL:")[2].strip() for line in said if "FATAL:" in line]
    reason = fatal[-1] if fatal else "it gave no reason"
    return Trouble("database", f"The embedded database did not start: {reason} (see {log})")


def stop(place: Place) -> None:
    """Stop the server cleanly, harder if it does not, and wait for all its processes."""
    who = find(place)
    if who:
        processes.end([who], *STOP_SIGNALS)
    processes.wait_gone(processes.working_in(place.data, PROGRAM), 5.0)
