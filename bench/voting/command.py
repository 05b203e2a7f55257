"""The command: every Pabulib file of a folder is counted by Equal Shares, with pabutools beside it when asked; or ballots are sealed and opened; with --check
the goals."""

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.usage import Parser, refuse_input
from bench.voting import sealing

ENGINE = "numpy"
APPROVALS = ("approval", "choose-1")
# The goals: above so many voters counting is so many times pabutools; a city's file, reading it included, too; a large file takes so much memory.
LARGE_VOTERS, LARGE_RATIO = 5_000, 15
CITY_VOTERS, CITY_COUNT, CITY_WHOLE = 50_000, 1_000, 50
MEMORY_BYTES, MEMORY_TIMES = 1_000_000, 10
ADD1_CITY_MS = 10_000
MIB = 2**20
Row = dict[str, Any]


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench voting")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--files", type=Path, metavar="DIR", help="a folder of .pb files")
    what.add_argument("--sealing", type=ballots, metavar="N", help="seal and open so many secret ballots instead")
    parser.add_argument("--only", default="", metavar="NAME,NAME", help="parts of names")
    parser.add_argument("--against", choices=["pabutools"], help="count the same with pabutools too")
    parser.add_argument("--limit-s", type=seconds, default=150.0, help="what add1 and each way of pabutools may take for a file (150)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    return parser.parse_args(words)


def seconds(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or number <= 0:
        raise ValueError(text)
    return number


def ballots(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def main(words: list[str]) -> int:
    options = arguments(words)
    if options.sealing:
        row = sealing.measured(options.sealing)
        return told([row], sealing.line(row), sealing.missed(row), options)
    parts = [part for part in options.only.split(",") if part]
    paths = [path for path in sorted(options.files.glob("*.pb")) if not parts or any(part in path.name for part in parts)]
    if not paths:
        return refuse_input(words, f"{options.files}: no .pb file of that name")
    rows: list[Row] = []
    for path in paths:
        counted = measured(path, options)
        if counted is None:
            return refuse_input(words, f"{path.name}: cannot be counted; ./samspil count says why")
        rows.append(counted)
        print(line(counted), file=sys.stderr, flush=True)
    wrong = [text for row, path in zip(rows, paths, strict=True) for text in missed(row, path.stat().st_size)]
    return told(rows, "\n".join(map(line, rows)), wrong, options)


def told(rows: list[Row], text: str, wrong: list[str], options: argparse.Namespace) -> int:
    """Print what was measured and which goals were missed; returns the exit code."""
    print(json.dumps(rows) if options.json else text)
    if options.check and wrong:
        print("missed: " + "; ".join(wrong), file=sys.stderr)
    return int(bool(options.check and wrong))


def measured(path: Path, options: argparse.Namespace) -> Row | None:
    """One file, each way in a process of its own; None when it is refused."""
    ours = run("ours", path, None)
    if ours is None:
        return None
    add1 = run("add1", path, options.limit_s)
    row: Row = {"file": path.name, "vote_type": ours["vote_type"], "engine": ENGINE, "voters": ours["voters"], "add1_ms": rounded(add1, "count_ms")}
    row |= {"samspil_read_ms": rounded(ours, "read_ms"), "samspil_count_ms": rounded(ours, "count_ms")}
    plain = run("plain", path, options.limit_s) if options.against else None
    together = run("multiprofile", path, options.limit_s) if options.against else None
    row |= {"pabutools_read_ms": rounded(plain or together, "read_ms"), "pabutools_count_ms": rounded(plain, "count_ms")}
    row |= ratios(ours, plain or together)
    # pabutools can be told to put equal ballots together first: where it was not done otherwise in time, the ratios are to that.
    row |= {"peak_mib": round(ours["peak_mib"], 1), "pabutools_multiprofile_ms": rounded(together, "count_ms")}
    return row | {"ratio_multiprofile": round(together["count_ms"] / ours["count_ms"], 1) if together else None}


def run(way: str, path: Path, limit: float | None) -> Row | None:
    """What `one.py` tells; None when it does not end in time or not well."""
    try:
        done = subprocess.run([sys.executable, "-m", "bench.voting.one", way, str(path)], capture_output=True, text=True, timeout=limit, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    found: Row = json.loads(done.stdout)
    return found


def rounded(row: Row | None, name: str) -> float | None:
    """Milliseconds with two decimals."""
    return None if row is None else round(row[name], 2)


def ratios(ours: Row, theirs: Row | None) -> Row:
    """How many times as fast, and whether the winners are the same in the same order."""
    if theirs is None:
        return {"ratio_count": None, "ratio_whole": None, "same_winners": None}
    whole = (theirs["read_ms"] + theirs["count_ms"]) / (ours["read_ms"] + ours["count_ms"])
    same = theirs["winners"] == ours["winners"]
    return {"ratio_count": round(theirs["count_ms"] / ours["count_ms"], 1), "ratio_whole": round(whole, 1), "same_winners": same}


def missed(row: Row, size: int) -> Iterator[str]:
    """The goals a file misses; what was not measured misses none."""
    city = row["voters"] > CITY_VOTERS
    if row["vote_type"] in APPROVALS and row["ratio_count"] is not None:
        least = CITY_COUNT if city else LARGE_RATIO if row["voters"] > LARGE_VOTERS else 0
        if row["ratio_count"] < least:
            yield f"{row['file']}: counting {row['ratio_count']} times pabutools, goal {least}"
        if city and row["ratio_whole"] < CITY_WHOLE:
            yield f"{row['file']}: with reading {row['ratio_whole']} times pabutools, goal {CITY_WHOLE}"
    if row["same_winners"] is False:
        yield f"{row['file']}: other winners than pabutools"
    if size > MEMORY_BYTES and row["peak_mib"] > MEMORY_TIMES * size / MIB:
        yield f"{row['file']}: {row['peak_mib']} MiB, goal {MEMORY_TIMES} times the file"
    if city and row["add1_ms"] is not None and row["add1_ms"] > ADD1_CITY_MS:
        yield f"{row['file']}: add1 {row['add1_ms']} ms, goal {ADD1_CITY_MS}"


def line(row: Row) -> str:
    """One file to read."""
    ours = f"read {row['samspil_read_ms']} ms, counted {row['samspil_count_ms']} ms, add1 {row['add1_ms']} ms, {row['peak_mib']} MiB"
    theirs = f"pabutools {row['pabutools_read_ms']} and {row['pabutools_count_ms']} ms ({row['pabutools_multiprofile_ms']} with equal ballots together)"
    times = f"{row['ratio_count']} times, with reading {row['ratio_whole']} times, same winners: {row['same_winners']}"
    return f"{row['file']}: {row['voters']} voters, {ours}" + (f"; {theirs}: {times}" if row["pabutools_read_ms"] else "")
