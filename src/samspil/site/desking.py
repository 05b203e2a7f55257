"""What the editors' desk shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from samspil.content.events import PageChanged
from samspil.content.models import DeskTask
from samspil.core.kept import piece
from samspil.core.periods import danish_date, days_in_words
from samspil.core.search import facets
from samspil.core.viewers import PUBLIC
from samspil.identity.actor import Actor
from samspil.knowledge import queries
from samspil.knowledge.domain.enquiries import STATE_DA, TOPIC_DA, Topic
from samspil.knowledge.domain.words import EVIDENCE_DA, Evidence
from samspil.knowledge.queries import Letter
from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks
from samspil.law.domain.validity import WARN_DAYS
from samspil.law.models import LegalAnswer

MOST_WAITING, MOST_TEXTS, MOST_EXPIRING, MOST_DRAFTS = 12, 20, 5, 100


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the person: what, why, where, and since or until when."""

    title: str
    why: str
    url: str
    since: date
    late: bool = False


def desk(actor: Actor, today: date) -> dict[str, Any]:
    """What waits for this person, what runs out soon, texts on their way, four numbers and one picture."""
    enquiries, unanswered = queries.enquiries_for(actor, MOST_WAITING)
    texts = texts_on_their_way()
    expiring = piece(("desk-expiring", today), lambda: expiring_by(today + timedelta(days=WARN_DAYS)))
    counts = piece("desk-counts", lambda: facets.count("example", PUBLIC.audiences, {}).by_value)
    shown = sorted([*tasks(actor, today), *letters(enquiries, today), *to_review(actor, texts), *sent_back(actor, texts)], key=lambda row: row.since)
    number = len(shown) + unanswered - len(enquiries)
    return {
        "section": "desk",
        "waiting": shown[:MOST_WAITING],
        "number": number,
        "more": max(0, number - MOST_WAITING),
        "oldest": days_in_words((shown[0].since - today).days) if shown else "",
        "expiring": [{"title": title, "slug": slug, "on": last, "when": days_in_words((last - today).days)} for title, slug, last in expiring[:MOST_EXPIRING]],
        "texts": texts[:MOST_TEXTS],
        "numbers": [
            (unanswered, "henvendelser uden svar", ""),
            (sum(text["state"] == "Til gennemsyn" for text in texts), "tekster til gennemsyn", ""),
            (len(expiring), f"svar udløber inden {WARN_DAYS} dage", "/jura/"),
            (counts.get("grade:B", 0), "eksempler under kontrol", "/eksempler/?kilde=B"),
        ],
        "evidence": bars([(EVIDENCE_DA[e], counts.get(f"evidence:{e.value}", 0)) for e in Evidence]),
        "administrator": actor.may("identity.manage_roles"),
        "until": actor.staff_until,
    }


def expiring_by(day: date) -> list[tuple[str, str, date]]:
    """Title, slug and last day of the published legal answers that have run out by then, the first first."""
    found = LegalAnswer.objects.live().filter(expires_on__lte=day).order_by("expires_on")
    return list(found.values_list("title", "slug", "expires_on"))


def tasks(actor: Actor, today: date) -> list[Waiting]:
    """Tasks with a day they are due."""
    rows = DeskTask.objects.visible_to(actor).waiting()[: MOST_WAITING + 1]
    return [
        Waiting(task.title, f"{days_in_words((task.due_on - today).days)}, {danish_date(task.due_on)}", task.url, task.due_on, task.due_on < today)
        for task in rows
    ]


def letters(enquiries: list[Letter], today: date) -> list[Waiting]:
    """Enquiries nobody has answered."""
    rows = [(enquiry, timezone.localtime(enquiry.received_at).date()) for enquiry in enquiries]
    return [
        Waiting(
            TOPIC_DA[Topic(enquiry.topic)],
            f"Henvendelse · {STATE_DA[enquiry.state].lower()} · {days_in_words((day - today).days)}",
            f"/bord/henvendelser/{enquiry.pk}/",
            day,
        )
        for enquiry, day in rows
    ]


class Draft(NamedTuple):
    """What the table shows of a page with something unpublished."""

    pk: int
    title: str
    draft_title: str
    live: bool
    latest_revision_created_at: datetime | None
    content_type_id: int


def texts_on_their_way() -> list[dict[str, Any]]:
    """Pages with something that is not published: drafts, texts in review, texts sent back; the newest first."""
    drafts = Page.objects.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
    pages = [Draft(*row) for row in drafts.values_list(*Draft._fields)[:MOST_DRAFTS]]
    if not pages:
        return []
    open_states = WorkflowState.objects.filter(
        object_id__in=[str(page.pk) for page in pages], status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    )
    state_of = {int(state.object_id): state for state in open_states}
    return [text_row(page, state_of.get(page.pk)) for page in pages]


def text_row(page: Draft, state: WorkflowState | None) -> dict[str, Any]:
    """A text on its way, as the table shows it."""
    names = {WorkflowState.STATUS_IN_PROGRESS: ("Til gennemsyn", "tag--amber"), WorkflowState.STATUS_NEEDS_CHANGES: ("Sendt tilbage", "tag--terra")}
    name, colour = names[state.status] if state else ("Kladde", "tag--plain")
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return {
        "title": page.draft_title or page.title,
        "url": f"/redaktion/pages/{page.pk}/edit/",
        "sort": model._meta.verbose_name if model else "",
        "state": name,
        "colour": colour,
        "live": page.live,
        "asked_by": state.requested_by_id if state else None,
        "changed": timezone.localtime(page.latest_revision_created_at).date() if page.latest_revision_created_at else None,
    }


def to_review(actor: Actor, texts: list[dict[str, Any]]) -> list[Waiting]:
    """For those who may publish: texts others have sent to review."""
    if not actor.may("content.publish"):
        return []
    rows = [text for text in texts if text["state"] == "Til gennemsyn"]
    return [Waiting(text["title"], f"Læs og godkend · {danish_date(text['changed'])}", text["url"], text["changed"]) for text in rows if text["changed"]]


def sent_back(actor: Actor, texts: list[dict[str, Any]]) -> list[Waiting]:
    """The person's own texts that came back with a comment."""
    rows = [text for text in texts if text["state"] == "Sendt tilbage" and text["asked_by"] == actor.person_id]
    return [Waiting(text["title"], f"Sendt tilbage til dig · {danish_date(text['changed'])}", text["url"], text["changed"]) for text in rows if text["changed"]]


def bars(rows: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """A bar chart: each row's share of the longest, in hundredths."""
    longest = max((number for _, number in rows), default=0) or 1
    return [{"name": name, "number": number, "share": round(100 * number / longest)} for name, number in rows]


def renew_tasks(event: PageChanged) -> None:
    """A legal answer that was checked and published again leaves the desk at once, not next morning."""
    if event.page_type == "law.legalanswer":
        raise_expiry_tasks(today=timezone.localdate())
