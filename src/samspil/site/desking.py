"""What the editors' desk shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from samspil.content.events import PageChanged
from samspil.content.models import DeskTask, SectionPage
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
from samspil.site.charts import Bar, evidence_bars, evidence_finding
from samspil.site.unpublished import IN_REVIEW, SENT_BACK, Text, texts_on_their_way

MOST_WAITING, MOST_TEXTS, MOST_EXPIRING = 12, 20, 5
NEW: dict[str, type[Example | LegalAnswer | Article]] = {"eksempel": Example, "juridisk-svar": LegalAnswer, "artikel": Article}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the person: what, why, where, and since or until when."""

    title: str
    why: str
    url: str
    since: date
    late: bool = False
    comment: str = ""


class Expiring(NamedTuple):
    """A legal answer that runs out: its last day, whether that is past, and how far away in words."""

    title: str
    url: str
    on: date
    late: bool
    when: str


class Desk(NamedTuple):
    """What the desk shows, all of plain values, so that it is drawn once for the same contents.

    `number` counts everything that waits and `more` what is not shown of it; `oldest` says since when; `numbers` are figures
    with what they count and the address where that stands; `finding` is the heading over the bars of `evidence`.
    """

    waiting: tuple[Waiting, ...]
    number: int
    more: int
    oldest: str
    expiring: tuple[Expiring, ...]
    texts: tuple[Text, ...]
    numbers: tuple[tuple[int, str, str], ...]
    finding: str
    evidence: tuple[Bar, ...]
    administrator: bool


def desk(actor: Actor, today: date) -> Desk:
    """What waits for this person, what runs out soon, texts on their way, four numbers and one picture."""
    enquiries = queries.enquiries_for(actor, MOST_WAITING)
    texts = texts_on_their_way()
    expiring = piece(("desk-expiring", today), lambda: expiring_by(today + timedelta(days=WARN_DAYS)))
    counts = piece("desk-counts", lambda: facets.count("example", PUBLIC.audiences, {}).by_value)
    # Texts first: somebody waits for just this person, while whoever comes first takes an enquiry.
    shown = [*sent_back(actor, texts), *to_review(actor, texts), *sorted([*tasks(actor, today), *letters(enquiries.letters, today)], key=since)]
    number = len(shown) + enquiries.mine - len(enquiries.letters)
    return Desk(
        waiting=tuple(shown[:MOST_WAITING]),
        number=number,
        more=max(0, number - MOST_WAITING),
        oldest=days_in_words((min(map(since, shown)) - today).days) if shown else "",
        expiring=tuple(running_out(*row, today) for row in expiring[:MOST_EXPIRING]),
        texts=tuple(texts[:MOST_TEXTS]),
        numbers=figures(enquiries.unanswered, sum(text.state == IN_REVIEW for text in texts), len(expiring), counts.get("grade:B", 0)),
        finding=evidence_finding(counts),
        evidence=evidence_bars(counts),
        administrator=actor.may("identity.manage_roles"),
    )


def running_out(title: str, pk: int, last: date, today: date) -> Expiring:
    """One legal answer that runs out."""
    return Expiring(title, f"/redaktion/pages/{pk}/edit/", last, last <= today, days_in_words((last - today).days))


def figures(unanswered: int, in_review: int, expiring: int, to_check: int) -> tuple[tuple[int, str, str], ...]:
    """The four numbers."""
    return (
        figure(unanswered, "henvendelse uden svar", "henvendelser uden svar", "/bord/henvendelser/"),
        figure(in_review, "tekst til gennemsyn", "tekster til gennemsyn", "#tekster"),
        figure(expiring, f"svar udløber inden {WARN_DAYS} dage", f"svar udløber inden {WARN_DAYS} dage", "/jura/"),
        figure(to_check, "eksempel til kontrol", "eksempler til kontrol", "/eksempler/?kilde=B"),
    )


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
    return [
        Waiting(
            f"{TOPIC_DA[Topic(enquiry.topic)]}: {enquiry.whence}",
            f"Henvendelse · {STATE_DA[enquiry.state].lower()} · {days_in_words((enquiry.received - today).days)}",
            f"/bord/henvendelser/{enquiry.pk}/",
            enquiry.received,
        )
        for enquiry in enquiries
    ]


def to_review(actor: Actor, texts: list[Text]) -> list[Waiting]:
    """For those who may publish: texts others have sent to review."""
    if not actor.may("content.publish"):
        return []
    return [Waiting(text.title, f"Læs og godkend · {danish_date(day)}", text.url, day) for text, day in dated(texts, IN_REVIEW)]


def sent_back(actor: Actor, texts: list[Text]) -> list[Waiting]:
    """The person's own texts that came back, with what the reviewer wrote."""
    mine = [(text, day) for text, day in dated(texts, SENT_BACK) if text.sent_by == actor.person_id]
    return [
        Waiting(text.title, f"Sendt tilbage til dig af {text.returned_by or '–'} · {danish_date(day)}", text.url, day, comment=text.comment)
        for text, day in mine
    ]


def dated(texts: list[Text], state: str) -> list[tuple[Text, date]]:
    """The texts at this step, each with the day it changed."""
    return [(text, text.changed) for text in texts if text.state == state and text.changed]


def rows_of_enquiries(letters: list[Letter]) -> list[dict[str, Any]]:
    """Enquiries as the list of them shows them."""
    return [
        {
            "title": TOPIC_DA[Topic(letter.topic)],
            "beginning": letter.beginning,
            "sender": letter.sender,
            "municipality": letter.municipality,
            "url": f"/bord/henvendelser/{letter.pk}/",
            "received": letter.received,
            "answered": letter.answered,
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
