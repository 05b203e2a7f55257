"""The command: many offers and needs in a database of its own, and what their pages cost."""

import argparse
import json
import sys
from typing import Any

from bench.database import own_database
from bench.pages import measuring, servers
from bench.pages.command import say, worker
from bench.usage import Parser, rising_numbers

DATABASE = "samspil_bench"
GROWTH_GOAL = 1.3
# Lists, filters and details; what stands near grows with what lies there.
GROWING = {("needs", "cold"), ("needs filtered", "cold"), ("need", "cold"), ("offers", "signed-in")}
COLUMNS = ["name", "state", "items", "req_s", "p50_ms", "p95_ms", "cpu_ms", "db_cpu_ms", "x_hello", "queries", "kb"]


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench exchange")
    parser.add_argument("--items", type=rising_numbers, default=[5000, 100000], help="numbers of needs, and of offers, rising, from 5000")
    parser.add_argument("--rounds", type=int, choices=range(1, 20), metavar="N", default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    options = arguments(words)
    with own_database(DATABASE):
        report = measured(options)
    misses = goals_missed(report) if options.check else []
    print(json.dumps({name: part for name, part in report.items() if name != "goals"}) if options.json else table(report))
    for miss in misses:
        say(f"goal missed: {miss}")
    return 1 if misses else 0


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """The whole report."""
    from django.core.management import call_command

    from bench.exchange.growing import grow_to
    from bench.exchange.visits import pages

    call_command("prepare_site", verbosity=0, stdout=sys.stderr)
    report: dict[str, Any] = {"workers": servers.WORKERS, "hello": {}, "pages": [], "goals": {}}
    for number in options.items:
        grow_to(number)
        asked = pages()
        say(f"{number} needs and as many offers are ready; measuring {len(asked)} pages in {options.rounds} rounds")
        with (
            servers.running("granian", "bench.pages.hello:application", {}) as hello,
            servers.running("granian", "samspil.config.wsgi:application", {}) as server,
            worker({}),
        ):
            report["hello"], rows = measuring.measure(hello, server, asked, options.rounds)
        for page, row in zip(asked, rows, strict=True):
            report["pages"].append({**row, "items": number, "queries": measuring.queries_of(page)})
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
    for key in GROWING:
        mine = [row["x_hello"] for row in report["pages"] if (row["name"], row["state"]) == key]
        if mine[-1] > GROWTH_GOAL * mine[0]:
            missed.append(f"{key[0]} ({key[1]}): grows {mine[-1] / mine[0]:.2f} times, goal {GROWTH_GOAL}")
    return missed


def table(report: dict[str, Any]) -> str:
    """The report as a Markdown table."""
    lines = [f"{report['workers']} workers; hello {report['hello']}", "", "| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    return "\n".join(lines + ["| " + " | ".join(str(row[name]) for name in COLUMNS) + " |" for row in report["pages"]])
