"""Articles, publications and consultants' offers over the API and as open data."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from samspil.content.models.base_page import BasePageQuerySet
from samspil.core.apis import Problem, Size, Slug, Text, one
from samspil.core.search.lines import Lines, page_of
from samspil.core.viewers import PUBLIC
from samspil.knowledge.models import Article, Consultancy, Example, Publication
from samspil.law.api import CHUNK, Html, address, public_slugs, published
from samspil.law.models import LegalAnswer

router = Router()


class PageOut(Schema):
    slug: str = Field(description="sidens navn i adressen")
    title: str = Field(description="titel")
    teaser: str = Field(description="kort fortalt")


class FigureOut(Schema):
    number: str = Field(description="tal")
    text: str = Field(description="hvad tallet er")


class ArticleOut(PageOut):
    """An article in full; `date` is the source's."""

    date: datetime.date = Field(description="kildens dato")
    source: str = Field(description="kilde")
    body: Html = Field(description="tekst")
    figures: list[FigureOut] = Field(description="tal og hvad de er")
    examples: list[str] = Field(description="eksempler (sidens navn i adressen)")
    legal_answers: list[str] = Field(description="juridiske svar (sidens navn i adressen)")
    url: str = Field(description="adresse")


class PublicationOut(PageOut):
    """What others have published, told in our own words."""

    publisher: str = Field(description="udgiver")
    year: int | None = Field(description="år")
    genre: str = Field(description="slags")
    source: str = Field(description="kilde")
    body: Html = Field(description="hvad den siger")
    url: str = Field(description="adresse")


class ConsultancyOut(PageOut):
    """What the consultants offer."""

    genre: str = Field(description="slags")
    length: str = Field(description="varighed")
    for_whom: str = Field(description="for hvem")
    body: Html = Field(description="hvad I får")
    url: str = Field(description="adresse")


def public_articles() -> BasePageQuerySet:
    """Articles everybody may see, with all that `full_article` reads."""
    linked = public_slugs("examples", Example.objects.visible_to(PUBLIC)), public_slugs("legal_answers", LegalAnswer.objects.visible_to(PUBLIC))
    rows: BasePageQuerySet = Article.objects.visible_to(PUBLIC).prefetch_related("figures", *linked).order_by("slug")
    return rows


def full_article(page: Article) -> ArticleOut:
    """An article as the API and the open-data file give it."""
    return ArticleOut(
        **{name: getattr(page, name) for name in ("slug", "title", "teaser", "date", "source")},
        body=published(page.body),
        figures=[FigureOut(number=f.number, text=f.text) for f in page.figures.all()],
        examples=[e.slug for e in page.examples.all()],
        legal_answers=[a.slug for a in page.legal_answers.all()],
        url=address("artikler", page.slug),
    )


def full_publication(page: Publication) -> PublicationOut:
    """A publication as the API and the open-data file give it."""
    same = {name: getattr(page, name) for name in ("slug", "title", "teaser", "publisher", "year", "genre", "source")}
    return PublicationOut(**same, body=published(page.body), url=address("publikationer", page.slug))


def full_consultancy(page: Consultancy) -> ConsultancyOut:
    """An offer as the API and the open-data file give it."""
    same = {name: getattr(page, name) for name in ("slug", "title", "teaser", "genre", "length", "for_whom")}
    return ConsultancyOut(**same, body=published(page.body), url=address("konsulenter", page.slug))


def article_rows() -> Iterator[ArticleOut]:
    """Every public article, a chunk at a time."""
    return (full_article(page) for page in public_articles().iterator(chunk_size=CHUNK))


def publication_rows() -> Iterator[PublicationOut]:
    return (full_publication(page) for page in Publication.objects.visible_to(PUBLIC).order_by("slug").iterator(chunk_size=CHUNK))


def consultancy_rows() -> Iterator[ConsultancyOut]:
    return (full_consultancy(page) for page in Consultancy.objects.visible_to(PUBLIC).order_by("slug").iterator(chunk_size=CHUNK))


@router.get("/articles", response={200: Lines, 422: Problem}, summary="Artikler, nyeste først")
def articles(request: HttpRequest, after: Text = "", size: Size = 20) -> HttpResponse:
    return page_of("article", after, size)


@router.get("/articles/{slug}", response={200: ArticleOut, 404: Problem, 422: Problem}, summary="Én artikel")
def article(request: HttpRequest, slug: Slug) -> Status[Any]:
    page = public_articles().filter(slug=slug).first()
    return one(page, full_article)


@router.get("/publications", response={200: Lines, 422: Problem}, summary="Publikationer, nyeste først")
def publications(request: HttpRequest, genre: Text = "", after: Text = "", size: Size = 20) -> HttpResponse:
    return page_of("publication", after, size, genre=genre)


@router.get("/publications/{slug}", response={200: PublicationOut, 404: Problem, 422: Problem}, summary="Én publikation")
def publication(request: HttpRequest, slug: Slug) -> Status[Any]:
    page = Publication.objects.visible_to(PUBLIC).filter(slug=slug).first()
    return one(page, full_publication)


@router.get("/consultancies", response={200: Lines, 422: Problem}, summary="Det, konsulenterne tilbyder, nyeste først")
def consultancies(request: HttpRequest, after: Text = "", size: Size = 20) -> HttpResponse:
    return page_of("consultancy", after, size)


@router.get("/consultancies/{slug}", response={200: ConsultancyOut, 404: Problem, 422: Problem}, summary="Ét tilbud fra konsulenterne")
def consultancy(request: HttpRequest, slug: Slug) -> Status[Any]:
    page = Consultancy.objects.visible_to(PUBLIC).filter(slug=slug).first()
    return one(page, full_consultancy)
