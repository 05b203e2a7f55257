"""Put a task on the editors' desk 30 days before a legal answer runs out."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from samspil.content.models import DeskTask
from samspil.core import events
from samspil.law.domain.validity import WARN_DAYS
from samspil.law.events import AnswerExpiring
from samspil.law.models import LegalAnswer


@transaction.atomic
def raise_expiry_tasks(*, today: date) -> int:
    """Raise the missing tasks, and close those whose answer has been renewed; returns how many were raised. Idempotent."""
    close_renewed(today)
    raised = 0
    for answer in LegalAnswer.objects.live().filter(expires_on__lte=today + timedelta(days=WARN_DAYS)):
        task, new = DeskTask.objects.get_or_create(
            key=f"law-expiry:{answer.pk}:{answer.expires_on.isoformat()}",
            defaults={
                "kind": "law-expiry",
                "title": f"Kontrollér svaret »{answer.title}«",
                "url": f"/redaktion/pages/{answer.pk}/edit/",
                "due_on": answer.expires_on,
            },
        )
        if not new and task.done_at:
            # It was renewed and has been set back: it waits again, and everybody has heard of it before.
            DeskTask.objects.filter(pk=task.pk).update(done_at=None)
        if new:
            events.record(AnswerExpiring(answer_id=answer.pk))
            raised += 1
    return raised


def close_renewed(today: date) -> None:
    """Tasks of answers whose expiry was moved beyond the warning are done."""
    waiting = DeskTask.objects.filter(kind="law-expiry", done_at=None)
    current = {
        f"law-expiry:{pk}:{expires.isoformat()}"
        for pk, expires in LegalAnswer.objects.live().filter(expires_on__lte=today + timedelta(days=WARN_DAYS)).values_list("pk", "expires_on")
    }
    waiting.exclude(key__in=current).update(done_at=timezone.now())
