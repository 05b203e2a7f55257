"""The municipality's staff or the volunteer centre cannot confirm an organisation as it stands, and say why."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.confirm_organisation import NOT_YOURS
from samspil.identity.actor import Actor
from samspil.identity.events import OrganisationDeclined
from samspil.identity.models import Organisation

NOT_WAITING = Refusal("not-waiting", "Den venter ikke på at blive bekræftet. Genindlæs siden.")
NO_REASON = Refusal("no-reason", "Skriv, hvad de kan gøre, så de kan svare.")


@transaction.atomic
def decline_organisation(actor: Actor, organisation_id: int, why: str, *, now: datetime) -> Organisation | Refusal:
    """Say no for now with a reason that its members read. It waits no longer; its administrators may answer and ask again."""
    organisation = Organisation.objects.standing().select_for_update().filter(pk=organisation_id).first()
    if organisation is None or not actor.may("identity.confirm_organisation", organisation):
        return NOT_YOURS
    if organisation.confirmed_at or organisation.declined_at:
        return NOT_WAITING
    if not why.strip():
        return NO_REASON
    history.done_by(actor.person_id)
    organisation.declined_at, organisation.declined_why, organisation.declined_answer = now, why, ""
    organisation.save(update_fields=["declined_at", "declined_why", "declined_answer"])
    told = OrganisationDeclined(organisation_id=organisation.pk)
    events.record(told, actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return organisation
