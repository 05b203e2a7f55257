"""Propose an amendment of an agreement that holds, or give it up. Nothing in an agreement in force is changed in any other way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from samspil.alliances.actions.restore import beside, restore
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NO_AMENDMENT, NOT_YOUR_PARTY, begin, move_amendment, party_of
from samspil.alliances.domain.agreement import FORM, content_of
from samspil.alliances.domain.amending import AMENDMENTS
from samspil.alliances.domain.beginning_again import text_again
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.events import AmendmentMoved
from samspil.alliances.models import AgreementVersion, Amendment, Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NOT_IN_FORCE = Refusal("not-in-force", "Der er ingen aftale, der gælder. Så kan I rette teksten, som den er.")
NOT_AGAIN = Refusal("not-again", "Aftalen er ændret siden, så den gamle tekst passer ikke til den. Begynd en ny ændring uden den.")
NO_WORDS = Refusal("no-reason", "Skriv både, hvad I vil ændre, og hvorfor. Så kan de andre tage stilling til det.")
NO_REASON = Refusal("no-reason", "Skriv kort, hvorfor ændringen skal droppes. De andre skal forstå det.")


@dataclass(frozen=True)
class Proposal:
    """What stood in the form: for whom, what shall be changed, and why. `again` is an amendment that came to nothing, whose text it begins with."""

    for_organisation: int
    what: str
    why: str
    again: int | None = None


@dataclass(frozen=True)
class Dropping:
    """For whom it is given up and why; `amendment_id` is the one that was read."""

    for_organisation: int
    amendment_id: int
    reason: str


@transaction.atomic
def begin_amendment(actor: Actor, slug: str, proposal: Proposal, *, now: datetime) -> Amendment | Refusal:
    """From now on the parties write it, while the agreement holds as it is. One at a time; the same proposal twice is one."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, proposal.for_organisation)
    refusal = why_no_say(actor, room, party)
    if refusal or party is None:
        return refusal or NOT_YOUR_PARTY
    return propose(actor, room, party, proposal, now)


def propose(actor: Actor, room: Room, party: Party, proposal: Proposal, now: datetime) -> Amendment | Refusal:
    """Begin it in a room that is held, for a party whose say was looked at."""
    what, why, stands = proposal.what.strip(), proposal.why.strip(), room.amendment
    if stands and (stands.party_id, stands.what, stands.why) == (party.pk, what, why):
        return stands
    if stands:
        text = f"{stands.party.name} er allerede i gang med en ændring: »{stands.what}«. Skriv med i den. Der kan kun være én ad gangen."
        return Refusal("amending", text)
    if room.in_force is None or room.alliance.stage not in IN_FORCE:
        return NOT_IN_FORCE
    if not what or not why:
        return NO_WORDS
    tried = tried_before(room, proposal.again) if proposal.again else None
    if proposal.again and tried is None:
        return NOT_AGAIN
    told = {"what": what, "why": why, "stood": content_of(room.plan), "beside": beside(room), "begun_at": now, "begun_by_id": actor.person_id}
    amendment = Amendment.objects.create(alliance=room.alliance, party=party, based_on=room.in_force, state=AMENDMENTS.start, **told)
    events.record(AmendmentMoved(alliance_id=room.alliance.pk, amendment_id=amendment.pk, state=amendment.state), actor_id=actor.person_id)
    if tried:
        kept = {one.pk for one in room.commitments if room.pieces[one.pk] or one.missed_reason}
        restore(room, text_again(tried, content_of(room.plan), kept), {}, now=now)
    return amendment


def tried_before(room: Room, amendment_id: int) -> dict[str, Any] | None:
    """The text of an amendment of the version in force that came to nothing after all had been asked to sign it; None when it cannot be begun with:
    another version holds since, or it is of an earlier form."""
    holds = room.in_force
    tried = AgreementVersion.objects.filter(amendment=amendment_id, amendment__alliance=room.alliance, amendment__based_on=holds, agreed_at=None)
    found = tried.exclude(amendment__ended_at=None).order_by("-number").first() if holds else None
    return found.content if found and found.content["form"] == FORM else None


def why_no_say(actor: Actor, room: Room, party: Party | None) -> Refusal | None:
    """Refused for whoever may not speak for the party that stands in the form."""
    if party is None or party.organisation_id is None:
        return NOT_YOUR_PARTY
    if any(party_of(actor, room, party.organisation_id, role) for role in SPEAKERS):
        return None
    return Refusal("no-say", f"Det bestemmer {party.name}s kontaktperson, underskriver eller administrator.")


@transaction.atomic
def drop_amendment(actor: Actor, slug: str, dropping: Dropping, *, now: datetime) -> Amendment | Refusal:
    """Give it up before all have said yes: everything stands again as the agreement in force says, and everybody is told why."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, amendment = party_of(actor, room, dropping.for_organisation), room.amendment
    refusal = why_no_say(actor, room, party)
    if refusal or party is None:
        return refusal or NOT_YOUR_PARTY
    if amendment is None or amendment.pk != dropping.amendment_id:
        return NO_AMENDMENT
    return end_amendment(room, amendment, "drop", party, dropping.reason, now) if dropping.reason.strip() else NO_REASON


def end_amendment(room: Room, amendment: Amendment, errand: str, party: Party | None, reason: str, now: datetime) -> Amendment | Refusal:
    """It comes to nothing, by `errand` (drop, reject) of a party: the rows say again what they said when it was begun."""
    amendment.ended_for, amendment.end_reason = party, reason.strip()
    amendment.save(update_fields=["ended_for", "end_reason"])
    refusal = move_amendment(room, errand, now=now)
    if refusal:
        return refusal
    restore(room, amendment.stood, amendment.beside, now=now)
    return amendment
