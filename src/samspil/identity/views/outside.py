"""Log-in through the outside provider: leave for it, come back, create the account, and see and undo what is tied to one's own."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.views import signup as their_signup
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from samspil.core import ratelimit
from samspil.core.refusals import Refusal
from samspil.identity import proof
from samspil.identity.actions import link_login
from samspil.identity.actor import actor_of
from samspil.identity.domain.assurance import ASSURANCE_DA
from samspil.identity.outside_adapter import failed
from samspil.identity.outside_session import provider_here, remembered


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Leave for the provider: to log in, or when one is logged in to tie the log-in to the account. Nothing starts by a link from elsewhere."""
    login = provider_here()
    from allauth.socialaccount.providers.oauth2.client import OAuth2Error
    from requests import RequestException

    if request.user.is_authenticated and proof.where_to_prove(request):
        return redirect("socialaccount_connections")
    if ratelimit.too_many(request, "outside-login", limit=30, seconds=600):
        return render(request, "429.html", status=429)
    try:
        provider = get_adapter(request).get_provider(request, login.issuer)
        left: HttpResponse = provider.redirect_from_request(request)
    except (OAuth2Error, RequestException):
        return failed(request)
    return left


def back(request: HttpRequest) -> HttpResponse:
    """Come back from the provider, by whatever answer."""
    login = provider_here()
    from samspil.identity.outside_provider import OutsideCallbackView, OutsideOAuth2Adapter

    come: HttpResponse = OutsideCallbackView.adapter_view(OutsideOAuth2Adapter(request, login.issuer))(request)
    return come


def signup(request: HttpRequest) -> HttpResponse:
    """Somebody whom the provider named, and nobody here: which e-mail shall the new account have? It is proved by a code."""
    provider_here()
    if request.method == "POST" and ratelimit.too_many(request, "outside-signup", limit=10, seconds=3600):
        return render(request, "429.html", status=429)
    made: HttpResponse = their_signup(request)
    return made


def cancelled(request: HttpRequest) -> HttpResponse:
    """The visitor said no at the provider; nothing happened."""
    return render(request, "identity/outside_cancelled.html", {"section": "", "name": provider_here().name})


def connections(request: HttpRequest) -> HttpResponse:
    """What is tied to one's own account; tying and untying need a fresh proof that it is you."""
    login = provider_here()
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    proving = proof.where_to_prove(request)
    if request.method == "POST" and not proving:
        result = link_login.unlink(actor_of(request), login.issuer)
        if isinstance(result, Refusal):
            messages.error(request, result.text)
        else:
            messages.success(request, "Det er fjernet.")
        return redirect("socialaccount_connections")
    linked = list(SocialAccount.objects.filter(user_id=actor_of(request).person_id, provider=login.issuer).order_by("pk"))
    now = remembered(request.session, actor_of(request).person_id)
    prove = proving and f"{proving}?{urlencode({'next': reverse('socialaccount_connections')})}"
    level = ASSURANCE_DA[now.level] if now and now.level else ""
    shown = {"section": "me", "name": login.name, "linked": linked, "now": now, "level": level, "prove": prove}
    return render(request, "identity/outside_connections.html", shown)
