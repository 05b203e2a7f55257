"""My page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core.models import Notice
from samspil.identity.actor import actor_of
from samspil.identity.domain.roles import DANISH


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shown = {"section": "me", "notices": Notice.objects.visible_to(actor)[:20], "roles": [DANISH[role] for role in sorted(actor.roles)], "actor": actor}
    return render(request, "site/me.html", shown)
