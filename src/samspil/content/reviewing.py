"""What the editors' form says of a review: who waits, what the reviewer wrote, and how it ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState

from samspil.core.periods import danish_date

SAY_WHAT = "Skriv, hvad der skal rettes. Ellers ved den, der har skrevet teksten, ikke, hvad der mangler."

ANSWER_FIRST = "Teksten er til gennemsyn og er ikke udgivet. Godkend den, eller send den tilbage: så får den, der har skrevet den, svar."


class SentBackForm(forms.Form):
    """Sending back needs words: they stand on the desk and above the text."""

    comment = forms.CharField(
        label="Hvad skal rettes?",
        help_text="Den, der har skrevet teksten, læser det på bordet og øverst på siden.",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": SAY_WHAT},
    )


@dataclass(frozen=True)
class Review:
    """A review that is not over. `may_answer`: this person can approve or send back; `state` is the task both buttons answer."""

    state: TaskState
    sent_back: bool
    may_answer: bool
    who: str
    at: datetime | None


def review_of(page: Page, user: Any) -> Review | None:
    """The review a page is in, as this person sees it; None when there is nothing to say above the form."""
    workflow: WorkflowState | None = page.current_workflow_state
    state = workflow.current_task_state if workflow else None
    if workflow is None or state is None:
        return None
    if workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Review(state, True, False, str(state.finished_by or "–"), state.finished_at)
    may_answer = bool(state.task.specific.get_actions(page, user))
    return Review(state, False, True, str(workflow.requested_by or "–"), state.started_at) if may_answer else None


def clock(moment: datetime) -> str:
    """3. december 2026 kl. 8.00"""
    local = timezone.localtime(moment)
    return f"{danish_date(local.date())} kl. {local.hour}.{local.minute:02}"


def say_how_it_ended(request: HttpRequest, page_id: int, action: str) -> None:
    """The green line after an answer: published (and where), published later, or sent back to whom."""
    page = Page.objects.get(pk=page_id)
    title = page.get_admin_display_title()
    if action == "reject":
        workflow = page.current_workflow_state
        writer = workflow.requested_by if workflow else None
        messages.success(request, f"»{title}« er sendt tilbage til {writer or 'den, der skrev den'}.")
        return
    later = page.scheduled_revision
    if later:
        messages.success(request, f"»{title}« er godkendt og udgives {clock(later.approved_go_live_at)}.")
    elif page.live:
        messages.success(request, f"»{title}« er godkendt og udgivet.", buttons=[messages.button(page.url, "Se på sitet")])
    else:
        messages.success(request, f"»{title}« er godkendt.")
