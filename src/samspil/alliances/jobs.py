"""Jobs of alliances."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from samspil.alliances import bundles
from samspil.alliances.actions import check_ups_by_clock
from samspil.alliances.actions.impose import end_and_delete
from samspil.alliances.actions.order_papers import FOLDER, forget_files
from samspil.alliances.actions.remind_of_agreements import remind as remind_agreements
from samspil.alliances.actions.remind_of_commitments import remind
from samspil.alliances.actions.remind_of_decisions import remind_of_decisions
from samspil.alliances.actions.remind_of_meetings import remind_of_meetings
from samspil.alliances.actions.remind_of_status import remind_of_status
from samspil.alliances.actions.remove_file import forget_bytes
from samspil.alliances.actions.renew_law import renew_law
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.papers import GIVEN_UP_AFTER, KEPT, OrderState
from samspil.alliances.events import PapersOrdered
from samspil.alliances.models import Alliance, Conversation, FileVersion, Handover, LastSeen, PaperOrder, PartyInvitation, SharedFile
from samspil.alliances.models.alliance import KIND
from samspil.alliances.models.desk_line import renew_all_desk_lines
from samspil.core import storing
from samspil.identity.domain.invitations import VALID_FOR

KEPT_AFTER_ITS_END = timedelta(days=30)
NOTES_KEPT = timedelta(days=365)
TALK_KEPT = timedelta(days=2 * 365)


@app.periodic(cron="40 7 * * *")
@app.task(name="alliances.remind_of_commitments", queueing_lock="alliances.remind_of_commitments")
def remind_of_commitments(timestamp: int) -> None:
    """Each morning: who promised something that is not kept is told two weeks before its day, and the day after it; once each."""
    remind(localdate())


@app.periodic(cron="45 7 * * *")
@app.task(name="alliances.remind_of_decisions", queueing_lock="alliances.remind_of_decisions")
def remind_those_who_decide(timestamp: int) -> None:
    """Each morning: who has not decided or done something in its time is told, once each."""
    remind_of_decisions(localdate())


@app.periodic(cron="42 7 * * *")
@app.task(name="alliances.remind_of_agreements", queueing_lock="alliances.remind_of_agreements")
def remind_of_agreements(timestamp: int) -> None:
    """Each morning: the parties are told sixty and fourteen days before their agreement ends, and on the day they are to look at it again; once each."""
    remind_agreements(localdate())


@app.periodic(cron="50 4 * * *")
@app.task(name="alliances.renew_law", queueing_lock="alliances.renew_law")
def hold_against_law(timestamp: int) -> None:
    """Each night: alliances are held against the law as it stands today; parties of an agreement in force are told once when it says something else."""
    renew_law(localdate())


@app.periodic(cron="27 4 * * *")
@app.task(name="alliances.end_confidentiality", queueing_lock="alliances.end_confidentiality")
def end_confidentiality(timestamp: int) -> None:
    """Each night: what was imposed ends with its alliance, and goes when its time is over."""
    end_and_delete(localdate())


@app.periodic(cron="50 15 * * *")
@app.task(name="alliances.remind_of_meetings", queueing_lock="alliances.remind_of_meetings")
def remind_of_tomorrows_meetings(timestamp: int) -> None:
    """Each afternoon: who is asked to a meeting tomorrow is reminded, once."""
    remind_of_meetings(localdate())


@app.periodic(cron="50 7 * * *")
@app.task(name="alliances.check_up", queueing_lock="alliances.check_up")
def check_up(timestamp: int) -> None:
    """Each morning: rounds of the check-up that are over close, those that are due open, and who has not answered is reminded, once."""
    today = localdate()
    check_ups_by_clock.close_over(today)
    check_ups_by_clock.open_due(today)
    check_ups_by_clock.remind(today)


@app.periodic(cron="17 4 * * *")
@app.task(name="alliances.remove_old_invitations", queueing_lock="alliances.remove_old_invitations")
def remove_old_invitations(timestamp: int) -> None:
    """Each night: an invitation goes thirty days after it was used or ran out, and the address with it. The party that was asked stays."""
    before = timezone.now() - KEPT_AFTER_ITS_END
    PartyInvitation.objects.filter(Q(used_at__lt=before) | Q(made_at__lt=before - VALID_FOR)).delete()


@app.periodic(cron="22 4 * * *")
@app.task(name="alliances.remove_old_messages", queueing_lock="alliances.remove_old_messages")
def remove_old_messages(timestamp: int) -> None:
    """Each night: what the parties wrote to each other goes two years after the alliance is over; its agreements stay."""
    ended = long_over()
    Conversation.objects.filter(alliance__in=ended).delete()
    LastSeen.objects.filter(alliance__in=ended).delete()


@app.periodic(cron="29 4 * * *")
@app.task(name="alliances.remove_old_files", queueing_lock="alliances.remove_old_files")
def remove_old_files(timestamp: int) -> None:
    """Each night: what the parties shared goes two years after the alliance is over, the bytes from the store as well."""
    with transaction.atomic():
        forget_bytes(FileVersion.objects.filter(file__alliance__in=long_over()).exclude(place=""))
        SharedFile.objects.filter(alliance__in=long_over()).delete()


@app.periodic(cron="32 4 * * *")
@app.task(name="alliances.remove_old_notes", queueing_lock="alliances.remove_old_notes")
def remove_old_notes(timestamp: int) -> None:
    """Each night: a handover note goes after a year; by then it tells of nothing that is under way."""
    Handover.objects.filter(given_at__lt=timezone.now() - NOTES_KEPT).delete()


@app.periodic(cron="52 7 * * *")
@app.task(name="alliances.remind_of_status", queueing_lock="alliances.remind_of_status")
def ask_for_status(timestamp: int) -> None:
    """Each morning in the last two weeks of a quarter: the parties of what runs are asked for three lines, once."""
    remind_of_status(localdate())


def long_over() -> QuerySet[Alliance]:
    """The alliances that were closed or given up so long ago that nobody goes on with what was said in them."""
    over = [Stage.CLOSED.value, Stage.WITHDRAWN.value]
    return Alliance.objects.filter(stage__in=over, ended_at__lt=timezone.now() - TALK_KEPT)


@app.periodic(cron="31 3 * * *")
@app.task(name="alliances.renew_desk_lines", queueing_lock="alliances.renew_desk_lines")
def renew_desk_lines(timestamp: int) -> None:
    """Each night: every line on the municipalities' desks, because people come and go without anything happening in the alliances they act in."""
    renew_all_desk_lines()


