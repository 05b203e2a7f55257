"""Processes known by number and start time, so that a number used again is never taken for ours."""

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from launcher.programs import ask

PROC = Path("/proc")
RUN_MARK = "SAMSPIL_RUN_MARK"


@dataclass(frozen=True)
class Identity:
    """One process and no other."""

    pid: int
    started: str


def identify(pid: int) -> Identity | None:
    """Return who lives under this number, or nothing when nobody does."""
    started = _linux_start(pid) if sys.platform == "linux" else _ps_start(pid)
    return Identity(pid, started) if started else None


def _linux_start(pid: int) -> str:
    """Return field 22 of /proc/PID/stat; the dead that nobody has fetched do not count."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{_boot()}-{fields[19]}"


@cache
def _boot() -> str:
    """Return what tells this boot from the last: start times count from the boot."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()[:8]


def _ps_start(pid: int) -> str:
    """Return the start time as `ps` tells it."""
    told = ask(["ps", "-o", "stat=,lstart=", "-p", str(pid)])
    state, _, started = told.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else " ".join(started.split())


def alive(who: Identity) -> bool:
    """Tell whether exactly this process still lives."""
    return identify(who.pid) == who


def is_program(pid: int, program: str) -> bool:
    """Tell whether a living process is this program."""
    if sys.platform != "linux":
        told = ask(["ps", "-o", "comm=", "-p", str(pid)])
        return told.stdout.strip().rpartition("/")[2] == program
    with suppress(OSError):
        return identify(pid) is not None and (PROC / str(pid) / "comm").read_text().strip() == program
    return False


def number_taken(pid: int) -> bool:
    """Tell whether the kernel still knows this number, be it of a dead process that nobody has fetched."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def send(who: Identity, sign: signal.Signals) -> None:
    """Send a signal to exactly this process."""
    with suppress(ProcessLookupError):
        if sys.platform == "linux":
            handle = os.pidfd_open(who.pid)
            try:
                if alive(who):
                    signal.pidfd_send_signal(handle, sign)
            finally:
                os.close(handle)
        elif alive(who):
            os.kill(who.pid, sign)


def wait_gone(whom: Iterable[Identity], seconds: float) -> list[Identity]:
    """Wait until all are gone, at most so long; return those still alive."""
    until = time.monotonic() + seconds
    left = [who for who in whom if alive(who)]
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = [who for who in left if alive(who)]
    return left


def end(whom: Iterable[Identity], *signs: tuple[signal.Signals, float]) -> list[Identity]:
    """Send one signal after the other, with a wait after each, until all are gone; return who is left."""
    left = list(whom)
    for sign, seconds in signs:
        for who in left:
            send(who, sign)
        left = wait_gone(left, seconds)
        if not left:
            break
    return left


def marked(mark: str) -> Iterator[Identity]:
    """Yield the processes (Linux only) that were started by the run with this mark, and their children."""
    wanted = f"{RUN_MARK}={mark}".encode()
    for pid in _all_pids():
        with suppress(OSError):
            if wanted in (PROC / str(pid) / "environ").read_bytes().split(b"\0"):
                who = identify(pid)
                if who and pid != os.getpid():
                    yield who


def working_in(folder: Path, program: str) -> Iterator[Identity]:
    """Yield the processes (Linux only) of a program whose working folder is this one: PostgreSQL's all are in their data folder."""
    for pid in _all_pids():
        if works_in(pid, folder, program):
            who = identify(pid)
            if who:
                yield who


def works_in(pid: int, folder: Path, program: str) -> bool:
    """Tell whether a process (Linux only) is this program and has this working folder."""
    with suppress(OSError):
        if is_program(pid, program):
            return os.readlink(PROC / str(pid) / "cwd") == os.path.realpath(folder)
    return False


def _all_pids() -> list[int]:
    if sys.platform != "linux":
        return []
    return [int(name) for name in os.listdir(PROC) if name.isdecimal()]
