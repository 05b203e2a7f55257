"""The front page."""

from django.http import HttpRequest, HttpResponse

from samspil.core.pagecache import public_page
from samspil.core.stored import in_kept_frame
from samspil.identity.actor import actor_of
from samspil.site import fronting


@public_page
def front(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return in_kept_frame(request, actor, "site/front.html", lambda: fronting.front(actor))
