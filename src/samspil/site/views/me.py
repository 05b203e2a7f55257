"""My page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from samspil.core.models import Notice
from samspil.core.stored import in_frame
from samspil.identity import members
from samspil.identity.actor import actor_of
from samspil.identity.domain.roles import DANISH


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shown = {"section": "me", "notices": Notice.objects.visible_to(actor)[:20], "roles": [DANISH[role] for role in sorted(actor.roles)], "actor": actor}
    shown["memberships"] = members.own_memberships(actor)
    return in_frame(request, actor, "site/me.html", shown)
