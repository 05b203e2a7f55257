"""Set where messages to a municipality go, and where its accessibility statement lies."""

from dataclasses import dataclass

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity import contacts
from samspil.identity.actor import Actor
from samspil.identity.domain.statements import own_domains, why_not
from samspil.identity.events import MunicipalityChanged
from samspil.identity.models import Municipality
from samspil.identity.models.municipality import SETTLED

NOT_YOURS = Refusal("not-administrator", "Det kan kun en administrator eller kommunens egne.")


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """What the form gathered; empty takes an address away."""

    desk_email: str = ""
    accessibility_statement: str = ""
    controller_text: str = ""
    alliances_open: bool = True


@transaction.atomic
def set_contacts(actor: Actor, slug: str, new: Contacts) -> Municipality | Refusal:
    """An administrator, or the municipality's own, settles these; refused when the statement lies where no statement of it can lie."""
    if not contacts.may_settle(actor, slug):
        return NOT_YOURS
    municipality = contacts.get_municipality_for(actor, slug, lock=True)
    wrong = why_not(new.accessibility_statement, own_domains(slug, new.desk_email)) if new.accessibility_statement else ""
    if wrong:
        return Refusal("statement-elsewhere", wrong)
    if all(getattr(municipality, name) == getattr(new, name) for name in SETTLED):
        return municipality
    for name in SETTLED:
        setattr(municipality, name, getattr(new, name))
    history.done_by(actor.person_id)
    municipality.save(update_fields=list(SETTLED))
    events.record(MunicipalityChanged(municipality_code=municipality.code), actor_id=actor.person_id, municipality_code=municipality.code)
    return municipality
