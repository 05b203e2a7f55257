"""Addresses of log-in and account below /konto/: allauth's own, in Danish."""

from collections.abc import Iterable, Iterator
from typing import Any

from allauth.urls import urlpatterns as theirs
from django.urls import URLPattern, URLResolver, path, re_path
from django.urls.resolvers import RegexPattern

from samspil.identity.views import codes, outside

DANISH = {
    "2fa": "sikkerhed",
    "activate": "tilfoej",
    "add": "tilfoej",
    "authenticate": "kode",
    "change": "skift",
    "code": "kode",
    "confirm": "bekraeft",
    "confirm-email": "bekraeft-e-mail",
    "deactivate": "fjern",
    "done": "sendt",
    "download": "hent",
    "edit": "ret",
    "email": "e-mail",
    "generate": "lav",
    "inactive": "lukket",
    "key": "ny",
    "keys": "noegle",
    "login": "log-ind",
    "logout": "log-ud",
    "password": "adgangskode",
    "reauthenticate": "bekraeft-dig",
    "recovery-codes": "noedkoder",
    "remove": "fjern",
    "reset": "glemt",
    "set": "vaelg",
    "signup": "opret",
    "totp": "app",
    "webauthn": "adgangsnoegler",
}


def danish(route: str) -> str:
    """A route with its words in Danish; what holds a value stays. KeyError for a word that has none yet, so that an upgrade cannot bring English back."""
    return "/".join(word if not word.strip("^$") or word[0] in "(<" else word[: word[0] == "^"] + DANISH[word.lstrip("^")] for word in route.split("/"))


def in_danish(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[URLPattern]:
    """The same views under the same names at Danish addresses."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from in_danish(pattern.url_patterns, route)
        else:
            maker: Any = re_path if isinstance(pattern.pattern, RegexPattern) else path
            yield maker(danish(route), codes.in_words(pattern.name, pattern.callback), name=pattern.name)


# Ours are below: theirs know providers by tables, and lead to old addresses.
OURS = ("3rdparty/", "social/")
urlpatterns = [
    *in_danish(pattern for pattern in theirs if not str(pattern.pattern).startswith(OURS)),
    path("andet-log-ind/", outside.connections, name="socialaccount_connections"),
    path("andet-log-ind/begynd/", outside.start, name="outside_start"),
    path("andet-log-ind/tilbage/", outside.back, name="outside_back"),
    path("andet-log-ind/opret/", outside.signup, name="socialaccount_signup"),
    path("andet-log-ind/afbrudt/", outside.cancelled, name="socialaccount_login_cancelled"),
]
