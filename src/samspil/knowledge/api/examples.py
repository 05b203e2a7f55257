"""Examples over the API and as open data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from samspil.content.models.base_page import BasePageQuerySet
from samspil.core.apis import Problem, Size, Slug, Text, one
from samspil.core.search.lines import Lines, page_of
from samspil.core.viewers import PUBLIC
from samspil.knowledge.models import Example
from samspil.law.api import CHUNK, Html, address, public_slugs, published
from samspil.law.models import LegalAnswer

router = Router()


class Party(Schema):
    name: str = Field(description="part")
    sector: str = Field(description="sektor: public, civil, business, knowledge")
    brings: str = Field(description="bidrager med")
    gains: str = Field(description="får ud af det, som vi læser kilden")


class Step(Schema):
    stage: str = Field(description="trin: need, found, agreed, money, doing, measured, told")
    text: str = Field(description="hvad kilden fortæller om trinnet")


class Source(Schema):
    text: str = Field(description="kilde")
    date: str = Field(description="kildens dato, som den selv skriver den")
    url: str = Field(description="kildens adresse")


class ExampleOut(Schema):
    """An example in full."""

    slug: str = Field(description="sidens navn i adressen")
    title: str = Field(description="titel")
    teaser: str = Field(description="kort fortalt")
    place: str = Field(description="sted")
    municipalities: list[str] = Field(description="kommunekoder (fire cifre)")
    main_area: str = Field(description="vigtigste velfærdsområde")
    areas: list[str] = Field(description="velfærdsområder")
    kle: list[str] = Field(description="KLE-numre")
    period: str = Field(description="periode, som kilden siger den")
    year_from: int | None = Field(description="første år")
    year_to: int | None = Field(description="sidste år")
    done: Html = Field(description="hvad det går ud på")
    took: Html = Field(description="hvad det krævede: tid, roller, aftaler")
    money: str = Field(description="penge")
    outcome: Html = Field(description="hvad der kom ud af det")
    obstacles: Html = Field(description="hvad der var svært")
    advice: Html = Field(description="gode råd")
    unknown: str = Field(description="det, vi ikke ved endnu")
    contact: str = Field(description="organisation, man kan spørge")
    sectors: list[str] = Field(description="sektorer: public, civil, business, knowledge")
    parties: list[Party] = Field(description="parter")
    steps: list[Step] = Field(description="de trin fra behov til virkning, som kilden fortæller om")
    evidence: str = Field(description="hvordan resultatet kendes: told, counted, measured, compared")
    grade: str = Field(description="A: kilden er læst; B: under redaktionel kontrol")
    checked_on: date = Field(description="sidst kontrolleret")
    sources: list[Source] = Field(description="kilder med dato")
    legal_answers: list[str] = Field(description="juridiske svar (sidens navn i adressen)")
    related: list[str] = Field(description="beslægtede eksempler (sidens navn i adressen)")
    url: str = Field(description="adresse")


def public_examples() -> BasePageQuerySet:
    """Examples everybody may see, with all that `full_example` reads."""
    everybody: BasePageQuerySet = Example.objects.visible_to(PUBLIC)
    own = ("parties", "steps", "sources", "municipalities", "areas", "kle")
    linked = public_slugs("legal_answers", LegalAnswer.objects.visible_to(PUBLIC)), public_slugs("related", everybody)
    rows: BasePageQuerySet = everybody.select_related("main_area").prefetch_related(*own, *linked).order_by("slug")
    return rows


def full_example(page: Example) -> ExampleOut:
    """An example as the API and the open-data file give it."""
    same = ("slug", "title", "teaser", "place", "period", "year_from", "year_to", "money", "unknown", "contact", "evidence", "grade", "checked_on")
    texts = ("done", "took", "outcome", "obstacles", "advice")
    told: dict[str, Any] = {name: getattr(page, name) for name in same} | {name: published(getattr(page, name)) for name in texts}
    return ExampleOut(
        **told,
        municipalities=sorted(m.code for m in page.municipalities.all()),
        main_area=page.main_area.key if page.main_area else "",
        areas=[a.key for a in page.areas.all()],
        kle=[k.number for k in page.kle.all()],
        sectors=sorted(page.sectors),
        parties=[Party(name=p.name, sector=p.sector, brings=p.brings, gains=p.gains) for p in page.parties.all()],
        steps=[Step(stage=s.stage, text=s.text) for s in page.steps.all()],
        sources=[Source(text=s.text, date=s.date, url=s.url) for s in page.sources.all()],
        legal_answers=[a.slug for a in page.legal_answers.all()],
        related=[e.slug for e in page.related.all()],
        url=address("eksempler", page.slug),
    )


def example_rows() -> Iterator[ExampleOut]:
    """Every public example, a chunk at a time."""
    return (full_example(page) for page in public_examples().iterator(chunk_size=CHUNK))


@router.get("/examples", response={200: Lines, 422: Problem}, summary="Eksempler, nyeste først")
def examples(request: HttpRequest, area: Text = "", municipality: Text = "", sector: Text = "", after: Text = "", size: Size = 20) -> HttpResponse:
    return page_of("example", after, size, area=area, municipality=municipality, sector=sector)


@router.get("/examples/{slug}", response={200: ExampleOut, 404: Problem, 422: Problem}, summary="Ét eksempel")
def example(request: HttpRequest, slug: Slug) -> Status[Any]:
    page = public_examples().filter(slug=slug).first()
    return one(page, full_example)
