"""Ending everything a person is logged in to."""

import json
from collections.abc import Iterable, Iterator
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
    lay_down(StaffSession.objects.running(now).filter(person=person), now)
    return len(keys)


def end_sessions(sessions: list[Session], *, now: datetime) -> None:
    """End these browser sessions, and lay down the staff powers that were used in them."""
    used = [session.get_decoded().get("staff_session") for session in sessions]
    lay_down(StaffSession.objects.running(now).filter(pk__in=[pk for pk in used if pk]), now)
    Session.objects.filter(pk__in=[session.pk for session in sessions]).delete()


def lay_down(powers: Iterable[StaffSession], now: datetime) -> None:
    """End staff sessions, and say so in the log."""
    for staff_session in powers:
        staff_session.ended_at = now
        staff_session.save(update_fields=["ended_at"])
        events.record(StaffSessionEnded(staff_session_id=staff_session.pk), actor_id=staff_session.person_id)
