"""kill -9 of web, worker, database or launcher of the real product: the next run works and nothing committed is lost."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from launcher import processes, state
from launcher.database import embedded_url
from launcher.home import Home, find_home
from launcher.places import find_place
from tests.launcher.checkout import REPOSITORY, Checkout, Run, clean_environment, eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow]

PARTS = (state.LAUNCHER, state.WEB, state.WORKER, state.DATABASE)
ORDERS = [*((part,) for part in PARTS), (state.DATABASE, state.WORKER, state.WEB, state.LAUNCHER), (state.LAUNCHER, state.WEB, state.DATABASE, state.WORKER)]


@pytest.fixture(scope="module")
def product() -> Iterator[Checkout]:
    """The product itself, set up in a home of its own."""
    folder = Path(tempfile.mkdtemp(prefix="samspil-faults-"))
    folder.chmod(0o755)
    checkout = Checkout(REPOSITORY, clean_environment() | {"SAMSPIL_HOME": str(folder / "home"), "SAMSPIL_VENV": sys.prefix}, folder)
    try:
        done = checkout.samspil("setup")
        assert done.returncode == 0, done.stderr
        sql(checkout, "create table fault_rows (text text)", started=False)
        yield checkout
    finally:
        checkout.stop_runs()
        checkout.samspil("stop")
        shutil.rmtree(folder, ignore_errors=True)


def home_of(checkout: Checkout) -> Home:
    """Return the product's folders."""
    return find_home(checkout.env, checkout.root)


def sql(checkout: Checkout, text: str, *values: str, started: bool = True) -> str:
    """Run SQL, committed when this returns, on the database of the run (or of a run just for this)."""
    run = None if started else checkout.serve()
    url = embedded_url(home_of(checkout), find_place(home_of(checkout), checkout.env))
    with psycopg.connect(url) as link:
        cursor: psycopg.Cursor[Any] = link.execute(text.encode(), values or None)
        row = cursor.fetchone() if cursor.description else None
    if run:
        run.stop()
    return str(row[0]) if row else ""


def members(checkout: Checkout) -> dict[str, processes.Identity]:
    """Return who belongs to the run."""
    found = state.load(home_of(checkout))
    assert found is not None
    return found.members


@pytest.fixture
def run(product: Checkout) -> Iterator[Run]:
    """The product, running; whatever is left of it is ended afterwards."""
    yield product.serve()
    product.stop_runs()
    product.samspil("stop")


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_kill_9_and_run_again(product: Checkout, run: Run, order: tuple[str, ...]) -> None:
    group = members(product)
    sql(product, "insert into fault_rows values (%s)", "-".join(order))
    for name in dict.fromkeys((*order, state.LAUNCHER)):
        if processes.alive(group[name]):
            os.kill(group[name].pid, signal.SIGKILL)
    run.process.wait(10)
    again = product.serve()
    assert "<title" in again.get()
    assert sql(product, "select count(*) from fault_rows where text = %s", "-".join(order)) == "1"
    assert again.stop() == 0
    assert not [who for who in group.values() if processes.alive(who)]


@pytest.mark.parametrize("name", [state.WEB, state.WORKER, state.DATABASE])
def test_a_killed_part_is_started_again_while_the_others_go_on(product: Checkout, run: Run, name: str) -> None:
    group = members(product)
    sql(product, "insert into fault_rows values (%s)", f"while {name} is killed")
    os.kill(group[name].pid, signal.SIGKILL)
    assert eventually(lambda: members(product).get(name, group[name]) != group[name], 30)
    assert eventually(lambda: answers(run), 60), run.said()
    assert sql(product, "select count(*) from fault_rows where text = %s", f"while {name} is killed") == "1"
    assert run.process.poll() is None


def answers(run: Run) -> bool:
    """Tell whether the front page answers."""
    try:
        return "<title" in run.get()
    except OSError:
        return False


def test_backup_wipe_restore_brings_the_same_content_back(product: Checkout, tmp_path: Path) -> None:
    target = tmp_path / "product.backup"
    assert product.samspil("backup", str(target)).returncode == 0
    sql(product, "drop table fault_rows", started=False)
    done = product.samspil("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert int(sql(product, "select count(*) from fault_rows", started=False)) >= 1
