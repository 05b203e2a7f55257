"""A person on whom confidentiality is imposed says that they have read it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspil.alliances.events import ConfidentialityConfirmed
from samspil.alliances.models import Imposition
from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actor import Actor

NO_SUCH = Refusal("no-imposition", "Der er ikke noget at bekræfte her. Se, om du er logget ind med den e-mail, brevet kom til.")
ENDED = Refusal("ended", "Pålægget er hørt op, så der er ikke mere at bekræfte.")
NO_NAME = Refusal("no-name", "Skriv dit navn. Det står på kvitteringen.")


@transaction.atomic
def confirm_confidentiality(actor: Actor, key: UUID, name: str, *, now: datetime) -> Imposition | Refusal:
    """Keep who confirmed which text, when, and how sure the log-in was; confirming twice is confirming once."""
    if actor.person_id is None:
        return NO_SUCH
    own = Imposition.objects.addressed_to(actor.person_id, frozenset(proved_addresses(actor.person_id)))
    found = own.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        return NO_SUCH
    if found.confirmed_at:
        return found
    if found.ended_on:
        return ENDED
    if not name.strip():
        return NO_NAME
    history.done_by(actor.person_id)
    found.person_id, found.confirmed_at, found.confirmed_name = actor.person_id, now, name.strip()
    found.assurance, found.delete_on = actor.assurance.value if actor.assurance else "", None
    told = ConfidentialityConfirmed(alliance_id=found.alliance_id, imposition_id=found.pk)
    events.change(found, ["person", "confirmed_at", "confirmed_name", "assurance", "delete_on"], told, actor_id=actor.person_id)
    return found
