"""Council guides over the API and as open data, with the questions to talk about."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from samspil.content.models.base_page import BasePageQuerySet
from samspil.core.apis import Problem, Size, Slug, Text, one
from samspil.core.search.lines import Lines, page_of
from samspil.core.viewers import PUBLIC
from samspil.knowledge.models import CouncilGuide, Example
from samspil.law.api import CHUNK, Html, address, public_slugs, published
from samspil.law.models import LegalAnswer

router = Router()


class QuestionOut(Schema):
    text: str = Field(description="spørgsmål")
    why: str = Field(description="hvorfor spørge om det")
    sub_questions: list[str] = Field(description="underspørgsmål")
    result: str = Field(description="hvad der skal stå skrevet bagefter")


class GuideOut(Schema):
    """A council guide in full, with its questions in order."""

    slug: str = Field(description="sidens navn i adressen")
    title: str = Field(description="titel")
    teaser: str = Field(description="kort fortalt")
    purpose: str = Field(description="formål")
    minutes: int = Field(description="minutter, drøftelsen tager")
    source: str = Field(description="kilde")
    body: Html = Field(description="sådan holder I mødet")
    questions: list[QuestionOut] = Field(description="spørgsmål i rækkefølge")
    examples: list[str] = Field(description="eksempler at læse først (sidens navn i adressen)")
    legal_answers: list[str] = Field(description="juridiske svar at læse først (sidens navn i adressen)")
    url: str = Field(description="adresse")


def public_guides() -> BasePageQuerySet:
    """Guides everybody may see, with all that `full_guide` reads."""
    linked = public_slugs("examples", Example.objects.visible_to(PUBLIC)), public_slugs("legal_answers", LegalAnswer.objects.visible_to(PUBLIC))
    guides = CouncilGuide.objects.visible_to(PUBLIC).select_related("question_set")
    rows: BasePageQuerySet = guides.prefetch_related("question_set__questions", *linked).order_by("slug")
    return rows


def full_guide(page: CouncilGuide) -> GuideOut:
    """A guide as the API and the open-data file give it."""
    asked = page.question_set.questions.all()
    return GuideOut(
        slug=page.slug,
        title=page.title,
        teaser=page.teaser,
        purpose=page.purpose,
        minutes=page.minutes,
        source=page.source,
        body=published(page.body),
        questions=[QuestionOut(text=q.text, why=q.why, sub_questions=q.sub_question_list, result=q.result) for q in asked],
        examples=[e.slug for e in page.examples.all()],
        legal_answers=[a.slug for a in page.legal_answers.all()],
        url=address("droeftelser", page.slug),
    )


def guide_rows() -> Iterator[GuideOut]:
    """Every public guide, a chunk at a time."""
    return (full_guide(page) for page in public_guides().iterator(chunk_size=CHUNK))


@router.get("/guides", response={200: Lines, 422: Problem}, summary="Drøftelser til kommunalbestyrelsen, nyeste først")
def guides(request: HttpRequest, after: Text = "", size: Size = 20) -> HttpResponse:
    return page_of("guide", after, size)


@router.get("/guides/{slug}", response={200: GuideOut, 404: Problem, 422: Problem}, summary="Én drøftelse med dens spørgsmål")
def guide(request: HttpRequest, slug: Slug) -> Status[Any]:
    page = public_guides().filter(slug=slug).first()
    return one(page, full_guide)
