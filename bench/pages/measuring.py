"""Measuring a page: rounds of requests, with hello measured beside each round."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from bench.pages import cost, load
from bench.pages.asking import Page
from bench.pages.servers import Server

LONGEST_WAIT_S = 60.0
BATCH = {"warm": 600, "cold": 240, "signed-in": 240, "post": 240}
HELLO_BATCH = 600
# Before measuring, for each piece that a process keeps: enough for all processes to have met it.
WARM_UP = 16
BUSY = """
SELECT EXISTS (SELECT 1 FROM core_recordedevent WHERE delivered_at IS NULL)
    OR EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND scheduled_at IS NULL)
"""


@dataclass
class Round:
    """One round of one page. Milliseconds of processor time are per request."""

    cpu_ms: float
    db_cpu_ms: float
    req_s: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    kb: float
    statuses: dict[int, int] = field(default_factory=dict)


Pair = tuple[Round, Round]


def database_pids() -> list[int]:
    """The database server's processes when it runs on this machine, else none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    status = Path(f"/proc/{backend}/status")
    if not status.exists() or "postgres" not in status.read_text():
        return []
    parent = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("PPid:"))
    return cost.children_of(parent)


def one_round(server: Server, asks: Sequence[load.Ask], *, with_database: bool = True) -> Round:
    """Send the requests and divide what it cost by their number."""
    own, database = server.pids, database_pids() if with_database else []
    before, database_before = cost.cpu_ms(own), cost.cpu_ms(database)
    answers = load.run(server.port, asks)
    number = len(asks)
    return Round(
        cpu_ms=(cost.cpu_ms(own) - before) / number,
        db_cpu_ms=max(0.0, cost.cpu_ms(database) - database_before) / number,
        req_s=answers.requests_a_second,
        p50_ms=answers.percentile(0.5),
        p95_ms=answers.percentile(0.95),
        p99_ms=answers.percentile(0.99),
        kb=answers.bytes / 1024,
        statuses=answers.statuses,
    )


def hello_round(server: Server) -> Round:
    return one_round(server, [load.Ask("/")] * HELLO_BATCH, with_database=False)


def median(rounds: Sequence[Round], name: str) -> float:
    return float(statistics.median(getattr(row, name) for row in rounds))


def measure(hello: Server, server: Server, pages: Sequence[Page], rounds: int) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Every page in every round, each with hello just before it; medians over rounds. Ratios are taken pair by pair."""
    for page in pages:
        load.run(server.port, page.asks(WARM_UP * page.surroundings))
    hello_round(hello)
    found: dict[int, list[Pair]] = {number: [] for number in range(len(pages))}
    for _ in range(rounds):
        for number, page in enumerate(pages):
            wait_for_worker()
            beside = hello_round(hello)
            found[number].append((one_round(server, page.asks(BATCH[page.state])), beside))
    hellos = [beside for pairs in found.values() for _, beside in pairs]
    rows = [row_of(page, found[number]) for number, page in enumerate(pages)]
    return {"req_s": round(median(hellos, "req_s")), "cpu_ms": round(median(hellos, "cpu_ms"), 3)}, rows


def wait_for_worker() -> None:
    """Wait until the worker has done what sent forms gave it to do: its work for one page is not the cost of the next."""
    ends = time.monotonic() + LONGEST_WAIT_S
    with connection.cursor() as cursor:
        while time.monotonic() < ends:
            cursor.execute(BUSY)
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.1)
    raise RuntimeError("the worker did not finish in time")


def row_of(page: Page, pairs: Sequence[Pair]) -> dict[str, Any]:
    """One line of the report."""
    rounds = [row for row, _ in pairs]
    bad = {status for row in rounds for status in row.statuses if status >= 400}
    if bad:
        raise RuntimeError(f"{page.name} ({page.state}) answered {sorted(bad)}")
    ratios = [(row.cpu_ms + row.db_cpu_ms) / hello.cpu_ms for row, hello in pairs]
    numbers = {name: round(median(rounds, name), 2) for name in ("p50_ms", "p95_ms", "p99_ms", "cpu_ms", "db_cpu_ms", "kb")}
    return {"name": page.name, "state": page.state, "req_s": round(median(rounds, "req_s")), **numbers, "x_hello": round(statistics.median(ratios), 2)}


def queries_of(page: Page) -> int:
    """How many queries one request takes, counted in this process with the real middleware, the second time round."""
    from django.db import reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    number = 0
    for ask in page.asks(2):
        headers = {name: value for name, value in ask.headers.items() if name != "Content-Type"}
        reset_queries()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            if ask.method == "POST":
                client.post(ask.path, ask.body, content_type="application/x-www-form-urlencoded", headers=headers)
            else:
                client.get(ask.path, headers=headers)
        number = len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    return number
