"""var/run/state.json: who belongs to the running group, so that the next command recognises exactly those."""

import json
from dataclasses import dataclass, field

from launcher import processes
from launcher.files import read_or_empty, write_whole
from launcher.home import Home
from launcher.processes import Identity

LAUNCHER = "launcher"
DATABASE = "database"
WEB = "web"
WORKER = "worker"


@dataclass
class RunState:
    """One run of the group: its address, its mark in the environment of its processes, and its processes."""

    address: str
    mark: str
    ready: bool = False
    members: dict[str, Identity] = field(default_factory=dict)

    def launcher_lives(self) -> bool:
        """Tell whether the command that watches over the group still lives."""
        return LAUNCHER in self.members and processes.alive(self.members[LAUNCHER])


def save(home: Home, state: RunState) -> None:
    """Write the state, whole."""
    members = {name: {"pid": who.pid, "started": who.started} for name, who in state.members.items()}
    document = {"format": "samspil-run/1", "address": state.address, "mark": state.mark, "ready": state.ready, "members": members}
    write_whole(home.folder("run") / "state.json", json.dumps(document, indent=2) + "\n")


def load(home: Home) -> RunState | None:
    """Return the last state, or nothing when there is none to be understood."""
    try:
        found = json.loads(read_or_empty(home.state / "run" / "state.json") or "null")
        members = {str(name): Identity(int(who["pid"]), str(who["started"])) for name, who in found["members"].items()}
        return RunState(str(found["address"]), str(found["mark"]), bool(found["ready"]), members)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def forget(home: Home) -> None:
    """Remove the state: nothing runs any more."""
    (home.state / "run" / "state.json").unlink(missing_ok=True)
