"""Atom feeds of what is needed and of what organisations offer, narrowed as the lists are; only what everybody may see."""

from datetime import UTC

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from samspil.core.kept import piece
from samspil.core.pagecache import public_page
from samspil.core.search import lists
from samspil.core.search.catalogue import Catalogue
from samspil.core.viewers import PUBLIC
from samspil.exchange import queries
from samspil.exchange.presenting.lists import NEEDS, OFFERS

MOST_ENTRIES = 50


def feed(request: HttpRequest, catalogue: Catalogue, title: str) -> HttpResponse:
    """The newest of a list, kept until something changes."""
    chosen = catalogue.known(catalogue.wish_of(request.GET), catalogue.words())
    key = ("feed", catalogue.kind, *sorted((facet, *sorted(values)) for facet, values in chosen.items()))
    return HttpResponse(piece(key, lambda: written(catalogue, title, chosen)), content_type="application/atom+xml; charset=utf-8")


def written(catalogue: Catalogue, title: str, chosen: lists.Chosen) -> str:
    """The feed of what is chosen of a list."""
    here = settings.BASE_URL + catalogue.address
    atom = Atom1Feed(title=f"Samspil: {title}", link=here, description=title, language="da", feed_url=f"{here}nyt.atom", author_name="Samspil")
    for line in queries.news_of(lists.page_of(PUBLIC, catalogue.kind, chosen, size=MOST_ENTRIES).documents, catalogue.kind):
        address = settings.BASE_URL + line.address
        atom.add_item(title=line.title, link=address, description=line.teaser, unique_id=address, updateddate=line.at.astimezone(UTC))
    text: str = atom.writeString("utf-8")
    return text


@public_page
def needs_feed(request: HttpRequest) -> HttpResponse:
    return feed(request, NEEDS, "Opgaver, der mangler nogen")


@public_page
def offers_feed(request: HttpRequest) -> HttpResponse:
    return feed(request, OFFERS, "Det, organisationer tilbyder")
