"""While a code by mail is awaited: allauth's views, which lead away in silence when the code does not hold. Here each turn says why, and keeps the way on."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

View = Callable[..., HttpResponseBase]
WAITING = ("account_confirm_login_code", "account_email_verification_sent")
ENTRANCES = ("account_login", "account_signup", "account_request_login_code")
WRONG_DA = "Koden blev ikke skrevet rigtigt tre gange, så den gælder ikke mere."
OLD_DA = "Koden gælder ikke længere. En kode gælder i ti minutter og kun én gang."
# What to do now, by the page one is led to.
ON_DA = {
    "account_login": "Log ind med din e-mail, så sender vi en ny.",
    "account_request_login_code": "Skriv din e-mail, så sender vi en ny.",
    "account_email": "Skriv den nye e-mail igen, så sender vi en ny.",
}
SENT_DA = "Vi har sendt en ny kode. Den i den første mail gælder ikke mere."
PENDING_DA = "Du er i gang med at logge ind. Skriv koden fra mailen. Tryk Fortryd, hvis du vil begynde forfra."


def in_words(name: str | None, view: View) -> View:
    """allauth's view with our words around it, where it has to do with codes."""
    return of_waiting(view) if name in WAITING else of_entrance(view) if name in ENTRANCES else view


def of_waiting(view: View) -> View:
    """The page where the code is written."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        onward, changing = onward_of(request), EMAIL_VERIFICATION_CODE_SESSION_KEY in request.session
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseRedirect):
            return response
        name = next((name for name in ON_DA if led_to(response, name)), None)
        if name == "account_email" and not changing:  # the code is used: they are in, and came by the back button
            return redirect(onward or "site:me")
        if name:
            return said_why(request, response, name, onward)
        if request.POST.get("action") == "resend" and not told_already(request):
            messages.success(request, SENT_DA)
        return response

    return wrapped


def of_entrance(view: View) -> View:
    """The pages where a log-in begins: whoever has one under way is led to the code, and told so."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and isinstance(response, HttpResponseRedirect) and any(led_to(response, name) for name in WAITING):
            if not any(str(message) == PENDING_DA for message in seen(request)):
                messages.info(request, PENDING_DA)
            return with_next(response, onward_of(request))
        return response

    return wrapped


def led_to(response: HttpResponseRedirect, name: str) -> bool:
    """True when the answer leads to the page of this name."""
    return urlsplit(response.url).path == resolve_url(name)


def said_why(request: HttpRequest, response: HttpResponseRedirect, name: str, onward: str) -> HttpResponseBase:
    """Led to where a new code is had, with why; allauth's own words for three wrong codes speak of passwords."""
    wrong = told_already(request)
    list(messages.get_messages(request))
    messages.warning(request, f"{WRONG_DA if wrong else OLD_DA} {ON_DA[name]}")
    return with_next(response, onward)


def told_already(request: HttpRequest) -> bool:
    """True when the view itself said that something was wrong."""
    return any(message.level >= messages.WARNING for message in seen(request))


def seen(request: HttpRequest) -> list[Message]:
    """The messages that wait to be shown; they go on waiting."""
    storage = messages.get_messages(request)
    found = list(storage)
    if isinstance(storage, BaseStorage):
        storage.used = False
    return found


def onward_of(request: HttpRequest) -> str:
    """Where the person wanted to go: from the address or form, or from the log-in that is under way; "" for anything but an address of ours."""
    login = request.session.get(LOGIN_SESSION_KEY) or {}
    wanted = request.POST.get("next") or request.GET.get("next") or (login.get("redirect_url") if isinstance(login, dict) else "") or ""
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def with_next(response: HttpResponseRedirect, onward: str) -> HttpResponseBase:
    """The same way, with where to go afterwards."""
    return redirect(f"{urlsplit(response.url).path}?{urlencode({'next': onward})}") if onward else response
