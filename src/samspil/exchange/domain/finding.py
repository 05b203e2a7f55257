"""Needs in order for one who looks, each with its reasons. Hard facts alone leave something out, and only what is known; the order is made of the reasons
that are shown, of nothing else, and nothing about the looker is kept.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.matching.facts import HardFact
from samspil.exchange.domain.nights import moment

LICENCE, DANISH = "kørekort", "dansk"
AN_HOUR, NEW_DAYS = 60, timedelta(days=7)
# Up to so many metres a distance weighs so much, and nothing beyond; one that nobody knows is put in order as if it were ten kilometres.
NEAR_UP_TO = (1_000, 2_000, 5_000, 10_000, 25_000)
NEARNESS = (5, 4, 3, 2, 1, 0)
UNKNOWN_M = 10_000
# On each page of ten these places (from 0) belong to what is new or was never filled, while there is something that is.
PAGE, FRESH_PLACES = 10, frozenset({3, 7})
LAST = datetime.max.replace(tzinfo=UTC)


class ReasonKind(StrEnum):
    """Why a task is shown where it is, in the order in which reasons are told."""

    NEAR = "near"
    TIME = "time"
    FLEXIBLE = "flexible"
    URGENT = "urgent"
    SHORT = "short"
    LANGUAGE = "language"
    INTEREST = "interest"
    NO_LICENCE = "no_licence"
    FRESH = "fresh"
    FULL = "full"


@dataclass(frozen=True)
class Opening:
    """A need as one who looks meets it. None: nobody knows. `distance_m`: metres from the looker. `filled_before`: somebody has once helped here."""

    id: str
    distance_m: int | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    seats_free: int | None = None
    min_age: int | None = None
    requires: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    published: datetime | None = None
    filled_before: bool = True


@dataclass(frozen=True)
class Looker:
    """What somebody said in this search. None: not said, and then it leaves nothing out. `free`: from and to; `longest` minutes; `max_m` metres."""

    age: int | None = None
    max_m: int | None = None
    free: tuple[tuple[datetime, datetime], ...] | None = None
    longest: int | None = None
    qualifications: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    interests: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sight:
    """One who looks, at one moment (UTC), with the free times joined where they touch."""

    looker: Looker
    now: datetime

    @cached_property
    def free(self) -> list[tuple[datetime, datetime]]:
        """The free times in order, none overlapping."""
        found: list[tuple[datetime, datetime]] = []
        for begins, ends in sorted((moment(begins), moment(ends)) for begins, ends in self.looker.free or ()):
            if found and begins <= found[-1][1]:
                found[-1] = (found[-1][0], max(ends, found[-1][1]))
            else:
                found.append((begins, ends))
        return found

    @cached_property
    def day_after_tomorrow(self) -> datetime:
        """When tomorrow is over, Danish time."""
        day = self.now.astimezone(ZONE).date() + timedelta(days=2)
        return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)

    @cached_property
    def new_since(self) -> datetime:
        """What is published after this is new."""
        return self.now - NEW_DAYS

    def fits(self, opening: Opening) -> bool | None:
        """True when one free stretch holds the whole task, None when that cannot be known."""
        if self.looker.free is None or opening.starts_at is None:
            return None
        place = bisect_right(self.free, opening.starts_at, key=lambda stretch: stretch[0]) - 1
        return place >= 0 and opening.starts_at + timedelta(minutes=opening.minutes or 0) <= self.free[place][1]


@dataclass(frozen=True, slots=True)
class Found:
    """A need with why it is shown, and the sum of what its reasons weigh."""

    opening: Opening
    reasons: tuple[ReasonKind, ...]
    points: int


@dataclass(frozen=True)
class Ranked:
    """What was found, best first, and how many were left out by which hard fact (the first that stands): to be told, so that a limit can be moved."""

    found: list[Found]
    left_out: dict[HardFact, int]


Fact = Callable[[Sight, Opening], bool]
FACTS: tuple[tuple[HardFact, Fact], ...] = (
    (HardFact.REFUSED, lambda s, o: o.id in s.looker.refuses),
    (HardFact.TIME, lambda s, o: (o.starts_at is not None and o.starts_at <= s.now) or s.fits(o) is False),
    (HardFact.PLACE, lambda s, o: o.distance_m is not None and s.looker.max_m is not None and o.distance_m > s.looker.max_m),
    (HardFact.AGE, lambda s, o: o.min_age is not None and s.looker.age is not None and s.looker.age < o.min_age),
    (HardFact.HOURS, lambda s, o: o.minutes is not None and s.looker.longest is not None and o.minutes > s.looker.longest),
    (HardFact.QUALIFICATION, lambda s, o: s.looker.qualifications is not None and not o.requires <= s.looker.qualifications),
    (HardFact.LANGUAGE, lambda s, o: s.looker.languages is not None and not o.languages <= s.looker.languages),
)


def nearness(distance: int | None) -> int:
    """What a distance weighs; nothing when nobody knows it."""
    return 0 if distance is None else NEARNESS[bisect_left(NEAR_UP_TO, distance)]


def is_fresh(sight: Sight, opening: Opening) -> bool:
    """True for what is new, or what nobody has ever helped with."""
    return not opening.filled_before or (opening.published is not None and opening.published > sight.new_since)


def is_urgent(sight: Sight, opening: Opening) -> bool:
    """True for what begins today or tomorrow and has room."""
    return opening.starts_at is not None and opening.starts_at < sight.day_after_tomorrow and opening.seats_free != 0


# What stands for a reason, and what it weighs; a distance weighs by itself.
REASONS: tuple[tuple[ReasonKind, int, Fact], ...] = (
    # What does not fit was left out before.
    (ReasonKind.TIME, 6, lambda s, o: s.looker.free is not None and o.starts_at is not None),
    (ReasonKind.FLEXIBLE, 1, lambda _s, o: o.starts_at is None),
    (ReasonKind.URGENT, 3, is_urgent),
    (ReasonKind.SHORT, 2, lambda _s, o: o.minutes is not None and o.minutes <= AN_HOUR),
    (ReasonKind.LANGUAGE, 4, lambda s, o: bool((o.languages - {DANISH}) & (s.looker.languages or frozenset()))),
    (ReasonKind.INTEREST, 4, lambda s, o: bool(o.topics & s.looker.interests)),
    (ReasonKind.NO_LICENCE, 0, lambda s, o: s.looker.qualifications is not None and LICENCE not in s.looker.qualifications | o.requires),
    (ReasonKind.FRESH, 0, is_fresh),
    (ReasonKind.FULL, 0, lambda _s, o: o.seats_free == 0),
)


def order(found: Found) -> tuple[bool, int, int, datetime, str]:
    """Those with room first, then by what the reasons weigh, distance in metres, start, and at last the id: total, so always the same."""
    opening = found.opening
    distance = UNKNOWN_M if opening.distance_m is None else opening.distance_m
    return (opening.seats_free == 0, -found.points, distance, opening.starts_at or LAST, opening.id)


def weighed(sight: Sight, opening: Opening) -> Found:
    """A need that no fact leaves out, with the reasons that stand and their sum."""
    near = nearness(opening.distance_m)
    standing = [(kind, weight) for kind, weight, stands in REASONS if stands(sight, opening)]
    first = () if opening.distance_m is None else (ReasonKind.NEAR,)
    return Found(opening, (*first, *(kind for kind, _ in standing)), near + sum(weight for _, weight in standing))


def ranked(openings: Iterable[Opening], looker: Looker, now: datetime) -> Ranked:
    """What a looker may be shown, best first, and what was left out. The order in which needs come in changes nothing.

    Quickest when times come in UTC, as a database gives them: 2,000 needs take about 10 ms.
    """
    sight = Sight(looker, moment(now))
    found: list[Found] = []
    left_out: Counter[HardFact] = Counter()
    for opening in openings:
        for fact, stands in FACTS:
            if stands(sight, opening):
                left_out[fact] += 1
                break
        else:
            found.append(weighed(sight, opening))
    return Ranked(interleaved(sorted(found, key=order)), dict(left_out))


def interleaved(found: Sequence[Found]) -> list[Found]:
    """The same needs with two places of each page given to the best of those that are new or were never filled, so that they are seen at all."""
    fresh = [number for number, one in enumerate(found) if ReasonKind.FRESH in one.reasons and ReasonKind.FULL not in one.reasons][::-1]
    rest = list(range(len(found)))[::-1]
    shown: dict[int, None] = {}
    while len(shown) < len(found):
        wanted = fresh if fresh and len(shown) % PAGE in FRESH_PLACES else rest
        shown.setdefault(wanted.pop())
    return [found[number] for number in shown]


def something_now(openings: Iterable[Opening], age: int | None, now: datetime, *, days: int = 7, within_m: int = 5_000, longest: int = 120) -> list[Found]:
    """For the young: short tasks near by within so many days (or whenever it suits), that ask nothing of anybody but an age. Best first.

    What is unknown is kept but for two things that are promised here: how long it takes, and that one is old enough.
    """
    until = moment(now) + timedelta(days=days)

    def promised(opening: Opening) -> bool:
        old_enough = opening.min_age is None or (age is not None and age >= opening.min_age)
        soon = opening.starts_at is None or opening.starts_at <= until
        return old_enough and soon and opening.minutes is not None and not opening.requires and opening.languages <= {DANISH} and opening.seats_free != 0

    return ranked(filter(promised, openings), Looker(age=age, max_m=within_m, longest=longest), now).found
