"""What the editors' desk shows."""

from datetime import date, timedelta
from typing import Any

from wagtail.models import Page, WorkflowState

from samspil.content.models import DeskTask
from samspil.core.periods import days_in_words
from samspil.identity.actor import Actor
from samspil.knowledge import queries
from samspil.knowledge.domain.words import Grade
from samspil.knowledge.models import Example
from samspil.law.models import LegalAnswer


def desk(actor: Actor, today: date) -> dict[str, Any]:
    """Tasks, enquiries, drafts in review and four numbers."""
    tasks = list(DeskTask.objects.visible_to(actor).waiting()[:50])
    enquiries = queries.enquiries_for(actor)
    in_review = list(WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).order_by("created_at")[:50])
    return {
        "section": "desk",
        "tasks": [{"task": task, "due": days_in_words((task.due_on - today).days), "late": task.due_on < today} for task in tasks],
        "enquiries": enquiries,
        "in_review": [{"state": state, "page": state.content_object} for state in in_review if state.content_object],
        "drafts": Page.objects.filter(has_unpublished_changes=True).count(),
        "unchecked": Example.objects.live().filter(grade=Grade.B).count(),
        "expiring": LegalAnswer.objects.live().filter(expires_on__lte=today + timedelta(days=30)).count(),
    }
