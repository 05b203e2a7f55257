"""A public party imposes confidentiality on a person by name, before anything is told; it ends it with a day, or takes back what nobody has confirmed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.domain.confidentiality import deleted_on
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import Sector
from samspil.alliances.events import ConfidentialityEnded, ConfidentialityImposed
from samspil.alliances.models import Imposition, Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.law.domain.confidentiality import imposed_text

MOST_IMPOSITIONS = 300
NOT_PUBLIC = Refusal(
    "not-public",
    "Kun en offentlig part kan pålægge tavshedspligt. Bed kommunen om det.",
    law="Forvaltningsloven § 27, stk. 6",
)
NO_SAY = Refusal("no-say", "Det gør den offentlige parts kontaktperson, underskriver eller administrator.")
FULL = Refusal("many-impositions", f"Der er givet {MOST_IMPOSITIONS} pålæg i alliancen. Afslut dem, der ikke gælder længere.")
THERE = Refusal("there", "Der er allerede et pålæg til den adresse. Skal det gælde noget andet, så afslut det først.")
UNWRITTEN = Refusal("unwritten", "Skriv, hvem det er, personens e-mail, og hvad oplysningerne handler om.")
NO_PARTY = Refusal("no-party", "Vælg en af parterne i alliancen, eller ingen.")
GONE = Refusal("no-imposition", "Pålægget findes ikke længere. Genindlæs siden.")
ENDED = Refusal("ended", "Pålægget er allerede hørt op.")
TOO_EARLY = Refusal("too-early", "Det kan ikke høre op, før det er givet. Vælg dagen i dag eller en senere.")


@dataclass(frozen=True)
class NewImposition:
    """What the form gathered: on whom, about what, and which party the person helps (None: none of them)."""

    name: str
    email: str
    about: str
    of_party: int | None = None


@transaction.atomic
def impose(actor: Actor, slug: str, organisation_id: int, new: NewImposition, *, now: datetime) -> Imposition | Refusal:
    """Impose it for the actor's public party; the worker writes to the person. The same form sent twice is one."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, email = party_of(actor, room, organisation_id), new.email.strip().lower()
    standing = Imposition.objects.filter(alliance=room.alliance, email=email, ended_on=None).first()
    if standing and party and (standing.party_id, standing.name, standing.about) == (party.pk, new.name.strip(), new.about.strip()):
        return standing
    refusal = why_not(actor, room, party, new) or (THERE if standing else None)
    if refusal or party is None:
        return refusal or NOT_YOUR_PARTY
    day, title = localdate(now), room.alliance.initiative.title
    text = imposed_text(party.name, f"alliancen »{title}«", new.name.strip(), new.about.strip(), danish_date(day))
    made = Imposition.objects.create(
        alliance=room.alliance,
        party=party,
        of_party_id=new.of_party,
        key=uuid4(),
        name=new.name.strip(),
        email=email,
        about=new.about.strip(),
        text=text,
        imposed_at=now,
        imposed_by_id=actor.person_id,
        delete_on=deleted_on(day, False, None),
    )
    events.record(ConfidentialityImposed(alliance_id=room.alliance.pk, imposition_id=made.pk), actor_id=actor.person_id)
    return made


def why_not(actor: Actor, room: Room, party: Party | None, new: NewImposition) -> Refusal | None:
    """Why this party cannot impose it on this person."""
    refusal = why_no_say(actor, room, party)
    if refusal:
        return refusal
    if not (new.name.strip() and new.email.strip() and new.about.strip()):
        return UNWRITTEN
    if new.of_party is not None and new.of_party not in {one.pk for one in room.standing}:
        return NO_PARTY
    return FULL if Imposition.objects.filter(alliance=room.alliance).count() >= MOST_IMPOSITIONS else None


def why_no_say(actor: Actor, room: Room, party: Party | None) -> Refusal | None:
    """Why this party, or this person for it, cannot impose or end anything."""
    if party is None or party.organisation_id is None:
        return NOT_YOUR_PARTY
    if party.sector != Sector.PUBLIC:
        return NOT_PUBLIC
    return None if any(party_of(actor, room, party.organisation_id, role) for role in SPEAKERS) else NO_SAY


@transaction.atomic
def end_imposition(actor: Actor, slug: str, imposition_id: int, day: date | None, *, now: datetime) -> Imposition | Refusal:
    """It ends on a day: nothing new falls under it, and what was learnt stays confidential. One that nobody confirmed is taken back at once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = Imposition.objects.filter(pk=imposition_id, alliance=room.alliance).first()
    refusal = why_not_end(actor, room, found, day, now)
    if refusal or found is None:
        return refusal or GONE
    if found.confirmed_at is None:
        found.delete()
        return found
    found.ended_on, found.delete_on = day, deleted_on(localdate(found.imposed_at), True, day)
    told = ConfidentialityEnded(alliance_id=room.alliance.pk, imposition_id=found.pk)
    events.change(found, ["ended_on", "delete_on"], told, actor_id=actor.person_id)
    return found


def why_not_end(actor: Actor, room: Room, found: Imposition | None, day: date | None, now: datetime) -> Refusal | None:
    """Why it cannot end so."""
    if found is None:
        return GONE
    refusal = why_no_say(actor, room, next((party for party in room.own(actor) if party.pk == found.party_id), None))
    if refusal:
        return refusal
    if found.ended_on:
        return ENDED
    return TOO_EARLY if found.confirmed_at and (day is None or day < localdate(now)) else None


@transaction.atomic
def ask_again(actor: Actor, slug: str, imposition_id: int) -> Imposition | Refusal:
    """The mail goes once more to somebody who has not confirmed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = Imposition.objects.filter(pk=imposition_id, alliance=room.alliance, confirmed_at=None).first()
    if found is None:
        return GONE
    refusal = why_no_say(actor, room, next((party for party in room.own(actor) if party.pk == found.party_id), None))
    if refusal:
        return refusal
    events.record(ConfidentialityImposed(alliance_id=room.alliance.pk, imposition_id=found.pk, again=True), actor_id=actor.person_id)
    return found


def end_and_delete(today: date) -> None:
    """What holds in an alliance that is over ends with it, and what has had its time is deleted."""
    over = Imposition.objects.filter(alliance__stage__in=[Stage.CLOSED.value, Stage.WITHDRAWN.value], ended_on=None)
    with transaction.atomic():
        for one in over.exclude(confirmed_at=None).select_for_update(of=("self",)):
            one.ended_on, one.delete_on = today, deleted_on(localdate(one.imposed_at), True, today)
            told = ConfidentialityEnded(alliance_id=one.alliance_id, imposition_id=one.pk)
            events.change(one, ["ended_on", "delete_on"], told)
    Imposition.objects.filter(delete_on__lte=today).delete()
