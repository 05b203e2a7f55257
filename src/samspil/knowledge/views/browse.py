"""Look through the examples."""

from django.http import HttpRequest, HttpResponse

from samspil.core.pagecache import public_page
from samspil.core.stored import framed
from samspil.identity.actor import actor_of
from samspil.knowledge import catalogue


@public_page
def examples(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return framed(request, actor, catalogue.parts(actor, catalogue.wish_of(request.GET)))
