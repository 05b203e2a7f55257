"""What the editors' desk shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from samspil.content.events import PageChanged
from samspil.content.models import DeskTask, SectionPage
from samspil.content.reviewing import clock
from samspil.core import compiled
from samspil.core.kept import piece
from samspil.core.periods import danish_date, days_in_words
from samspil.core.search import facets
from samspil.core.viewers import PUBLIC
from samspil.identity.actor import Actor
from samspil.knowledge import queries
from samspil.knowledge.domain.enquiries import STATE_DA, TOPIC_DA, Topic
from samspil.knowledge.models import Article, Example
from samspil.knowledge.queries import Letter
from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks
from samspil.law.domain.validity import WARN_DAYS
from samspil.law.models import LegalAnswer
from samspil.site.charts import evidence_chart

MOST_WAITING, MOST_TEXTS, MOST_EXPIRING, MOST_DRAFTS = 12, 20, 5, 100
NEW: dict[str, type[Example | LegalAnswer | Article]] = {"eksempel": Example, "juridisk-svar": LegalAnswer, "artikel": Article}
IN_REVIEW, SENT_BACK = "Til gennemsyn", "Sendt tilbage"
STEPS = {WorkflowState.STATUS_IN_PROGRESS: (IN_REVIEW, "tag--amber"), WorkflowState.STATUS_NEEDS_CHANGES: (SENT_BACK, "tag--terra")}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the person: what, why, where, and since or until when."""

    title: str
    why: str
    url: str
    since: date
    late: bool = False
    comment: str = ""


def desk(actor: Actor, today: date) -> dict[str, Any]:
    """What waits for this person, what runs out soon, texts on their way, four numbers and one picture."""
    enquiries = queries.enquiries_for(actor, MOST_WAITING)
    texts = texts_on_their_way()
    expiring = piece(("desk-expiring", today), lambda: expiring_by(today + timedelta(days=WARN_DAYS)))
    counts = piece("desk-counts", lambda: facets.count("example", PUBLIC.audiences, {}).by_value)
    # Texts first: somebody waits for just this person, while whoever comes first takes an enquiry.
    shown = [*sent_back(actor, texts), *to_review(actor, texts), *sorted([*tasks(actor, today), *letters(enquiries.letters, today)], key=since)]
    number = len(shown) + enquiries.mine - len(enquiries.letters)
    return {
        "section": "desk",
        "waiting": shown[:MOST_WAITING],
        "number": number,
        "more": max(0, number - MOST_WAITING),
        "oldest": days_in_words((min(map(since, shown)) - today).days) if shown else "",
        "expiring": [
            {"title": title, "url": f"/redaktion/pages/{pk}/edit/", "on": last, "late": last <= today, "when": days_in_words((last - today).days)}
            for title, pk, last in expiring[:MOST_EXPIRING]
        ],
        "texts": texts[:MOST_TEXTS],
        "numbers": [
            figure(enquiries.unanswered, "henvendelse uden svar", "henvendelser uden svar", "/bord/henvendelser/"),
            figure(sum(text["state"] == IN_REVIEW for text in texts), "tekst til gennemsyn", "tekster til gennemsyn", "#tekster"),
            figure(len(expiring), f"svar udløber inden {WARN_DAYS} dage", f"svar udløber inden {WARN_DAYS} dage", "/jura/"),
            figure(counts.get("grade:B", 0), "eksempel til kontrol", "eksempler til kontrol", "/eksempler/?kilde=B"),
        ],
        **evidence_chart(counts),
        "administrator": actor.may("identity.manage_roles"),
        "until": actor.staff_until,
    }


def since(row: Waiting) -> date:
    """Since or until when something waits."""
    return row.since


def figure(number: int, one: str, many: str, address: str) -> tuple[int, str, str]:
    """A number, what it counts, and where that stands."""
    return number, one if number == 1 else many, address


def expiring_by(day: date) -> list[tuple[str, int, date]]:
    """Title, id and last day of the published legal answers that have run out by then, the first first."""
    found = LegalAnswer.objects.live().filter(expires_on__lte=day).order_by("expires_on")
    return list(found.values_list("title", "pk", "expires_on"))


def tasks(actor: Actor, today: date) -> list[Waiting]:
    """Tasks with a day they are due."""
    return [
        Waiting(title, f"{days_in_words((due_on - today).days)}, {danish_date(due_on)}", url, due_on, due_on < today)
        for title, due_on, url in compiled.rows(tasks_for, actor)
    ]


