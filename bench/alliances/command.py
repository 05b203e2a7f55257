"""The command: many alliances in a database of its own; what the directory, the desk and one workspace cost, and agreements on paper."""

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
PDF_GOAL_S = 0.3
COLUMNS = ["name", "state", "alliances", "req_s", "p50_ms", "p95_ms", "cpu_ms", "db_cpu_ms", "x_hello", "queries", "kb"]


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench alliances")
    parser.add_argument("--alliances", type=rising_numbers, default=[1000, 20000], help="numbers of alliances, rising: 1000,20000")
    parser.add_argument("--rounds", type=int, choices=range(1, 100), metavar="N", default=5)
    parser.add_argument("--papers", type=int, choices=range(1, 5001), metavar="N", default=1000, help="agreements that are packed in one job")
    parser.add_argument("--only", choices=["papers"], help="measure this part alone")
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

    from bench.alliances.growing import grow_to
    from bench.alliances.papers import printed
    from bench.alliances.pattern import made
    from bench.alliances.visits import pages, rows_of
    from samspil.core import events
    from samspil.identity.models import Person
    from samspil.site.demonstration import email_of

    call_command("prepare_site", verbosity=0, stdout=sys.stderr)
    pattern, _ = made(Person.objects.get(email=email_of("formand")))
    events.deliver_waiting()
    report: dict[str, Any] = {"workers": servers.WORKERS, "hello": {}, "rows": {}, "pages": [], "papers": {}, "goals": {}}
    for number in [options.papers] if options.only else options.alliances:
        grow_to(number, pattern)
        if options.only:
            break
        asked, report["rows"] = pages(), rows_of()
        say(f"{number} alliances are ready; measuring {len(asked)} pages in {options.rounds} rounds")
        with (
            servers.running("granian", "bench.pages.hello:application", {}) as hello,
            servers.running("granian", "samspil.config.wsgi:application", {}) as server,
            worker({}),
        ):
            report["hello"], rows = measuring.measure(hello, server, asked, options.rounds)
        for page, row in zip(asked, rows, strict=True):
            report["pages"].append({**row, "alliances": number, "queries": measuring.queries_of(page)})
            report["goals"][(row["name"], row["state"])] = page
    report["papers"] = printed(options.papers)
    return report


def goals_missed(report: dict[str, Any]) -> list[str]:
    """Which goals of design quality and of the issue the report misses, in words."""
    missed = []
    for row in report["pages"]:
        page, where = report["goals"][(row["name"], row["state"])], f"{row['name']} ({row['state']}) at {row['alliances']}"
        for name, goal in (("x_hello", page.goal), ("queries", page.queries), ("kb", page.most_kb)):
            if goal is not None and row[name] > goal:
                missed.append(f"{where}: {name} {row[name]}, goal {goal}")
    for key in report["goals"]:
        mine = [row for row in report["pages"] if (row["name"], row["state"]) == key]
        growth = mine[-1]["x_hello"] / mine[0]["x_hello"] if mine[0]["x_hello"] else 1.0
        if growth > GROWTH_GOAL:
            missed.append(f"{key[0]} ({key[1]}): grows {growth:.2f} times, goal {GROWTH_GOAL}")
    papers = report["papers"]
    told = ((papers["alone_s"], "alone"), (papers["each_s"], "in a job"))
    return missed + [f"an agreement on paper {where} takes {each} s, goal {PDF_GOAL_S}" for each, where in told if each > PDF_GOAL_S]


def table(report: dict[str, Any]) -> str:
    """The report as a Markdown table."""
    papers = report["papers"]
    lines = [
        f"{report['workers']} workers; hello {report['hello']}; rows {report['rows']}",
        f"an agreement on paper alone: {papers['alone_s']} s (median); {papers['number']} in one job: {papers['seconds']} s, "
        f"{papers['each_s']} s each, packed once more from what was printed: {papers['again_s']} s; the file {papers['mb']} MB",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * len(COLUMNS),
    ]
    return "\n".join(lines + ["| " + " | ".join(str(row[name]) for name in COLUMNS) + " |" for row in report["pages"]])
