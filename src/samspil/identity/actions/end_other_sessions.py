"""Somebody logs out everywhere but here: a phone that is gone, a computer that others use."""

from datetime import datetime
from functools import partial

from django.db import transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity import telling
from samspil.identity.actor import Actor
from samspil.identity.ending import end_sessions
from samspil.identity.events import OtherSessionsEnded
from samspil.identity.models import Session

NOT_LOGGED_IN = Refusal("not-logged-in", "Log ind først.")
ONLY_HERE = Refusal("only-here", "Du er ikke logget ind andre steder. Intet er ændret.")
ENDED = "Du er logget ud alle andre steder end der, hvor du bad om det."


@transaction.atomic
def end_other_sessions(actor: Actor, here: str, *, now: datetime) -> int | Refusal:
    """End all the person's sessions but the one with the key `here`, and the staff powers used in them; how many ended. They are told by mail."""
    if actor.person_id is None:
        return NOT_LOGGED_IN
    others = list(Session.objects.filter(person=actor.person_id, expire_date__gt=now).exclude(pk=here))
    if not others:
        return ONLY_HERE
    end_sessions(others, now=now)
    events.record(OtherSessionsEnded(person_id=actor.person_id), actor_id=actor.person_id)
    transaction.on_commit(partial(telling.needed, "identity/mail/account_event", actor.email, {"what": ENDED}), robust=True)
    return len(others)
