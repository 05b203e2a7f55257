"""Mails identity sends."""

from django.utils import timezone

from samspil.core import mail
from samspil.identity.domain.invitations import InvitationState
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.events import InvitationMade, RoleGiven
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Person


def tell_of_role(event: RoleGiven) -> None:
    """Whoever got a role learns what it is and how to log in."""
    person = Person.objects.filter(pk=event.person_id, is_active=True).first()
    if person:
        mail.send("identity/mail/role_given", person.email, {"role": DANISH[Role(event.role)].lower()})


def send_invitation(event: InvitationMade) -> None:
    """The only mail that carries the secret; nothing is sent for one that was used or taken back meanwhile."""
    invitation = Invitation.objects.select_related("organisation").filter(pk=event.invitation_id).first()
    if invitation and invitation.state(timezone.now()) is InvitationState.OPEN:
        shown = {"organisation": invitation.organisation.name, "secret": secret_of(invitation.key)}
        mail.send("identity/mail/invitation", invitation.email, shown)
