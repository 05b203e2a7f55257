"""One file counted in a process of its own: `python -m bench.voting.one ours|add1|plain|multiprofile FILE` prints one JSON document."""

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.model import WITH_POINTS, Settings
from samspil.funds.domain.voting.reading import read_election

TIMES = 5
KIB = 1024
STATUS = Path("/proc/self/status")
Row = dict[str, Any]


def settings(vote_type: str, completion: str = "none") -> Settings:
    """Equal Shares as pabutools counts it: equals by their names, and rankings by Borda's points."""
    return Settings("borda" if vote_type == "ordinal" else "equal-shares", completion=completion, ties=("id",))


def ours(path: Path) -> Row:
    """Reading and counting: the best of some, and how much memory the first one took."""
    before = memory("VmRSS")
    begun = time.perf_counter()
    election = read_election(path.read_bytes())
    read_ms = (time.perf_counter() - begun) * 1000
    found = count(election, settings(election.vote_type))
    peak = memory("VmHWM") - before
    read_ms = min(read_ms, best(lambda: read_election(path.read_bytes())))
    count_ms = best(lambda: count(election, settings(election.vote_type)))
    winners = [election.projects[project].id for project in found.winners]
    facts = {"vote_type": election.vote_type, "voters": election.ballots.voters, "winners": winners}
    return {**facts, "read_ms": read_ms, "count_ms": count_ms, "peak_mib": peak / KIB}


def best(act: Callable[[], object]) -> float:
    """Milliseconds of the quickest of some: the others waited for neighbours."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken)


def memory(name: str) -> int:
    """KiB in use (VmRSS) or at most in use (VmHWM) by this process; where there is no /proc, the most so far for both."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (KIB if sys.platform == "darwin" else 1)
    found = re.search(rf"^{name}:\s+(\d+) kB", STATUS.read_text(encoding="utf-8"), re.MULTILINE)
    return int(found[1]) if found else 0


def add1(path: Path) -> Row:
    """Counting with add1, once."""
    election = read_election(path.read_bytes())
    begun = time.perf_counter()
    found = count(election, settings(election.vote_type, "add1"))
    return {"count_ms": (time.perf_counter() - begun) * 1000, "runs": found.runs}


def theirs(path: Path, *, together: bool) -> Row:
    """Reading and counting by pabutools, once; `together` has it put equal ballots together first, which counts as counting."""
    from pabutools.election import Additive_Borda_Sat, Additive_Cardinal_Sat, Cost_Sat
    from pabutools.election.pabulib import parse_pabulib
    from pabutools.rules import method_of_equal_shares

    sys.setrecursionlimit(100_000)
    begun = time.perf_counter()
    instance, profile = parse_pabulib(str(path))
    read = time.perf_counter()
    vote_type = instance.meta["vote_type"]
    satisfaction = Additive_Cardinal_Sat if vote_type in WITH_POINTS else Additive_Borda_Sat if vote_type == "ordinal" else Cost_Sat
    found = method_of_equal_shares(instance, profile.as_multiprofile() if together else profile, sat_class=satisfaction)
    ended = time.perf_counter()
    return {"read_ms": (read - begun) * 1000, "count_ms": (ended - read) * 1000, "winners": [project.name for project in found]}


WAYS: dict[str, Callable[[Path], Row]] = {
    "ours": ours,
    "add1": add1,
    "plain": lambda path: theirs(path, together=False),
    "multiprofile": lambda path: theirs(path, together=True),
}


if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](Path(sys.argv[2]))))
