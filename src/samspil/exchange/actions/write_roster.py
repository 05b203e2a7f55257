"""Write a roster: single shifts and those that come back; weigh work against effort; show it; call a shift off."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.shifting import GONE, PAST, hold, step, told
from samspil.exchange.actions.writing import NOT_YOURS
from samspil.exchange.domain.effort import Sign, unanswered
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.series import Occurrence, Repeat, Series, planned, series_refused
from samspil.exchange.domain.shifts import seats_refused
from samspil.exchange.domain.signups import HOLDING, ORGANISER, SignupState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import Need, Roster, Shift, ShiftPlace, ShiftSeries
from samspil.identity.actor import Actor

MOST_SHIFTS = 600
NO_ROSTER = Refusal("kind", "En vagtplan hører til et behov af slagsen »Faste vagter«. Ret behovets slags, hvis det er det, I mener.")
FULL = Refusal("many", f"En vagtplan kan have {MOST_SHIFTS} vagter, der ikke er forbi. Lav resten, når nogle af dem er holdt.")
ALL_PAST = Refusal("past", "De tider er forbi. Vælg en første dag, der ikke er begyndt.")
ANSWER_FIRST = Refusal("five", "Svar på de fem spørgsmål først: de vejer, om det er arbejde eller en frivillig indsats.")
EMPTY = Refusal("empty", "Der er ingen vagter endnu. Skriv den første.")


@dataclass(frozen=True, kw_only=True)
class ShiftWords:
    """What the form gathered. `until` is None for a single shift; `weekdays` 0 is Monday; `nth` 0 is each so many weeks, else the nth weekday of
    each so many months (-1 the last)."""

    role: str
    seats: int
    first: date
    begins: time
    ends: time
    until: date | None = None
    weekdays: tuple[int, ...] = ()
    every: int = 1
    nth: int = 0
    note: str = ""
    requires: tuple[str, ...] = ()


def held(actor: Actor, need_id: int) -> Need | Refusal:
    """The need, held, if it is the actor's and has shifts."""
    need = Need.objects.select_for_update(of=("self",), no_key=True).filter(pk=need_id).first()
    if need is None or not actor.may("exchange.work", need):
        return NOT_YOURS
    return need if need.kind == NeedKind.SHIFTS else NO_ROSTER


@transaction.atomic
def write_shifts(actor: Actor, need_id: int, words: ShiftWords, *, now: datetime) -> int | Refusal:
    """Make the shifts that are written; how many. What has begun already is not made."""
    need = held(actor, need_id)
    if isinstance(need, Refusal):
        return need
    series = series_of(words)
    refused = seats_refused(words.seats) or series_refused(series)
    if refused:
        return refused
    coming = [time for time in planned(series) if time.start > int(now.timestamp()) // 60]
    if not coming:
        return ALL_PAST
    if Shift.objects.filter(need=need, starts_at__gt=now, cancelled_at=None).count() + len(coming) > MOST_SHIFTS:
        return FULL
    history.done_by(actor.person_id)
    Roster.objects.get_or_create(need=need)
    row = kept_series(need, words, now) if words.until else None
    Shift.objects.bulk_create(made(need, row, words, time) for time in coming)
    return len(coming)


def series_of(words: ShiftWords) -> Series:
    """The words as a series; a single shift is one that comes once."""
    days = frozenset(words.weekdays) if words.until else frozenset({words.first.weekday()})
    if words.until is None:
        return Series(words.first, days, words.begins, words.ends, count=1)
    return Series(words.first, days, words.begins, words.ends, every=words.every, until=words.until, **monthly(words.nth))


def monthly(nth: int) -> dict[str, Any]:
    """How the pure core says that a series comes back: by weeks, or on the nth weekday of the month."""
    return {"repeat": Repeat.MONTHLY, "nth": nth} if nth else {"repeat": Repeat.WEEKLY}


def kept_series(need: Need, words: ShiftWords, now: datetime) -> ShiftSeries:
    """The series' own row."""
    same = {name: getattr(words, name) for name in ("role", "seats", "first", "until", "begins", "ends", "every", "nth")}
    return ShiftSeries.objects.create(need=need, weekdays=sorted(words.weekdays), requires=list(words.requires), made_at=now, **same)


def made(need: Need, series: ShiftSeries | None, words: ShiftWords, time: Occurrence) -> Shift:
    """One shift of them."""
    note = " ".join(part for part in (words.note, time.note) if part)[:200]
    told = {"role": words.role, "seats": words.seats, "note": note, "requires": list(words.requires)}
    return Shift(need=need, series=series, starts_at=local(time.start), ends_at=local(time.end), **told)


@transaction.atomic
def weigh_roster(actor: Actor, need_id: int, signs: dict[Sign, bool | None], *, now: datetime) -> Roster | Refusal:
    """Keep the answers to the five questions."""
    need = held(actor, need_id)
    if isinstance(need, Refusal):
        return need
    roster, _ = Roster.objects.get_or_create(need=need)
    roster.signs = {str(sign): answer for sign, answer in signs.items()}
    roster.weighed_at, roster.weighed_by_id = now, actor.person_id
    roster.save()
    return roster


@transaction.atomic
def show_roster(actor: Actor, need_id: int, *, now: datetime) -> Roster | Refusal:
    """From now on those who said yes to the need take shifts themselves. First all five questions have an answer."""
    need = held(actor, need_id)
    if isinstance(need, Refusal):
        return need
    roster = Roster.objects.filter(need=need).first()
    if roster is None or not Shift.objects.filter(need=need, cancelled_at=None).exists():
        return EMPTY
    if roster.weighed_at is None or unanswered({sign: roster.signs.get(str(sign)) for sign in Sign}):
        return ANSWER_FIRST
    roster.shown_at = roster.shown_at or now
    roster.save(update_fields=["shown_at"])
    return roster


@transaction.atomic
def cancel_shift(actor: Actor, shift_id: int, *, now: datetime) -> str | Refusal:
    """Call a shift off: those who have it hear of it. Returns what is said to the organiser."""
    shift = hold(shift_id)
    if shift is None or shift.cancelled_at or not actor.may("exchange.work", shift.need):
        return GONE
    if shift.starts_at <= now:
        return PAST
    history.done_by(actor.person_id)
    shift.cancelled_at = now
    shift.save(update_fields=["cancelled_at"])
    people = list(ShiftPlace.objects.select_for_update(of=("self",)).filter(shift=shift, state__in=HOLDING))
    for one in people:
        if step(one, "cancel", ORGANISER, now) is None:
            told(one, shift, actor.person_id)
    number = sum(one.state == SignupState.CANCELLED for one in people)
    return "Vagten er aflyst." if not number else f"Vagten er aflyst. {number} får besked." if number > 1 else "Vagten er aflyst. Én får besked."
