"""`./samspil run`: everything that is missing is set up, then web, worker and database run as one group."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from launcher import preparing, processes, project, programs, say, state
from launcher.database import EmbeddedUse, embedded_url, given_url
from launcher.home import Home
from launcher.interrupts import Interrupts
from launcher.leftovers import end_leftovers
from launcher.locks import Lock
from launcher.places import find_place
from launcher.processes import Identity
from launcher.ports import check_port, first_page_answers
from launcher.project import Address
from launcher.restore import finish_interrupted_restore
from launcher.state import RunState
from launcher.supervise import Group, Part
from launcher.trouble import Trouble

FIRST_PAGE_SECONDS = 90.0
Started = tuple[Identity, subprocess.Popen[bytes] | None]


@dataclass(frozen=True)
class RunOptions:
    """What the operator asked for."""

    address: Address
    demo: bool = True


def run(home: Home, environ: Mapping[str, str], options: RunOptions) -> int:
    """Serve until told to stop; the exit code is 0 when the operator stopped it."""
    lock = Lock(home.folder("run") / "launcher.lock")
    interrupts = Interrupts()
    try:
        if not lock.try_exclusive():
            raise already_running(home)
        with interrupts.listening():
            return _Run(home, environ, options, interrupts).serve()
    finally:
        lock.close()


def already_running(home: Home) -> Trouble:
    """Say where the running group is."""
    old = state.load(home)
    where = f" at {old.address}" if old and old.ready else ""
    return Trouble("already_running", f"Samspil already runs{where}. Stop it with ./samspil stop, or use it.")


class _Run:
    """One run from set-up to stop."""

    def __init__(self, home: Home, environ: Mapping[str, str], options: RunOptions, interrupts: Interrupts) -> None:
        self._home = home
        self._environ = environ
        self._options = options
        self._interrupts = interrupts
        self._state = RunState(options.address.url, secrets.token_hex(8))
        self._group = Group(interrupts, self._note)

    def serve(self) -> int:
        """Set up, start, tell the address, watch, stop."""
        home, environ = self._home, self._environ
        embedded = not given_url(environ)
        end_leftovers(home, state.load(home), find_place(home, environ) if self._has_orphan(embedded) else None)
        check_port(self._options.address)
        project.web_command(home, self._options.address, environ)
        with ExitStack() as stack:
            stack.callback(state.forget, home)
            self._note(self._group)
            with preparing.setting_up(home):
                preparing.prepare_python(home, environ)
                preparing.prepare_cluster(home, environ)
                preparing.prepare_files(home, environ)
                url = self._start_database(stack) if embedded else given_url(environ)
                stack.callback(self._stop_group)
                finish_interrupted_restore(home, environ, url)
                preparing.prepare_database(home, environ, url, demo=self._options.demo)
            self._interrupts.breaks_off = False
            return self._serve_with(url)

    def _has_orphan(self, embedded: bool) -> bool:
        """Tell whether a database is left that no living command uses."""
        if not embedded or not (self._home.state / "database.json").exists():
            return False
        lock = Lock(self._home.folder("run") / "database.use")
        try:
            return lock.try_exclusive()
        finally:
            lock.close()

    def _start_database(self, stack: ExitStack) -> str:
        place = find_place(self._home, self._environ)
        use = stack.enter_context(EmbeddedUse(self._home, place))

        def start() -> Started:
            return use.serve(), use.process

        with say.timed("Database started"):
            self._group.add(Part(state.DATABASE, start, stop_signal=signal.SIGINT, hurry_signal=signal.SIGQUIT, grace=60.0))
        return embedded_url(self._home, place)

    def _serve_with(self, url: str) -> int:
        home, address = self._home, self._options.address
        env = project.project_environment(home, self._environ, url, address, self._state.mark)
        self._group.add(self._part(state.WORKER, project.worker_command(home), env, 20.0))
        self._group.add(self._part(state.WEB, project.web_command(home, address, self._environ), env, 12.0))
        deadline = time.monotonic() + FIRST_PAGE_SECONDS
        if self._group.watch(lambda: first_page_answers(address, deadline), 0.1):
            self._state.ready = True
            self._note(self._group)
            say.answer(f"Samspil is ready: {address.url}")
            self._tell_logins(env)
            self._group.watch(lambda: False, 2.0)
        say.progress("Stopping web, worker and database")
        return 0

    def _part(self, name: str, command: list[str], env: Mapping[str, str], grace: float) -> Part:
        def start() -> Started:
            process = programs.start(command, env=env, cwd=self._home.root, output=sys.stderr.fileno())
            identity = processes.identify(process.pid) or Identity(process.pid, "gone")
            return identity, process

        return Part(name, start, grace=grace)

    def _tell_logins(self, env: Mapping[str, str]) -> None:
        """Print the demonstration's log-ins, if the project has any to tell."""
        if not self._options.demo:
            return
        command = project.manage_command(self._home, "demo_logins")
        told = subprocess.run(command, env=dict(env), cwd=self._home.root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if told.returncode == 0 and told.stdout.strip():
            say.progress(told.stdout.rstrip())

    def _note(self, group: Group) -> None:
        """Keep the state file true."""
        self._state.members = {part.name: part.identity for part in group.parts if part.identity}
        myself = processes.identify(os.getpid())
        if myself:
            self._state.members[state.LAUNCHER] = myself
        state.save(self._home, self._state)

    def _stop_group(self) -> None:
        self._interrupts.breaks_off = False
        self._group.stop()
