"""Who a session belongs to. Logging in is allauth's; only reading the person at each visit is plain SQL (see sessions.py)."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib import auth
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from samspil.identity.models import Person
from samspil.identity.reach import COLUMNS, reach_from


@cache
def names() -> list[str]:
    """The person's fields."""
    return [field.attname for field in Person._meta.concrete_fields]


@cache
def read_columns() -> str:
    """The columns of a person `p` and of how far they reach."""
    return f"{', '.join(f'p.{name}' for name in names())}, {COLUMNS}"


def person_from(row: Sequence[Any]) -> Person | None:
    """The active person that a row of `read_columns` tells, with the reach just read; None where the row has none."""
    person = Person.from_db("default", names(), row[: len(names())])
    if not person.is_active:  # no row at all has no yes here either
        return None
    person.reach_just_read = reach_from(row[len(names()) :])
    return person


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's log-in by password; `get_user` gives the active person with this number, with the reach just read, or None."""

    def get_user(self, user_id: int) -> Person | None:
        with connection.cursor() as cursor:
            statement = f"SELECT {read_columns()} FROM identity_person p WHERE p.id = %(person)s"  # noqa: S608  # our own constants and columns
            cursor.execute(statement, {"person": user_id, "now": timezone.now()})
            row = cursor.fetchone()
        return person_from(row) if row else None


def person_of(request: HttpRequest) -> Any:
    """Who is logged in: the person read with the session where its seal still fits them, and in all other cases whom Django finds."""
    session = request.session
    told = session.get(auth.SESSION_KEY)
    person = getattr(session, "person_just_read", None)
    if person is None or told != str(person.pk) or session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return auth.get_user(request)
    seal = session.get(auth.HASH_SESSION_KEY, "")
    return person if seal and constant_time_compare(seal, person.get_session_auth_hash()) else auth.get_user(request)
