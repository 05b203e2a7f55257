"""Puts the actor on the request, and keeps the editors' desk for staff with a second factor in a running staff session."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from samspil.identity import queries
from samspil.identity.actor import VISITOR, Actor, actor_for

STAFF_PATHS = ("/redaktion/", "/bord/")
Handler = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """`request.actor()` is computed when first asked for, so public pages never read the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        @cache
        def actor() -> Actor:
            if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
                return VISITOR
            return actor_for(request.user, queries.staff_session_until(request.user, request.session.get("staff_session")))

        request.actor = actor  # type: ignore[attr-defined]  # read by identity.actor.actor_of alone
        return self.get_response(request)


class StaffSessionMiddleware:
    """Staff pages need log-in, a second factor and a running staff session; each missing one leads to where it is got."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(STAFF_PATHS):
            step = self.missing_step(request)
            if step:
                return HttpResponseRedirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)

    def missing_step(self, request: HttpRequest) -> str:
        """The name of the page to send the person to, or "" when nothing is missing."""
        if not request.user.is_authenticated:
            return "account_login"
        actor: Actor = request.actor()  # type: ignore[attr-defined]  # set by ActorMiddleware
        if not actor.roles:
            return "identity:no_staff"
        if not queries.has_second_factor(request.user):
            return "identity:second_factor"
        return "" if actor.is_staff else "identity:staff_session"
