"""An organisation that could not be confirmed answers why, and waits again."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.join_organisation import NOT_YOURS
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.events import ConfirmationAsked
from samspil.identity.models import Organisation

NOT_DECLINED = Refusal("not-declined", "I har allerede svaret, eller I er bekræftet.")


@transaction.atomic
def ask_confirmation(actor: Actor, organisation_id: int, answer: str, *, now: datetime) -> Organisation | Refusal:
    """An administrator answers; those who confirm see the answer beside what they wrote. Refused until somebody has said no."""
    organisation = Organisation.objects.standing().select_for_update().filter(pk=organisation_id).first()
    if organisation is None or not actor.belongs_to(organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    if organisation.confirmed_at or not organisation.declined_at:
        return NOT_DECLINED
    history.done_by(actor.person_id)
    organisation.declined_at, organisation.declined_answer = None, answer
    organisation.save(update_fields=["declined_at", "declined_answer"])
    told = ConfirmationAsked(organisation_id=organisation.pk, asked_at=now.isoformat())
    events.record(told, actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return organisation
