"""The parts of a running Samspil as one group: started in order, started again when they die, stopped in the right order."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from launcher import processes, say
from launcher.interrupts import Interrupts
from launcher.processes import Identity
from launcher.programs import kill_group
from launcher.trouble import Trouble

QUICK_SECONDS = 10.0
MOST_QUICK_DEATHS = 5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0


@dataclass
class Part:
    """One program of the group. A part taken over from another command has an identity but no process of ours."""

    name: str
    start: Callable[[], tuple[Identity, subprocess.Popen[bytes] | None]]
    stop_rank: int = 0
    stop_signal: signal.Signals = signal.SIGTERM
    hurry_signal: signal.Signals = signal.SIGKILL
    grace: float = 15.0
    identity: Identity | None = field(default=None, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    begun: float = field(default=0.0, init=False)
    quick_deaths: int = field(default=0, init=False)
    due: float | None = field(default=None, init=False)

    def launch(self) -> None:
        """Start it now."""
        self.due = None
        self.begun = time.monotonic()
        self.identity, self.process = self.start()

    def lives(self) -> bool:
        """Tell whether it runs; a dead child of ours is fetched, with all it left."""
        if self.process is not None:
            if self.process.poll() is None:
                return True
            kill_group(self.process)
            return False
        return self.identity is not None and processes.alive(self.identity)

    def note_death(self) -> float:
        """Count a death and return the pause before the next start."""
        quick = time.monotonic() - self.begun < QUICK_SECONDS
        self.quick_deaths = self.quick_deaths + 1 if quick else 1
        self.identity = self.process = None
        pause = min(FIRST_PAUSE * 2.0 ** (self.quick_deaths - 1), LONGEST_PAUSE)
        self.due = time.monotonic() + pause
        return pause

    def stop(self, hurried: Callable[[], bool]) -> None:
        """Ask it to end; end it when it does not, or when the operator is in a hurry."""
        if self.process is None:
            return
        self.process.send_signal(self.stop_signal)
        until = time.monotonic() + self.grace
        while self.process.poll() is None and time.monotonic() < until and not hurried():
            time.sleep(0.02)
        if self.process.poll() is None:
            self.process.send_signal(self.hurry_signal)
            try:
                self.process.wait(5.0)
            except subprocess.TimeoutExpired:
                self.process.kill()
        kill_group(self.process)
        self.process.wait()
        self.identity = self.process = None


class Group:
    """The parts that run together."""

    def __init__(self, interrupts: Interrupts, changed: Callable[["Group"], None]) -> None:
        """Hold no parts yet; `changed` is told whenever a part has started."""
        self.parts: list[Part] = []
        self._interrupts = interrupts
        self._changed = changed

    def add(self, part: Part) -> None:
        """Start one more part."""
        self.parts.append(part)
        part.launch()
        self._changed(self)

    def look_after(self) -> None:
        """Start again what has died, with a growing pause; give up after several quick deaths of one part."""
        for part in self.parts:
            if part.due is not None:
                if time.monotonic() >= part.due:
                    part.launch()
                    self._changed(self)
            elif not part.lives():
                pause = part.note_death()
                if part.quick_deaths >= MOST_QUICK_DEATHS:
                    text = f"The {part.name} process died {part.quick_deaths} times within seconds of its start, so Samspil stops."
                    raise Trouble("part_dies", f"{text} The lines above (for the database: var/log/postgres.log) tell why.")
                say.progress(f"The {part.name} process died; starting it again in {pause:.1f} s")

    def watch(self, until: Callable[[], bool], tick: float) -> bool:
        """Look after the parts until something holds (true) or the operator asks to stop (false)."""
        while not until():
            if self._interrupts.asked:
                return False
            self.look_after()
            self._interrupts.wait(tick)
        return True

    def stop(self) -> None:
        """Stop the parts, each after those of a lower rank; a second Ctrl-C makes it short."""
        enough = max(self._interrupts.asked, 1)
        for part in sorted(self.parts, key=lambda part: part.stop_rank):
            part.stop(hurried=lambda: self._interrupts.asked > enough)
