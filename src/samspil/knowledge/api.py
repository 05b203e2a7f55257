"""Examples and guides over the API: only what everybody may see."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from samspil.core.apis import NOT_FOUND, Problem, Size, Slug, Text
from samspil.core.search import lists
from samspil.core.viewers import PUBLIC
from samspil.knowledge import queries
from samspil.knowledge.models import Example

router = Router(tags=["viden"])


class Line(Schema):
    """A thing in a list. `facets` are "name:value"."""

    url: str
    title: str
    teaser: str
    facets: list[str]


class Lines(Schema):
    """A page of a list; `after` asks for the next one, empty at the end."""

    items: list[Line]
    after: str


class Party(Schema):
    name: str
    sector: str
    brings: str
    gains: str


class Source(Schema):
    text: str
    date: str


class ExampleOut(Schema):
    """An example in full. `evidence`: told, counted, measured, compared. `grade`: A (source read), B (under editorial check)."""

    slug: str
    title: str
    teaser: str
    place: str
    municipalities: list[str]
    areas: list[str]
    kle: list[str]
    period: str
    evidence: str
    grade: str
    checked_on: date
    parties: list[Party]
    sources: list[Source]
    text: dict[str, str]


@router.get("/examples", response={200: Lines, 422: Problem}, summary="Eksempler, nyeste først")
def examples(request: HttpRequest, area: Text = "", municipality: Text = "", sector: Text = "", after: Text = "", size: Size = 20) -> Lines:
    chosen = {"area": [area] if area else [], "municipality": [municipality] if municipality else [], "sector": [sector] if sector else []}
    page = lists.page_of(PUBLIC, "example", chosen, after=after, size=size)
    return Lines(items=[Line(url=d.url, title=d.title, teaser=d.teaser, facets=d.facets) for d in page.documents], after=page.after)


@router.get("/examples/{slug}", response={200: ExampleOut, 404: Problem, 422: Problem}, summary="Ét eksempel")
def example(request: HttpRequest, slug: Slug) -> Status[Any]:
    try:
        return Status(200, full(queries.get_example_for(PUBLIC, slug)))
    except Http404:
        return Status(404, NOT_FOUND)


def full(page: Example) -> ExampleOut:
    """An example as the API gives it."""
    names = ("done", "took", "outcome", "obstacles", "advice")
    return ExampleOut(
        slug=page.slug,
        title=page.title,
        teaser=page.teaser,
        place=page.place,
        municipalities=[m.code for m in page.municipalities.all()],
        areas=[a.key for a in page.areas.all()],
        kle=[k.number for k in page.kle.all()],
        period=page.period,
        evidence=page.evidence,
        grade=page.grade,
        checked_on=page.checked_on,
        parties=[Party(name=p.name, sector=p.sector, brings=p.brings, gains=p.gains) for p in page.parties.all()],
        sources=[Source(text=s.text, date=s.date) for s in page.sources.all()],
        text={name: getattr(page, name) for name in names if getattr(page, name)},
    )
