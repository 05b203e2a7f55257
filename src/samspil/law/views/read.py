"""Read a legal answer, or the list of all."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspil.core import stored
from samspil.core.pagecache import public_page
from samspil.identity.actor import actor_of
from samspil.law import pages, presenting, queries


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    actor, template, topic = actor_of(request), "law/overview.html", request.GET.get("emne", "")
    if topic:
        return stored.in_frame(request, actor, template, presenting.overview(actor, topic))
    return stored.in_kept_frame(request, actor, template, lambda: presenting.overview(actor, ""))


@public_page
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return stored.answer(request, actor, lambda: pages.parts(queries.get_answer_for(actor, slug), timezone.localdate()))
