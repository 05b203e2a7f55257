"""Legal answers over the API: only what everybody may see."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from samspil.core.apis import NOT_FOUND, Problem, Slug, Text
from samspil.core.viewers import PUBLIC
from samspil.law import queries
from samspil.law.models import LegalAnswer

router = Router(tags=["jura"])


class AnswerLine(Schema):
    slug: str
    question: str
    word: str
    short: str
    topic: str
    certainty: str
    expires_on: date


class LawOut(Schema):
    law: str
    paragraph: str
    url: str


class AnswerOut(AnswerLine):
    """An answer in full. `certainty`: sure, likely, unclear, practice."""

    body: str
    valid_from: date
    checked_on: date
    unclear: list[str]
    laws: list[LawOut]


def line(page: LegalAnswer) -> dict[str, Any]:
    return {
        "slug": page.slug,
        "question": page.title,
        "word": page.word,
        "short": page.teaser,
        "topic": page.topic,
        "certainty": page.certainty,
        "expires_on": page.expires_on,
    }


@router.get("/legal-answers", response={200: list[AnswerLine], 422: Problem}, summary="Alle juridiske svar")
def answers(request: HttpRequest, topic: Text = "") -> list[AnswerLine]:
    rows = LegalAnswer.objects.visible_to(PUBLIC).order_by("slug")
    return [AnswerLine(**line(row)) for row in (rows.filter(topic=topic) if topic else rows)]


@router.get("/legal-answers/{slug}", response={200: AnswerOut, 404: Problem, 422: Problem}, summary="Ét juridisk svar")
def answer(request: HttpRequest, slug: Slug) -> Status[Any]:
    try:
        page = queries.get_answer_for(PUBLIC, slug)
    except Http404:
        return Status(404, NOT_FOUND)
    laws = [LawOut(law=row.law, paragraph=row.paragraph, url=row.url) for row in page.laws.all()]
    rest: dict[str, Any] = {"body": page.body, "valid_from": page.valid_from, "checked_on": page.checked_on, "unclear": page.unclear_list, "laws": laws}
    return Status(200, AnswerOut(**line(page), **rest))
