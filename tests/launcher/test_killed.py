"""After kill -9 of any part, in any order, the next run works and nothing committed is lost (the stand-in product; tests/faults has the real one)."""

import os
import signal
import time
from itertools import permutations

import pytest

from launcher import processes, state
from launcher.home import Home, find_home
from launcher.processes import Identity
from tests.launcher.checkout import Checkout, eventually
from tests.launcher.test_run import members

pytestmark = pytest.mark.slow

PARTS = (state.LAUNCHER, state.WEB, state.WORKER, state.DATABASE)
ORDERS = list(permutations(PARTS))[1::6]


@pytest.mark.parametrize("order", [*((part,) for part in PARTS), *ORDERS], ids="-".join)
def test_kill_9_and_run_again(shared_checkout: Checkout, order: tuple[str, ...]) -> None:
    run = shared_checkout.serve()
    written = run.post()
    group = members(shared_checkout)
    for name in order:
        kill(group.members[name])
    if state.LAUNCHER not in order:
        kill(group.members[state.LAUNCHER])
    run.process.wait(10)
    again = shared_checkout.serve()
    assert again.get() == written
    assert again.stop() == 0
    assert not [who for who in group.members.values() if processes.alive(who)]


def kill(who: Identity) -> None:
    """End a process as the out-of-memory killer does."""
    if processes.alive(who):
        os.kill(who.pid, signal.SIGKILL)


def test_the_group_ends_with_its_launcher(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    group = members(shared_checkout)
    run.process.kill()
    run.process.wait()
    assert eventually(lambda: not any(processes.alive(who) for who in group.members.values()))


def test_what_the_kernel_could_not_end_is_ended_by_stop(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    group = members(shared_checkout)
    web = [who for who in processes.marked(group.mark) if who not in group.members.values()]
    assert web, "granian has workers of its own"
    for who in web:
        os.kill(who.pid, signal.SIGSTOP)  # else they may see by themselves that they are alone, and end before anybody looks
    for name in (state.LAUNCHER, state.WEB):
        kill(group.members[name])
    run.process.wait()
    assert any(processes.alive(who) for who in web)
    done = shared_checkout.samspil("stop")
    assert done.returncode == 0
    assert not any(processes.alive(who) for who in web)


@pytest.mark.parametrize("moment", [0.15, 0.3, 0.45, 0.6, 0.8, 1.0])
def test_a_set_up_that_is_killed_at_any_moment_is_finished_by_the_next(checkout: Checkout, moment: float) -> None:
    run = checkout.start()
    time.sleep(moment)
    run.process.kill()
    run.process.wait()
    assert checkout.serve().get()


def test_a_process_that_only_has_the_number_is_left_alone(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    group = members(shared_checkout)
    run.stop()
    stranger = processes.identify(os.getpid())
    assert stranger is not None
    group.members[state.WEB] = Identity(stranger.pid, "another start")
    group.members[state.LAUNCHER] = Identity(stranger.pid, "another start")
    state.save(home_of(shared_checkout), group)
    assert shared_checkout.samspil("status", "--json").returncode == 0
    assert shared_checkout.samspil("stop").returncode == 0
    shared_checkout.serve().stop()


def home_of(checkout: Checkout) -> Home:
    """Return the folders of a checkout."""
    return find_home(checkout.env, checkout.root)


def test_a_note_of_a_dead_server_with_a_number_used_again_does_not_hinder(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    group = members(shared_checkout)
    for name in (state.LAUNCHER, state.DATABASE):
        kill(group.members[name])
    run.process.wait()
    note = shared_checkout.home / "pg" / "data" / "postmaster.pid"
    lines = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    again = shared_checkout.serve()
    assert again.get()
    again.stop()
