"""The front page."""

from django.http import HttpRequest, HttpResponse

from samspil.core.kept import piece
from samspil.core.pagecache import public_page
from samspil.core.stored import framed, parts_of
from samspil.identity.actor import actor_of
from samspil.site import fronting


@public_page
def front(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return framed(request, actor, piece(("front", actor.audiences), lambda: parts_of("site/front.html", fronting.front(actor))))
