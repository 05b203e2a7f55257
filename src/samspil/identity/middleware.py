"""Puts the actor on the request, and keeps the editors' desk for staff with a second factor in a running staff session."""

from collections.abc import Callable
from functools import cache
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from psycopg.errors import DeadlockDetected, ForeignKeyViolation

from samspil.core import typed
from samspil.identity.actor import VISITOR, Actor, actor_for
from samspil.identity.backend import person_of
from samspil.identity.forms import RenewedSessionForm
from samspil.identity.models import Person
from samspil.identity.outside_session import remembered

log = structlog.get_logger(__name__)
STAFF_PATHS = ("/redaktion/", "/bord/")
# What whoever confirms organisations may enter without being an editor.
CONFIRMING_PATHS = ("/bord/organisationer/", "/bord/kommuner/", "/bord/anmeldelser/", "/bord/uden-mail/", "/bord/alliancer/", "/bord/tilbud-og-behov/")
OPEN_PATHS = {"/redaktion/login/", "/redaktion/logout/"}
WAIT = "Din arbejdssession er slut, så der gemmes ikke lige nu. Tryk »Gem kladde«: så kan du begynde en ny, og intet går tabt."
NO_ROLE = "Du har ikke længere en rolle her, så der gemmes ikke. Tryk »Gem kladde«: så kan du kopiere din tekst, og intet går tabt."
Handler = Callable[[HttpRequest], HttpResponseBase]


class PersonMiddleware(AuthenticationMiddleware):
    """`request.user`, who is read when first asked for, together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)

        @cache
        def person() -> Any:
            return person_of(request)

        request.user = SimpleLazyObject(person)  # type: ignore[assignment]  # the stubs do not know it is lazy, as in the library


class ActorMiddleware:
    """`request.actor()` is computed when first asked for, so public pages never read the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        @cache
        def actor() -> Actor:
            if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
                return VISITOR
            return actor_for(request.user, request.session.get("staff_session"), remembered(request.session, request.user.pk))

        request.actor = actor  # type: ignore[attr-defined]  # read by identity.actor.actor_of alone
        return self.get_response(request)


class StaffSessionMiddleware:
    """Staff pages need log-in, a second factor and a running staff session; each missing one leads to where it is got.

    What somebody was sending is never lost on the way: a form is kept and sent on, a script is told why it must wait.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(STAFF_PATHS) and request.path not in OPEN_PATHS:
            step = self.missing_step(request)
            if step:
                return self.refuse(request, step)
        return self.get_response(request)

    def missing_step(self, request: HttpRequest) -> str:
        """The name of the page to send the person to, or "" when nothing is missing."""
        if not request.user.is_authenticated:
            return "account_login"
        actor: Actor = request.actor()  # type: ignore[attr-defined]  # set by ActorMiddleware
        if not (actor.roles or (actor.confirms_in and request.path.startswith(CONFIRMING_PATHS))):
            return "identity:no_staff"
        if not actor.second_factor:
            return "identity:second_factor"
        return "" if actor.is_staff else "identity:staff_session"

    def refuse(self, request: HttpRequest, step: str) -> HttpResponseBase:
        """Lead a page on, tell a script, keep a form."""
        if is_script(request):
            return JsonResponse({"success": False, "error_code": "locked", "error_message": NO_ROLE if step == "identity:no_staff" else WAIT}, status=403)
        if request.method == "POST" and typed.came_from_here(request):
            return kept_form(request, step)
        return HttpResponseRedirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")


class CollisionMiddleware:
    """Two errands that met in the database: one of them is answered in plain words and changes nothing. An account that went meanwhile is said to be gone."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        cause = exception.__cause__
        if not isinstance(cause, DeadlockDetected | ForeignKeyViolation) or request.method != "POST":
            return None
        person_id = getattr(request.user, "pk", None)
        gone = person_id is not None and not Person.objects.filter(pk=person_id).exists()
        if isinstance(cause, ForeignKeyViolation) and not gone:
            return None
        log.warning("collision", kind=type(cause).__name__)
        if gone:
            logout(request)
            return HttpResponseRedirect(reverse("site:account_deleted"))
        pairs = typed.pairs(request)
        shown = {"pairs": pairs, "texts": typed.longer_texts(pairs), "files": bool(request.FILES), "address": request.get_full_path(), "section": ""}
        return render(request, "identity/collision.html", shown, status=409)


def is_script(request: HttpRequest) -> bool:
    """True for the requests that the editors' admin makes behind the scenes: saving by itself, choosers, previews."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" or request.headers.get("Accept", "").startswith("application/json")


def kept_form(request: HttpRequest, step: str) -> HttpResponse:
    """The page that keeps what was typed until the person may send it."""
    fields = typed.pairs(request)
    where = f"{reverse(step)}?{urlencode({'next': '/bord/'})}"
    shown = {"pairs": fields, "texts": typed.longer_texts(fields), "files": bool(request.FILES), "address": request.get_full_path(), "step": where}
    missing = {"renew": step == "identity:staff_session", "role_taken": step == "identity:no_staff"}
    return render(request, "identity/keep_typed.html", {**shown, **missing, "section": "", "form": RenewedSessionForm()}, status=403)
