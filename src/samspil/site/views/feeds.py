"""Atom feeds, sitemap and robots.txt: only what everybody may see."""

from datetime import UTC

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from samspil.alliances import news
from samspil.core.models import Document
from samspil.core.pagecache import public_page
from samspil.core.viewers import PUBLIC
from samspil.site import sitemap

MOST_ENTRIES = 50
# As many as the standard allows an index to name.
MOST_PARTS = 50_000
LISTS = [
    "/eksempler/",
    "/behov/",
    "/tilbud/",
    "/alliancer/",
    "/jura/",
    "/droeftelser/",
    "/artikler/",
    "/publikationer/",
    "/konsulenter/",
    "/ordbog/",
    "/kommuner/",
]
FIXED = ["/", *LISTS, "/aabne-data/"]


def feed(title: str, path: str, kind: str) -> HttpResponse:
    """The pages of a kind that were published last. (That something was put in the index anew is no news.)"""
    here = settings.BASE_URL + path
    atom = Atom1Feed(title=f"Samspil: {title}", link=here, description=title, language="da", feed_url=f"{here}nyt.atom", author_name="Samspil")
    visible = Document.objects.visible_to(PUBLIC).filter(kind=kind)
    newest = Page.objects.filter(pk__in=visible.values("object_id"), last_published_at__isnull=False).order_by("-last_published_at", "-pk")
    published = dict(newest.values_list("pk", "last_published_at")[:MOST_ENTRIES])
    rows = {row.object_id: row for row in visible.filter(object_id__in=published).only("object_id", "title", "url", "teaser")}
    for page_id, at in published.items():
        row, address = rows[page_id], settings.BASE_URL + rows[page_id].url
        atom.add_item(title=row.title, link=address, description=row.teaser, unique_id=address, updateddate=at.astimezone(UTC))
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def examples_feed(request: HttpRequest) -> HttpResponse:
    return feed("Eksempler", "/eksempler/", "example")


@public_page
def articles_feed(request: HttpRequest) -> HttpResponse:
    return feed("Artikler", "/artikler/", "article")


@public_page
def answers_feed(request: HttpRequest) -> HttpResponse:
    return feed("Juridiske svar", "/jura/", "legal-answer")


@public_page
def alliances_feed(request: HttpRequest) -> HttpResponse:
    """Alliances that were opened to everybody, and those whose parties agreed."""
    here, title = settings.BASE_URL + "/alliancer/", "Nye alliancer og aftaler"
    atom = Atom1Feed(title=f"Samspil: {title}", link=here, description=title, language="da", feed_url=f"{here}nyt.atom", author_name="Samspil")
    for one in news.newest():
        address = settings.BASE_URL + one.address
        told, number = ("Aftalen er på plads", f"{address}#aftale") if one.agreed else ("Ny alliance", address)
        atom.add_item(title=f"{told}: {one.title}", link=address, description=one.purpose, unique_id=number, updateddate=one.at.astimezone(UTC))
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Which parts the map has."""
    context = {"base_url": settings.BASE_URL, "parts": sitemap.parts(PUBLIC)}
    return render(request, "site/sitemap_index.xml", context, content_type="application/xml")


@public_page
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One part of the map; part 0 holds the lists and doors."""
    rows = sitemap.part(PUBLIC, number) if 0 < number <= MOST_PARTS else []
    if number and not rows:
        raise Http404
    context = {"base_url": settings.BASE_URL, "fixed": [] if number else FIXED, "rows": rows}
    return render(request, "site/sitemap.xml", context, content_type="application/xml")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /redaktion/", "Disallow: /konto/", "Disallow: /soeg/", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
