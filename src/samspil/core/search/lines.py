"""Lists of the API: a page at a time by key, from the index."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Schema

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.kept import piece
from samspil.core.models import Document
from samspil.core.search import lists
from samspil.core.viewers import PUBLIC


class Line(Schema):
    """A thing in a list. `facets` are "name:value"."""

    url: str = Field(description="adresse på dette sted")
    title: str = Field(description="titel")
    teaser: str = Field(description="kort fortalt")
    facets: list[str] = Field(description="det, tingen er ordnet efter: »navn:værdi«")


class Lines(Schema):
    """A page of a list; `after` asks for the next one, empty at the end."""

    items: list[Line]
    after: str


def page_of(kind: str, after: str, size: int, /, **chosen: str) -> HttpResponse:
    """A page of the public things of a kind as JSON in the shape of Lines, newest first; empty choices do not narrow.

    What programs ask for again and again, the first page of all there is, is kept until something changes.
    """
    narrow = {name: [value] for name, value in chosen.items() if value}
    anew = after or narrow
    body = lines(kind, after, size, narrow) if anew else piece(("lines of the API", kind, size), lambda: lines(kind, "", size, {}))
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def lines(kind: str, after: str, size: int, narrow: lists.Chosen) -> bytes:
    """The page, written as JSON."""
    page = lists.page_of(PUBLIC, kind, narrow, after=after, size=size)
    found = compiled.rows(public_documents, ids=[listed.pk for listed in page.documents])
    known = {pk: Line(url=url, title=title, teaser=teaser, facets=facets) for pk, url, title, teaser, facets in found}
    items = [known[listed.pk] for listed in page.documents if listed.pk in known]
    return Lines(items=items, after=page.after).model_dump_json().encode()


def public_documents() -> QuerySet[Document, Any]:
    """What everybody may read of documents."""
    return Document.objects.visible_to(PUBLIC).filter(pk__any_of=Given("ids")).values_list("pk", "url", "title", "teaser", "facets")
