"""Every reason why one person cannot do one task, cannot yet, or should know something first; nothing in the way is an empty list.

A reason is a fact with what would change it. The machine turns nobody down: what it says is shown, and people decide (GDPR article 22).
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from samspil.exchange.domain import eligibility_rules as rules
from samspil.exchange.domain.eligibility_model import EligibilityKind, Moment, PersonFacts, Reason, TaskFacts, Weight

# The order reasons are told in: the task itself first, then the person, then time and place, and the seats last.
RULES: tuple[Callable[[PersonFacts, TaskFacts, Moment], Iterator[Reason]], ...] = (
    rules.standing,
    rules.already,
    rules.closed,
    rules.age,
    rules.qualifications,
    rules.certificate,
    rules.language,
    rules.own_limits,
    rules.other_shifts,
    rules.free_time,
    rules.distance,
    rules.seats,
)


class Eligibility(StrEnum):
    """What the reasons come to. OPEN: may sign up (and should know what they say). WAITING_LIST: only the seats are lacking. NOT_YET, CANNOT: see there."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    NOT_YET = "not_yet"
    CANNOT = "cannot"


ELIGIBILITY_DA = {
    Eligibility.OPEN: "Der er plads",
    Eligibility.WAITING_LIST: "Venteliste",
    Eligibility.NOT_YET: "Ikke endnu",
    Eligibility.CANNOT: "Ikke denne opgave",
}


def reasons(person: PersonFacts, task: TaskFacts, now: int, *, own: bool = True) -> list[Reason]:
    """Every reason, in a fixed order; empty when nothing is in the way. `now` in UTC minutes. `own`: the person asks; else somebody who would propose
    the person, and then what people have set for themselves is not to be crossed."""
    moment = Moment(now, own)
    return [reason for rule in RULES for reason in rule(person, task, moment)]


def eligibility_of(found: Iterable[Reason]) -> Eligibility:
    """What reasons come to together."""
    told = list(found)
    if any(reason.weight is Weight.CANNOT for reason in told):
        return Eligibility.CANNOT
    not_yet = {reason.kind for reason in told if reason.weight is Weight.NOT_YET}
    if not_yet - {EligibilityKind.FULL}:
        return Eligibility.NOT_YET
    return Eligibility.WAITING_LIST if not_yet else Eligibility.OPEN
