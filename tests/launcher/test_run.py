"""`./samspil run`: one ready line, one group, and a clean end."""

import os
import signal
import subprocess
from functools import partial
from pathlib import Path

import pytest

from launcher import processes, state
from launcher.home import find_home
from launcher.processes import Identity
from launcher.state import RunState
from tests.launcher.checkout import Checkout, Run, eventually, one_line

pytestmark = pytest.mark.slow


def members(checkout: Checkout) -> RunState:
    """Return what the run has written about itself."""
    found = state.load(find_home(checkout.env, checkout.root))
    assert found is not None
    return found


def test_the_ready_line_is_all_of_standard_output_and_the_end_is_clean(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    assert int(run.get()) >= 1
    before = members(shared_checkout)
    assert run.stop() == 0
    assert run.process.stdout is not None
    assert run.process.stdout.read() == ""
    assert not any(processes.alive(who) for who in before.members.values())
    assert not list(processes.marked(before.mark))
    assert "database system is shut down" in (shared_checkout.home / "log" / "postgres.log").read_text()
    assert not (shared_checkout.home / "run" / "state.json").exists()


def test_ctrl_c_stops_as_well(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(30) == 0
    assert "Stopping" in run.said()


def test_every_step_says_what_it_did_and_how_long_and_a_second_run_has_nothing_to_do(checkout: Checkout) -> None:
    first = checkout.serve()
    first.stop()
    said = first.said()
    assert all(
        f"{what}: " in said
        for what in ("Database server (embedded PostgreSQL)", "Files (fonts, translations, styles)", "Content (tables, examples, law, demonstration)")
    )
    second = checkout.serve()
    second.stop()
    assert "Files" not in second.said()
    assert "Content" not in second.said()


def test_log_ins_are_told_on_standard_error_and_not_without_the_demonstration(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    assert eventually(lambda: "mette@example.dk" in run.said())
    run.stop()
    run = shared_checkout.serve("--no-demo")
    run.stop()
    assert "mette@example.dk" not in run.said()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the environment of a process is read from /proc")
def test_without_the_demonstration_every_part_is_told_so(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve("--no-demo", SAMSPIL_DEMO="1")
    assert eventually(lambda: state.WORKER in members(shared_checkout).members)
    for part in (state.WEB, state.WORKER):
        given = Path(f"/proc/{members(shared_checkout).members[part].pid}/environ").read_text().split("\0")
        assert "SAMSPIL_DEMO=0" in given, part
    run.stop()
    assert shared_checkout.sql("select text from notes where text like 'prepared%' order by id desc limit 1") == "prepared --no-demo DEMO=0"


def test_other_municipalities_to_serve_are_taken_in_by_the_next_run(shared_checkout: Checkout) -> None:
    for codes, wanted in (("0350", True), ("0350", False), ("0350,0265", True)):
        run = shared_checkout.serve(SAMSPIL_MUNICIPALITIES=codes)
        run.stop()
        assert ("Content" in run.said()) == wanted, codes


def test_new_content_or_migrations_are_taken_in_by_the_next_run(shared_checkout: Checkout) -> None:
    shared_checkout.serve().stop()
    content = shared_checkout.root / "content" / "examples"
    content.mkdir(parents=True)
    (content / "new.md").write_text("new")
    run = shared_checkout.serve()
    run.stop()
    assert "Content" in run.said()
    assert "Files" not in run.said()


def test_a_second_run_beside_the_first_says_where_that_is(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    done = shared_checkout.samspil("run", "--port", str(run.port + 1))
    assert done.returncode == 1
    assert f"already runs at {run.url.rstrip('/')}" in one_line(done)


def test_other_commands_use_the_running_database_and_leave_it(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    server = members(shared_checkout).members[state.DATABASE]
    assert shared_checkout.sql("select count(*) from notes") == run.get()
    assert processes.alive(server)
    run.stop()


def test_a_part_that_dies_is_started_again(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    for name in (state.WORKER, state.WEB, state.DATABASE):
        old = members(shared_checkout).members[name]
        os.kill(old.pid, signal.SIGKILL)
        assert eventually(partial(has_new, shared_checkout, name, old)), name
        assert eventually(lambda: answers(run)), name
    assert "The worker process died; starting it again" in run.said()


def has_new(checkout: Checkout, name: str, old: Identity) -> bool:
    """Tell whether a part has been started again."""
    return members(checkout).members.get(name, old) != old


def answers(run: Run) -> bool:
    """Tell whether the page answers."""
    try:
        return bool(run.get())
    except OSError:
        return False


def test_termination_during_the_set_up_leaves_nothing_running_and_the_next_run_goes_on(checkout: Checkout) -> None:
    run = checkout.start(FAKE_PREPARE_SECONDS="30")
    assert eventually(lambda: any(processes.working_in(checkout.home / "pg" / "data", "postgres")))
    assert eventually(lambda: (checkout.home / "log" / "prepare_site.log").exists())
    run.process.send_signal(signal.SIGTERM)
    assert run.process.wait(30) == 130
    assert not any(processes.working_in(checkout.home / "pg" / "data", "postgres"))
    checkout.serve().stop()


def test_secrets_stand_on_no_command_line(shared_checkout: Checkout) -> None:
    shared_checkout.serve()
    secrets = [path.read_text().strip() for path in (shared_checkout.home / "keys").iterdir()]
    listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert len(secrets) == 3
    assert not any(secret in listing for secret in secrets)
    assert all(Path(path).stat().st_mode & 0o077 == 0 for path in (shared_checkout.home / "keys").iterdir())
