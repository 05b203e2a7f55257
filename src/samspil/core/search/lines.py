"""Lists of the API: a page at a time by key, from the index."""

from ninja import Field, Schema

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


def page_of(kind: str, after: str, size: int, /, **chosen: str) -> Lines:
    """A page of the public things of a kind, newest first; empty choices do not narrow."""
    page = lists.page_of(PUBLIC, kind, {name: [value] for name, value in chosen.items() if value}, after=after, size=size)
    known = Document.objects.visible_to(PUBLIC).in_bulk([listed.pk for listed in page.documents])
    shown = [known[listed.pk] for listed in page.documents if listed.pk in known]
    return Lines(items=[Line(url=d.url, title=d.title, teaser=d.teaser, facets=d.facets) for d in shown], after=page.after)
