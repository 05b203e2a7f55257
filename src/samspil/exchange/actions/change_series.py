"""Change a series: done as it was shown, all of it or nothing. Those whose shifts are moved keep their places and are asked whether the new time fits."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.plan_series import NAMES, Plan, SeriesWords, found_series, notes_of, plan_of, words_of
from samspil.exchange.actions.shifting import GONE, PAST, end_swaps, hold_people, step, told
from samspil.exchange.actions.take_shift import NOT_YOURS, ask_others, held
from samspil.exchange.actions.write_roster import FULL, MOST_SHIFTS
from samspil.exchange.actions.write_roster import held as need_of
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.series import Occurrence
from samspil.exchange.domain.signups import ORGANISER, PERSON, SignupState, withdrawal
from samspil.exchange.domain.swaps import SwapState
from samspil.exchange.events import SeriesChanged
from samspil.exchange.hindering import hindering, wanted
from samspil.exchange.models import Need, Shift, ShiftPlace, ShiftSwap, SubstituteAsk
from samspil.identity.actor import Actor

CHANGED = Refusal("changed", "Noget er ændret, siden du så det: en har taget eller givet en vagt tilbage, eller serien er rettet. Se det igen.")
NOTHING_ASKED = Refusal("none", "Der er ikke en ny tid, der venter på dit svar.")


@transaction.atomic
def change_series(actor: Actor, need_id: int, series_id: int, words: SeriesWords, stamp: str, *, call_off: bool, now: datetime) -> str | Refusal:
    """Do what was shown. `call_off`: shifts with people that the series has no time for any more are called off; else they stay.
    CHANGED when anything is no longer as it was shown. Returns what is said to the organiser."""
    need = need_of(actor, need_id)
    row = found_series(need_id, series_id) if isinstance(need, Need) else need
    if isinstance(need, Refusal) or isinstance(row, Refusal):
        return need if isinstance(need, Refusal) else GONE
    plan = plan_of(row, words, now, hold=True)
    if isinstance(plan, Refusal):
        return plan
    if plan.stamp != stamp:
        return CHANGED
    if Shift.objects.filter(need=need, starts_at__gt=now, cancelled_at=None).count() + len(plan.rematch.make) - len(plan.rematch.cancel) > MOST_SHIFTS:
        return FULL
    history.done_by(actor.person_id)
    renamed = plan.renamed
    carry_out(plan, now)
    off = call_off_with_people(plan, now) if call_off else []
    changes = {
        "moved": [one for pk in plan.moved for one in plan.people[pk] if one.was_from],
        "called_off": off,
        "changed": [one for pk in renamed for one in plan.people.get(pk, ())],
    }
    return say(plan, tell(need, changes, actor, now))


def carry_out(plan: Plan, now: datetime) -> None:
    """Move, make and call off the shifts, and let the series be as written."""
    row, words, found = plan.series, plan.words, plan.rematch
    before, note = notes_of(row, words_of(row)), common_note(plan)
    for pk, time in [*found.move, *plan.moved.items()]:
        move(plan.shifts[pk], time, before, plan.people.get(pk, []), now)
    rewrite([*found.keep, *(pk for pk, _ in found.move), *plan.moved], words_of(row), words)
    # Off the series, so that its day is free for it again should the series come back to it.
    Shift.objects.filter(pk__in=found.cancel).update(cancelled_at=now, series=None)
    Shift.objects.bulk_create(new_shift(plan, time, note) for time in found.make)
    for name in NAMES:
        setattr(row, name, getattr(words, name))
    row.weekdays, row.requires = sorted(words.weekdays), list(words.requires)
    row.save()


def rewrite(shifts: list[int], before: SeriesWords, words: SeriesWords) -> None:
    """Give these shifts the series' new seats, task and requirements; what one of them has of its own stays."""
    coming = Shift.objects.filter(pk__in=shifts, cancelled_at=None)
    coming.filter(seats=before.seats).update(seats=words.seats)
    coming.filter(role=before.role).update(role=words.role)
    for one in coming if before.requires != words.requires else ():
        if tuple(sorted(one.requires)) == before.requires:
            Shift.objects.filter(pk=one.pk).update(requires=list(words.requires))


