"""Two who swap their shifts, and a place that is handed to a substitute: what stands in the way, each thing told by itself.

What one has told about oneself (an age, a missing course, another shift) is not told to the other: each reads the own `obstacles` and nobody else's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samspil.core.refusals import Refusal
from samspil.exchange.domain.nights import moment
from samspil.exchange.domain.signups import SignupState, Stretch


class SwapState(StrEnum):
    """Where an offer to swap stands. FOUND: another said yes first. TAKEN_BACK by whoever offered. LAPSED: one of the two left their shift, or it was moved
    or called off."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    FOUND = "found"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Shift:
    """A shift as swaps look at it; `free` seats are held by nobody."""

    id: str
    time: Stretch
    free: int = 0


@dataclass(frozen=True)
class Taker:
    """Somebody who would take over a place. `busy`: the other times they have a place (without the one they give away); `obstacles`: hard facts that
    forbid the shift (`matching.facts`), in words for them alone; `on_it`: they have a place or a number on it already; `agreed`: they said yes to this."""

    who: str
    party_size: int = 1
    busy: tuple[Stretch, ...] = ()
    obstacles: tuple[str, ...] = ()
    on_it: bool = False
    agreed: bool = False


@dataclass(frozen=True)
class Held:
    """Somebody's place on a shift, and how they stand to the place they would get."""

    shift: Shift
    state: SignupState
    taker: Taker


def swap_refusals(one: Held, other: Held, now: datetime) -> list[Refusal]:
    """All that stands in the way of two people taking each other's places; nothing when they may. The order of the two changes nothing but the order told."""
    if one.taker.who == other.taker.who:
        return [Refusal("same_person", "I skal være to for at bytte.")]
    if one.shift.id == other.shift.id:
        return [Refusal("same_shift", "I har plads på den samme vagt, så der er ikke noget at bytte.")]
    return [*giving(one, other.taker, now), *giving(other, one.taker, now)]


def hand_over_refusals(held: Held, substitute: Taker, now: datetime) -> list[Refusal]:
    """All that stands in the way of handing a place to a substitute; nothing when it may be done."""
    if held.taker.who == substitute.who:
        return [Refusal("same_person", "Vælg en anden end dig selv som afløser.")]
    return giving(held, substitute, now)


def giving(held: Held, taker: Taker, now: datetime) -> list[Refusal]:
    """What stands in the way of one place going from one to another."""
    checks: Sequence[tuple[bool, Refusal]] = (
        (held.state is not SignupState.CONFIRMED, Refusal("no_place", "Kun en plads, der er givet, kan gå videre. Vent, til du har fået den.")),
        (moment(held.shift.time.starts_at) <= moment(now), Refusal("begun", "Vagten er begyndt. Ring til kontaktpersonen i stedet.")),
        (not taker.agreed, Refusal("not_asked", "Den anden skal selv sige ja først.")),
        (taker.on_it, Refusal("on_it", "Den anden er allerede skrevet på den vagt.")),
        (taker.party_size > held.taker.party_size + max(0, held.shift.free), Refusal("too_many", "De, der vil tage over, er flere, end der er plads til.")),
        (any(held.shift.time.meets(busy) for busy in taker.busy), Refusal("busy", "Den anden kan ikke på det tidspunkt.")),
        (bool(taker.obstacles), Refusal("hard_fact", "Vagten kræver noget, den anden ikke har skrevet. Den anden kan selv se, hvad det er, og rette det.")),
    )
    return [refusal for stands, refusal in checks if stands]
