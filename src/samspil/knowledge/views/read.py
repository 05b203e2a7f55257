"""Read an example, a guide, an article, a publication, a consultant's offer or the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
    return lines(request, "guides", "guide")


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
    return lines(request, "articles", "article")


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_article_for(actor, slug)))


@public_page
def publications(request: HttpRequest) -> HttpResponse:
    return lines(request, "publications", "publication")


@public_page
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_publication_for(actor, slug)))


@public_page
def consultancies(request: HttpRequest) -> HttpResponse:
    return lines(request, "consultancies", "consultancy")


@public_page
def consultancy(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_consultancy_for(actor, slug)))


@public_page
def glossary(request: HttpRequest) -> HttpResponse:
    actor, template, words = actor_of(request), "knowledge/glossary.html", clean(request.GET.get("q", ""))[:60].strip()
    if words:
        return stored.in_frame(request, actor, template, presenting.glossary(words))
    return stored.in_kept_frame(request, actor, template, presenting.glossary)


@public_page
def term(request: HttpRequest, slug: str) -> HttpResponse:
    return stored.in_kept_frame(request, actor_of(request), "knowledge/term.html", lambda: presenting.term(queries.get_term_for(slug)), slug)


def lines(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """The page `name` with the lines of all things of a kind."""
    actor = actor_of(request)
    return stored.in_kept_frame(request, actor, f"knowledge/{name}.html", lambda: presenting.lines(actor, kind))
