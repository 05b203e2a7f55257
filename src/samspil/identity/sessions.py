"""Django's sessions in the database, read by plain SQL together with the person: the ORM and a second statement took half of the time of a page for
somebody logged in.
"""

from functools import cache
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

from samspil.identity.backend import person_from, read_columns
from samspil.identity.models import Person, Session


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

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session, which names whoever is logged in."""
        row = cast(Session, super().create_model_instance(data))
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

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
