"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core.pagecache import public_page
from samspil.identity.actor import actor_of
from samspil.site import fronting


@public_page
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "site/front.html", fronting.front(actor_of(request)))
