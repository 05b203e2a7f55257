"""`./samspil run`: everything that is missing is set up, then web, worker and database run as one group."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from launcher import preparing, processes, programs, project, say, state
from launcher.database import EmbeddedUse, embedded_url, given_url, orphan_place
from launcher.home import Home
from launcher.interrupts import Interrupts
from launcher.leftovers import end_leftovers
from launcher.locks import Lock
from launcher.places import find_place
from launcher.ports import check_port, first_page_answers
from launcher.processes import Identity
from launcher.project import Address
from launcher.restore import finish_interrupted_restore
from launcher.state import RunState
from launcher.supervise import Group, Part
from launcher.trouble import Trouble

FIRST_PAGE_SECONDS = 90.0
STOP_RANKS = {state.WEB: 1, state.WORKER: 2, state.DATABASE: 3}
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
        end_leftovers(home, state.load(home), orphan_place(home, environ))
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

    def _start_database(self, stack: ExitStack) -> str:
        place = find_place(self._home, self._environ)
        use = stack.enter_context(EmbeddedUse(self._home, place))

        def start() -> Started:
            return use.serve(), use.process

        with say.timed("Database started"):
            self._group.add(Part(state.DATABASE, start, STOP_RANKS[state.DATABASE], stop_signal=signal.SIGINT, hurry_signal=signal.SIGQUIT, grace=60.0))
        return embedded_url(self._home, place)

    def _serve_with(self, url: str) -> int:
        home, address = self._home, self._options.address
        env = project.project_environment(home, self._environ, url, address, self._state.mark, demo=self._options.demo)
        self._group.add(self._part(state.WEB, project.web_command(home, address, self._environ), env, 12.0))
        base_url = self._environ.get("SAMSPIL_BASE_URL", "")
        deadline = time.monotonic() + FIRST_PAGE_SECONDS
        if self._group.watch(lambda: first_page_answers(address, base_url, deadline), 0.1):
            self._state.ready = True
            self._group.add(self._part(state.WORKER, project.worker_command(home), env, 20.0))
            say.answer(f"Samspil is ready: {address.url}")
            with ExitStack() as stack:
                self._group.watch(self._start_telling_logins(env, stack), 2.0)
        say.progress("Stopping web, worker and database")
        return 0

    def _part(self, name: str, command: list[str], env: Mapping[str, str], grace: float) -> Part:
        def start() -> Started:
            process = programs.start(command, env=env, cwd=self._home.root, output=sys.stderr.fileno())
            identity = processes.identify(process.pid) or Identity(process.pid, "gone")
            return identity, process

        return Part(name, start, stop_rank=STOP_RANKS[name], grace=grace)

    def _start_telling_logins(self, env: Mapping[str, str], stack: ExitStack) -> Callable[[], bool]:
        """Ask the project for the demonstration's log-ins; the answer is printed when it comes, while the parts are watched."""
        if not self._options.demo:
            return lambda: False
        log = self._home.log("demo_logins")
        with log.open("wb") as file:
            process = programs.start(project.manage_command(self._home, "demo_logins"), env=env, cwd=self._home.root, output=file)
        stack.callback(programs.stop_group, process, 1.0)
        waiting = [process]

        def tell_when_done() -> bool:
            if waiting and waiting[0].poll() is not None and waiting.pop().returncode == 0:
                say.progress(log.read_text(encoding="utf-8").rstrip())
            return False

        return tell_when_done

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
