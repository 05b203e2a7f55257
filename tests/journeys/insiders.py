"""People who are here and logged in already, made by the rooms' errands: a journey clicks only where the click is the point.

The browser's event loop keeps Django's ORM out of the tests' thread, so `behind` runs what needs it in a thread of its own.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import connections
from django.test import Client
from playwright.sync_api import Page

from samspil.identity.models import Person
from tests.access.roles import begin_session, employ
from tests.journeys.looking import PHONE, WIDE, look

T = TypeVar("T")
Behind = Callable[[Callable[[], Any]], Any]


def in_own_thread(database: str, errand: Callable[[], T]) -> T:
    """Run something that uses the ORM on the journeys' database, and give what it gives."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(on_database, database, errand).result()


def on_database(name: str, errand: Callable[[], T]) -> T:
    connection = connections["default"]  # each thread has its own
    connection.settings_dict = {**connection.settings_dict, "NAME": name}
    try:
        return errand()
    finally:
        connection.close()


def newcomer(email: str = "") -> Person:
    """Somebody with a proved address; the making modules of the rooms call it with an address."""
    from allauth.account.models import EmailAddress

    name, _, host = (email or "person@example.dk").partition("@")
    person = Person.objects.create_user(f"{name}{time.time_ns()}@{host}")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def key_of(person: Person) -> str:
    """The session of a browser in which the person has logged in."""
    return client_of(person).session.session_key or ""


def key_at_work(person: Person) -> str:
    """The same with a second step and a running staff session."""
    client = client_of(person)
    begin_session(client, person)
    return client.session.session_key or ""


def clerk() -> Person:
    """An administrator of the made-up municipality's own organisation."""
    person = newcomer("medarbejder@example.dk")
    employ(person)
    return person


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


def state_of(key: str) -> dict[str, Any]:
    """What a browser must bring to be the person of this session."""
    kept = {"domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"cookies": [{"name": "sessionid", "value": key, **kept}], "origins": []}


def both(page: Page, *, part: str | None = None) -> None:
    """Look at a page as it stands on a phone and on a wide screen."""
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        look(page, page.heard, width, part)  # type: ignore[attr-defined]  # kept with its page by visit()
