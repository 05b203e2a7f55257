"""Jobs of moderation."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.moderation.domain.cases import KEEP_DAYS_AFTER_DECISION, KEEP_DAYS_WITHOUT_DECISION
from samspil.moderation.models import Appeal, Report


@app.periodic(cron="33 3 * * *")
@app.task(name="moderation.remove_old_reports", queueing_lock="moderation.remove_old_reports")
def remove_old_reports(timestamp: int) -> None:
    """Each night: reports go a year after they were decided, with their appeals and addresses; those nobody decided after two. Decisions stay.

    A report that somebody has appealed waits with the appeal.
    """
    now = timezone.now()
    decided, undecided = now - timedelta(days=KEEP_DAYS_AFTER_DECISION), now - timedelta(days=KEEP_DAYS_WITHOUT_DECISION)
    with transaction.atomic():
        waiting = Appeal.objects.filter(answer=None, decision__decided_at__gte=undecided).values("decision__case")
        old = Report.objects.filter(Q(decision__decided_at__lt=decided) | Q(decision=None, received_at__lt=undecided))
        old.exclude(case__in=waiting).delete()
        Appeal.objects.filter(answer__decided_at__lt=decided).delete()
