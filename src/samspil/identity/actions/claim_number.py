"""An organisation says that a CVR number is its own. A free one it gets at once; for one that others have, staff are asked."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.join_organisation import NOT_YOURS, held
from samspil.identity.actions.make_organisation import BAD_CVR, NewOrganisation, make_organisation, similar_to
from samspil.identity.actor import Actor
from samspil.identity.claims import holder_of
from samspil.identity.domain.organisations import ClaimOutcome, MemberRole, cvr_digits, is_cvr
from samspil.identity.events import NumberClaimed, OrganisationChanged
from samspil.identity.models import Membership, NumberClaim, Organisation

NO_WHY = Refusal("no-why", "Nummeret står allerede hos en anden her. Skriv, hvem I er, og hvordan kommunen kan se, at det er jeres.")
HAS_ONE = Refusal("has-one", "I har allerede et CVR-nummer her.")
WAITS = Refusal("waits", "I har allerede bedt om et nummer. Kommunen svarer jer her på siden.")
ANSWERED = Refusal("answered", "Kommunen har lige svaret jer om det nummer. Har I noget nyt, så ring eller skriv til dem.")
CONFIRMED = Refusal("confirmed", "I er bekræftet uden CVR-nummer. Ring eller skriv til kommunen: nummeret skal ses efter først.")
# Counted by person and not by number: else those who have a number could fill the places of whoever it belongs to.
MOST_WAITING = 3
MANY = Refusal("too-many", "Du har bedt om flere numre, som kommunen ikke har svaret på endnu. Vent på svaret.")
ASK_AGAIN = timedelta(days=30)


@transaction.atomic
def claim_number(actor: Actor, organisation_id: int, cvr: str, why: str, *, now: datetime) -> Organisation | NumberClaim | Refusal:
    """An administrator writes the organisation's number: the organisation when it was free, the claim when somebody else has it."""
    organisation = held(organisation_id)
    if organisation is None or not actor.belongs_to(organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    if organisation.cvr or organisation.of_municipality_id:
        return HAS_ONE
    if not is_cvr(cvr_digits(cvr)):
        return BAD_CVR
    if NumberClaim.objects.waiting().filter(organisation=organisation).exists():
        return WAITS
    return lay_claim(actor, organisation, cvr_digits(cvr), why, now=now) if holder_of(cvr_digits(cvr)) else take_free(actor, organisation, cvr_digits(cvr))


@transaction.atomic
def make_and_claim(actor: Actor, new: NewOrganisation, why: str, *, now: datetime) -> Organisation | Refusal:
    """Make an organisation whose number others have here: it stands without the number, and says that it is its own. Else as `make_organisation`."""
    similar = similar_to(new)
    if similar is None or similar.code != "same-cvr" or not why.strip():
        return make_organisation(actor, new, now=now)
    made = make_organisation(actor, replace(new, claims=True), now=now)
    if isinstance(made, Refusal):
        return made
    claimed = lay_claim(actor, made, cvr_digits(new.cvr), why, now=now)
    if isinstance(claimed, Refusal):
        transaction.set_rollback(True)
        return claimed
    return made


def take_free(actor: Actor, organisation: Organisation, cvr: str) -> Organisation | Refusal:
    """A number that nobody has here. A confirmed organisation was confirmed without it, so somebody looks first."""
    if organisation.confirmed_at:
        return CONFIRMED
    history.done_by(actor.person_id)
    organisation.cvr = cvr
    try:
        with transaction.atomic():
            organisation.save(update_fields=["cvr"])
    except IntegrityError:  # somebody else took it at the same moment
        return NO_WHY
    events.record(OrganisationChanged(organisation_id=organisation.pk), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return organisation


def lay_claim(actor: Actor, organisation: Organisation, cvr: str, why: str, *, now: datetime) -> NumberClaim | Refusal:
    """A number that others have here."""
    holder = holder_of(cvr)
    if holder is None or not why.strip():
        return NO_WHY
    before = NumberClaim.objects.filter(organisation=organisation, cvr=cvr, outcome=ClaimOutcome.KEPT, answered_at__gt=now - ASK_AGAIN)
    if before.exists():
        return ANSWERED
    led = Membership.objects.active().filter(person=actor.person_id, administrator=True).values("organisation")
    if NumberClaim.objects.waiting().filter(organisation__in=led).count() >= MOST_WAITING:
        return MANY
    claim = NumberClaim.objects.create(organisation=organisation, holder=holder, cvr=cvr, why=why.strip(), made_at=now)
    events.record(NumberClaimed(claim_id=claim.pk), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return claim


@transaction.atomic
def answer_claim(actor: Actor, organisation_id: int, text: str) -> int | Refusal:
    """An administrator of those who have the number says why it is theirs, to all who claim it; how many claims that answers."""
    organisation = held(organisation_id)
    if organisation is None or not actor.belongs_to(organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    answered = NumberClaim.objects.waiting().filter(holder=organisation, cvr=organisation.cvr).update(holder_says=text)
    return answered or Refusal("not-claimed", "Der er ikke længere nogen, der siger, at nummeret er deres.")
