"""My page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from samspil.alliances import own
from samspil.core import compiled
from samspil.core.drawn import drawn
from samspil.core.models import Notice
from samspil.core.stored import in_frame
from samspil.identity import assisted, members
from samspil.identity.actor import Actor, actor_of
from samspil.identity.domain.roles import DANISH
from samspil.identity.telling import is_dead
from samspil.site.templatetags.people import outside_name

NOTICED, MOST_NOTICES = ("pk", "text", "created_at"), 20


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    dead, helped = is_dead(actor.email), assisted.own_registration(actor)
    drawing = drawn("site/my_things.html", below=bool(dead or helped), **things_of(actor))
    shown = {"section": "me", "email": actor.email, "dead_address": dead, "helped": helped, "things": drawing}
    return in_frame(request, actor, "site/me.html", shown)


def things_of(actor: Actor) -> dict[str, Any]:
    """All that the page tells of the person, as plain values: it is drawn once for the same."""
    return {
        "notices": [dict(zip(NOTICED, row, strict=True)) for row in compiled.rows(newest_notices, actor)],
        "alliances": own.own_alliances(actor),
        "memberships": members.own_places(actor),
        "roles": [DANISH[role] for role in sorted(actor.roles)],
        "confirms": bool(actor.confirms_in),
        "moderates": bool(actor.moderates_in),
        "is_staff": actor.is_staff,
        "outside": outside_name(),
    }


def newest_notices(actor: Actor) -> QuerySet[Notice, Any]:
    return Notice.objects.visible_to(actor).values_list(*NOTICED)[:MOST_NOTICES]
