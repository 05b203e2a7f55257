"""Who a session belongs to. Logging in is allauth's; only reading the person at each visit is plain SQL (see sessions.py)."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.utils import timezone

from samspil.identity.models import Person
from samspil.identity.reach import COLUMNS, reach_from


@cache
def read() -> tuple[str, list[str]]:
    """The statement that reads a person and how far they reach, and the person's fields."""
    names = [field.attname for field in Person._meta.concrete_fields]
    own = ", ".join(f"p.{name}" for name in names)
    return f"SELECT {own}, {COLUMNS} FROM identity_person p WHERE p.id = %(person)s", names  # noqa: S608  # our own constants and columns


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's log-in by password; `get_user` gives the active person a session names, with the reach just read, or None."""

    def get_user(self, user_id: int) -> Person | None:
        statement, names = read()
        with connection.cursor() as cursor:
            cursor.execute(statement, {"person": user_id, "now": timezone.now()})
            row = cursor.fetchone()
        if row is None:
            return None
        person = Person.from_db("default", names, row[: len(names)])
        person.reach_just_read = reach_from(row[len(names) :])
        return person if self.user_can_authenticate(person) else None
