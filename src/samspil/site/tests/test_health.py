"""The health page says the truth to load balancers and the launcher."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from samspil.core.events import record
from samspil.core.jobs import remove_old_limits
from samspil.identity.events import RoleTaken


@pytest.mark.django_db
def test_a_process_that_reaches_its_database_is_well() -> None:
    response = Client().get("/healthz")
    assert response.status_code == 200
    assert response.json()["ok"] is True
    assert response.json()["database"] is True
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_jobs_that_wait_are_counted_so_that_a_dead_worker_is_noticed() -> None:
    before = Client().get("/healthz").json()["jobs_waiting"]
    remove_old_limits.configure().defer(timestamp=0)
    assert Client().get("/healthz").json()["jobs_waiting"] == before + 1


@pytest.mark.django_db
def test_events_nobody_has_told_of_are_counted() -> None:
    before = Client().get("/healthz").json()["events_waiting"]
    record(RoleTaken(person_id=1, role="editor"))
    assert Client().get("/healthz").json()["events_waiting"] == before + 1


@pytest.mark.django_db
def test_a_job_for_later_does_not_count_as_waiting() -> None:
    before = Client().get("/healthz").json()["jobs_waiting"]
    remove_old_limits.configure(schedule_in={"hours": 1}, queueing_lock=None).defer(timestamp=0)
    assert Client().get("/healthz").json()["jobs_waiting"] == before


@pytest.mark.logs_errors
def test_a_process_that_has_lost_its_database_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("the database is gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": False}
    assert response["Cache-Control"] == "private, no-store"
