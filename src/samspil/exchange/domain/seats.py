"""Who gets a seat and who waits: the queue of a shift.

The fairness rule. The queue is asked in order. A party that is larger than the seats that are free is skipped and keeps its number. When three parties
behind it have been offered seats that way, free seats are held back for it, until 48 hours before the start: then an empty seat would help nobody, and
seats go to whomever they fit. A party larger than the whole shift is never held seats for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from samspil.core.refusals import Refusal
from samspil.exchange.domain.nights import by_day, is_night, moment
from samspil.exchange.domain.signups import SignupState

MOST_SKIPS = 3
HELD_UNTIL = timedelta(hours=48)
# With at least so long to the start, an offer stands so long. With less than an hour left nobody is offered anything: the organiser calls.
ANSWER_TIMES = (
    (timedelta(days=14), timedelta(days=3)),
    (timedelta(days=3), timedelta(days=1)),
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(hours=6), timedelta(hours=1)),
    (timedelta(hours=1), timedelta(minutes=15)),
)
# An offer that would run out at night stands until an hour after the night is over, when that is at least an hour before the start.
WAKING = timedelta(hours=1)


@dataclass(frozen=True)
class Place:
    """CONFIRMED, or WAITING with the `number` in the queue (1 is next); 0 for whoever has a seat."""

    state: SignupState
    number: int = 0


@dataclass(frozen=True)
class Waiting:
    """A party in the queue. `ticket` grows with each who joins; `skipped`: how many parties behind it were offered seats; `passed`: it said no to a seat."""

    who: str
    party_size: int
    ticket: int
    skipped: int = 0
    passed: bool = False


@dataclass(frozen=True)
class SeatOffer:
    """So many seats are held for `who` until `until` (UTC)."""

    who: str
    seats: int
    until: datetime


@dataclass(frozen=True)
class NextOffers:
    """Whom to offer seats now, in order, and those skipped, each as often as it stands here; `held` seats wait for a party that has been skipped enough."""

    offers: tuple[SeatOffer, ...] = ()
    skipped: tuple[str, ...] = ()
    held: int = 0


def place_for(seats: int, taken: int, party_size: int, waiting: int) -> Place | Refusal:
    """Where somebody who asks now comes in. `taken`: seats held by places in `signups.HOLDING`; `waiting`: parties in the queue.

    Nobody overtakes: while somebody waits, newcomers join behind. A Refusal when the party can never fit, with what would change that.
    """
    if party_size < 1:
        return Refusal("nobody", "Skriv, hvor mange I er. Er du alene, så skriv 1.")
    if party_size > seats:
        return Refusal(
            "too_many", f"Der er {seats} {'plads' if seats == 1 else 'pladser'} i alt. Del jer i mindre grupper, eller spørg, om der kan blive flere pladser."
        )
    if not waiting and party_size <= seats - taken:
        return Place(SignupState.CONFIRMED)
    return Place(SignupState.WAITING, waiting + 1)


def answer_by(now: datetime, starts_at: datetime) -> datetime | None:
    """Until when an offer made now stands (UTC), or None when it is too late to offer seats by message."""
    begins, made = moment(starts_at), moment(now)
    stands = next((stands for left, stands in ANSWER_TIMES if begins - made >= left), None)
    if stands is None:
        return None
    until = made + stands
    awake = by_day(until) + WAKING
    return awake if is_night(until) and awake <= begins - WAKING else until


def in_order(queue: Sequence[Waiting]) -> list[Waiting]:
    """The queue as it stands: by ticket; who passed is out of it."""
    return sorted((party for party in queue if not party.passed), key=lambda party: (party.ticket, party.who))


def number_of(who: str, queue: Sequence[Waiting]) -> int:
    """The number in the queue, 1 is next; 0 for who does not wait."""
    return next((number for number, party in enumerate(in_order(queue), 1) if party.who == who), 0)


def next_offers(seats_free: int, queue: Sequence[Waiting], now: datetime, starts_at: datetime, *, seats: int | None = None) -> NextOffers:
    """Whom to offer the free seats, by the fairness rule above. `seats_free`: seats nobody holds; `seats`: all seats of the shift, when known."""
    until = answer_by(now, starts_at)
    if until is None:
        return NextOffers()
    holding = moment(starts_at) - moment(now) > HELD_UNTIL
    offers: list[SeatOffer] = []
    passed_over: list[Waiting] = []
    skipped: list[str] = []
    left, held = max(0, seats_free), 0
    for party in in_order(queue):
        if holding and any(tired(large, skipped) and (seats is None or large.party_size <= seats) for large in passed_over):
            held = left
        if not left or held:
            break
        if party.party_size > left:
            passed_over.append(party)
        else:
            offers.append(SeatOffer(party.who, party.party_size, until))
            skipped += [large.who for large in passed_over]
            left -= party.party_size
    return NextOffers(tuple(offers), tuple(skipped), held)


def tired(party: Waiting, skipped: Sequence[str]) -> bool:
    """True for a party that has been skipped as often as is fair, those of this round counted."""
    return party.skipped + skipped.count(party.who) >= MOST_SKIPS
