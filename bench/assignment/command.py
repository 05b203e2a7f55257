"""The command: instances that others wrote are solved in the time given, each answer is written down, and the distance to the best known is told."""

import argparse
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

from bench.assignment.instances import BadInstance, best_known, read_instance
from bench.usage import Parser, refuse_input
from samspil.exchange.domain.matching.capacity import assign
from samspil.exchange.domain.matching.sharing import fits, value

# Per cent from the best known (the goals): c and e, d up to 400 jobs, d beyond.
GOALS = {"c": 0.5, "e": 0.5, "d": 1.5}
LARGE_JOBS, LARGE_GOAL = 400, 2.5
# So much of the time is kept for reading, writing and a HiGHS that ends a little late.
MARGIN_S = 1.0
Row = dict[str, Any]


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench assignment")
    parser.add_argument("--instances", type=Path, required=True, metavar="DIR", help="zips of instances, and bounds.txt")
    parser.add_argument("--only", default="", metavar="c,d,e", help="beginnings of names")
    parser.add_argument("--seconds", type=seconds, default=25.0, help="for each instance (25)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where NAME.sol is written: the agent of each job, from 1")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    return parser.parse_args(words)


def seconds(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or number < 2:
        raise ValueError(text)
    return number


def main(words: list[str]) -> int:
    options = arguments(words)
    beginnings = tuple(filter(None, options.only.split(",")))
    paths = [path for path in sorted(options.instances.glob("*.zip")) if not beginnings or path.name.startswith(beginnings)]
    if not paths:
        return refuse_input(words, f"{options.instances}: no zip of that name")
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        known = best_known(options.instances)
        rows = [solved(path, known.get(path.stem), options) for path in paths]
    except (BadInstance, OSError) as error:
        return refuse_input(words, str(error))
    print(json.dumps(rows) if options.json else "\n".join(map(line, rows)))
    missed = [row["name"] for row in rows if row["gap_percent"] is None or row["gap_percent"] > goal(row)]
    if options.check and missed:
        print(f"missed: {', '.join(missed)}", file=sys.stderr)
    return int(bool(options.check and missed))


def solved(path: Path, best: int | None, options: argparse.Namespace) -> Row:
    """One instance; what is told was checked against the instance itself."""
    begun = time.perf_counter()
    instance = read_instance(path)
    found = assign(instance, lambda: options.seconds - MARGIN_S - (time.perf_counter() - begun))
    took = round(time.perf_counter() - begun, 2)
    row: Row = {"name": path.stem, "value": None, "best_known": best, "gap_percent": None, "seconds": took}
    if found is not None and fits(instance, found):
        (options.out / f"{path.stem}.sol").write_text(" ".join(str(agent + 1) for agent in found) + "\n", encoding="utf-8")
        row["value"] = value(instance, found)
        row["gap_percent"] = round(100 * (row["value"] - best) / best, 3) if best else None
    print(line(row), file=sys.stderr, flush=True)
    return row


def goal(row: Row) -> float:
    """The per cent this instance may be from the best known; names are type, two digits of agents, jobs."""
    name = row["name"]
    return LARGE_GOAL if name[0] == "d" and name[3:].isdigit() and int(name[3:]) > LARGE_JOBS else GOALS.get(name[0], math.inf)


def line(row: Row) -> str:
    """One instance to read."""
    return f"{row['name']}: {row['value']}, best known {row['best_known']}, {row['gap_percent']} % from it, {row['seconds']} s"
