"""Change one shift: shown first, done as it was shown. Those on it keep their places, and are asked whether a new time fits."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.change_series import CHANGED, move, tell
from samspil.exchange.actions.shifting import GONE, PAST, hold
from samspil.exchange.actions.write_roster import ALL_PAST
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.series import Occurrence, Series, planned, series_refused
from samspil.exchange.domain.shifts import seats_refused
from samspil.exchange.domain.signups import HOLDING
from samspil.exchange.models import Shift, ShiftPlace
from samspil.identity.actor import Actor

SAME = Refusal("same", "Der er ikke ændret noget. Ret dagen, tiden, antallet, opgaven eller kravene.")


@dataclass(frozen=True, kw_only=True)
class OneShift:
    """What of a shift can be changed. An end that is not later than the beginning lies on the next day."""

    role: str
    seats: int
    day: date
    begins: time
    ends: time
    note: str = ""
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShiftPlan:
    """What becomes of a shift. `time` is its new one, None when it stays; `people` hold a place; `stamp` says whether all is still as it was shown."""

    shift: Shift
    words: OneShift
    people: list[ShiftPlace]
    time: Occurrence | None
    renamed: bool
    stamp: str


def one_of(shift: Shift) -> OneShift:
    """A shift as it stands."""
    begins, ends = shift.starts_at.astimezone(ZONE), shift.ends_at.astimezone(ZONE)
    told = {"role": shift.role, "note": shift.note}
    day, first, last = begins.date(), begins.time(), ends.time()
    return OneShift(**told, seats=shift.seats, requires=tuple(sorted(shift.requires)), day=day, begins=first, ends=last)


def single(words: OneShift) -> Series:
    """The words as a series that comes once, so that the clock is read by one rule."""
    return Series(words.day, frozenset({words.day.weekday()}), words.begins, words.ends, count=1)


def plan_shift(shift: Shift, words: OneShift, now: datetime) -> ShiftPlan | Refusal:
    """What becomes of it, or why it cannot be."""
    before, series = one_of(shift), single(words)
    refused = (PAST if shift.starts_at <= now else GONE if shift.cancelled_at else None) or seats_refused(words.seats) or series_refused(series)
    if refused or words == before:
        return refused or SAME
    (new,) = planned(series)
    if new.start <= int(now.timestamp()) // 60:
        return ALL_PAST
    same_time = (new.start, new.end) == (int(shift.starts_at.timestamp()) // 60, int(shift.ends_at.timestamp()) // 60)
    people = list(ShiftPlace.objects.filter(shift=shift, state__in=HOLDING).order_by("pk"))
    who = [[one.pk, one.person_id] for one in people]
    told = [shift.pk, vars(before), shift.starts_at.isoformat(), shift.ends_at.isoformat(), vars(words), who]
    stamp = hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()
    renamed = (words.role, words.requires) != (before.role, before.requires)
    return ShiftPlan(shift, words, people, None if same_time else new, renamed, stamp)


@transaction.atomic
def change_shift(actor: Actor, shift_id: int, words: OneShift, stamp: str, *, now: datetime) -> str | Refusal:
    """Do what was shown; CHANGED when anything is no longer so. Returns what is said to the organiser."""
    shift = hold(shift_id)
    if shift is None or shift.cancelled_at or not actor.may("exchange.work", shift.need):
        return GONE
    list(ShiftPlace.objects.select_for_update(of=("self",)).filter(shift=shift).order_by("pk").values_list("pk"))
    plan = plan_shift(shift, words, now)
    if isinstance(plan, Refusal):
        return plan
    if plan.stamp != stamp:
        return CHANGED
    history.done_by(actor.person_id)
    shift.role, shift.seats, shift.note, shift.requires = words.role, words.seats, words.note, list(words.requires)
    shift.save(update_fields=["role", "seats", "note", "requires"])
    if plan.time:
        move(shift, plan.time, {}, plan.people, now)
    changes = {"moved": [one for one in plan.people if one.was_from] if plan.time else [], "changed": plan.people if plan.renamed and not plan.time else []}
    people = tell(shift.need, {"called_off": [], **changes}, actor, now)
    asks = " og bliver spurgt, om den nye tid passer" if changes["moved"] else ""
    return f"Vagten er rettet. {people if people > 1 else 'Én'} får besked{asks}." if people else "Vagten er rettet."
