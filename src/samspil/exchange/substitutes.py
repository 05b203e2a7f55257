"""Who could take shifts of a need: those who said yes to it, with when they can and what they have already; and what the core makes of it."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil

from samspil.exchange.blocks import apart_from
from samspil.exchange.domain.eligibility_model import HeldQualification
from samspil.exchange.domain.matching.explaining import Empty, empty_seats
from samspil.exchange.domain.matching.model import Matching, Problem, Task, Volunteer, Window
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.skills import holding, in_words
from samspil.exchange.domain.weekly import Fit, fits, windows, without
from samspil.exchange.domain.weekly_model import Pattern
from samspil.exchange.domain.weekly_reading import BadPattern, read_pattern
from samspil.exchange.eligible import held_by
from samspil.exchange.models import Need, Shift, ShiftPlace, ShiftWish, Signup

SECONDS = 3.0
LATELY = timedelta(days=30)
# So many are asked at once about one place: more would be noise.
MOST_ASKED = 8
# Whoever has said nothing can be asked about any time, and decides.
ANY_TIME = Pattern(flexible=True)


@dataclass(frozen=True)
class Helper:
    """Somebody who said yes to the need. `busy` is when they have shifts, of whatever need; `held` how many of late and to come, `skills` what they told that
    they know or have."""

    person_id: int
    name: str
    phone: str
    pattern: Pattern = ANY_TIME
    most: int = 0
    busy: tuple[Window, ...] = ()
    held: int = 0
    skills: tuple[HeldQualification, ...] = ()


@dataclass(frozen=True)
class Staffing:
    """What is proposed: (shift, person), what stays empty and why, and whether it is the best that can be."""

    pairs: tuple[tuple[int, int], ...] = ()
    empty: dict[int, Empty] = field(default_factory=dict)
    optimal: bool = True


def minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def helpers_of(need: Need, now: datetime) -> list[Helper]:
    """Those who have a seat in the need, with when they can and what they have."""
    yes = Signup.objects.filter(need=need, state__in=[SignupState.CONFIRMED, SignupState.ATTENDED]).exclude(person=None).order_by("pk")
    people = {person: (name, phone) for person, name, phone in yes.values_list("person", "name", "phone")}
    wishes = {wish.person_id: wish for wish in ShiftWish.objects.filter(need=need, person__in=people)}
    rows = ShiftPlace.objects.filter(person__in=people, state__in=HOLDING, shift__ends_at__gt=now - LATELY)
    busy: dict[int, list[Window]] = {}
    for person, starts, ends in rows.values_list("person", "shift__starts_at", "shift__ends_at"):
        busy.setdefault(int(person or 0), []).append((minute(starts), minute(ends)))
    skills = held_by(people)
    found = (helper(person, *told, wishes.get(person), tuple(busy.get(person, ()))) for person, told in people.items())
    return [replace(one, skills=tuple(skills[one.person_id])) for one in found]


def helper(person_id: int, name: str, phone: str, wish: ShiftWish | None, busy: tuple[Window, ...]) -> Helper:
    """One of them; times that cannot be read any more are as good as none."""
    try:
        pattern = read_pattern(wish.pattern) if wish else ANY_TIME
    except BadPattern:
        pattern = ANY_TIME
    return Helper(person_id, name, phone, pattern, wish.most if wish else 0, busy, len(busy))


def coming(need: Need, now: datetime) -> list[Shift]:
    """Shifts that have not begun and are not called off."""
    return list(Shift.objects.filter(need=need, starts_at__gt=now, cancelled_at=None))


def free_seats(shifts: Iterable[Shift]) -> dict[int, int]:
    """How many seats nobody holds, by shift."""
    shifts = list(shifts)
    held = Counter(ShiftPlace.objects.filter(shift__in=shifts, state__in=HOLDING).values_list("shift", flat=True))
    return {shift.pk: max(0, shift.seats - held[shift.pk]) for shift in shifts}


def suited(shift: Shift, *, without: int | None, now: datetime) -> list[int]:
    """Those who could take it: free, and have not said that they cannot; fewest shifts first."""
    start, end = minute(shift.starts_at), minute(shift.ends_at)
    found = [one for one in helpers_of(shift.need, now) if one.person_id != without and not any(begins < end and start < ends for begins, ends in one.busy)]
    wanted, day = in_words({*shift.requires, *shift.need.requires}), shift.starts_at.date()
    able = [one for one in found if fits(one.pattern, start, end).fit is not Fit.NO and holding(one.skills, day).issuperset(wanted)]
    apart = apart_from(shift.need.organisation_id, [one.person_id for one in able]) if shift.need.organisation_id else frozenset()
    return [one.person_id for one in sorted(able, key=lambda one: (one.held, one.person_id)) if one.person_id not in apart][:MOST_ASKED]


def staffing(need: Need, shifts: list[Shift], *, now: datetime) -> Staffing:
    """The best filling of the free seats: as many as can be, nobody twice at once, fair. People decide."""
    from samspil.exchange.domain.matching.solving import match  # the solver is loaded where something is matched

    free = free_seats(shifts)
    open_shifts = [shift for shift in shifts if free[shift.pk]]
    everybody = helpers_of(need, now)
    apart = apart_from(need.organisation_id, [one.person_id for one in everybody]) if need.organisation_id else frozenset()
    helpers = [one for one in everybody if one.person_id not in apart]
    if not open_shifts or not helpers:
        return Staffing()
    problem, found = match(problem_of(need, open_shifts, free, helpers), clock_of(SECONDS))
    pairs = tuple((int(problem.tasks[what].id), int(problem.volunteers[who].id)) for who, what in found.pairs)
    return Staffing(tuple(sorted(pairs)), empties(problem, found), found.optimal)


def empties(problem: Problem, found: Matching) -> dict[int, Empty]:
    """What stays empty, by shift."""
    return {int(problem.tasks[one.task].id): one for one in empty_seats(problem, found)}


def problem_of(need: Need, shifts: list[Shift], free: dict[int, int], helpers: list[Helper]) -> Problem:
    """Shifts as tasks, helpers as volunteers. All is at one place, so distance says nothing."""
    here = (need.latitude, need.longitude)
    first, last = min(shift.starts_at for shift in shifts).date(), max(shift.ends_at for shift in shifts).date()
    weeks = ceil(((last - first).days + 1) / 7)
    tasks = tuple(
        Task(str(one.pk), here, minute(one.starts_at), minute(one.ends_at), free[one.pk], requires=frozenset(in_words({*one.requires, *need.requires})))
        for one in shifts
    )
    people = tuple(
        Volunteer(
            id=str(one.person_id),
            place=here,
            max_km=1,
            available=without(windows(one.pattern, first, last), one.busy),
            max_tasks=one.most * weeks if one.most else None,
            asked_lately=one.held,
            qualifications=holding(one.skills, last),  # what ends before the last shift is looked at by people
        )
        for one in helpers
    )
    return Problem(people, tasks)


def clock_of(seconds: float) -> Callable[[], float]:
    """What says how many seconds are left from now on."""
    until = time.monotonic() + seconds
    return lambda: until - time.monotonic()
