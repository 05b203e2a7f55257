"""My page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from samspil.alliances import own
from samspil.core import compiled
from samspil.core.models import Notice
from samspil.core.stored import in_frame
from samspil.identity import assisted, members
from samspil.identity.actor import Actor, actor_of
from samspil.identity.domain.roles import DANISH
from samspil.identity.telling import is_dead

NOTICED, MOST_NOTICES = ("pk", "text", "created_at"), 20


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    notices = [dict(zip(NOTICED, row, strict=True)) for row in compiled.rows(newest_notices, actor)]
    shown = {"section": "me", "notices": notices, "roles": [DANISH[role] for role in sorted(actor.roles)], "actor": actor}
    shown |= {"alliances": own.own_alliances(actor)}
    shown |= {"memberships": members.own_places(actor), "dead_address": is_dead(actor.email), "helped": assisted.own_registration(actor)}
    return in_frame(request, actor, "site/me.html", shown)


def newest_notices(actor: Actor) -> QuerySet[Notice, Any]:
    return Notice.objects.visible_to(actor).values_list(*NOTICED)[:MOST_NOTICES]
