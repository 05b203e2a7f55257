"""Take an alliance up again that was given up or closed."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.move_alliance import Ending, why_no_end
from samspil.alliances.actions.working import begin, change, party_of
from samspil.alliances.events import AllianceReopened
from samspil.alliances.models import Alliance, Closing
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor


@transaction.atomic
def reopen_alliance(actor: Actor, slug: str, for_organisation: int | None, *, now: datetime) -> Alliance | Refusal:
    """The parties are gathered again with what they have written, and agree anew: an agreement that held is closed and stays in the history.

    Whoever may end it may do this, so nobody is bound by it: each party signs again, or goes out. `for_organisation` is None for
    the person who holds it in their own name.
    """
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    refusal = why_no_end(actor, room, Ending(for_organisation)) or change(room, "reopen", now=now, reopened=True)
    if refusal:
        return refusal
    alliance = room.alliance
    alliance.ended_at, alliance.ended_for, alliance.end_reason, alliance.continued_with = None, None, "", ""
    alliance.save(update_fields=["ended_at", "ended_for", "end_reason", "continued_with"])
    Closing.objects.filter(alliance=alliance).delete()  # another ending is another farewell
    party = party_of(actor, room, for_organisation) if for_organisation is not None else None
    told = AllianceReopened(alliance_id=alliance.pk, party_id=party.pk if party else None, moment=now.isoformat())
    events.record(told, actor_id=actor.person_id)
    return alliance
