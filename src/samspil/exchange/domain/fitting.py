"""Offers and needs as the matching core reads them: which kinds go together, and times as coarse as people say them.

What nobody said leaves nothing out. An offer without a time may fit any; one with a time fits a need that is at that time of the week or says none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.matching.explaining import hindrances
from samspil.exchange.domain.matching.model import Matching, Place, Problem, Task, Volunteer, metres
from samspil.exchange.domain.nights import moment
from samspil.exchange.domain.reasons import distance_words
from samspil.exchange.domain.words import LANGUAGE_DA, OFFER_DA, WHEN_DA, AgeGroup, NeedKind, OfferKind, When, listed

HANDS = frozenset({OfferKind.TIME, OfferKind.SKILL, OfferKind.LANGUAGE, OfferKind.KNOWLEDGE})
THINGS = frozenset({OfferKind.ROOM, OfferKind.EQUIPMENT, OfferKind.CAR})
# Money is given by other ways than a place in a task; no need asks for it here.
GOES_WITH: Mapping[NeedKind, frozenset[OfferKind]] = {
    NeedKind.HELP: HANDS | {OfferKind.CAR},
    NeedKind.SHORT: HANDS | {OfferKind.CAR},
    NeedKind.SHIFTS: HANDS | {OfferKind.CAR},
    NeedKind.PAIR: HANDS | {OfferKind.MENTORING, OfferKind.PLACE},
    NeedKind.BORROW: THINGS,
    NeedKind.BOARD: HANDS | {OfferKind.MENTORING},
    NeedKind.OPINION: HANDS,
}
CLASSES = frozenset({When.DAY, When.EVENING, When.WEEKEND})
ANY_TIME = frozenset({When.FLEXIBLE, When.ONCE})
EVENING_FROM, SATURDAY = 17, 5
YEARS = {AgeGroup.MINOR: 15, AgeGroup.ADULT: 18}
ADULT = 18
DANISH = "da"
# A team sends no more than this to one proposal; more is talked about.
MOST_OF_A_TEAM = 20
A_SLOT = 60


@dataclass(frozen=True)
class Giving:
    """An offer. `age` is "" where an organisation offers; `people` how many come at most; `asked_lately` how many asks it got of late."""

    id: str
    kind: OfferKind
    place: Place
    max_km: float
    whens: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    age: str = ""
    people: int = 1
    refuses: frozenset[str] = frozenset()
    asked_lately: int = 0


@dataclass(frozen=True)
class Asking:
    """A need with `seats` still free; `min_age` 0 where age does not matter."""

    id: str
    kind: NeedKind
    place: Place
    seats: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    whens: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    min_age: int = 0


def time_of_week(at: datetime) -> When:
    """Day or evening of a weekday, or weekend, in Denmark."""
    local = moment(at).astimezone(ZONE)
    if local.weekday() >= SATURDAY:
        return When.WEEKEND
    return When.EVENING if local.hour >= EVENING_FROM else When.DAY


def times_of(need: Asking) -> frozenset[str]:
    """The times of the week a need is at; none where it says none, and then any offer's time may do."""
    if need.starts_at:
        return frozenset({time_of_week(need.starts_at)})
    return frozenset() if need.whens & ANY_TIME else need.whens & CLASSES


def times_meet(offer: Giving, need: Asking) -> bool:
    """True unless both say when, and never at the same time of the week."""
    own, asked = offer.whens & CLASSES, times_of(need)
    return bool(not own or not asked or offer.whens & ANY_TIME or own & asked)


def problem_of(offers: Sequence[Giving], needs: Sequence[Asking]) -> Problem:
    """Everything as the core reads it. A need without an hour gets one of its own that meets no other; a team is as many volunteers as come."""
    windows = {need.id: window(need, number) for number, need in enumerate(sorted(needs, key=lambda one: one.id))}
    tasks = tuple(task(need, windows[need.id]) for need in needs)
    return Problem(tuple(one for offer in offers for one in volunteers(offer, needs, windows)), tasks)


def window(need: Asking, number: int) -> tuple[int, int]:
    """Its minutes since 1970, or a slot before 1970 that no other need has."""
    if need.starts_at and need.ends_at:
        return int(need.starts_at.timestamp()) // 60, int(need.ends_at.timestamp()) // 60
    return -(number + 1) * A_SLOT, -number * A_SLOT


def task(need: Asking, at: tuple[int, int]) -> Task:
    """A need as a task."""
    wanted = frozenset(LANGUAGE_DA[one] for one in need.languages)
    return Task(need.id, need.place, *at, need.seats, languages=wanted, min_age=need.min_age or None)


def volunteers(offer: Giving, needs: Sequence[Asking], windows: Mapping[str, tuple[int, int]]) -> Iterable[Volunteer]:
    """An offer as somebody who is free when a need that it may fit takes place, and says no to what it is not for."""
    free = tuple(windows[need.id] for need in needs if times_meet(offer, need))
    unlike = {need.id for need in needs if offer.kind not in GOES_WITH[need.kind]}
    heads = min(MOST_OF_A_TEAM, offer.people) if not offer.age else 1
    spoken = frozenset(LANGUAGE_DA[one] for one in offer.languages | {DANISH})
    for number in range(heads):
        yield Volunteer(
            id=f"{offer.id}#{number}" if heads > 1 else offer.id,
            place=offer.place,
            max_km=offer.max_km,
            available=free,
            age=YEARS[AgeGroup(offer.age)] if offer.age else ADULT,
            languages=spoken,
            refuses=offer.refuses | unlike,
            max_tasks=1,
            asked_lately=offer.asked_lately,
        )


def offer_of(volunteer_id: str) -> str:
    """The offer a volunteer of the core came from."""
    return volunteer_id.partition("#")[0]


def in_the_way(problem: Problem, found: Matching, offers: Mapping[str, Giving], needs: Mapping[str, Asking]) -> dict[str, list[str]]:
    """For each need with seats empty, what stands in the way of those who could be thought of, one line a fact."""
    filled = Counter(what for _, what in found.pairs)
    placed = {(offer_of(problem.volunteers[who].id), problem.tasks[what].id) for who, what in found.pairs}
    first = {offer_of(one.id): one for one in reversed(problem.volunteers)}
    said = {}
    for number, wanted in enumerate(problem.tasks):
        if filled[number] < wanted.seats:
            kinds = GOES_WITH[needs[wanted.id].kind]
            others = [one for key, one in first.items() if offers[key].kind in kinds and wanted.id not in one.refuses and (key, wanted.id) not in placed]
            said[wanted.id] = hindrances(wanted, others)
    return said


def why(offer: Giving, need: Asking) -> list[str]:
    """Why the two are put beside each other, in Danish."""
    said = [OFFER_DA[offer.kind].lower(), f"{distance_words(round(metres(offer.place, need.place)))} væk"]
    both = offer.whens & CLASSES & times_of(need)
    if both:
        said.append(f"kan {listed(WHEN_DA[When(one)].lower() for one in sorted(both))}")
    elif offer.whens & ANY_TIME:
        said.append("har ikke lagt sig fast på en tid")
    shared = (offer.languages & need.languages) - {DANISH}
    if shared:
        said.append(f"taler {listed(LANGUAGE_DA[one] for one in sorted(shared))}")
    if need.min_age and offer.age:
        said.append(f"er fyldt {YEARS[AgeGroup(offer.age)]} år")
    if not offer.asked_lately:
        said.append("er ikke spurgt for nylig")
    return said


def recent(now: datetime) -> datetime:
    """Asks since then count as lately."""
    return now - timedelta(days=30)
