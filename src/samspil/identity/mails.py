"""Mails identity sends."""

from django.utils import timezone

from samspil.identity import telling
from samspil.identity.domain.invitations import InvitationState
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.events import InvitationMade, PersonBlocked, RoleGiven
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Person


def tell_of_role(event: RoleGiven) -> None:
    """Whoever got a role learns what it is and how to log in: without it the role cannot be used, so it always goes."""
    person = Person.objects.filter(pk=event.person_id, is_active=True).first()
    if person:
        telling.needed("identity/mail/role_given", person.email, {"role": DANISH[Role(event.role)].lower()})


def send_invitation(event: InvitationMade) -> None:
    """The only mail that carries the secret; none for one that was used or taken back. Nobody comes in without it, so it always goes."""
    invitation = Invitation.objects.select_related("organisation").filter(pk=event.invitation_id).first()
    if invitation and invitation.state(timezone.now()) is InvitationState.OPEN:
        shown = {"organisation": invitation.organisation.name, "secret": secret_of(invitation.key)}
        telling.needed("identity/mail/invitation", invitation.email, shown)


def tell_of_block(event: PersonBlocked) -> None:
    """Whoever is blocked is told so, and where to complain: the law on digital services asks for it (article 17), so it always goes."""
    person = Person.objects.filter(pk=event.person_id).exclude(blocked_at=None).first()
    if person:
        telling.needed("identity/mail/blocked", person.email, {})
