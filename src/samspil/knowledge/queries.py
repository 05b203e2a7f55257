"""Reading examples, guides, articles, publications and enquiries; the gates."""

from datetime import datetime
from typing import NamedTuple, TypeVar

from django.http import Http404
from django_scopes import scopes_disabled

from samspil.content.models import GlossaryTerm
from samspil.content.models.base_page import BasePage
from samspil.core.models import Document
from samspil.core.viewers import Viewer
from samspil.identity.actor import Actor
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Enquiry, Example, Publication

PageType = TypeVar("PageType", bound=BasePage)


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


class Letter(NamedTuple):
    """What the desk's list shows of an enquiry: never what it says or who wrote it."""

    pk: int
    topic: str
    state: str
    received_at: datetime


def enquiries_for(actor: Actor, most: int) -> tuple[list[Letter], int]:
    """The `most` oldest enquiries that wait on the desks the actor may see, and how many wait."""
    with scopes_disabled():
        waiting = Enquiry.objects.waiting().visible_to(actor)
        return [Letter(*row) for row in waiting.values_list(*Letter._fields)[:most]], waiting.count()


def get_enquiry_for(actor: Actor, enquiry_id: int, *, lock: bool = False) -> Enquiry:
    """One enquiry; Http404 unless the actor may read it. With `lock` others wait until this transaction ends."""
    with scopes_disabled():
        visible = Enquiry.objects.all().visible_to(actor).filter(pk=enquiry_id).select_related("desk")
        found = (visible.select_for_update(of=("self",)) if lock else visible).first()
    if found is None:
        raise Http404("Den henvendelse findes ikke.")
    return found
