"""Reading examples, guides, articles, publications and enquiries; the gates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Left, TruncDate
from django.http import Http404
from django_scopes import scopes_disabled

from samspil.content.models import GlossaryTerm
from samspil.content.models.base_page import BasePage
from samspil.core import compiled
from samspil.core.models import Document
from samspil.core.viewers import Viewer
from samspil.identity.actor import Actor
from samspil.knowledge.domain.enquiries import ANSWERED
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Enquiry, Example, Publication
from samspil.knowledge.models.enquiry import FREE

PageType = TypeVar("PageType", bound=BasePage)
OPENING_WORDS, OPENING_SIGNS, A_PAGE = 6, 60, 20


def get_page_for(viewer: Viewer, model: type[PageType], slug: str, *prefetch: str) -> PageType:
    """The page of this type and slug, if the viewer may see it; Http404 otherwise."""
    found: PageType | None = model.objects.visible_to(viewer).filter(slug=slug).prefetch_related(*prefetch).first()
    if found is None:
        raise Http404("Den side findes ikke.")
    return found


def get_example_for(viewer: Viewer, slug: str) -> Example:
    """An example with what its page shows."""
    found: Example | None = (
        Example.objects.visible_to(viewer).filter(slug=slug).select_related("main_area", "picture").prefetch_related("parties", "steps", "sources").first()
    )
    if found is None:
        raise Http404("Det eksempel findes ikke.")
    return found


def get_guide_for(viewer: Viewer, slug: str) -> CouncilGuide:
    """A guide with its questions."""
    return get_page_for(viewer, CouncilGuide, slug, "question_set__questions")


def get_article_for(viewer: Viewer, slug: str) -> Article:
    return get_page_for(viewer, Article, slug, "figures")


def get_publication_for(viewer: Viewer, slug: str) -> Publication:
    return get_page_for(viewer, Publication, slug)


def get_consultancy_for(viewer: Viewer, slug: str) -> Consultancy:
    return get_page_for(viewer, Consultancy, slug)


def get_term_for(slug: str) -> GlossaryTerm:
    """A word of the glossary; every word is public."""
    found = GlossaryTerm.objects.prefetch_related("related").filter(slug=slug).first()
    if found is None:
        raise Http404("Det ord står ikke i ordbogen.")
    return found


def cards_of(viewer: Viewer, kind: str, object_ids: list[int], limit: int = 6) -> list[str]:
    """Finished cards of visible things, in the order of the ids; one query."""
    rows = Document.objects.visible_to(viewer).filter(kind=kind, object_id__in=object_ids).values_list("object_id", "card")
    cards = dict(rows)
    return [cards[pk] for pk in object_ids if pk in cards][:limit]


def lines_of(viewer: Viewer, kind: str, *, by_title: bool = False) -> list[str]:
    """Finished lines of every visible thing of a kind."""
    return list(
        Document.objects.visible_to(viewer)
        .filter(kind=kind)
        .order_by(*(["title_key"] if by_title else ["-sort_on", "-pk"]))
        .values_list("card", flat=True)[:200]
    )


@dataclass(frozen=True)
class Letter:
    """What a list shows of an enquiry so that staff can tell it from the others: the first words alone of what it says."""

    pk: int
    topic: str
    state: str
    received: date
    answered: date | None
    municipality: str
    organisation: str
    name: str
    opening: str
    handler: str

    @property
    def beginning(self) -> str:
        """The first words."""
        words = self.opening.split()
        more = " …" if len(words) > OPENING_WORDS or len(self.opening) == OPENING_SIGNS else ""
        return " ".join(words[:OPENING_WORDS]) + more

    @property
    def sender(self) -> str:
        """Who wrote, when somebody says so."""
        return self.organisation or self.name

    @property
    def whence(self) -> str:
        """What tells it from others: the sender, or the first words when nobody says who; and the municipality."""
        return " · ".join(part for part in (self.sender or self.beginning, self.municipality) if part)


@dataclass(frozen=True)
class WaitingLetters:
    """The first letters that wait for a person, how many do, and how many nobody has answered."""

    letters: list[Letter]
    mine: int
    unanswered: int


LETTER = ("pk", "topic", "state", "received", "answered", "desk__name", "organisation", "name", "opening", "handler__email")


def as_letters(rows: QuerySet[Enquiry]) -> QuerySet[Any, Any]:
    """The rows as lists show them; no more of a message leaves the database than its beginning."""
    days = {"received": TruncDate("received_at"), "answered": TruncDate("answered_at")}
    return rows.annotate(opening=Left("message", OPENING_SIGNS), **days).values_list(*LETTER)


def letters_of(rows: Iterable[tuple[Any, ...]]) -> list[Letter]:
    """Rows of `as_letters`, with "" for what nobody wrote."""
    return [Letter(*row[:5], *(text or "" for text in row[5:])) for row in rows]


def waiting_for(actor: Actor, most: int) -> QuerySet[Any, Any]:
    """The `most` oldest enquiries that wait for the actor."""
    with scopes_disabled():
        return as_letters(Enquiry.objects.all().visible_to(actor).waiting_for(actor.person_id)[:most])


def numbers_for(actor: Actor) -> QuerySet[Any, Any]:
    """How many enquiries nobody has answered, and how many of them wait for the actor."""
    with scopes_disabled():
        waiting = Enquiry.objects.all().visible_to(actor).waiting().order_by().annotate(one=Value(1)).values("one")
        mine = Count("pk", filter=FREE | Q(handler_id=actor.person_id))
        return waiting.annotate(unanswered=Count("pk"), mine=mine).values_list("unanswered", "mine")


def enquiries_for(actor: Actor, most: int) -> WaitingLetters:
    """The `most` oldest enquiries that wait for the actor (others may have taken some), and how many there are."""
    numbers = compiled.rows(numbers_for, actor)
    unanswered, mine = numbers[0] if numbers else (0, 0)
    return WaitingLetters(letters_of(compiled.rows(waiting_for, actor, most)), mine, unanswered)


def enquiries_by_state(actor: Actor) -> dict[str, int]:
    """How many enquiries the actor may see in each state."""
    with scopes_disabled():
        rows = Enquiry.objects.all().visible_to(actor).order_by().values("state").annotate(number=Count("pk"))
        return dict(rows.values_list("state", "number"))


def enquiries_in(actor: Actor, state: str, after: int) -> tuple[list[Letter], int]:
    """A page of the enquiries in a state that the actor may see, and where the next begins (0: there is none). The latest answers stand first."""
    with scopes_disabled():
        rows = Enquiry.objects.all().visible_to(actor).filter(state=state).order_by("-pk" if state == ANSWERED else "pk")
        if after:
            rows = rows.filter(pk__lt=after) if state == ANSWERED else rows.filter(pk__gt=after)
        letters = letters_of(as_letters(rows[: A_PAGE + 1]))
    return letters[:A_PAGE], letters[A_PAGE - 1].pk if len(letters) > A_PAGE else 0


def get_enquiry_for(actor: Actor, enquiry_id: int, *, lock: bool = False) -> Enquiry:
    """One enquiry; Http404 unless the actor may read it. With `lock` others wait until this transaction ends."""
    with scopes_disabled():
        visible = Enquiry.objects.all().visible_to(actor).filter(pk=enquiry_id).select_related("desk", "handler")
        found = (visible.select_for_update(of=("self",)) if lock else visible).first()
    if found is None:
        raise Http404("Den henvendelse findes ikke.")
    return found
