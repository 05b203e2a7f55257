"""Look through the alliances that everybody may see."""

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from samspil.alliances import queries
from samspil.alliances.presenting import directory
from samspil.alliances.presenting.cards import card
from samspil.core.drawn import drawn
from samspil.core.pagecache import public_page
from samspil.core.stored import framed
from samspil.identity.actor import Actor, actor_of


@public_page
def alliances(request: HttpRequest) -> HttpResponse:
    actor, wish = actor_of(request), directory.wish_of(request.GET)
    own = own_part(request, actor) if actor.person_id is not None and wish == wish.begun() else ""
    return framed(request, actor, directory.page(actor, wish, own))


def own_part(request: HttpRequest, actor: Actor) -> str:
    """The viewer's own alliances, also those that nobody else sees, and what a form just said."""
    said = render_to_string("site/messages.html", {}, request) if len(get_messages(request)) else ""
    return said + drawn("alliances/directory/own.html", own=[card(one) for one in queries.own_alliances(actor)])
