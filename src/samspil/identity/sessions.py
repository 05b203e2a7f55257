"""Django's sessions in the database, read by plain SQL together with the person and kept by one statement: the ORM and a second statement took half of
the time of a page for somebody logged in, and a session that is made looked first whether its key of 32 drawn signs was taken.
"""

from functools import cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from samspil.identity.backend import person_from, read_columns
from samspil.identity.models import Person, Session

# The key is the row's own: a new session can take no other's, and one that is kept again is not made anew after somebody ended it.
MAKE = """
INSERT INTO identity_session (session_data, expire_date, person_id, session_key) VALUES (%s, %s, %s, %s) ON CONFLICT (session_key) DO NOTHING
"""
KEEP = "UPDATE identity_session SET session_data = %s, expire_date = %s, person_id = %s WHERE session_key = %s"


@cache
def read() -> str:
    """The statement that reads a session with its person."""
    return (
        f"SELECT s.session_data, {read_columns()} FROM identity_session s LEFT JOIN identity_person p ON p.id = s.person_id "  # noqa: S608  # our own columns
        "WHERE s.session_key = %(key)s AND s.expire_date > %(now)s"
    )


class SessionStore(db.SessionStore):
    """Differs from Django's in how it reads, and in that its rows name the person."""

    person_just_read: Person | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The rows."""
        return Session

    def _get_new_session_key(self) -> str:
        """A new key; one that is taken is refused when the row is made, and another is drawn (`create`)."""
        return get_random_string(32, VALID_KEY_CHARS)

    def save(self, must_create: bool = False) -> None:
        """Keep the session's data in its row, which names whoever is logged in. Raises CreateError when the new key is taken, UpdateError when the
        session has been ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # the stubs name what is public
        person = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        with connection.cursor() as cursor:
            cursor.execute(MAKE if must_create else KEEP, [self.encode(data), self.get_expiry_date(), person, self.session_key])
            kept = cursor.rowcount
        if not kept:
            raise CreateError if must_create else UpdateError

    def load(self) -> dict[str, Any]:
        """The session's data; empty, and the key forgotten, when there is no such session or it has run out."""
        with connection.cursor() as cursor:
            cursor.execute(read(), {"key": self.session_key, "now": timezone.now()})
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        self.person_just_read = person_from(row[1:])
        found: dict[str, Any] = self.decode(row[0])
        return found
