"""What a killed run has left behind: recognised by number and start time or by the run's mark, and ended."""

import signal

from launcher import processes, say, server, state
from launcher.home import Home
from launcher.places import Place
from launcher.processes import Identity
from launcher.state import RunState

ASK_THEN_KILL = ((signal.SIGTERM, 12.0), (signal.SIGKILL, 5.0))


def find_leftovers(old: RunState) -> dict[Identity, str]:
    """Return the living processes of a run, with the name of the part they belong to; the database goes last and apart."""
    found = {who: name for name, who in old.members.items() if name in (state.WEB, state.WORKER) and processes.alive(who)}
    if old.mark:
        for who in processes.marked(old.mark):
            found.setdefault(who, "a process of web or worker")
    return found


def end_leftovers(home: Home, old: RunState | None, place: Place | None) -> list[str]:
    """End what is left of a run whose launcher is dead; return the names of what was ended."""
    ended: list[str] = []
    if old is not None:
        left = find_leftovers(old)
        processes.end(left, *ASK_THEN_KILL)
        ended = sorted(set(left.values()))
    if place is not None and server.find(place) is not None:
        server.stop(place)
        ended.append(state.DATABASE)
    if ended:
        say.progress(f"Ended what an earlier run had left: {', '.join(ended)}")
    state.forget(home)
    return ended
