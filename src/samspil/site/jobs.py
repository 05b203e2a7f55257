"""Jobs of the doors."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pghistory.models import Context
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from wagtail.admin.models import FormState
from wagtail.models import UploadedFile

from samspil.alliances.events import AllianceShown
from samspil.content.events import PageChanged
from samspil.core.models import Document, Notice
from samspil.core.search.index import be_the_one_writer
from samspil.core.viewers import PUBLIC
from samspil.identity.models import Person, StaffSession
from samspil.moderation.events import ThingHidden
from samspil.site import indexing
from samspil.site.dumping import PAGE_TYPES, make_dump
from samspil.site.indexing import KIND_OF

DUMPED = {name: KIND_OF[name] for name in PAGE_TYPES}


@app.periodic(cron="47 2 * * *")
@app.task(name="site.make_dump", queueing_lock="site.make_dump")
def nightly_dump(timestamp: int) -> None:
    """Each night, and when something was hidden: the open-data file.

    A worker sends its jobs by a connection of their own, so this may begin before the delivery that asked for it commits: it waits for that.
    """
    with transaction.atomic():
        be_the_one_writer()
    make_dump()


@app.periodic(cron="2 23 * * *")
@app.task(name="site.renew_regions", queueing_lock="site.renew_regions")
def renew_regions(timestamp: int) -> None:
    """Just after Danish midnight (winter time; cron counts in UTC): regions that became others."""
    indexing.renew_regions(timezone.localdate())


@app.periodic(cron="7 4 * * *")
@app.task(name="site.remove_old_traces", queueing_lock="site.remove_old_traces")
def remove_old_traces(timestamp: int) -> None:
    """Each night: what docs/privacy.md gives a time, when the time has passed."""
    now = timezone.now()
    call_command("clearsessions")
    Notice.objects.filter(created_at__lt=now - timedelta(days=365)).delete()
    StaffSession.objects.filter(began_at__lt=now - timedelta(days=2 * 365)).delete()
    remove_old_role_history(now - timedelta(days=3 * 365))
    remove_unconfirmed(now - timedelta(days=30))
    FormState.objects.stale().delete()
    remove_left_uploads(now - timedelta(days=1))


def remove_old_role_history(before: datetime) -> None:
    """Who got and lost which role and membership, how organisations and municipalities' addresses changed, and who did it."""
    history = apps.get_model("identity", "RoleMembershipEvent")
    for kept in (history, *(apps.get_model("identity", name) for name in ("MunicipalityEvent", "OrganisationEvent", "MembershipEvent"))):
        kept.objects.filter(pgh_created_at__lt=before).delete()
    Context.objects.filter(created_at__lt=before).exclude(pk__in=history.objects.exclude(pgh_context=None).values("pgh_context_id")).delete()


def remove_unconfirmed(before: datetime) -> None:
    """Accounts that somebody began and never confirmed; an invited colleague has a role and stays."""
    confirmed = EmailAddress.objects.filter(verified=True).values("user_id")
    Person.objects.filter(date_joined__lt=before, last_login=None, groups=None, is_superuser=False).exclude(pk__in=confirmed).delete()


def remove_left_uploads(before: datetime) -> None:
    """Pictures and documents that were sent up by the many and never given what they lacked."""
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if not storage.exists(name) or storage.get_modified_time(name) < before:
            storage.delete(name)
            upload.delete()


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
    make_dump_now()


def renew_dump_if_closed(event: AllianceShown | ThingHidden) -> None:
    """The same when an alliance may no longer be seen by everybody."""
    if not (isinstance(event, AllianceShown) and event.public):
        make_dump_now()


def make_dump_now() -> None:
    """Ask for a new file, unless one waits already."""
    try:
        with transaction.atomic():
            nightly_dump.configure(task_kwargs={"timestamp": 0}).defer()
    except AlreadyEnqueued:
        return