def tasks_for(actor: Actor) -> QuerySet[Any, Any]:
    """The most urgent tasks."""
    return DeskTask.objects.visible_to(actor).waiting().values_list("title", "due_on", "url")[: MOST_WAITING + 1]


def letters(enquiries: list[Letter], today: date) -> list[Waiting]:
    """Enquiries nobody has answered, and nobody else has taken."""
    rows = [(enquiry, timezone.localtime(enquiry.received_at).date()) for enquiry in enquiries]
    return [
        Waiting(
            f"{TOPIC_DA[Topic(enquiry.topic)]}: {enquiry.whence}",
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
    latest_revision__approved_go_live_at: datetime | None


class Step(NamedTuple):
    """How far a text is in review, and what was written when it was sent back."""

    object_id: str
    status: str
    requested_by_id: int | None
    current_task_state__comment: str | None
    current_task_state__finished_by__email: str | None


def texts_on_their_way() -> list[dict[str, Any]]:
    """Pages with something that is not published: drafts, texts in review, texts sent back; the newest first."""
    pages = [Draft(*row) for row in compiled.rows(drafts)]
    step_of = {row[0]: Step(*row) for row in compiled.rows(open_steps)} if pages else {}
    return [text_row(page, step_of.get(str(page.pk))) for page in pages]


def drafts() -> QuerySet[Any, Any]:
    """Pages with something unpublished."""
    rows: QuerySet[Any, Any] = Page.objects.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at").values_list(*Draft._fields)
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


def text_row(page: Draft, step: Step | None) -> dict[str, Any]:
    """A text on its way, as the table shows it."""
    name, colour = state_of(page, step)
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return {
        "title": page.draft_title or page.title,
        "url": f"/redaktion/pages/{page.pk}/edit/",
        "sort": model._meta.verbose_name if model else "",
        "state": name,
        "colour": colour,
        "live": page.live,
        "step": step,
        "changed": timezone.localtime(page.latest_revision_created_at).date() if page.latest_revision_created_at else None,
    }


def to_review(actor: Actor, texts: list[dict[str, Any]]) -> list[Waiting]:
    """For those who may publish: texts others have sent to review."""
    if not actor.may("content.publish"):
        return []
    rows = [text for text in texts if text["state"] == IN_REVIEW]
    return [Waiting(text["title"], f"Læs og godkend · {danish_date(text['changed'])}", text["url"], text["changed"]) for text in rows if text["changed"]]


def sent_back(actor: Actor, texts: list[dict[str, Any]]) -> list[Waiting]:
    """The person's own texts that came back, with what the reviewer wrote."""
    rows = [text for text in texts if text["state"] == SENT_BACK and text["step"].requested_by_id == actor.person_id and text["changed"]]
    return [
        Waiting(
            text["title"],
            f"Sendt tilbage til dig af {text['step'].current_task_state__finished_by__email or '–'} · {danish_date(text['changed'])}",
            text["url"],
            text["changed"],
            comment=text["step"].current_task_state__comment or "",
        )
        for text in rows
    ]


def rows_of_enquiries(letters: list[Letter]) -> list[dict[str, Any]]:
    """Enquiries as the list of them shows them."""
    return [
        {
            "title": TOPIC_DA[Topic(letter.topic)],
            "beginning": letter.beginning,
            "sender": letter.sender,
            "municipality": letter.municipality,
            "url": f"/bord/henvendelser/{letter.pk}/",
            "received": timezone.localtime(letter.received_at).date(),
            "answered": timezone.localtime(letter.answered_at).date() if letter.answered_at else None,
            "handler": letter.handler,
        }
        for letter in letters
    ]


def form_of_new(slug: str) -> str:
    """The address of the form for a new text of this sort, or ""."""
    model = NEW.get(slug)
    section = SectionPage.objects.filter(slug=model.section_slug).values_list("pk", flat=True).first() if model else None
    return f"/redaktion/pages/add/{model._meta.app_label}/{model._meta.model_name}/{section}/" if model and section else ""


def renew_tasks(event: PageChanged) -> None:
    """A legal answer that was checked and published again leaves the desk at once, not next morning."""
    if event.page_type == "law.legalanswer":
        raise_expiry_tasks(today=timezone.localdate())
