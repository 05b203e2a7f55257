"""A real OpenID Connect provider on loopback (oidc-provider-mock), and a visitor who walks through it over HTTP.

`Provider.bend` changes what reaches the provider's program, so that it answers, with its own signature, what a wrong or hostile provider would.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
import werkzeug.serving
from django.test import Client
from oidc_provider_mock import User, app

from samspil.identity.domain.assurance import Assurance
from samspil.identity.domain.outside_login import OutsideLogin

LEVELS = "https://data.gov.dk/concept/core/nsis/"
LEVEL_CLAIM = LEVELS + "loa"
CPR = "010190-1234"
NAME = "Navn som udbyderen kender"
Bend = Callable[[dict[str, Any]], None]


class Provider:
    """The provider's program with a bend; `seen` are the queries and forms it was sent."""

    def __init__(self, **options: Any) -> None:
        self.program = app(require_nonce=True, **options)
        self.bend: dict[str, Bend] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.issuer = ""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        self.seen.append((path, dict(parse_qsl(environ.get("QUERY_STRING", "")))))
        if path in self.bend:
            self.bend[path](environ)
        return self.program(environ, start_response)

    def login(self, **changes: Any) -> OutsideLogin:
        """The setting of an installation that uses this provider."""
        levels = {f"{LEVELS}Low": Assurance.LOW, f"{LEVELS}Substantial": Assurance.SUBSTANTIAL, f"{LEVELS}High": Assurance.HIGH}
        made = {"issuer": self.issuer, "client_id": "samspil", "secret": "hemmelig", "name": "Prøve-ID", "level_claim": LEVEL_CLAIM, "levels": levels}
        return OutsideLogin(**{**made, **changes})

    def asked(self, path: str) -> dict[str, str]:
        """The last query that came to this path."""
        return [query for at, query in self.seen if at == path][-1]


def somebody(subject: str, level: str = "Substantial", **claims: object) -> User:
    """Whom the provider knows, with more claims than anybody should keep."""
    return User(
        sub=subject, claims={LEVEL_CLAIM: LEVELS + level, "cpr": CPR, "dk:gov:saml:attribute:CprNumberIdentifier": CPR, "nickname_here": NAME, **claims}
    )


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The provider answers on a free port of 127.0.0.1 until the block ends."""
    server = werkzeug.serving.make_server("127.0.0.1", 0, provider, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def query_environ(**changes: str) -> Bend:
    """A bend that writes other values into the query."""

    def bend(environ: dict[str, Any]) -> None:
        environ["QUERY_STRING"] = urlencode({**dict(parse_qsl(environ["QUERY_STRING"])), **changes})

    return bend


def at_the_provider(left: Any, subject: str = "", *, deny: bool = False) -> str:
    """What the person does at the provider after we sent them there; the address that the provider sends the browser back to, without our host."""
    assert left.status_code == 302, left.content.decode()[:400]
    answer = requests.post(left["Location"], data={"action": "deny"} if deny else {"sub": subject}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/konto/andet-log-ind/tilbage/"
    query = dict(parse_qsl(back.query))
    if deny:  # this provider forgets the state when it denies, against RFC 6749, 4.1.2.1
        query.setdefault("state", dict(parse_qsl(urlsplit(left["Location"]).query))["state"])
    return f"{back.path}?{urlencode(query)}"


def walk(client: Client, subject: str, onward: str = "") -> Any:
    """The whole way from our button to our answer."""
    return client.get(at_the_provider(client.post("/konto/andet-log-ind/begynd/", {"next": onward} if onward else {}), subject))


EXPIRED = timedelta(seconds=-60)
