"""My page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from samspil.core.models import Notice
from samspil.core.stored import in_frame
from samspil.identity import members
from samspil.identity.actor import actor_of
from samspil.identity.domain.roles import DANISH
from samspil.identity.telling import dead_among


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    notices, dead = Notice.objects.visible_to(actor)[:20], bool(dead_among([actor.email]))
    shown = {"section": "me", "notices": notices, "roles": [DANISH[role] for role in sorted(actor.roles)], "actor": actor, "dead_address": dead}
    shown["memberships"] = members.own_memberships(actor)
    return in_frame(request, actor, "site/me.html", shown)
