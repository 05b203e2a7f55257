"""Read an example, a guide, an article, a publication, a consultant's offer or the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspil.content.files import html
from samspil.core import stored
from samspil.core.pagecache import public_page
from samspil.core.text import clean
from samspil.identity.actor import actor_of
from samspil.knowledge import pages, presenting, queries


@public_page
def example(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_example_for(actor, slug)))


@public_page
def guides(request: HttpRequest) -> HttpResponse:
    # The first guide that was written is the one to begin with.
    lines = queries.lines_of(actor_of(request), "guide")[::-1]
    return render(request, "knowledge/guides.html", {"section": "guides", "lines": lines})


@public_page
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_guide_for(actor, slug)))


@public_page
def guide_slides(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "knowledge/guide_slides.html", presenting.guide(queries.get_guide_for(actor, slug)))


@public_page
def articles(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/articles.html", {"section": "articles", "lines": queries.lines_of(actor_of(request), "article")})


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_article_for(actor, slug)))


@public_page
def publications(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/publications.html", {"section": "publications", "lines": queries.lines_of(actor_of(request), "publication")})


@public_page
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_publication_for(actor, slug)))


@public_page
def consultancies(request: HttpRequest) -> HttpResponse:
    return render(
        request, "knowledge/consultancies.html", {"section": "consultants", "lines": queries.lines_of(actor_of(request), "consultancy", by_title=True)}
    )


@public_page
def consultancy(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_consultancy_for(actor, slug)))


@public_page
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/glossary.html", presenting.glossary(clean(request.GET.get("q", ""))[:60].strip()))


@public_page
def term(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.get_term_for(slug)
    return render(request, "knowledge/term.html", {"section": "glossary", "term": found, "body": html(found.body), "today": timezone.localdate()})
