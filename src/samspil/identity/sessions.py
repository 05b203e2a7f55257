"""Django's sessions in the database, read by plain SQL: the ORM took half of the time of a page for somebody logged in."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Differs from Django's in how it reads, in nothing else."""

    def load(self) -> dict[str, Any]:
        """The session's data; empty, and the key forgotten, when there is no such session or it has run out."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found
