"""A person's secret calendar address: made, renewed, taken away."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from samspil.alliances import gatherings
from samspil.alliances.models import CalendarAddress
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import hashed

LOG_IN = Refusal("log-in", "Log ind for at få en kalenderadresse.")


@transaction.atomic
def renew_calendar_address(actor: Actor, *, now: datetime) -> CalendarAddress | Refusal:
    """A new address; the one before opens nothing any more."""
    if actor.person_id is None:
        return LOG_IN
    new = CalendarAddress(key=uuid4())
    told = {"key": new.key, "secret_hash": hashed(gatherings.secret_of(new)), "made_at": now}
    return CalendarAddress.objects.update_or_create(person_id=actor.person_id, defaults=told)[0]


@transaction.atomic
def end_calendar_address(actor: Actor) -> None:
    """No address any more; ending none changes nothing."""
    CalendarAddress.objects.filter(person=actor.person_id).delete()
