"""Ask somebody to become a party: an organisation that is here, or an address; correct the address, and take an invitation back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from samspil.alliances import rooms
from samspil.alliances.actions.working import begin, change, closed_now
from samspil.alliances.domain.lifecycle import LIFECYCLE, MEMBER
from samspil.alliances.domain.words import PartyState, Sector
from samspil.alliances.events import AllianceChanged, PartyAsked
from samspil.alliances.models import Party, PartyInvitation
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import hashed
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Organisation
from samspil.initiatives.models import Participation

MOST_PARTIES = 200
ANSWERED = Refusal("answered", "Parten har allerede svaret. Genindlæs siden.")
HIDDEN = Refusal("hidden", "En moderator har skjult alliancen. I kan invitere igen, når den bliver vist.")
FULL = Refusal("full", f"En alliance kan have {MOST_PARTIES} parter. Er I flere, så lad nogle gå sammen, eller start en alliance mere.")


@dataclass(frozen=True, kw_only=True)
class NewParty:
    """What the form gathered of a party that is not here yet. `greeting` may be ""; `loose`: a group of citizens; `for_relatives`: it speaks for them."""

    name: str
    sector: Sector
    email: str
    greeting: str = ""
    loose: bool = False
    for_relatives: bool = False


@transaction.atomic
def invite_organisation(actor: Actor, slug: str, organisation_id: int, *, now: datetime) -> Party | Refusal:
    """Ask an organisation the actor may see; asking twice is asking once. The actor's own organisation joins at once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    organisation = Organisation.objects.visible_to(actor).filter(pk=organisation_id).first()
    if organisation is None:
        return Refusal("no-organisation", "Organisationen findes ikke her. Søg igen, eller inviter den med e-mail.")
    there = next((party for party in room.standing if party.organisation_id == organisation.pk), None)
    if there:
        return there
    refusal = may_grow(room, now)
    if refusal:
        return refusal
    own = rooms.belongs(actor, organisation.pk)
    state = PartyState.JOINED if own else PartyState.INVITED
    texts = {"name": organisation.name, "sector": organisation.sector, "state": state.value}
    party = Party.objects.create(alliance=room.alliance, organisation=organisation, asked_at=now, answered_at=now if own else None, **texts)
    Participation.objects.get_or_create(initiative=room.alliance.initiative, organisation=organisation, defaults={"joined": own})
    told = AllianceChanged(alliance_id=room.alliance.pk) if own else PartyAsked(alliance_id=room.alliance.pk, party_id=party.pk)
    events.record(told, actor_id=actor.person_id)
    return party


@transaction.atomic
def invite_by_mail(actor: Actor, slug: str, asked: NewParty, *, now: datetime) -> Party | Refusal:
    """Ask an address on behalf of a party that is not here yet; asking the same address again sends the invitation anew."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    email = asked.email.strip().lower()
    waiting = PartyInvitation.objects.filter(party__in=[party.pk for party in room.standing], email=email, used_at=None).select_related("party").first()
    if waiting and not may_ask(room):
        return closed_now(room)
    if waiting:
        party = waiting.party
    else:
        refusal = may_grow(room, now)
        if refusal:
            return refusal
        marks = {"loose": asked.loose, "for_relatives": asked.for_relatives}
        party = Party.objects.create(alliance=room.alliance, name=asked.name, sector=asked.sector.value, asked_at=now, **marks)
    post(actor, room, party, email, asked.greeting or (waiting.greeting if waiting else ""), now)
    return party


@transaction.atomic
def correct_address(actor: Actor, slug: str, party_id: int, email: str, *, now: datetime) -> Party | Refusal:
    """The invitation goes to another address than it did; what the first one carries opens nothing any more. An agreement is not touched by it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = next((party for party in room.parties if party.pk == party_id), None)
    if party is None or party.state != PartyState.INVITED or party.organisation_id:
        return ANSWERED
    if not may_ask(room):
        return closed_now(room)
    email = email.strip().lower()
    if PartyInvitation.objects.filter(party__in=[other.pk for other in room.standing], email=email).exclude(party=party).exists():
        return Refusal("asked-already", "Den adresse er allerede inviteret for en anden part. Skriv en anden.")
    before = PartyInvitation.objects.filter(party=party).first()
    party.reminded_at = None
    party.save(update_fields=["reminded_at"])
    post(actor, room, party, email, before.greeting if before else "", now)
    return party


def post(actor: Actor, room: Room, party: Party, email: str, greeting: str, now: datetime) -> None:
    """A new invitation in place of the one the party may have; the worker mails it."""
    PartyInvitation.objects.filter(party=party).delete()
    key, own = uuid4(), room.own(actor)
    said = {"sender": own[0].name if own else "", "greeting": greeting.strip()}
    hidden = {"key": key, "secret_hash": hashed(secret_of(key))}
    PartyInvitation.objects.create(party=party, email=email, **said, **hidden, made_at=now, made_by_id=actor.person_id)
    events.record(PartyAsked(alliance_id=room.alliance.pk, party_id=party.pk), actor_id=actor.person_id)


@transaction.atomic
def take_back_invitation(actor: Actor, slug: str, party_id: int, *, now: datetime) -> Room | Refusal:
    """A party that has not answered is asked no more; its place and its invitation are gone."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = next((party for party in room.parties if party.pk == party_id), None)
    if party is None or party.state != PartyState.INVITED:
        return ANSWERED
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    Participation.objects.filter(initiative=room.alliance.initiative, organisation=party.organisation_id).delete()
    party.delete()
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return room


def may_ask(room: Room) -> bool:
    """True while the stage lets somebody be asked."""
    return room.amendment is not None or "invite" in LIFECYCLE.possible(room.alliance.stage, MEMBER)


def may_grow(room: Room, now: datetime) -> Refusal | None:
    """Refused when the alliance is hidden, full or closed to changes; an agreement that waits is taken back."""
    if room.alliance.initiative.hidden_at:
        return HIDDEN
    return FULL if len(room.standing) >= MOST_PARTIES else change(room, "invite", now=now)
