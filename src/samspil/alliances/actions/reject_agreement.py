"""A party's signatory says no to a version, with what would have to be otherwise. It does not wait in silence: all are told."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.accept_agreement import OUTDATED
from samspil.alliances.actions.amend import end_amendment
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, move, party_of, take_back
from samspil.alliances.events import AgreementRejected
from samspil.alliances.models import AgreementVersion, Party, Rejection
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NO_REASON = Refusal("no-reason", "Skriv, hvad der skulle være anderledes. Ellers ved de andre ikke, hvad de kan gøre.")


@dataclass(frozen=True)
class Objection:
    """What stood in the form: for whom, to which version, and what would have to be otherwise."""

    for_organisation: int
    number: int
    reason: str


@transaction.atomic
def reject_agreement(actor: Actor, slug: str, objection: Objection, *, now: datetime) -> Rejection | Refusal:
    """The version can no longer be signed. A first agreement is written on; an amendment came to nothing, and what held holds on."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, version = party_of(actor, room, objection.for_organisation), room.waiting
    said = Rejection.objects.filter(party=party, version__alliance=room.alliance, version__number=objection.number).first() if party else None
    if said and said.reason == objection.reason.strip():
        return said  # the form was sent twice
    refusal = why_not(actor, room, party, version, objection)
    if refusal or party is None or version is None:
        return refusal or NOT_YOUR_PARTY
    rejection = Rejection.objects.create(version=version, party=party, person_id=actor.person_id, reason=objection.reason.strip(), said_at=now)
    events.record(AgreementRejected(alliance_id=room.alliance.pk, version_id=version.pk, party_id=party.pk), actor_id=actor.person_id)
    settled = end_amendment(room, room.amendment, "reject", party, rejection.reason, now) if room.amendment else send_back(room, version, now)
    return settled if isinstance(settled, Refusal) else rejection


def why_not(actor: Actor, room: Room, party: Party | None, version: AgreementVersion | None, objection: Objection) -> Refusal | None:
    """Why this no cannot be said now."""
    if party is None:
        return NOT_YOUR_PARTY
    if party_of(actor, room, objection.for_organisation, "signatory") is None:
        return Refusal("no-mandate", f"Du må ikke svare for {party.name}. Spørg en af deres administratorer, om du skal kunne.")
    if not objection.reason.strip():
        return NO_REASON
    return None if version and version.number == objection.number else OUTDATED


def send_back(room: Room, version: AgreementVersion, now: datetime) -> Refusal | None:
    """The first agreement goes back to those who write it."""
    refusal = move(room, "reject")
    if refusal is None:
        take_back(room, version, now)
    return refusal