@app.task(name="alliances.pack_papers")
def pack_papers(order_id: int) -> None:
    """Some of an order's agreements, and itself again for the rest, so that others' jobs get their turn. Run twice it goes on from where it is."""
    if bundles.pack_some(order_id):
        pack_papers_soon(order_id)


def pack_papers_soon(order_id: int) -> None:
    """Ask for it, unless it waits already. Two never work on the same order."""
    name = f"alliances.pack_papers:{order_id}"
    try:
        with transaction.atomic():
            pack_papers.configure(lock=name, queueing_lock=name, task_kwargs={"order_id": order_id}).defer()
    except AlreadyEnqueued:
        return


def begin_papers(event: PapersOrdered) -> None:
    """Reaction: an order is packed by the worker."""
    pack_papers_soon(event.order_id)


@app.periodic(cron="26 4 * * *")
@app.task(name="alliances.forget_old_pages", queueing_lock="alliances.forget_old_pages")
def forget_old_pages(timestamp: int) -> None:
    """Each night: pages of alliances that were stored at visits on earlier days."""
    storing.forget_old(KIND, localdate())


@app.periodic(cron="37 4 * * *")
@app.task(name="alliances.remove_old_papers", queueing_lock="alliances.remove_old_papers")
def remove_old_papers(timestamp: int) -> None:
    """Each night: packed agreements go a week after they were packed; an order nobody works on any more ends; what lies about of neither goes."""
    now = timezone.now()
    for order in PaperOrder.objects.filter(state=OrderState.MAKING.value, ordered_at__lt=now - GIVEN_UP_AFTER):
        bundles.end(order, OrderState.FAILED, now=now)
    with transaction.atomic():
        for order in PaperOrder.objects.filter(ended_at__lt=now - KEPT):
            forget_files(order)
            order.delete()
    under_way = {str(pk) for pk in PaperOrder.objects.filter(state=OrderState.MAKING.value).values_list("pk", flat=True)}
    for place in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/"):
        if place.name not in under_way:
            shutil.rmtree(place, ignore_errors=True)
