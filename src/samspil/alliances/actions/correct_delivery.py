"""Take a mistaken delivery back, with a reason and perhaps with what is right; and unsay that something was missed. What stood stays to be read."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.commit import GONE, KEEPING_STAGES, MANY, MOST_DELIVERIES, commitment_of, why_no_delivery
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import begin, call_if_public, closed_now
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.events import CommitmentUnmissed, DeliveryCorrected
from samspil.alliances.models import Commitment, Delivery
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

# So many rows of one commitment are kept, those that were taken back among them.
MOST_KEPT = 2 * MOST_DELIVERIES
NO_DELIVERY = Refusal("no-delivery", "Leveringen findes ikke her. Genindlæs siden.")
UNDONE = Refusal("undone", "Leveringen er allerede taget tilbage. Genindlæs siden, og se, hvad der står nu.")
NOT_YOURS = Refusal("not-yours", "Det kan den, der skrev leveringen, eller en af de to parters kontaktperson, underskriver eller administrator.")
NO_REASON = Refusal("no-reason", "Skriv kort, hvad der var forkert. Det står ved leveringen, så alle kan se, hvorfor tallet blev et andet.")
SAME = Refusal("same", "Det er det samme, som står der. Skriv det rigtige, eller tag leveringen tilbage.")
NOT_MISSED = Refusal("not-missed", "Der står ikke, at tilsagnet ikke blev holdt. Genindlæs siden.")
NO_REASON_UNMISSED = Refusal("no-reason", "Skriv kort, hvad der er sket siden. Så ved de andre, hvorfor det ikke gælder mere.")
NO_SAY = Refusal("no-say", "Det siger den parts kontaktperson, underskriver eller administrator, der har givet tilsagnet.")


@transaction.atomic
def correct_delivery(actor: Actor, slug: str, delivery_id: int, right: Delivered | None, reason: str, *, now: datetime) -> Delivery | Refusal:
    """Take a delivery back; `right` is what should have stood in its place, or None. The tally follows, and the others are told."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    wrong = Delivery.objects.filter(pk=delivery_id, commitment__alliance=room.alliance).first()
    refusal = why_not(actor, room, wrong, right, reason, now)
    if refusal or wrong is None:
        return refusal or NO_DELIVERY
    wrong.undone_at, wrong.undone_why, wrong.undone_by_id = now, reason.strip(), actor.person_id
    call_if_public(room)
    told = DeliveryCorrected(alliance_id=room.alliance.pk, delivery_id=wrong.pk)
    events.change(wrong, ["undone_at", "undone_why", "undone_by"], told, actor_id=actor.person_id)
    if right:
        Delivery.objects.create(commitment_id=wrong.commitment_id, **asdict(right), written_at=now, written_by_id=actor.person_id)
    return wrong


def why_not(actor: Actor, room: Room, wrong: Delivery | None, right: Delivered | None, reason: str, now: datetime) -> Refusal | None:
    """Why this cannot be corrected so."""
    commitment = commitment_of(room, wrong.commitment_id) if wrong else None
    if wrong is None or commitment is None:
        return NO_DELIVERY
    if not may_correct(actor, room, commitment, wrong):
        return NOT_YOURS
    if room.alliance.stage not in KEEPING_STAGES:
        return closed_now(room)
    if wrong.undone_at:
        return UNDONE
    if not reason.strip():
        return NO_REASON
    return why_not_right(actor, room, commitment, wrong, right, now) if right else None


def why_not_right(actor: Actor, room: Room, commitment: Commitment, wrong: Delivery, right: Delivered, now: datetime) -> Refusal | None:
    """Why this cannot stand in its place."""
    if right == Delivered(wrong.day, wrong.quantity, wrong.evidence):
        return SAME
    if commitment.deliveries.count() >= MOST_KEPT:
        return MANY
    refusal = why_no_delivery(actor, room, commitment, right, now)
    return None if refusal is MANY else refusal  # one goes and one comes


def may_correct(actor: Actor, room: Room, commitment: Commitment, delivery: Delivery) -> bool:
    """Whoever wrote it and still acts for either party, and either party's contact, signatory or administrator."""
    parties = {commitment.party_id, commitment.receiver_id}
    if delivery.written_by_id == actor.person_id and parties & {party.pk for party in room.own(actor)}:
        return True
    return bool(parties & {party.pk for role in SPEAKERS for party in room.own(actor, role)})


@transaction.atomic
def unsay_missed(actor: Actor, slug: str, commitment_id: int, reason: str, *, now: datetime) -> Commitment | Refusal:
    """The party that said it could not keep its promise takes that back: it was delivered after all, or will be. History keeps what was said."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = commitment_of(room, commitment_id)
    refusal = why_not_unsaid(actor, room, found, reason)
    if refusal or found is None:
        return refusal or GONE
    found.missed_reason, found.unmissed_reason = "", reason.strip()
    call_if_public(room)
    told = CommitmentUnmissed(alliance_id=room.alliance.pk, commitment_id=found.pk, moment=now.isoformat())
    events.change(found, ["missed_reason", "unmissed_reason"], told, actor_id=actor.person_id)
    return found


def why_not_unsaid(actor: Actor, room: Room, found: Commitment | None, reason: str) -> Refusal | None:
    """Why it cannot be unsaid."""
    if found is None:
        return GONE
    if found.party_id not in {party.pk for role in SPEAKERS for party in room.own(actor, role)}:
        return NO_SAY
    if room.alliance.stage not in KEEPING_STAGES:
        return closed_now(room)
    if not found.missed_reason:
        return NOT_MISSED
    return None if reason.strip() else NO_REASON_UNMISSED