def move(shift: Shift, time: Occurrence, before: dict[int, str], people: list[ShiftPlace], now: datetime) -> None:
    """Give a shift its new time. Nobody loses a place; what others were asked about the old time falls away."""
    old = (shift.starts_at, shift.ends_at)
    plain = shift.note.removesuffix(before.get(int(shift.starts_at.timestamp()) // 60, "")).strip()
    shift.starts_at, shift.ends_at, shift.note = local(time.start), local(time.end), " ".join(part for part in (plain, time.note) if part)[:200]
    shift.save(update_fields=["starts_at", "ends_at", "note"])
    SubstituteAsk.objects.filter(place__shift=shift, answer="").delete()
    end_swaps(ShiftSwap.objects.filter(Q(gives__shift=shift) | Q(wants__shift=shift)), SwapState.LAPSED)
    for one in people:
        first = (one.was_from or old[0], one.was_to or old[1])
        back = first == (shift.starts_at, shift.ends_at)
        one.was_from, one.was_to = (None, None) if back else first
        one.moved_at, one.sought_at = now, None  # calendars read what is newer by moved_at
        one.save(update_fields=["was_from", "was_to", "sought_at", "moved_at"])


def common_note(plan: Plan) -> str:
    """What most shifts of the series say besides what the clock made of them; new ones say it too."""
    before = notes_of(plan.series, words_of(plan.series))
    notes = Counter(one.note.removesuffix(before.get(int(one.starts_at.timestamp()) // 60, "")).strip() for one in plan.shifts.values())
    return notes.most_common(1)[0][0] if notes else ""


def new_shift(plan: Plan, time: Occurrence, note: str) -> Shift:
    """A shift of the series that was not there."""
    row = plan.series
    words = " ".join(part for part in (note, time.note) if part)[:200]
    times = {"starts_at": local(time.start), "ends_at": local(time.end)}
    told = plan.words
    return Shift(need_id=row.need_id, series=row, role=told.role, seats=told.seats, note=words, requires=list(told.requires), **times)


def call_off_with_people(plan: Plan, now: datetime) -> list[ShiftPlace]:
    """Call off what the series has no time for any more; whose places they were."""
    Shift.objects.filter(pk__in=plan.outside).update(cancelled_at=now, series=None)
    people = [one for pk in plan.outside for one in plan.people[pk]]
    return [one for one in people if step(one, "cancel", ORGANISER, now) is None]


def tell(need: Need, changes: dict[str, list[ShiftPlace]], actor: Actor, now: datetime) -> int:
    """Each person hears once, however many of their shifts are "moved", "called_off" or "changed"; how many people."""
    counts = {name: Counter(one.person_id for one in places) for name, places in changes.items()}
    people = sorted({one.person_id for places in changes.values() for one in places if one.person_id})
    for person in people:
        happened = SeriesChanged(need_id=need.pk, person_id=person, at=now.isoformat(), **{name: each[person] for name, each in counts.items()})
        events.record(happened, actor_id=actor.person_id, municipality_code=need.municipality_id)
    return len(people)


def say(plan: Plan, people: int) -> str:
    """What is said to the organiser."""
    if not people:
        return "Serien er rettet. Ingen havde en vagt, der blev flyttet."
    asks = " og bliver spurgt, om den nye tid passer" if plan.moved else ""
    return f"Serien er rettet. {people if people > 1 else 'Én'} får besked{asks}."


@transaction.atomic
def answer_new_time(actor: Actor, place_id: int, *, yes: bool, now: datetime) -> str | Refusal:
    """Whoever has a place in a shift that was moved says that the new time fits, or gives the place back. A yes is weighed as taking the shift is;
    a no always can be said, and is nobody's fault. Returns what is said to the person."""
    both = held(place_id)
    if both is None or actor.person_id is None or both[1].person_id != actor.person_id:
        return NOT_YOURS
    shift, one = both
    if one.was_from is None or one.state != SignupState.CONFIRMED:
        return NOTHING_ASKED
    if shift.starts_at <= now:
        return PAST
    history.done_by(actor.person_id)
    if yes:
        hold_people([actor.person_id])
        why = hindering(shift.need, [wanted(actor.person_id, shift)], now).get((shift.pk, actor.person_id))
        if why:
            return Refusal("hindered", f"{why} Få det på plads først, eller giv vagten tilbage.")
        ShiftPlace.objects.filter(pk=one.pk).update(was_from=None, was_to=None)
        return "Tak. Så regner de med dig på den nye tid."
    refused = step(one, "withdraw", PERSON, now)
    if refused:
        return refused
    told(one, shift, actor.person_id)
    if withdrawal(now, shift.starts_at).search:
        ask_others(shift, one, now)
    return "Tak, fordi du siger det. Vagten er givet tilbage, og de, der laver vagtplanen, har fået besked."
