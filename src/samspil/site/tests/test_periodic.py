"""The worker finds every periodic job by itself, and no two do the same."""

import ast
from pathlib import Path

import croniter
import pytest
from procrastinate.contrib.django import app

ROOMS = Path(__file__).parents[2]
KNOWN = {
    "alliances.remove_old_invitations",
    "core.rescue_jobs",
    "core.remove_old_jobs",
    "core.remove_old_events",
    "core.remove_old_searches",
    "core.mend_search",
    "identity.close_staff_sessions",
    "identity.remove_old_invitations",
    "identity.remove_old_troubles",
    "identity.send_digests",
    "knowledge.remove_old_enquiries",
    "law.raise_expiry_tasks",
    "law.renew_pages",
    "site.make_dump",
    "site.remove_old_traces",
    "site.renew_regions",
}


def written() -> dict[str, str]:
    """Task names with @app.periodic in the source, and their files."""
    found = {}
    for path in sorted(ROOMS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                calls = {ast.unparse(d.func): d for d in node.decorator_list if isinstance(d, ast.Call)}
                if "app.periodic" in calls:
                    found[ast.literal_eval(next(k.value for k in calls["app.task"].keywords if k.arg == "name"))] = str(path.relative_to(ROOMS))
    return found


def registered() -> dict[str, str]:
    return {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}


def test_every_periodic_job_in_the_source_is_registered() -> None:
    assert set(written()) == set(registered())
    assert set(written()) >= KNOWN


def test_every_job_lies_where_the_worker_looks() -> None:
    assert {Path(path).name for path in written().values()} == {"jobs.py"}
    assert {Path(path).parts[0] for path in written().values()} >= {"core", "knowledge", "law", "site"}


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_job_has_a_valid_time_and_never_waits_twice(name: str) -> None:
    assert croniter.croniter.is_valid(registered()[name])
    assert app.tasks[name].queueing_lock == name


def test_nightly_jobs_do_not_all_begin_at_once() -> None:
    nightly = [cron for cron in registered().values() if cron != "* * * * *"]
    assert len(nightly) == len(set(nightly))
