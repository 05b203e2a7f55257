"""What a member may do is changed, and members leave; an organisation is never left without an administrator while it has members."""

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actions.invite_member import flags
from samspil.identity.actions.join_organisation import NOT_YOURS
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.events import MemberChanged, MemberLeft
from samspil.identity.models import Invitation, Membership, Organisation

LAST = Refusal("last-administrator", "Der skal være en administrator. Giv først en anden den rolle.")


@transaction.atomic
def change_member(actor: Actor, membership_id: int, roles: frozenset[MemberRole]) -> Membership | Refusal:
    """An administrator gives a member exactly these roles."""
    membership = locked(membership_id)
    if membership is None or not actor.belongs_to(membership.organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    if MemberRole.ADMINISTRATOR not in roles and is_last_administrator(membership):
        return LAST
    history.done_by(actor.person_id)
    if MemberRole.ADMINISTRATOR not in roles and membership.administrator and membership.person_id != actor.person_id:
        close_ways_back(membership)
    for name, given in flags(roles).items():
        setattr(membership, name, given)
    membership.save(update_fields=list(flags(roles)))
    events.record(MemberChanged(organisation_id=membership.organisation_id, person_id=membership.person_id), actor_id=actor.person_id)
    return membership


@transaction.atomic
def end_membership(actor: Actor, membership_id: int) -> Membership | Refusal:
    """A member leaves, or an administrator ends it. The last member may leave, also the last administrator when nobody else is there."""
    membership = locked(membership_id)
    own = membership is not None and membership.person_id == actor.person_id
    if membership is None or not (own or actor.belongs_to(membership.organisation_id, MemberRole.ADMINISTRATOR)):
        return NOT_YOURS
    if is_last_administrator(membership) and Membership.objects.active().filter(organisation=membership.organisation_id).count() > 1:
        return LAST
    history.done_by(actor.person_id)
    events.record(MemberLeft(organisation_id=membership.organisation_id, person_id=membership.person_id), actor_id=actor.person_id)
    if not own:
        close_ways_back(membership)
    membership.delete()
    return membership


def close_ways_back(membership: Membership) -> None:
    """Whoever was put out comes in by no invitation that was sent before: to their address, or by them to another of theirs."""
    waiting = Invitation.objects.filter(organisation=membership.organisation_id, used_at=None, withdrawn_at=None)
    waiting.filter(Q(made_by=membership.person_id) | Q(email__in=proved_addresses(membership.person_id))).update(withdrawn_at=Now())


def locked(membership_id: int) -> Membership | None:
    """The membership, while nobody else changes members of the same organisation."""
    found = Membership.objects.filter(pk=membership_id).values_list("organisation_id", flat=True).first()
    if found is None:
        return None
    Organisation.objects.select_for_update(no_key=True).get(pk=found)
    return Membership.objects.filter(pk=membership_id).first()


def is_last_administrator(membership: Membership) -> bool:
    """True when nobody else who can log in is one: a blocked account lets nobody in."""
    others = Membership.objects.active().filter(organisation=membership.organisation_id, administrator=True, person__is_active=True).exclude(pk=membership.pk)
    return membership.administrator and not others.exists()
