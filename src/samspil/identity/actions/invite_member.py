"""Invitations into an organisation: made by an administrator, said yes to once by whoever they were sent to."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actions.join_organisation import NOT_YOURS, held
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import WHY_NOT_DA, InvitationState, hashed
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.events import InvitationMade, InvitationWithdrawn, MemberAsked, MemberCame
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Membership, Organisation

NO_SUCH = Refusal("no-invitation", "Invitationen findes ikke. Se, om hele adressen fra mailen kom med.")
MOST_OPEN = 50


@transaction.atomic
def invite_member(actor: Actor, organisation_id: int, email: str, roles: frozenset[MemberRole], *, now: datetime) -> Invitation | Refusal:
    """An administrator invites an address, or the installation's a municipality's first; an open one to the same address is withdrawn."""
    first_staff = actor.may("identity.invite_first_staff") and Organisation.objects.filter(pk=organisation_id, of_municipality__isnull=False).exists()
    if not actor.belongs_to(organisation_id, MemberRole.ADMINISTRATOR) and not first_staff:
        return NOT_YOURS
    email = email.strip().lower()
    if Membership.objects.active().filter(organisation_id=organisation_id, person__email=email).exists():
        return Refusal("is-member", f"{email} er allerede med.")
    open_ones = Invitation.objects.filter(organisation_id=organisation_id, used_at=None, withdrawn_at=None)
    open_ones.filter(email=email).update(withdrawn_at=now)
    if open_ones.count() >= MOST_OPEN:
        return Refusal("too-many", f"I har {MOST_OPEN} invitationer, der ikke er svaret på. Træk nogle tilbage først.")
    key = uuid4()
    told = {"key": key, "secret_hash": hashed(secret_of(key)), "made_at": now, "made_by_id": actor.person_id}
    invitation = Invitation.objects.create(organisation_id=organisation_id, email=email, **told, **flags(roles))
    events.record(InvitationMade(invitation_id=invitation.pk), actor_id=actor.person_id)
    return invitation


@transaction.atomic
def withdraw_invitation(actor: Actor, invitation_id: int, *, now: datetime) -> Invitation | Refusal:
    """An administrator takes an invitation back; one that was used stays used."""
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if invitation is None or not actor.belongs_to(invitation.organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    if invitation.used_at:
        return Refusal("used", WHY_NOT_DA[InvitationState.USED])
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = now
        invitation.save(update_fields=["withdrawn_at"])
        events.record(InvitationWithdrawn(invitation_id=invitation.pk), actor_id=actor.person_id)
    return invitation


@transaction.atomic
def accept_invitation(actor: Actor, secret: str, *, now: datetime) -> Membership | Refusal:
    """Say yes, once. Somebody whose proved address is another (the mail was passed on) only asks: an administrator answers."""
    theirs = Invitation.objects.filter(secret_hash=hashed(secret))
    for organisation_id in theirs.values_list("organisation_id", flat=True):
        held(organisation_id)
    invitation = theirs.select_for_update(of=("self",)).select_related("organisation").first()
    if invitation is None or actor.person_id is None:
        return NO_SUCH
    state = invitation.state(now)
    if state is InvitationState.USED and invitation.used_by_id == actor.person_id:
        own = Membership.objects.filter(person_id=actor.person_id, organisation=invitation.organisation_id).first()
        return own or Refusal(state.value, WHY_NOT_DA[state])  # who came in and went out again
    if state is not InvitationState.OPEN:
        return Refusal(state.value, WHY_NOT_DA[state])
    history.done_by(actor.person_id)
    invitation.used_at, invitation.used_by_id = now, actor.person_id
    invitation.save(update_fields=["used_at", "used_by"])
    membership = come_in(actor.person_id, invitation, invited=invitation.email in proved_addresses(actor.person_id), now=now)
    came = MemberCame(organisation_id=membership.organisation_id, person_id=membership.person_id)
    fact = came if membership.active_from else MemberAsked(membership_id=membership.pk)
    events.record(fact, actor_id=actor.person_id, municipality_code=invitation.organisation.municipality_id)
    return membership


def come_in(person_id: int, invitation: Invitation, *, invited: bool, now: datetime) -> Membership:
    """The membership that follows; roles of the invitation come on top of those the person has."""
    membership, _ = Membership.objects.get_or_create(person_id=person_id, organisation=invitation.organisation, defaults={"asked_at": now})
    if not invited:
        return membership
    for role, given in flags_of(invitation).items():
        setattr(membership, role, getattr(membership, role) or given)
    membership.active_from = membership.active_from or now
    membership.save()
    return membership


def flags(roles: frozenset[MemberRole]) -> dict[str, bool]:
    """The roles as columns."""
    return {role.value: role in roles for role in MemberRole if role is not MemberRole.MEMBER}


def flags_of(invitation: Invitation) -> dict[str, bool]:
    return {role.value: getattr(invitation, role.value) for role in MemberRole if role is not MemberRole.MEMBER}
