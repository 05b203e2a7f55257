"""Staff let somebody into an organisation that nobody leads, as its administrator, with a reason; or say no."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.join_organisation import held
from samspil.identity.actor import Actor
from samspil.identity.events import LetInByStaff, MemberCame, MemberLeft
from samspil.identity.models import Membership, Organisation
from samspil.identity.responsible import get_asking_unled_for, is_led

NOT_YOURS = Refusal("not-yours", "Det afgør kommunens egne medarbejdere.")
OWN = Refusal("own", "Du har selv spurgt. Lad en anden lukke dig ind.")
LED = Refusal("led", "Organisationen har fået en administrator. Vedkommende svarer selv. Intet er ændret.")
NO_REASON = Refusal("no-reason", "Skriv, hvordan du ved, at personen hører til.")


@transaction.atomic
def let_in_first(actor: Actor, membership_id: int, why: str, *, yes: bool, now: datetime) -> Membership | Refusal:
    """With a yes the person administers the organisation, and all its members are told; what staff wrote stays with the membership and its history."""
    seen = get_asking_unled_for(actor, membership_id)
    organisation = held(seen.organisation_id)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("person").filter(pk=membership_id, active_from=None).first()
    refusal = why_not(actor, organisation, membership, why, yes=yes)
    if refusal or organisation is None or membership is None:
        return refusal or LED
    history.done_by(actor.person_id)
    who = {"organisation_id": organisation.pk, "person_id": membership.person_id}
    if not yes:
        events.record(MemberLeft(**who), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
        membership.delete()
        return membership
    membership.active_from, membership.let_in_why = now, why.strip()[:300]
    membership.administrator = membership.contact = True
    membership.save(update_fields=["active_from", "let_in_why", "administrator", "contact"])
    events.record(MemberCame(**who), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    events.record(LetInByStaff(**who), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return membership


def why_not(actor: Actor, organisation: Organisation | None, membership: Membership | None, why: str, *, yes: bool) -> Refusal | None:
    """Why this cannot be answered now by this actor."""
    if organisation is None or membership is None or is_led(organisation.pk):
        return LED
    if not actor.may("identity.let_in_first", organisation):
        return NOT_YOURS
    if membership.person_id == actor.person_id:
        return OWN
    return NO_REASON if yes and not why.strip() else None
