"""The one place where Wagtail's signals become our events. Nothing else in the house listens to signals."""

from typing import Any

from wagtail.models import Page, PageViewRestriction, TaskState, WorkflowState
from wagtail.signals import page_published, page_unpublished, post_page_move, task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from samspil.content.events import PageChanged, ReviewAnswered, ReviewAsked
from samspil.core import events


def tell(page: Page) -> None:
    """Record that a page changed; `page_type` is "app.model"."""
    events.record(PageChanged(page_id=page.pk, page_type=page.specific_class._meta.label_lower if page.specific_class else ""))


def on_page(sender: Any, instance: Page, **kwargs: Any) -> None:
    tell(instance)


def on_page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and sender is not Page:
        tell(instance)


def on_tree(sender: Any, instance: Page, **kwargs: Any) -> None:
    for page in instance.get_descendants(inclusive=True):
        tell(page)


def on_restriction(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    on_tree(sender, instance.page)


def on_review_asked(sender: Any, instance: WorkflowState, **kwargs: Any) -> None:
    events.record(ReviewAsked(page_id=int(instance.object_id), asked_by=instance.requested_by_id), actor_id=instance.requested_by_id)


def on_review_answered(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    approved = instance.status == WorkflowState.STATUS_APPROVED
    event = ReviewAnswered(page_id=int(instance.object_id), asked_by=instance.requested_by_id, approved=approved)
    events.record(event, actor_id=user.pk if user else None)


def connect() -> None:
    """Called once, when Django starts."""
    from django.db.models.signals import m2m_changed, post_delete, post_save

    page_published.connect(on_page, dispatch_uid="samspil-published")
    page_unpublished.connect(on_page, dispatch_uid="samspil-unpublished")
    post_page_move.connect(on_tree, dispatch_uid="samspil-moved")
    workflow_submitted.connect(on_review_asked, dispatch_uid="samspil-review-asked")
    workflow_approved.connect(on_review_answered, dispatch_uid="samspil-review-approved")
    workflow_rejected.connect(on_review_answered, dispatch_uid="samspil-review-sent-back")
    post_delete.connect(on_page_deleted, dispatch_uid="samspil-deleted")
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid=f"samspil-restriction-{id(signal)}")
    m2m_changed.connect(
        lambda instance, **kwargs: on_restriction(None, instance) if isinstance(instance, PageViewRestriction) else None,
        sender=PageViewRestriction.groups.through,
        weak=False,
        dispatch_uid="samspil-restriction-groups",
    )


def silence_wagtail_mails() -> None:
    """Called when Wagtail's admin has started (quiet_admin.py): it no longer mails about workflow."""
    task_submitted.disconnect(sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
    for signal, name in ((workflow_submitted, "submitted"), (workflow_approved, "approved"), (workflow_rejected, "rejected")):
        signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")
