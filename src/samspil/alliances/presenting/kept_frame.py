"""Pages inside an alliance, kept for each of its people until something in it changes (marks.py)."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from samspil.alliances.queries import Marked
from samspil.core.drawn import TOKEN_PLACE
from samspil.core.kept import piece
from samspil.core.stored import framed, parts_of
from samspil.identity.actor import Actor

# Where a kept page has room for what the reader is told this once; templates write it as `messages_place`.
MESSAGES_PLACE = "<!-- messages -->"


def kept_under(actor: Actor, alliance: Marked) -> tuple[Hashable, ...]:
    """What a page of the alliance depends on: the alliance as it is, who looks, and the day."""
    own = frozenset((organisation, frozenset(roles)) for organisation, roles in actor.memberships.items())
    return "alliance", alliance.pk, alliance.mark, actor.person_id, actor.audiences, own, localdate()


def in_kept_frame(request: HttpRequest, actor: Actor, alliance: Marked, template: str, make: Callable[[], Mapping[str, Any]]) -> HttpResponse:
    """The page for this person; `make` gives the template's context when it must be made anew, and raises Http404 for whoever may not see it.

    What the page shows has a part in the alliance's mark, every table of it.
    """
    places = {"csrf_token": TOKEN_PLACE, "messages_place": MESSAGES_PLACE}
    parts = piece((template, *kept_under(actor, alliance)), lambda: parts_of(template, {**make(), **places}))
    told = list(get_messages(request))
    main = parts.main.replace(MESSAGES_PLACE, render_to_string("site/messages.html", {"messages": told}) if told else "")
    if TOKEN_PLACE in main:
        main = main.replace(TOKEN_PLACE, get_token(request))
    return framed(request, actor, replace(parts, main=main))
