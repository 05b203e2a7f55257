"""Two rows for the same organisation become one; everything follows, and nothing is lost."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity import merging
from samspil.identity.actor import Actor
from samspil.identity.domain.duplicates import why_not_merge
from samspil.identity.domain.organisations import ClaimOutcome
from samspil.identity.events import OrganisationsMerged
from samspil.identity.merging import FILLED_DA, NOT_YOURS
from samspil.identity.models import Invitation, Membership, NumberClaim, Organisation

ROLES = ("contact", "signatory", "administrator")


@transaction.atomic
def merge_organisations(actor: Actor, merged_id: int, into_id: int, *, trusted: bool, now: datetime) -> Organisation | Refusal:
    """`merged` becomes part of `into`. Unless `trusted`, its members wait for an administrator there to let them in: else anybody could
    make a copy of an organisation and be merged into its powers."""
    rows = {one.pk: one for one in Organisation.objects.standing().select_for_update(no_key=True).filter(pk__in=[merged_id, into_id]).order_by("pk")}
    merged, into = rows.get(merged_id), rows.get(into_id)
    if merged is None or into is None:
        return Refusal("gone", "Den ene er allerede slået sammen med en anden. Genindlæs siden.")
    refusal = why_not(actor, merged, into)
    if refusal:
        return refusal
    history.done_by(actor.person_id)
    Organisation.objects.filter(merged_into=merged).update(merged_into=into)
    merged.merged_into = into
    merged.save(update_fields=["merged_into"])
    fill(merged, into)
    move_members(merged, into, trusted=trusted)
    move_invitations(merged, into, trusted=trusted, now=now)
    move_claims(merged, into, now=now)
    for follower in merging.followers():
        follower.follow(merged, into)
    told = OrganisationsMerged(merged_id=merged.pk, into_id=into.pk)
    events.record(told, actor_id=actor.person_id, municipality_code=into.municipality_id)
    return into


def why_not(actor: Actor, merged: Organisation, into: Organisation) -> Refusal | None:
    """Why these two cannot be merged by this actor now."""
    if not all(actor.may("identity.merge_organisation", one) for one in (merged, into)):
        return NOT_YOURS
    towns, hidden = any(one.of_municipality_id for one in (merged, into)), any(one.hidden_at for one in (merged, into))
    return why_not_merge(merging.told(merged), merging.told(into), municipality=towns, hidden=hidden) or merging.objection_to(merged, into)


def fill(merged: Organisation, into: Organisation) -> None:
    """The one that stays takes over what it had not itself; the other keeps its own row as it was."""
    taken = [field for field in FILLED_DA if getattr(merged, field) and not getattr(into, field)]
    for field in taken:
        setattr(into, field, getattr(merged, field))
    if taken:
        into.save(update_fields=taken)


def move_members(merged: Organisation, into: Organisation, *, trusted: bool) -> None:
    """Everybody comes along; whoever is in both has what they may in either, if the others are trusted."""
    there = {one.person_id: one for one in Membership.objects.filter(organisation=into)}
    for member in Membership.objects.filter(organisation=merged).order_by("pk"):
        own = there.get(member.person_id)
        if own is None:
            member.organisation = into
            if not trusted:
                member.active_from = None
                member.contact = member.signatory = member.administrator = False
            member.save()
            continue
        if trusted and member.active_from:
            own.active_from = own.active_from or member.active_from
            for role in ROLES:
                setattr(own, role, getattr(own, role) or getattr(member, role))
            own.save()
        member.delete()


def move_invitations(merged: Organisation, into: Organisation, *, trusted: bool, now: datetime) -> None:
    """Invitations lead into the one that stays; open ones of people nobody vouches for are taken back."""
    moving = Invitation.objects.filter(organisation=merged)
    if not trusted:
        moving.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    moving.update(organisation=into)


def move_claims(merged: Organisation, into: Organisation, *, now: datetime) -> None:
    """What the two claimed of each other is settled by their being one; what others claim of the one that goes, they claim of the one that stays."""
    between = NumberClaim.objects.filter(organisation__in=[merged, into], holder__in=[merged, into])
    between.waiting().update(answered_at=now, outcome=ClaimOutcome.MERGED.value)
    NumberClaim.objects.filter(holder=merged).exclude(organisation=into).update(holder=into)
    own = NumberClaim.objects.filter(organisation=merged).exclude(holder=into)
    if into.cvr or NumberClaim.objects.waiting().filter(organisation=into).exists():
        own.waiting().update(answered_at=now, outcome=ClaimOutcome.MERGED.value)
    own.update(organisation=into)
