"""Mails alliances send. The only one that carries a secret is the invitation; the others say where to look."""

from django.utils import timezone

from samspil.alliances.events import ConfidentialityEnded, ConfidentialityImposed, PartyAsked, PartyReminded
from samspil.alliances.models import Imposition, PartyInvitation
from samspil.core.periods import danish_date
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


def send_imposition(event: ConfidentialityImposed) -> None:
    """To the person on whom it is imposed, while they have not confirmed; neither name, alliance nor what it is about stands in the mail."""
    found = Imposition.objects.select_related("party").filter(pk=event.imposition_id, confirmed_at=None, ended_on=None).first()
    if found and found.email:
        telling.needed("alliances/mail/imposition", found.email, {"public": found.party.name, "key": found.key, "again": event.again})


def send_imposition_ended(event: ConfidentialityEnded) -> None:
    """To the person, with what still holds."""
    found = Imposition.objects.select_related("party").filter(pk=event.imposition_id).exclude(ended_on=None).first()
    if found and found.email and found.ended_on:
        told = {"public": found.party.name, "key": found.key, "day": danish_date(found.ended_on)}
        telling.needed("alliances/mail/imposition_ended", found.email, told)
