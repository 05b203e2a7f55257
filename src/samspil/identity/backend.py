"""Who a session belongs to. Logging in is allauth's; only reading the person at each visit is plain SQL (see sessions.py)."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from samspil.identity.models import Person


@cache
def read() -> tuple[str, list[str]]:
    """The statement that reads a person, and the fields it reads."""
    names = [field.attname for field in Person._meta.concrete_fields]
    return f"SELECT {', '.join(names)} FROM identity_person WHERE id = %s", names  # noqa: S608  # names of our own columns


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's log-in by password; `get_user` gives the active person a session names, or None."""

    def get_user(self, user_id: int) -> Person | None:
        statement, names = read()
        with connection.cursor() as cursor:
            cursor.execute(statement, [user_id])
            row = cursor.fetchone()
        person = Person.from_db("default", names, row) if row else None
        return person if person and self.user_can_authenticate(person) else None
