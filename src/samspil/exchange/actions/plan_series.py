"""What would become of the shifts of a series that is changed. Read for the page that shows it, and again, held, before it is done."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from samspil.core.refusals import Refusal
from samspil.exchange.actions.shifting import GONE
from samspil.exchange.actions.write_roster import monthly
from samspil.exchange.domain.series import Existing, Occurrence, Rematch, Series, planned, rematch, series_refused
from samspil.exchange.domain.shifts import seats_refused
from samspil.exchange.domain.signups import HOLDING
from samspil.exchange.models import Shift, ShiftPlace, ShiftSeries

SAME = Refusal("same", "Der er ikke ændret noget. Ret en dag, en tid, antallet, opgaven eller den sidste dag.")
NAMES = ("role", "seats", "weekdays", "begins", "ends", "every", "nth", "until", "requires")


@dataclass(frozen=True, kw_only=True)
class SeriesWords:
    """What of a series can be changed; its first day stays. `weekdays` 0 is Monday, `nth` as in ShiftSeries."""

    role: str
    seats: int
    weekdays: tuple[int, ...]
    begins: time
    ends: time
    every: int
    until: date
    nth: int = 0
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What becomes of the coming shifts. `people`: those who hold a place, by shift. `stamp` says whether all is still as it was when it was shown."""

    series: ShiftSeries
    words: SeriesWords
    rematch: Rematch
    shifts: dict[int, Shift]
    people: dict[int, list[ShiftPlace]] = field(default_factory=dict)
    stamp: str = ""

    @property
    def moved(self) -> dict[int, Occurrence]:
        """Shifts with people that get another time."""
        return {pk: time for pk, time in self.rematch.apart if time}

    @property
    def outside(self) -> list[int]:
        """Shifts with people that the series has no time for any more."""
        return [pk for pk, time in self.rematch.apart if time is None]

    @property
    def renamed(self) -> list[int]:
        """Shifts at their old time that get another task, or ask for other things."""
        before = words_of(self.series)
        return self.kept if (before.role, before.requires) != (self.words.role, self.words.requires) else []

    @property
    def kept(self) -> list[int]:
        """Shifts that stay at their time; those that are called off already are not counted."""
        return [pk for pk in self.rematch.keep if not self.shifts[pk].cancelled_at]


def words_of(row: ShiftSeries) -> SeriesWords:
    """A series as it stands."""
    told: dict[str, Any] = {name: getattr(row, name) for name in NAMES}
    return SeriesWords(**{**told, "weekdays": tuple(sorted(row.weekdays)), "requires": tuple(sorted(row.requires))})


def series_of(row: ShiftSeries, words: SeriesWords) -> Series:
    """The series with other words, from its own first day."""
    return Series(row.first, frozenset(words.weekdays), words.begins, words.ends, every=words.every, until=words.until, **monthly(words.nth))


def plan_of(row: ShiftSeries, words: SeriesWords, now: datetime, *, hold: bool = False) -> Plan | Refusal:
    """What becomes of its shifts, or why it cannot be. What has begun is left out: it is never touched. `hold`: nobody takes or leaves one meanwhile."""
    series = series_of(row, words)
    refused = seats_refused(words.seats) or series_refused(series)
    if refused or words == words_of(row):
        return refused or SAME
    rows = Shift.objects.filter(series=row, need=row.need_id, starts_at__gt=now).order_by("pk")
    shifts = {one.pk: one for one in (rows.select_for_update(of=("self",), no_key=True) if hold else rows)}
    people = people_on(shifts, hold=hold)
    existing = [existing_of(one, len(people[pk])) for pk, one in shifts.items()]
    # From the next minute on, as a shift that begins now has begun.
    found = rematch(series, existing, now=int(now.timestamp()) // 60 + 1)
    return Plan(row, words, found, shifts, dict(people), stamp_of(row, words, found, people))


def people_on(shifts: dict[int, Shift], *, hold: bool) -> dict[int, list[ShiftPlace]]:
    """Those who hold a place, by shift."""
    people: dict[int, list[ShiftPlace]] = defaultdict(list)
    places = ShiftPlace.objects.filter(shift__in=list(shifts), state__in=HOLDING).order_by("pk")
    for one in places.select_for_update(of=("self",)) if hold else places:
        people[one.shift_id].append(one)
    return people


def existing_of(one: Shift, held: int) -> Existing:
    """A shift as the series' core looks at it."""
    return Existing(one.pk, minute(one.starts_at), minute(one.ends_at), held, one.cancelled_at is not None)


def minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def stamp_of(row: ShiftSeries, words: SeriesWords, found: Rematch, people: dict[int, list[ShiftPlace]]) -> str:
    """A fingerprint of all that is shown: another series, another shift or other people make another."""
    who = sorted((pk, [one.pk for one in each]) for pk, each in people.items() if each)
    told = [row.pk, vars(words_of(row)), vars(words), found.keep, found.apart, found.move, found.cancel, found.make, who]
    return hashlib.sha256(json.dumps(told, default=told_plainly).encode()).hexdigest()


def told_plainly(value: object) -> Any:
    """Days, clocks and times of a series for the fingerprint."""
    return [value.start, value.end] if isinstance(value, Occurrence) else str(value)


def notes_of(row: ShiftSeries, words: SeriesWords) -> dict[int, str]:
    """What the clock made of each time of a series, by the minute it begins."""
    try:
        return {time.start: time.note for time in planned(series_of(row, words))}
    except ValueError:
        return {}


def found_series(need_id: int, series_id: int) -> ShiftSeries | Refusal:
    """The series of a need."""
    return ShiftSeries.objects.select_related("need").filter(pk=series_id, need=need_id).first() or GONE
