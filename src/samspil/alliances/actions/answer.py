"""Say yes or no to becoming a party: as the organisation that was asked, or with the secret of a mail."""

from datetime import datetime

from django.db import transaction

from samspil.alliances import queries, rooms
from samspil.alliances.actions.working import NOT_YOUR_PARTY, change, renew_openness
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import PartyAnswered
from samspil.alliances.models import Alliance, Party, PartyInvitation
from samspil.alliances.rooms import Room
from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import WHY_NOT_DA, InvitationState
from samspil.identity.models import Organisation
from samspil.initiatives.models import Participation

NO_SUCH = Refusal("no-invitation", "Invitationen findes ikke. Se, om hele adressen fra mailen kom med.")
NO_REASON = Refusal("no-reason", "Skriv kort hvorfor. Så ved de andre, om de skal spørge igen.")
OTHER_ADDRESS = Refusal(
    "other-address",
    "Invitationen er sendt til en anden e-mail end din. Log ind med den, eller bed dem, der sendte den, om at invitere din adresse.",
)
ALREADY_THERE = Refusal("already-party", "Den organisation er allerede med i alliancen. Vælg en anden, eller gå til alliancens side.")


@transaction.atomic
def answer_invitation(actor: Actor, slug: str, organisation_id: int, *, yes: bool, reason: str = "", now: datetime) -> Party | Refusal:
    """The organisation that was asked answers, through any of its members; answering twice the same is answering once."""
    room = rooms.Room(queries.locked_alliance_for(actor, slug))
    party = next((party for party in room.standing if party.organisation_id == organisation_id), None)
    if party is None or not rooms.belongs(actor, organisation_id):
        return NOT_YOUR_PARTY
    if party.state == PartyState.JOINED:
        return party if yes else Refusal("joined", "I har allerede sagt ja. Vil I ud igen, så gå ud af alliancen på dens side.")
    return settle(actor, room, party, yes=yes, reason=reason, now=now)


@transaction.atomic
def answer_with_secret(actor: Actor, secret: str, organisation_id: int | None, *, yes: bool, reason: str = "", now: datetime) -> Party | Refusal:
    """Whoever has the mail answers once, as one of their own organisations; bound to the address it was sent to."""
    found = queries.invitation_of(secret)
    if found is None or actor.person_id is None:
        return NO_SUCH
    alliance = Alliance.objects.select_for_update(of=("self", "initiative")).select_related("initiative").get(pk=found.party.alliance_id)
    invitation = PartyInvitation.objects.select_related("party").filter(pk=found.pk).first()  # as it stands now that the alliance is held
    refusal = why_not(actor, invitation, organisation_id, yes=yes, now=now)
    if invitation is None or refusal:
        return refusal or NO_SUCH
    room, party = rooms.Room(alliance), invitation.party
    if yes and any(other.organisation_id == organisation_id for other in room.standing):
        return ALREADY_THERE
    history.done_by(actor.person_id)
    organisation = Organisation.objects.filter(pk=organisation_id).first() if yes and organisation_id else None
    answered = settle(actor, room, next(other for other in room.parties if other.pk == party.pk), yes=yes, reason=reason, now=now, organisation=organisation)
    if not isinstance(answered, Refusal):
        PartyInvitation.objects.filter(pk=invitation.pk).update(used_at=now)
    return answered


def why_not(actor: Actor, invitation: PartyInvitation | None, organisation_id: int | None, *, yes: bool, now: datetime) -> Refusal | None:
    """Why this person cannot answer this invitation now."""
    if invitation is None or actor.person_id is None:
        return NO_SUCH
    state = invitation.state(now)
    if state is not InvitationState.OPEN:
        return Refusal(state.value, WHY_NOT_DA[state])
    if invitation.email not in proved_addresses(actor.person_id):
        return OTHER_ADDRESS
    if yes and (organisation_id is None or not rooms.belongs(actor, organisation_id)):
        return NOT_YOUR_PARTY
    return None


def settle(actor: Actor, room: Room, party: Party, *, yes: bool, reason: str, now: datetime, organisation: Organisation | None = None) -> Party | Refusal:
    """Write the answer. A no frees the place; a yes may take an agreement back that waits without this party."""
    if not yes and not reason.strip():
        return NO_REASON
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    if organisation:
        party.organisation, party.name, party.sector = organisation, organisation.name, organisation.sector
    if yes and party.organisation_id:
        taking_part = Participation.objects.filter(initiative=room.alliance.initiative, organisation=party.organisation_id)
        if not taking_part.update(joined=True):
            Participation.objects.create(initiative=room.alliance.initiative, organisation_id=party.organisation_id)
    party.state = (PartyState.JOINED if yes else PartyState.DECLINED).value
    party.answered_at, party.reason = now, "" if yes else reason.strip()
    party.keeper_id, party.keeper_gone_at = (actor.person_id if yes else None), None
    party.save(update_fields=["organisation", "name", "sector", "state", "answered_at", "reason", "keeper", "keeper_gone_at"])
    if not yes:
        party.task_parts.all().delete()
        Participation.objects.filter(initiative=room.alliance.initiative, organisation=party.organisation_id).delete()
    renew_openness(room)
    events.record(PartyAnswered(alliance_id=room.alliance.pk, party_id=party.pk, joined=yes), actor_id=actor.person_id)
    return party
