"""`./samspil stop` and `./samspil status`: the running group seen from outside."""

import signal
from collections.abc import Mapping

from launcher import processes, say, server, state
from launcher.database import given_url, orphan_place
from launcher.home import Home
from launcher.leftovers import end_leftovers, find_leftovers
from launcher.places import find_place
from launcher.trouble import Trouble

PATIENCE = 100.0


def stop(home: Home, environ: Mapping[str, str]) -> str:
    """Stop the running group, or end what a killed one has left; tell what was done."""
    old = state.load(home)
    if old and old.launcher_lives():
        launcher = old.members[state.LAUNCHER]
        processes.send(launcher, signal.SIGTERM)
        if processes.wait_gone([launcher], PATIENCE):
            raise Trouble("stop", f"The launcher (process {launcher.pid}) does not end. End it with kill -9 {launcher.pid} and run ./samspil stop again.")
    ended = end_leftovers(home, state.load(home), orphan_place(home, environ))
    return "Stopped." if old or ended else "Nothing was running."


def status(home: Home, environ: Mapping[str, str]) -> dict[str, object]:
    """Return what runs."""
    old = state.load(home)
    members = old.members if old else {}
    parts = [{"name": name, "pid": who.pid, "alive": processes.alive(who)} for name, who in sorted(members.items())]
    running = bool(old and old.launcher_lives())
    whole = running and bool(old and old.ready) and all(part["alive"] for part in parts)
    leftovers = sorted(set(find_leftovers(old).values())) if old and not running else []
    database = _database_pid(home, environ)
    return {
        "running": running,
        "healthy": whole,
        "address": old.address if old and running else None,
        "processes": parts,
        "leftovers": leftovers,
        "database": {"kind": "given" if given_url(environ) else "embedded", "pid": database},
    }


def _database_pid(home: Home, environ: Mapping[str, str]) -> int | None:
    if given_url(environ) or not (home.state / "database.json").exists():
        return None
    who = server.find(find_place(home, environ))
    return who.pid if who else None


def tell_status(found: Mapping[str, object]) -> None:
    """Print the status for people."""
    if not found["running"]:
        leftovers = found["leftovers"]
        say.answer("Samspil is not running." + (" A killed run has left processes: ./samspil stop ends them." if leftovers else ""))
        return
    say.answer(f"Samspil runs at {found['address']}" + ("" if found["healthy"] else ", but not all of it (yet)"))
    parts = found["processes"]
    if isinstance(parts, list):
        for part in parts:
            say.answer(f"  {part['name']}: {'process ' + str(part['pid']) if part['alive'] else 'dead'}")
