"""Look through the examples."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core.pagecache import public_page
from samspil.identity.actor import actor_of
from samspil.knowledge import catalogue


@public_page
def examples(request: HttpRequest) -> HttpResponse:
    wish = catalogue.wish_of(request.GET)
    template = "knowledge/partials/results.html" if request.htmx and not request.htmx.boosted else "knowledge/examples.html"  # type: ignore[attr-defined]  # set by django_htmx
    return render(request, template, catalogue.page(actor_of(request), wish))
