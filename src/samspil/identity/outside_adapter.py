"""How a log-in through the outside provider becomes a log-in here: never by an e-mail address, only by issuer and subject."""

from datetime import datetime
from typing import Any

import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspil.core.refusals import Refusal
from samspil.identity import proof
from samspil.identity.actions import link_login
from samspil.identity.actor import actor_of
from samspil.identity.domain.assurance import Assurance
from samspil.identity.outside_session import OutsideSession, provider_here

log = structlog.get_logger(__name__)
LATE = "Der gik for lang tid. Begynd forfra, så forbinder vi dit log-ind."


class OutsideAdapter(DefaultSocialAccountAdapter):
    """The provider comes from the environment alone, so no query asks a table for it."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        if settings.OUTSIDE_LOGIN is None:
            return []
        from samspil.identity.outside_provider import app_of  # loads libraries that only this log-in needs

        return [app_of(settings.OUTSIDE_LOGIN)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        from samspil.identity.outside_provider import OutsideProvider

        return OutsideProvider(request, app=self.get_app(request, provider))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tokens go; what the log-in needs later is kept; connecting is ours, with a proof that is fresh."""
        sociallogin.token = None
        state = sociallogin.state
        sociallogin.state = {"process": state["process"], "next": state.get("next"), "told": sociallogin.told}
        if state["person"] != request.user.pk:
            raise PermissionDenied
        if request.user.is_authenticated:
            raise ImmediateHttpResponse(connect(request, sociallogin))

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Exception | None = None, extra_context: Any = None
    ) -> None:
        """Noted without anything the provider told; the visitor sees what to do now."""
        if error == "cancelled":
            return
        log.warning("outside_log_in_failed", why=type(exception).__name__ if exception else str(error), code=code_of(exception))
        raise ImmediateHttpResponse(failed(request))


def code_of(exception: Exception | None) -> str:
    """The short word of our own checks; nothing else of an error is written down."""
    text = str(exception) if exception else ""
    return text if text.replace("_", "").isalnum() and len(text) <= len("InvalidSignatureError") * 2 else ""


def failed(request: HttpRequest) -> HttpResponse:
    """The page that says that it did not work out and what to do."""
    shown = {"section": "", "name": provider_here().name, "signed_in_here": request.user.is_authenticated}
    return render(request, "identity/outside_failed.html", shown, status=401)


def connect(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """Tie the log-in to the person who is logged in here, if they have just shown that it is they."""
    if proof.where_to_prove(request):
        messages.error(request, LATE)
        return redirect("socialaccount_connections")
    result = link_login.link(actor_of(request), sociallogin.account.provider, sociallogin.account.uid)
    if isinstance(result, Refusal):
        messages.error(request, result.text)
    else:
        messages.success(request, f"Du kan nu logge ind med {provider_here().name}.")
    return redirect("socialaccount_connections")


def told_by(sociallogin: SocialLogin) -> OutsideSession:
    """What the provider told about this log-in."""
    told = sociallogin.state["told"]
    return OutsideSession(datetime.fromisoformat(told["at"]), Assurance(told["level"]) if told["level"] else None, told["leave"])
