"""Begin and end a staff session."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.core.text import clean
from samspil.identity.actor import Actor
from samspil.identity.events import StaffSessionBegan, StaffSessionEnded
from samspil.identity.models import StaffSession


@transaction.atomic
def begin(actor: Actor, reason: str, *, now: datetime) -> StaffSession | Refusal:
    """A person with a staff role begins a time-limited session and says why; refused without a role or a reason."""
    if actor.person_id is None or not actor.has_staff_work:
        return Refusal("no-role", "Du har ikke en rolle, der giver arbejde her.")
    reason = clean(reason)
    if len(reason) < 3:
        return Refusal("no-reason", "Skriv kort, hvad du skal. Det står i loggen.")
    ends_at = now + timedelta(hours=settings.STAFF_SESSION_HOURS)
    session = StaffSession.objects.create(person_id=actor.person_id, reason=reason[:200], began_at=now, ends_at=ends_at)
    events.record(StaffSessionBegan(staff_session_id=session.pk), actor_id=actor.person_id)
    return session


@transaction.atomic
def end(actor: Actor, session_id: int, *, now: datetime) -> None:
    """End the person's own session; harmless when it has ended."""
    if actor.person_id is None:
        return
    changed = StaffSession.objects.running(now).filter(pk=session_id, person_id=actor.person_id).update(ended_at=now)
    if changed:
        events.record(StaffSessionEnded(staff_session_id=session_id), actor_id=actor.person_id)


@transaction.atomic
def close_run_out(*, now: datetime) -> int:
    """Note the end of sessions whose time is up; returns how many. Idempotent."""
    run_out = list(StaffSession.objects.select_for_update(skip_locked=True).filter(ended_at=None, ends_at__lte=now))
    for session in run_out:
        session.ended_at = session.ends_at
        session.save(update_fields=["ended_at"])
        events.record(StaffSessionEnded(staff_session_id=session.pk), actor_id=session.person_id)
    return len(run_out)
