"""The command: made-up municipalities are matched, and what it costs is told; with --check the goals."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.matching.municipality import municipality
from bench.usage import Parser
from samspil.exchange.domain.matching.arcs import Arcs, build_arcs
from samspil.exchange.domain.matching.canonical import in_order
from samspil.exchange.domain.matching.model import LEVELS, Problem
from samspil.exchange.domain.matching.solving import solve

ELIGIBLE = 20
SEATS_AND_DISTANCE = ("unfilled_seats", "distance_m")
# scipy's assignment wants every seat against every volunteer in memory.
MOST_CELLS = 20_000_000
Row = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """So many volunteers and tasks, the levels that are solved, and the seconds they may take (the issue's goals)."""

    volunteers: int
    tasks: int
    levels: Sequence[str]
    goal_s: float | None


SIZES = {
    "town": Size(2_000, 1_000, LEVELS, 0.5),
    "region": Size(100_000, 40_000, SEATS_AND_DISTANCE, 20.0),
    "region-all-levels": Size(100_000, 40_000, LEVELS, None),
}


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench matching")
    parser.add_argument("--only", choices=sorted(SIZES), help="one of the sizes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    options = arguments(words)
    rows = [measured(name, size, options.seed) for name, size in SIZES.items() if options.only in (None, name)]
    print(json.dumps(rows) if options.json else "\n".join(map(line, rows)))
    missed = [row["name"] for row in rows if row["goal_s"] and (row["whole_s"] > row["goal_s"] or row["status"] != "optimal")]
    if options.check and missed:
        print(f"missed: {', '.join(missed)}", file=sys.stderr)
    return int(bool(options.check and missed))


def measured(name: str, size: Size, seed: int) -> Row:
    """One size: arcs and solution timed apart, and scipy's assignment on the same people with one task each where it can run."""
    print(f"{name}: making {size.volunteers} volunteers and {size.tasks} tasks", file=sys.stderr, flush=True)
    problem = in_order(municipality(size.volunteers, size.tasks, ELIGIBLE, seed))
    # Loading the libraries is the process's start, not the matching's.
    solve(Problem((), ()), build_arcs(Problem((), ())), lambda: 1.0)
    warm = in_order(municipality(20, 20, ELIGIBLE, seed))
    solve(warm, build_arcs(warm), lambda: 1.0)
    begun = time.perf_counter()
    arcs = build_arcs(problem)
    built = time.perf_counter()
    found = solve(problem, arcs, lambda: 60.0, size.levels)
    done = time.perf_counter()
    return {
        "name": name,
        "volunteers": size.volunteers,
        "tasks": size.tasks,
        "seats": sum(task.seats for task in problem.tasks),
        "eligible_each": round(len(arcs) / size.volunteers, 1),
        "arcs": len(arcs),
        "arcs_s": round(built - begun, 3),
        "solve_s": round(done - built, 3),
        "whole_s": round(done - begun, 3),
        "goal_s": size.goal_s,
        "status": "optimal" if found.optimal else "feasible",
        "levels": found.values,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **beside_scipy(size, seed),
    }


def beside_scipy(size: Size, seed: int) -> Row:
    """Time for time against scipy's assignment, one task for each volunteer, seats and distance alone: it knows no more. Empty where it cannot run."""
    problem = in_order(municipality(size.volunteers, size.tasks, ELIGIBLE, seed, tasks_each=1))
    if size.volunteers * sum(task.seats for task in problem.tasks) > MOST_CELLS:
        return {"scipy_s": None, "ratio_scipy": None, "same_as_scipy": None}
    arcs = build_arcs(problem)
    begun = time.perf_counter()
    ours = solve(problem, arcs, lambda: 60.0, SEATS_AND_DISTANCE)
    between = time.perf_counter()
    theirs = assigned(problem, arcs)
    ended = time.perf_counter()
    seconds = {"ours_one_each_s": round(between - begun, 3), "scipy_s": round(ended - between, 3)}
    return {**seconds, "ratio_scipy": round((between - begun) / (ended - between), 3), "same_as_scipy": tuple(ours.values.values()) == theirs}


def assigned(problem: Problem, arcs: Arcs) -> tuple[int, int]:
    """Empty seats and metres of scipy's assignment over every seat; what is not possible is dearer than everything possible together."""
    from scipy.optimize import linear_sum_assignment

    seats = np.array([task.seats for task in problem.tasks])
    never = int(arcs.metres.sum()) + 1
    metres = np.full((len(problem.volunteers), len(problem.tasks)), never, dtype=np.float64)
    metres[arcs.volunteer, arcs.task] = arcs.metres
    costs = np.repeat(metres, seats, axis=1)
    chosen = costs[linear_sum_assignment(costs)]
    possible = chosen[chosen < never]
    return int(seats.sum()) - len(possible), int(possible.sum())


def line(row: Row) -> str:
    """One size to read."""
    scipy = f"; scipy's assignment {row['scipy_s']} s, ours {row['ratio_scipy']} of it, same: {row['same_as_scipy']}" if row["scipy_s"] else ""
    what = f"{row['name']}: {row['volunteers']} volunteers, {row['tasks']} tasks, {row['seats']} seats, {row['eligible_each']} tasks possible for each"
    times = f"arcs {row['arcs_s']} s + solving {row['solve_s']} s, {row['status']}, {row['peak_mib']} MiB"
    return f"{what}: {times}; {row['levels']}{scipy}"
