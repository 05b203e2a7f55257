"""Jobs the worker runs for core: rescuing what a killed worker left behind, and deleting what has had its time."""

from datetime import timedelta

import structlog
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from samspil.core.search import missed, rebuilding

log = structlog.get_logger(__name__)
STALLED_AFTER_SECONDS = 30


@app.periodic(cron="* * * * *")
@app.task(name="core.rescue_jobs", queueing_lock="core.rescue_jobs", pass_context=False)
async def rescue_jobs(timestamp: int) -> None:
    """Run again the jobs that a dead worker left in state "doing"; jobs are idempotent."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        # Of jobs with one queueing lock at most one may wait; the one that waits does the work of the dead one too.
        if job.queueing_lock and list(await manager.list_jobs_async(status=Status.TODO.value, queueing_lock=job.queueing_lock)):
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)
        else:
            await manager.retry_job(job)
        log.info("job_rescued", job=job.task_name, job_id=job.id)


@app.periodic(cron="17 3 * * *")
@app.task(name="core.remove_old_jobs", queueing_lock="core.remove_old_jobs")
async def remove_old_jobs(timestamp: int) -> None:
    """Delete finished jobs after 30 days: job arguments are personal data's shadow too."""
    await app.job_manager.delete_old_jobs(nb_hours=30 * 24, include_failed=True, include_cancelled=True, include_aborted=True)


@app.periodic(cron="7 * * * *")
@app.task(name="core.remove_old_limits", queueing_lock="core.remove_old_limits")
def remove_old_limits(timestamp: int) -> None:
    """Delete counts of rate limits whose window has passed: hashed addresses are kept no longer than they are used."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_cache WHERE expires < now()")


@app.periodic(cron="27 3 * * *")
@app.task(name="core.remove_old_events", queueing_lock="core.remove_old_events")
def remove_old_events(timestamp: int) -> None:
    """Delete delivered events after three years (docs/privacy.md)."""
    from samspil.core.models import RecordedEvent

    RecordedEvent.objects.filter(delivered_at__lt=timezone.now() - timedelta(days=3 * 365)).delete()


@app.periodic(cron="29 3 * * *")
@app.task(name="core.remove_old_searches", queueing_lock="core.remove_old_searches")
def remove_old_searches(timestamp: int) -> None:
    """Delete what was searched for in vain after 90 days."""
    missed.forget(timezone.localdate())


@app.periodic(cron="43 3 * * *")
@app.task(name="core.mend_search", queueing_lock="core.mend_search")
def mend_search(timestamp: int) -> None:
    """Build search's lists anew when they were made by another version, or when documents that went have left some of them half empty."""
    if not rebuilding.is_current() or rebuilding.is_worn():
        log.info("search_rebuilt", documents=rebuilding.rebuild())
