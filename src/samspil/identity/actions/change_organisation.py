"""An administrator tells anew what an organisation does and where to find it."""

from dataclasses import dataclass

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.join_organisation import NOT_YOURS
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.events import OrganisationChanged
from samspil.identity.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the form gathered; empty texts are shown nowhere."""

    about: str
    website: str
    public_email: str


@transaction.atomic
def change_organisation(actor: Actor, organisation_id: int, told: Told) -> Organisation | Refusal:
    """Replace what an organisation tells about itself."""
    organisation = Organisation.objects.standing().select_for_update().filter(pk=organisation_id).first()
    if organisation is None or not actor.belongs_to(organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    history.done_by(actor.person_id)
    organisation.about, organisation.website, organisation.public_email = told.about, told.website, told.public_email
    organisation.save(update_fields=["about", "website", "public_email"])
    events.record(OrganisationChanged(organisation_id=organisation.pk), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return organisation
