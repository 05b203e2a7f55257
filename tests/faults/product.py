"""The product itself in a home of its own: it is asked what it holds, held fast in the middle of something, killed, and started again."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from launcher import processes, state
from launcher.database import embedded_url
from launcher.home import Home, find_home
from launcher.places import find_place
from tests.launcher.checkout import Checkout, Run


def home_of(checkout: Checkout) -> Home:
    """Return the product's folders."""
    return find_home(checkout.env, checkout.root)


def members(checkout: Checkout) -> dict[str, processes.Identity]:
    """Return who belongs to the run."""
    found = state.load(home_of(checkout))
    assert found is not None
    return found.members


def connect(checkout: Checkout) -> psycopg.Connection[tuple[Any, ...]]:
    """Return a connection to the database of the run; what it does is committed at the end of its block."""
    return psycopg.connect(embedded_url(home_of(checkout), find_place(home_of(checkout), checkout.env)))


@dataclass
class Service:
    """The running product. Whoever kills a part of it starts all of it again."""

    checkout: Checkout
    run: Run

    def rows(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """Run SQL, committed when this returns."""
        with connect(self.checkout) as link:
            cursor = link.execute(text.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def held(self, table: str, mode: str = "SHARE") -> Iterator[None]:
        """Let everybody who wants to write to a table wait, and so stand in the middle of what they do."""
        with connect(self.checkout) as link:
            link.execute(sql.SQL("LOCK TABLE {} IN {} MODE").format(sql.Identifier(table), sql.SQL(mode)))
            yield
            link.rollback()

    def waits(self, table: str) -> bool:
        """Tell whether somebody waits for a table (the sweeper of the database does not count)."""
        return bool(self.rows("SELECT 1 FROM pg_locks WHERE relation = %s::regclass AND NOT granted AND mode <> 'ShareUpdateExclusiveLock'", table))

    def pid(self, part: str) -> int:
        """The process of one part."""
        return members(self.checkout)[part].pid

    def kill(self, part: str) -> None:
        """kill -9 of one part with all its processes: it leads a group of its own."""
        os.killpg(self.pid(part), signal.SIGKILL)

    def start_again(self) -> None:
        """The launcher is killed too, and `./samspil run` is asked once more."""
        self.run.process.kill()
        self.run.process.wait(10)
        self.run = serve(self.checkout)


def serve(checkout: Checkout) -> Run:
    """Run the product behind a proxy that tells visitors apart, so that limits for one address hold for each visitor."""
    return checkout.serve(SAMSPIL_TRUSTED_PROXIES="1")
