"""Mails alliances send. The only one that carries a secret is the invitation; the others say where to look."""

from django.utils import timezone

from samspil.alliances.events import PartyAsked, PartyReminded
from samspil.alliances.models import PartyInvitation
from samspil.identity import telling
from samspil.identity.domain.invitations import InvitationState
from samspil.identity.invitation_secrets import secret_of


def send_party_invitation(event: PartyAsked | PartyReminded) -> None:
    """To an address, at first and as a reminder; nothing is sent for an invitation that was answered or taken back meanwhile, or to an organisation
    that is here (it has a notice), or into what a moderator has hidden."""
    invitation = PartyInvitation.objects.select_related("party__alliance__initiative").filter(party=event.party_id).first()
    hidden = invitation is None or invitation.party.alliance.initiative.hidden_at
    if invitation and not hidden and invitation.state(timezone.now()) is InvitationState.OPEN:
        shown: dict[str, object] = {"title": invitation.party.alliance.initiative.title, "party": invitation.party.name, "secret": secret_of(invitation.key)}
        shown |= {"sender": invitation.sender, "again": isinstance(event, PartyReminded)}
        telling.needed("alliances/mail/invitation", invitation.email, shown)
