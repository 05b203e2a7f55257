"""Ending everything a person is logged in to."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from samspil.core import events
from samspil.identity.events import StaffSessionEnded
from samspil.identity.models import Person, Session, StaffSession


def sessions_of(person: Person) -> Iterator[Session]:
    """Browser sessions of the person, and half-done log-ins that hold the address: those name nobody and are sealed, so they are opened and looked at."""
    own, address = str(person.pk), json.dumps(person.email.lower())
    for session in Session.objects.filter(Q(person=person) | Q(person=None)).iterator(chunk_size=1000):
        data = session.get_decoded()
        if data.get("_auth_user_id") == own or address in json.dumps(data, default=str).lower():
            yield session


def end_all_sessions(person: Person, *, now: datetime) -> int:
    """Log the person out everywhere and lay staff powers down; how many browser sessions ended."""
    keys = [session.session_key for session in sessions_of(person)]
    Session.objects.filter(session_key__in=keys).delete()
    for staff_session in StaffSession.objects.running(now).filter(person=person):
        staff_session.ended_at = now
        staff_session.save(update_fields=["ended_at"])
        events.record(StaffSessionEnded(staff_session_id=staff_session.pk), actor_id=person.pk)
    return len(keys)
