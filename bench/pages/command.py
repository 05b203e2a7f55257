"""The command: prepare a database of its own, grow it, measure, report, and with --check compare with the goals."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.database import own_database
from bench.pages import cost, measuring, servers
from bench.usage import Parser, rising_numbers

DATABASE = "samspil_bench"
GROWTH_GOAL = 1.3
GROWING = {("example list", "cold"), ("example list filtered", "cold"), ("example detail", "cold")}
MEMORY_GOAL_MIB = 450
START_GOAL_S = 10


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench pages")
    parser.add_argument("--items", type=rising_numbers, default=[1000, 20000, 100000], help="numbers of examples, rising: 1000,20000")
    parser.add_argument("--rounds", type=int, choices=range(1, 100), metavar="N", default=5)
    parser.add_argument("--server", default="granian", choices=["granian", "gunicorn"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    return parser.parse_args(words)


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[int]:
    """A job worker, as beside a production web server."""
    process = subprocess.Popen([sys.executable, "-m", "samspil.config.manage", "worker"], env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def main(words: list[str]) -> int:
    options = arguments(words)
    with own_database(DATABASE):
        report = measured(options)
    misses = goals_missed(report) if options.check else []
    print(json.dumps({k: v for k, v in report.items() if k != "goals"}) if options.json else table(report))
    for miss in misses:
        say(f"goal missed: {miss}")
    return 1 if misses else 0


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """The whole report."""
    from django.core.management import call_command

    from bench.pages.asking import private_pages, public_pages
    from bench.pages.growing import grow_to

    began = time.perf_counter()
    call_command("prepare_site", verbosity=0, stdout=sys.stderr)
    prepared_s = time.perf_counter() - began
    report: dict[str, Any] = {
        "server": options.server,
        "workers": servers.WORKERS,
        "hello": {},
        "pages": [],
        "memory_mib": 0,
        "start_s": 0,
        "prepare_s": round(prepared_s, 1),
        "goals": {},
    }
    for items in options.items:
        grow_to(items)
        pages = public_pages() + private_pages()
        say(f"{items} examples are ready; measuring {len(pages)} pages in {options.rounds} rounds")
        with (
            servers.running(options.server, "bench.pages.hello:application", {}) as hello,
            servers.running(options.server, "samspil.config.wsgi:application", {}) as server,
            worker({}) as worker_pid,
        ):
            report["hello"], rows = measuring.measure(hello, server, pages, options.rounds)
            report["memory_mib"] = round(cost.memory_mib([*server.pids, *cost.children_of(worker_pid)]))
            report["start_s"] = round(server.start_s, 1)
        for page, row in zip(pages, rows, strict=True):
            report["pages"].append({**row, "items": items, "queries": measuring.queries_of(page)})
            report["goals"][(row["name"], row["state"])] = page
    return report


def goals_missed(report: dict[str, Any]) -> list[str]:
    """Which goals of design quality the report misses, in words."""
    missed = []
    for row in report["pages"]:
        page, where = report["goals"][(row["name"], row["state"])], f"{row['name']} ({row['state']}) at {row['items']}"
        for name, goal in (("x_hello", page.goal), ("queries", page.queries), ("kb", page.most_kb)):
            if goal is not None and row[name] > goal:
                missed.append(f"{where}: {name} {row[name]}, goal {goal}")
        if row["name"] == "search" and (row["p50_ms"] > 50 or row["p95_ms"] > 120):
            missed.append(f"{where}: p50 {row['p50_ms']} ms, p95 {row['p95_ms']} ms")
    missed += growth_missed(report["pages"])
    if report["memory_mib"] > MEMORY_GOAL_MIB:
        missed.append(f"memory {report['memory_mib']} MiB, goal {MEMORY_GOAL_MIB}")
    return missed + ([f"start {report['start_s']} s"] if report["start_s"] > START_GOAL_S else [])


def growth_missed(rows: list[dict[str, Any]]) -> list[str]:
    """Pages whose cost grows more than GROWTH_GOAL from the smallest to the largest number of examples."""
    missed = []
    for key in GROWING:
        mine = [row for row in rows if (row["name"], row["state"]) == key]
        growth = mine[-1]["x_hello"] / mine[0]["x_hello"] if len(mine) > 1 else 1.0
        if growth > GROWTH_GOAL:
            missed.append(f"{key[0]}: grows {growth:.2f} times, goal {GROWTH_GOAL}")
    return missed


def table(report: dict[str, Any]) -> str:
    """The report as a Markdown table."""
    names = ["name", "state", "items", "req_s", "p50_ms", "p95_ms", "p99_ms", "cpu_ms", "db_cpu_ms", "x_hello", "queries", "kb"]
    lines = [
        f"{report['server']}, {report['workers']} workers; hello {report['hello']}; memory {report['memory_mib']} MiB; "
        f"start {report['start_s']} s; prepare {report['prepare_s']} s",
        "",
    ]
    lines += ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(str(row[name]) for name in names) + " |" for row in report["pages"]]
    return "\n".join(lines)
