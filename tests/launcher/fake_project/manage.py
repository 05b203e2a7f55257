"""The management commands the launcher calls, without Django."""

import os
import signal
import sys
import time
from pathlib import Path

import psycopg

TABLES = """
create table if not exists django_migrations (name text);
create table if not exists notes (id bigint generated always as identity primary key, text text not null);
create table if not exists beats (at timestamptz not null default clock_timestamp(), pid int);
"""


def main(command: str, *arguments: str) -> int:
    """Run one command."""
    if command == "build_assets":
        Path(os.environ["SAMSPIL_HOME"], "static").mkdir(exist_ok=True)
    elif command == "prepare_site":
        prepare_site(*arguments)
    elif command == "demo_logins":
        print("Demonstration: mette@example.dk")
    elif command == "sql":
        print(sql(*arguments))
    elif command == "autocommit":
        autocommit(*arguments)
    elif command == "worker":
        work()
    elif command == "exit":
        return int(arguments[0])
    else:
        print(f"Unknown command: {command}", file=sys.stderr)
        return 1
    return 0


def prepare_site(*arguments: str) -> None:
    """Make the tables, slowly or not at all when a test asks for that."""
    time.sleep(float(os.environ.get("FAKE_PREPARE_SECONDS", "0")))
    if os.environ.get("FAKE_PREPARE_FAILS"):
        raise SystemExit("content is not in order")
    sql(TABLES)
    sql("insert into notes (text) values (%s)", f"prepared {' '.join(arguments)} DEMO={os.environ.get('SAMSPIL_DEMO', '')}")


def sql(text: str, *values: str) -> str:
    """Run SQL and return the first value of its answer."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as link:
        cursor = link.execute(text.encode(), values or None)
        row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""


def autocommit(text: str) -> None:
    """Run one statement that no transaction may hold."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
        link.execute(text.encode())


def work() -> None:
    """Leave a trace in the database ten times a second until asked to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if os.environ.get("FAKE_WORKER_DIES"):
        raise SystemExit("no work today")
    while True:
        sql("insert into beats (pid) values (%s::int)", str(os.getpid()))
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
