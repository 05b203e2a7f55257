"""kill -9 of web, worker, database or launcher of the real product: the next run works and nothing committed is lost."""

import os
import signal
from collections.abc import Iterator

import pytest

from launcher import processes, state
from tests.faults.product import connect, members
from tests.launcher.checkout import Checkout, Run, eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow]

PARTS = (state.LAUNCHER, state.WEB, state.WORKER, state.DATABASE)
ORDERS = [*((part,) for part in PARTS), (state.DATABASE, state.WORKER, state.WEB, state.LAUNCHER), (state.LAUNCHER, state.WEB, state.DATABASE, state.WORKER)]


def note(checkout: Checkout, text: str) -> None:
    """Write a row that must be there afterwards, committed when this returns."""
    with connect(checkout) as link:
        link.execute("CREATE TABLE IF NOT EXISTS fault_rows (text text)")
        link.execute("INSERT INTO fault_rows VALUES (%s)", [text])


def noted(checkout: Checkout, text: str) -> int:
    """How often the row is there."""
    with connect(checkout) as link:
        return len(link.execute("SELECT 1 FROM fault_rows WHERE text = %s", [text]).fetchall())


@pytest.fixture
def run(product: Checkout) -> Iterator[Run]:
    """The product, running; whatever is left of it is ended afterwards."""
    yield product.serve()
    product.stop_runs()
    product.samspil("stop")


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_kill_9_and_run_again(product: Checkout, run: Run, order: tuple[str, ...]) -> None:
    group = members(product)
    note(product, "-".join(order))
    for name in dict.fromkeys((*order, state.LAUNCHER)):
        if processes.alive(group[name]):
            os.kill(group[name].pid, signal.SIGKILL)
    run.process.wait(10)
    again = product.serve()
    assert "<title" in again.get()
    assert noted(product, "-".join(order)) == 1
    assert again.stop() == 0
    assert not [who for who in group.values() if processes.alive(who)]


@pytest.mark.parametrize("name", [state.WEB, state.WORKER, state.DATABASE])
def test_a_killed_part_is_started_again_while_the_others_go_on(product: Checkout, run: Run, name: str) -> None:
    group = members(product)
    note(product, f"while {name} is killed")
    os.kill(group[name].pid, signal.SIGKILL)
    assert eventually(lambda: members(product).get(name, group[name]) != group[name], 30)
    assert eventually(lambda: answers(run), 60), run.said()
    assert noted(product, f"while {name} is killed") == 1
    assert run.process.poll() is None


def answers(run: Run) -> bool:
    """Tell whether the front page answers."""
    try:
        return "<title" in run.get()
    except OSError:
        return False
