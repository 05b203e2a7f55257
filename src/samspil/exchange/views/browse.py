"""Look through what is needed, and what is offered."""

from django.http import HttpRequest, HttpResponse

from samspil.core.pagecache import public_page
from samspil.core.stored import framed, in_frame
from samspil.exchange.presenting import own as presenting
from samspil.exchange.presenting.lists import NEEDS, OFFERS
from samspil.identity.actor import actor_of


@public_page
def needs(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return framed(request, actor, NEEDS.parts(actor, NEEDS.wish_of(request.GET)))


@public_page
def offers(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return framed(request, actor, OFFERS.parts(actor, OFFERS.wish_of(request.GET)))


def own(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return in_frame(request, actor, "exchange/own.html", presenting.page(actor))
