"""Staff decide whose a CVR number is. Whoever loses it keeps everything else, and waits to be confirmed again without it."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.claims import get_claim_for, holder_of
from samspil.identity.domain.organisations import ClaimOutcome
from samspil.identity.events import NumberDecided, OrganisationChanged, OrganisationConfirmed
from samspil.identity.models import NumberClaim, Organisation

DECIDED = Refusal("decided", "Det er allerede afgjort. Genindlæs siden. Intet er ændret.")
MOVED = Refusal("moved", "Nummeret er kommet et andet sted hen, mens du læste. Læs igen, og afgør så. Intet er ændret.")
OWN = Refusal("own", "Du er selv med i den ene organisation. Lad en anden afgøre det.")
NO_ANSWER = Refusal("no-answer", "Skriv hvorfor, så begge kan forstå det.")


@transaction.atomic
def decide_claim(actor: Actor, claim_id: int, outcome: ClaimOutcome, answer: str, *, now: datetime) -> NumberClaim | Refusal:
    """Give the number to those who claim it, or let it stay; both are told why. Nobody decides for an organisation they are in."""
    seen = get_claim_for(actor, claim_id)
    # Organisations are held before any other row of theirs, and in the same order as in a merge.
    rows = {one.pk: one for one in Organisation.objects.select_for_update(no_key=True).filter(pk__in=[seen.organisation_id, seen.holder_id]).order_by("pk")}
    claim = NumberClaim.objects.select_for_update(of=("self",)).waiting().filter(pk=claim_id).first()
    if claim is None:
        return DECIDED
    claimant, holder = rows.get(claim.organisation_id), rows.get(claim.holder_id)
    refusal = why_not(actor, claim, claimant, holder, answer)
    if refusal or claimant is None or holder is None:
        return refusal or MOVED
    history.done_by(actor.person_id)
    claim.answered_at, claim.outcome, claim.answer = now, outcome.value, answer.strip()
    claim.save(update_fields=["answered_at", "outcome", "answer"])
    if outcome is ClaimOutcome.GIVEN:
        give(actor, claim, claimant, holder, now=now)
    events.record(NumberDecided(claim_id=claim.pk), actor_id=actor.person_id, municipality_code=claimant.municipality_id)
    return claim


def why_not(actor: Actor, claim: NumberClaim, claimant: Organisation | None, holder: Organisation | None, answer: str) -> Refusal | None:
    """Why this cannot be decided now by this actor."""
    if claimant is None or holder is None or claimant.merged_into_id or claimant.cvr:
        return MOVED
    now_has = holder_of(claim.cvr)
    if now_has != holder:
        if now_has and now_has != claimant:
            NumberClaim.objects.filter(pk=claim.pk).update(holder=now_has, holder_says="")
        return MOVED
    if actor.belongs_to(claimant.pk) or actor.belongs_to(holder.pk):
        return OWN
    return None if answer.strip() else NO_ANSWER


def give(actor: Actor, claim: NumberClaim, claimant: Organisation, holder: Organisation, *, now: datetime) -> None:
    """The number goes over. Those who had it are unconfirmed and read why; others who claim the number now claim it of its new holder."""
    was_confirmed = bool(holder.confirmed_at)
    holder.cvr, holder.confirmed_at = "", None
    holder.declined_at, holder.declined_why, holder.declined_answer = now, claim.answer, ""
    holder.save(update_fields=["cvr", "confirmed_at", "declined_at", "declined_why", "declined_answer"])
    claimant.cvr = claim.cvr
    claimant.save(update_fields=["cvr"])
    NumberClaim.objects.waiting().filter(cvr=claim.cvr).exclude(organisation=claimant).update(holder=claimant, holder_says="")
    if was_confirmed:
        told = OrganisationConfirmed(organisation_id=holder.pk, confirmed=False)
        events.record(told, actor_id=actor.person_id, municipality_code=holder.municipality_id)
    events.record(OrganisationChanged(organisation_id=claimant.pk), actor_id=actor.person_id, municipality_code=claimant.municipality_id)
