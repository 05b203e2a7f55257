"""What stands in the way of people who have a place in shifts that are moved or swapped: read in a few statements, however many they are.

Where `actions/shifting.py` asks about one who wants a place, this asks about many at once, at times that may not hold yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from samspil.exchange.domain.eligibility_model import HeldQualification, Reason
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.shifts import TakenShift, clashes_with
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.skills import in_the_way, lacking
from samspil.exchange.eligible import Known, Requirement, held_by, known_of, required_by, verdict
from samspil.exchange.models import Need, Shift, ShiftPlace


@dataclass(frozen=True)
class Wanted:
    """Somebody in a shift, at a time it has or would have. `without`: a shift they would give up for it."""

    person_id: int
    shift: TakenShift
    requires: tuple[str, ...] = ()
    without: int = 0


@dataclass(frozen=True)
class Facts:
    """What the rows say: what people know or have, what the need asks for, and their days with children."""

    need: Need
    skills: dict[int, list[HeldQualification]]
    children: Requirement | None
    known: Known
    today: date


def wanted(person_id: int, shift: Shift, time: tuple[int, int] | None = None, *, without: int = 0) -> Wanted:
    """Somebody in a shift, at its own time or another (minutes since 1970)."""
    begins, ends = time or (int(shift.starts_at.timestamp()) // 60, int(shift.ends_at.timestamp()) // 60)
    return Wanted(person_id, TakenShift(shift.pk, shift.role, begins, ends), tuple(shift.requires), without)


def hindering(need: Need, asked: Sequence[Wanted], now: datetime) -> dict[tuple[int, int], str]:
    """Why somebody (shift, person) cannot be in a shift then, in words for them alone; those with nothing in the way are left out.

    Where all of `asked` are moved together, each is weighed at the others' new times."""
    people = sorted({one.person_id for one in asked})
    busy, facts = busy_of(people, asked, now), facts_of(need, people, localdate(now))
    found = {(one.shift.id, one.person_id): overlap(one, busy[one.person_id]) or hard_fact(one, facts) for one in asked}
    return {key: why for key, why in found.items() if why}


def busy_of(people: Iterable[int], asked: Sequence[Wanted], now: datetime) -> dict[int, list[TakenShift]]:
    """All shifts of these people that are not over, each at the time it has or would have."""
    new = {one.shift.id: one.shift for one in asked}
    busy: dict[int, list[TakenShift]] = defaultdict(list)
    rows = ShiftPlace.objects.filter(person__in=people, state=SignupState.CONFIRMED, shift__ends_at__gt=now, shift__cancelled_at=None)
    for person, pk, role, starts, ends in rows.values_list("person", "shift", "shift__role", "shift__starts_at", "shift__ends_at").order_by("shift"):
        here = TakenShift(pk, role, int(starts.timestamp()) // 60, int(ends.timestamp()) // 60)
        busy[person or 0].append(new.get(pk, here))
    return busy


def facts_of(need: Need, people: list[int], today: date) -> Facts:
    """What a need asks for, and what is known of these people."""
    children = required_by(need)
    known = known_of(children.organisation_id, people) if children else Known()
    return Facts(need, held_by(people), children, known, today)


def overlap(one: Wanted, busy: Iterable[TakenShift]) -> str:
    """The other shift one would have to be in at the same time; "" when there is none."""
    clashes = clashes_with(one.shift, [other for other in busy if other.id not in {one.shift.id, one.without}])
    return next((clash.text for clash in clashes if clash.hard), "")


def lacking_of(need: Need, places: Iterable[tuple[Shift, ShiftPlace]], now: datetime, *, own: bool) -> dict[tuple[int, int], str]:
    """What those who hold these places lack of what is asked on the day, by shift and person: it ran out, or was not needed when they got it. The place is
    taken from nobody for it. `own`: told to themselves, else to those who make the roster. Nothing is read where nothing is asked."""
    asked = [wanted(one.person_id, shift) for shift, one in places if one.person_id]
    if not asked or not (need.requires or required_by(need) or any(one.requires for one in asked)):
        return {}
    facts = facts_of(need, sorted({one.person_id for one in asked}), localdate(now))
    found = {(one.shift.id, one.person_id): hard_fact(one, facts, own=own) for one in asked}
    return {key: why for key, why in found.items() if why}


def hard_fact(one: Wanted, facts: Facts, *, own: bool = True) -> str:
    """The certificate or the qualification that lacks on that day, and what then; "" when none does."""
    found = verdict(one.person_id, facts.children, facts.known, facts.today) if facts.children else None
    if found and found.blocked_on(day_of(one, facts)):
        return f"{found.text} {'Spørg dem, der leder, om den.' if own else 'Den skrives ind under »Børneattester«.'}"
    reason = skill_fact(one, facts)
    return f"{reason.text} {reason.change if own else 'Skriv det ind ved personens navn, når I har set det.'}" if reason else ""


def skill_fact(one: Wanted, facts: Facts) -> Reason | None:
    """What of what is asked this person does not know or have on that day."""
    return in_the_way(lacking({*facts.need.requires, *one.requires}, facts.skills[one.person_id], day_of(one, facts), facts.today))


def day_of(one: Wanted, facts: Facts) -> date:
    """The day the shift begins, or today."""
    return max(local(one.shift.start).date(), facts.today)
