"""Jobs of the doors."""

from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from samspil.content.events import PageChanged
from samspil.core.models import Document, Notice
from samspil.core.viewers import PUBLIC
from samspil.identity.models import StaffSession
from samspil.site import indexing
from samspil.site.dumping import make_dump
from samspil.site.indexing import KIND_OF

DUMPED = {name: KIND_OF[name] for name in ("knowledge.example", "law.legalanswer")}


@app.periodic(cron="47 2 * * *")
@app.task(name="site.make_dump", queueing_lock="site.make_dump")
def nightly_dump(timestamp: int) -> None:
    """Each night: the open-data file."""
    make_dump()


@app.periodic(cron="2 23 * * *")
@app.task(name="site.renew_regions", queueing_lock="site.renew_regions")
def renew_regions(timestamp: int) -> None:
    """Just after Danish midnight (winter time; cron counts in UTC): regions that became others."""
    indexing.renew_regions(timezone.localdate())


@app.periodic(cron="7 4 * * *")
@app.task(name="site.remove_old_traces", queueing_lock="site.remove_old_traces")
def remove_old_traces(timestamp: int) -> None:
    """Each night: log-in sessions that have run out, notices after a year, staff sessions after two (docs/privacy.md)."""
    now = timezone.now()
    call_command("clearsessions")
    Notice.objects.filter(created_at__lt=now - timedelta(days=365)).delete()
    StaffSession.objects.filter(began_at__lt=now - timedelta(days=2 * 365)).delete()


@app.periodic(cron="23 * * * *")
@app.task(name="site.renew_stale", queueing_lock="site.renew_stale")
def find_stale(timestamp: int) -> None:
    """Each hour: is the index true to the pages? A kill at the wrong moment can make Wagtail publish without our event."""
    indexing.renew_stale()


def renew_dump_if_hidden(event: PageChanged) -> None:
    """Make the open-data file anew at once when something in it may no longer be public; new things wait for the night."""
    kind = DUMPED.get(event.page_type)
    if kind is None or Document.objects.visible_to(PUBLIC).filter(kind=kind, object_id=event.page_id).exists():
        return
    try:
        with transaction.atomic():
            nightly_dump.configure(task_kwargs={"timestamp": 0}).defer()
    except AlreadyEnqueued:
        return
