"""Promise something in numbers, write down what was delivered, and say why something was not kept."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, call_if_public, change, closed_now, party_of, stale
from samspil.alliances.domain.commitments import MOST, Delivered, why_impossible
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.events import AllianceChanged, CommitmentDelivered, CommitmentMissed
from samspil.alliances.models import Commitment, Delivery, Party
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_COMMITMENTS, MOST_DELIVERIES = 60, 200
# The same piece by the same person within this time is one form that was sent twice.
SENT_TWICE = timedelta(minutes=2)
# While it is in one of these, what was promised is being kept.
KEEPING_STAGES = frozenset({Stage.AGREED, Stage.RUNNING, Stage.CLOSED})
GONE = Refusal("no-commitment", "Tilsagnet er taget tilbage, mens du skrev. Skriv det som et nyt, hvis I stadig vil give det.")
FULL = Refusal("many-commitments", f"En aftale kan have {MOST_COMMITMENTS} tilsagn. Læg nogle af dem sammen.")
MANY = Refusal("many-deliveries", f"Der er skrevet {MOST_DELIVERIES} leveringer. Skriv de næste som én samlet.")
NOT_YOURS = Refusal("not-yours", "Det kan kun den part, der har givet tilsagnet, eller den, der modtager det.")
NOT_PROMISED = Refusal("not-promised", "I har ikke underskrevet aftalen endnu. Når alle har sagt ja, kan I skrive, hvad der er leveret.")
KEPT_WORD = Refusal("kept", "Der står, hvad der er leveret af tilsagnet, eller hvorfor det ikke blev holdt. Så det kan ændres, men ikke tages tilbage.")
NO_REASON = Refusal("no-reason", "Skriv kort, hvorfor tilsagnet ikke blev holdt. Så kan de andre lære af det.")


@dataclass(frozen=True)
class NewCommitment:
    """What the form gathered; `receiver_id` is a party of the alliance, or None: everybody it is for."""

    kind: str
    what: str
    quantity: Decimal
    unit: str
    first_day: date | None
    due_day: date
    receiver_id: int | None = None


def commitment_of(room: Room, commitment_id: int | None) -> Commitment | None:
    """One of the alliance's commitments."""
    return next((one for one in room.commitments if one.pk == commitment_id), None)


@transaction.atomic
def save_commitment(
    actor: Actor, slug: str, for_organisation: int, commitment_id: int | None, new: NewCommitment, *, revision: int = 0, now: datetime
) -> Commitment | Refusal:
    """Promise something new (`commitment_id` None), or change a promise of one's own party before it is agreed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, found = party_of(actor, room, for_organisation), commitment_of(room, commitment_id)
    refusal = why_not(room, party, found, commitment_id, new)
    if refusal or party is None:
        return refusal or NOT_YOUR_PARTY
    stands = found or next((one for one in room.commitments if one.party_id == party.pk and same(one, new)), None)
    if stands and same(stands, new):
        return stands  # nothing changed, or a form that was sent twice
    if found and found.revision != revision:
        return stale({"what": f"{found.what}: {found.quantity.normalize():f} {found.unit}"}, found.revision)
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    kept = found or Commitment(alliance=room.alliance, party=party, revision=0)
    for name, value in {**asdict(new), "revision": kept.revision + 1}.items():
        setattr(kept, name, value)
    kept.save()
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return kept


def same(one: Commitment, new: NewCommitment) -> bool:
    """True when exactly this is promised already."""
    return asdict(new) == {name: getattr(one, name) for name in asdict(new)}


def why_not(room: Room, party: Party | None, found: Commitment | None, commitment_id: int | None, new: NewCommitment) -> Refusal | None:
    """Why the party cannot promise that."""
    if party is None or (found and found.party_id != party.pk):
        return NOT_YOUR_PARTY
    if commitment_id is not None and found is None:
        return GONE
    if found is None and len(room.commitments) >= MOST_COMMITMENTS:
        return FULL
    if new.receiver_id is not None and new.receiver_id not in {one.pk for one in room.standing if one.pk != party.pk}:
        return Refusal("receiver", "Modtageren skal være en af de andre parter. Vælg igen.")
    impossible = why_impossible(new.quantity, new.first_day, new.due_day)
    return Refusal("impossible", impossible) if impossible else None


@transaction.atomic
def remove_commitment(actor: Actor, slug: str, commitment_id: int, *, now: datetime) -> Room | Refusal:
    """Take a promise of one's own party back before it is agreed; taking back what is gone changes nothing."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = commitment_of(room, commitment_id)
    if found is None:
        return room
    if found.party_id not in {party.pk for party in room.own(actor)}:
        return NOT_YOUR_PARTY
    if room.pieces[found.pk] or found.missed_reason:
        return KEPT_WORD
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    found.delete()
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return room


@transaction.atomic
def deliver(actor: Actor, slug: str, commitment_id: int, piece: Delivered, *, now: datetime) -> Delivery | Refusal:
    """Write down what was delivered; the party that gave the promise, or the one that receives it, may."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = commitment_of(room, commitment_id)
    refusal = why_no_delivery(actor, room, found, piece, now)
    if refusal or found is None:
        return refusal or GONE
    again = Delivery.objects.filter(commitment=found, written_by_id=actor.person_id, written_at__gt=now - SENT_TWICE, **asdict(piece)).first()
    if again:
        return again
    kept = Delivery.objects.create(commitment=found, **asdict(piece), written_at=now, written_by_id=actor.person_id)
    call_if_public(room)
    events.record(CommitmentDelivered(alliance_id=room.alliance.pk, commitment_id=found.pk), actor_id=actor.person_id)
    return kept


def why_no_delivery(actor: Actor, room: Room, found: Commitment | None, piece: Delivered, now: datetime) -> Refusal | None:
    """Why this cannot be written down."""
    if found is None:
        return GONE
    if not {found.party_id, found.receiver_id} & {party.pk for party in room.own(actor)}:
        return NOT_YOURS
    if room.alliance.stage not in KEEPING_STAGES or not promised_now(room, found):
        return NOT_PROMISED
    if not Decimal() < piece.quantity <= MOST:
        return Refusal("impossible", "Skriv, hvor meget der er leveret: et tal, der er større end nul.")
    if piece.day > localdate(now):
        return Refusal("not-yet", "Dagen er ikke kommet endnu. Skriv det, når det er leveret.")
    return MANY if len(room.pieces[found.pk]) >= MOST_DELIVERIES else None


def promised_now(room: Room, found: Commitment) -> bool:
    """False for what is only promised in an amendment that not all have said yes to."""
    return room.amendment is None or found.pk in {promise["id"] for promise in room.amendment.stood["promises"]}


@transaction.atomic
def say_missed(actor: Actor, slug: str, commitment_id: int, reason: str, *, now: datetime) -> Commitment | Refusal:
    """The party that promised says why it was not kept; everybody in the alliance can read it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = commitment_of(room, commitment_id)
    if found is None:
        return GONE
    own = {party.pk for role in SPEAKERS for party in room.own(actor, role)}
    if found.party_id not in own:
        return Refusal("no-say", "Det siger den parts kontaktperson, underskriver eller administrator, der har givet tilsagnet.")
    if room.alliance.stage not in KEEPING_STAGES:
        return closed_now(room)
    if not promised_now(room, found):
        return NOT_PROMISED
    if not reason.strip():
        return NO_REASON
    call_if_public(room)
    found.missed_reason = reason.strip()
    told = CommitmentMissed(alliance_id=room.alliance.pk, commitment_id=found.pk)
    events.change(found, ["missed_reason"], told, actor_id=actor.person_id)
    return found
