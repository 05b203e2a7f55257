"""The worker's own jobs: nothing that a killed worker had begun is lost, and nothing is kept longer than needed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone

from samspil.core import events, jobs
from samspil.core.models import RecordedEvent
from samspil.core.tests.test_events import HEARD, BellRang, own_reactions  # noqa: F401  # own_reactions is used by name

SOME_TASK = jobs.remove_old_limits
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_reactions")]


def run(task: Any) -> None:
    """Do a periodic job now."""
    async_to_sync(task.func)(0) if task.name in {"core.rescue_jobs", "core.remove_old_jobs"} else task.func(0)


def sql(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def worker(seconds_silent: int) -> int:
    """A worker that was last heard of some seconds ago."""
    rows = sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id", seconds_silent)
    return int(rows[0][0])


def begun_job(worker_id: int | None, task: Any = SOME_TASK, queueing_lock: str | None = None, **arguments: Any) -> int:
    """A job in state "doing", as a worker leaves it when it is killed."""
    job_id: int = task.configure(queueing_lock=queueing_lock).defer(**arguments)
    sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", worker_id, job_id)
    return job_id


def state(job_id: int) -> tuple[str, int]:
    """A job's status, and how often it was tried."""
    ((status, attempts),) = sql("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", job_id)
    return status, attempts


@pytest.mark.parametrize("dead", [lambda: worker(31), lambda: None], ids=["silent", "forgotten"])
def test_a_job_of_a_dead_worker_runs_again(dead: Callable[[], int | None]) -> None:
    job_id = begun_job(dead(), timestamp=0)
    run(jobs.rescue_jobs)
    assert state(job_id) == ("todo", 1)


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    job_id = begun_job(worker(5), timestamp=0)
    run(jobs.rescue_jobs)
    assert state(job_id) == ("doing", 0)


def test_a_job_that_waits_already_does_not_stop_the_rescue_of_the_others() -> None:
    dead = worker(60)
    overtaken = begun_job(dead, jobs.remove_old_jobs, "core.remove_old_jobs", timestamp=0)
    waiting = jobs.remove_old_jobs.configure(queueing_lock="core.remove_old_jobs").defer(timestamp=60)
    other = begun_job(dead, timestamp=0)
    run(jobs.rescue_jobs)
    assert state(other) == ("todo", 1)
    assert state(waiting)[0] == "todo"
    assert state(overtaken)[0] == "aborted"


def finished_job(status: str, days_ago: int) -> int:
    """A job that reached its end some days ago, with the marks procrastinate sets on the way."""
    job_id: int = SOME_TASK.configure().defer(timestamp=0)
    sql("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", job_id)
    sql("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", status, job_id)
    sql("UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s", days_ago, job_id)
    return job_id


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled", "aborted"])
def test_finished_jobs_are_deleted_after_thirty_days(status: str) -> None:
    old, younger = finished_job(status, 31), finished_job(status, 29)
    run(jobs.remove_old_jobs)
    assert sql("SELECT id FROM procrastinate_jobs WHERE id = ANY(%s)", [old, younger]) == [(younger,)]


def test_a_job_that_still_waits_is_never_deleted() -> None:
    job_id = SOME_TASK.configure().defer(timestamp=0)
    sql("UPDATE procrastinate_events SET at = now() - interval '400 days'")
    run(jobs.remove_old_jobs)
    assert state(job_id) == ("todo", 0)


def test_delivered_events_are_deleted_after_three_years_and_waiting_ones_never() -> None:
    long_ago, waiting, recent = (events.record(BellRang(times=n)) for n in range(3))
    RecordedEvent.objects.update(at=timezone.now() - timedelta(days=1200))
    RecordedEvent.objects.filter(pk=long_ago).update(delivered_at=timezone.now() - timedelta(days=1096))
    RecordedEvent.objects.filter(pk=recent).update(delivered_at=timezone.now() - timedelta(days=1094))
    run(jobs.remove_old_events)
    assert set(RecordedEvent.objects.filter(kind=BellRang.kind).values_list("pk", flat=True)) == {waiting, recent}
