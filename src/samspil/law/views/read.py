"""Read a legal answer, or the list of all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspil.core import stored
from samspil.core.pagecache import public_page
from samspil.identity.actor import actor_of
from samspil.law import pages, presenting, queries


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "law/overview.html", presenting.overview(actor_of(request), request.GET.get("emne", "")))


@public_page
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_answer_for(actor, slug), timezone.localdate()))
