"""Starting other programs so that none of them outlives us unseen."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from launcher.account import Account

Environment = Mapping[str, str]
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def tells_of_full_disk(output: str) -> bool:
    """Tell whether a program's output says that there was no room left."""
    return any(sign in output for sign in ("No space left on device", "DiskFull", "could not extend file"))


class ProgramFailed(Exception):
    """A program ended with an error; `output` is what it said, `log` where it stands."""

    def __init__(self, name: str, status: int, output: str, log: Path) -> None:
        """Remember what was said."""
        super().__init__(f"{name} ended with {status}")
        self.output = output
        self.log = log

    def last_line(self) -> str:
        """Return the last line that says anything."""
        lines = [line.strip() for line in self.output.splitlines() if line.strip()]
        return lines[-1] if lines else str(self)


def dies_with_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """Return what a new process must do first so that the kernel sends it `sign` when its parent dies (Linux)."""
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), sign)

    return ask_kernel


def ask(
    command: Sequence[str], *, env: Environment | None = None, cwd: Path | None = None, account: Account | None = None, told: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a small program to its end and return what it says; `told` is its standard input."""
    return subprocess.run(
        list(command),
        input=told,
        capture_output=True,
        text=True,
        check=False,
        env=None if env is None else dict(env),
        cwd=cwd,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def start(
    command: Sequence[str],
    *,
    env: Environment,
    cwd: Path,
    output: int | IO[bytes] | None = None,
    account: Account | None = None,
    death: signal.Signals | None = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, if wanted as another user and ended with us by the signal `death`."""
    return subprocess.Popen(
        list(command),
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
        preexec_fn=dies_with_parent(death) if death else None,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def run_logged(command: Sequence[str], *, log: Path, env: Environment, cwd: Path, account: Account | None = None) -> None:
    """Run a program to its end with its output in a file; end it when we are interrupted."""
    with log.open("wb") as file:
        process = start(command, env=env, cwd=cwd, output=file, account=account)
        try:
            status = process.wait()
        except BaseException:
            stop_group(process, 5.0)
            raise
    if status:
        raise ProgramFailed(Path(command[0]).name, status, log.read_text(encoding="utf-8", errors="replace"), log)


def stop_group(process: subprocess.Popen[bytes], grace: float) -> None:
    """End a program of ours and all it has started: first asked, then told."""
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
    kill_group(process)
    process.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the group of a program of ours (its number is that of its first process)."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def run_attached(command: Sequence[str], *, env: Environment, cwd: Path) -> int:
    """Run a program in our terminal; Ctrl-C is the program's to answer. Returns its exit code."""
    before = signal.signal(signal.SIGINT, _leave_to_child)
    try:
        process = subprocess.Popen(list(command), env=dict(env), cwd=cwd, preexec_fn=dies_with_parent(signal.SIGTERM))
        try:
            status = process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    finally:
        signal.signal(signal.SIGINT, before)
    return status if status >= 0 else 128 - status


def _leave_to_child(_sign: int, _frame: object) -> None:
    """The terminal has sent the same signal to the child."""
