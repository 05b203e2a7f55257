"""The municipality's staff or the volunteer centre confirm that an organisation is who it says."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.events import OrganisationConfirmed
from samspil.identity.models import Organisation

NOT_YOURS = Refusal("not-yours", "Organisationer bekræftes af kommunens egne medarbejdere eller frivilligcentret.")


@transaction.atomic
def confirm_organisation(actor: Actor, organisation_id: int, *, yes: bool, now: datetime) -> Organisation | Refusal:
    """Confirm, or take a confirmation back; doing it twice is doing it once."""
    organisation = Organisation.objects.standing().select_for_update().filter(pk=organisation_id).first()
    if organisation is None or not actor.may("identity.confirm_organisation", organisation):
        return NOT_YOURS
    if organisation.of_municipality_id:
        return Refusal("municipality", "Kommunens egen organisation er altid bekræftet.")
    if bool(organisation.confirmed_at) == yes:
        return organisation
    history.done_by(actor.person_id)
    organisation.confirmed_at = now if yes else None
    organisation.declined_at, organisation.declined_why, organisation.declined_answer = None, "", ""
    organisation.save(update_fields=["confirmed_at", "declined_at", "declined_why", "declined_answer"])
    told = OrganisationConfirmed(organisation_id=organisation.pk, confirmed=yes)
    events.record(told, actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return organisation
