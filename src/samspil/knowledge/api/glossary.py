"""The glossary over the API and as open data. Every term is public."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from samspil.content.models import GlossaryTerm
from samspil.core.apis import Problem, Size, Slug, Text, one
from samspil.core.search.lines import Line, Lines
from samspil.law.api import CHUNK, address

router = Router()


class TermOut(Schema):
    """A word and its one definition."""

    slug: str = Field(description="ordets navn i adressen")
    term: str = Field(description="ord")
    short: str = Field(description="kort forklaring")
    body: str = Field(description="mere om ordet (Markdown)")
    code: str = Field(description="ordet i programmets kode")
    related: list[str] = Field(description="se også (ordets navn i adressen)")
    url: str = Field(description="adresse")


def public_terms() -> QuerySet[GlossaryTerm]:
    """Every term in Danish order, with all that `full_term` reads."""
    others = GlossaryTerm.objects.only("slug").order_by("slug")
    return GlossaryTerm.objects.prefetch_related(Prefetch("related", queryset=others)).order_by("term_key", "pk")


def full_term(term: GlossaryTerm) -> TermOut:
    """A term as the API and the open-data file give it."""
    same = {name: getattr(term, name) for name in ("slug", "term", "short", "body", "code")}
    return TermOut(**same, related=[other.slug for other in term.related.all()], url=address("ordbog", term.slug))


def term_rows() -> Iterator[TermOut]:
    """Every term, a chunk at a time."""
    return (full_term(term) for term in public_terms().iterator(chunk_size=CHUNK))


def beyond(after: str) -> Q:
    """The condition for terms behind the key `after`; a damaged key begins from the beginning."""
    number, mark, key = after.partition("~")
    if not (number.isdecimal() and number.isascii() and mark and len(number) <= 18):
        return Q()
    return Q(term_key__gt=key) | Q(term_key=key, pk__gt=int(number))


@router.get("/glossary", response={200: Lines, 422: Problem}, summary="Ordbogen i dansk rækkefølge")
def glossary(request: HttpRequest, after: Text = "", size: Size = 20) -> Lines:
    found = list(GlossaryTerm.objects.filter(beyond(after)).order_by("term_key", "pk")[: size + 1])
    shown = found[:size]
    items = [Line(url=f"/ordbog/{term.slug}/", title=term.term, teaser=term.short, facets=[]) for term in shown]
    return Lines(items=items, after=f"{shown[-1].pk}~{shown[-1].term_key}" if len(found) > size else "")


@router.get("/glossary/{slug}", response={200: TermOut, 404: Problem, 422: Problem}, summary="Ét ord")
def term(request: HttpRequest, slug: Slug) -> Status[Any]:
    found = public_terms().filter(slug=slug).first()
    return one(found, full_term)
