"""Texts on their way: pages with something that visitors do not see yet."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from wagtail.models import Page, WorkflowState

from samspil.content.reviewing import clock
from samspil.core import compiled

MOST_DRAFTS = 100
IN_REVIEW, SENT_BACK = "Til gennemsyn", "Sendt tilbage"
STEPS = {WorkflowState.STATUS_IN_PROGRESS: (IN_REVIEW, "tag--amber"), WorkflowState.STATUS_NEEDS_CHANGES: (SENT_BACK, "tag--terra")}


class Text(NamedTuple):
    """A text on its way: its sort and step in words, and, while it is in review, who sent it, who sent it back and what they wrote."""

    title: str
    url: str
    sort: str
    state: str
    colour: str
    live: bool
    changed: date | None
    sent_by: int | None
    returned_by: str
    comment: str


class Draft(NamedTuple):
    """What the table shows of a page with something unpublished."""

    pk: int
    title: str
    draft_title: str
    live: bool
    changed: date | None
    content_type_id: int
    latest_revision__approved_go_live_at: datetime | None


class Step(NamedTuple):
    """How far a text is in review, and what was written when it was sent back."""

    object_id: str
    status: str
    requested_by_id: int | None
    current_task_state__comment: str | None
    current_task_state__finished_by__email: str | None


def texts_on_their_way() -> list[Text]:
    """Pages with something that is not published: drafts, texts in review, texts sent back; the newest first."""
    pages = [Draft(*row) for row in compiled.rows(drafts)]
    step_of = {row[0]: Step(*row) for row in compiled.rows(open_steps)} if pages else {}
    return [text_row(page, step_of.get(str(page.pk))) for page in pages]


def drafts() -> QuerySet[Any, Any]:
    """Pages with something unpublished."""
    pages = Page.objects.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
    rows: QuerySet[Any, Any] = pages.annotate(changed=TruncDate("latest_revision_created_at")).values_list(*Draft._fields)
    return rows[:MOST_DRAFTS]


def open_steps() -> QuerySet[Any, Any]:
    """Reviews of pages that are under way; the database finds them by Wagtail's own index of them, however many have ended."""
    of_pages = WorkflowState.objects.filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
    rows: QuerySet[Any, Any] = of_pages.filter(status__in=list(STEPS)).values_list(*Step._fields)
    return rows


def state_of(page: Draft, step: Step | None) -> tuple[str, str]:
    """The step of a text in words, and its colour."""
    if step:
        return STEPS[step.status]
    return (f"Udgives {clock(page.latest_revision__approved_go_live_at)}", "") if page.latest_revision__approved_go_live_at else ("Kladde", "tag--plain")


def text_row(page: Draft, step: Step | None) -> Text:
    """A text on its way, as the table shows it."""
    name, colour = state_of(page, step)
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return Text(
        title=page.draft_title or page.title,
        url=f"/redaktion/pages/{page.pk}/edit/",
        sort=str(model._meta.verbose_name) if model else "",
        state=name,
        colour=colour,
        live=page.live,
        changed=page.changed,
        sent_by=step.requested_by_id if step else None,
        returned_by=(step.current_task_state__finished_by__email or "") if step else "",
        comment=(step.current_task_state__comment or "") if step else "",
    )
