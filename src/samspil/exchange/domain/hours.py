"""Hours: what people gave, from shifts they came to and from what they wrote themselves. Never a ranking: nobody is put before anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.refusals import Refusal
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.nights import moment
from samspil.exchange.domain.signups import ORGANISER, PERSON, Stretch

A_DAY, OLDEST = 24 * 60, 365


class HourSource(StrEnum):
    """SHIFT: the organiser marked that they were there. MANUAL: the person wrote it, and the organiser looks at it."""

    SHIFT = "shift"
    MANUAL = "manual"


class HourState(StrEnum):
    """CONFIRMED counts. WAITING waits for the organiser. DISPUTED: the organiser sees it otherwise, and the two talk. TAKEN_BACK by who wrote it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    TAKEN_BACK = "taken_back"


WAITING, CONFIRMED, DISPUTED, TAKEN_BACK = HourState.WAITING, HourState.CONFIRMED, HourState.DISPUTED, HourState.TAKEN_BACK
# Hours somebody writes; those of a shift are confirmed by the attendance. What is changed after it was confirmed waits again.
HOURS_LIFECYCLE = Lifecycle(
    WAITING,
    [
        Step(WAITING, "confirm", CONFIRMED, (ORGANISER,)),
        Step(WAITING, "dispute", DISPUTED, (ORGANISER,)),
        Step(WAITING, "change", WAITING, (PERSON,)),
        Step(WAITING, "take_back", TAKEN_BACK, (PERSON,)),
        Step(CONFIRMED, "change", WAITING, (PERSON,)),
        Step(DISPUTED, "confirm", CONFIRMED, (ORGANISER,)),
        Step(DISPUTED, "change", WAITING, (PERSON,)),
        Step(DISPUTED, "take_back", TAKEN_BACK, (PERSON,)),
    ],
)
STATE_DA = {
    WAITING: "Venter på, at organisationen siger ja",
    CONFIRMED: "Bekræftet",
    DISPUTED: "I er ikke enige endnu. Tal sammen om det",
    TAKEN_BACK: "Trukket tilbage",
}


@dataclass(frozen=True)
class Hours:
    """Minutes given by a person, or by each of `people` of a party, on the day it began. `kind`: the kind of the need it answered."""

    person: str
    organiser: str
    kind: str
    day: date
    minutes: int
    people: int = 1
    source: HourSource = HourSource.SHIFT
    state: HourState = HourState.CONFIRMED

    @property
    def person_minutes(self) -> int:
        """Minutes times people."""
        return self.minutes * self.people


@dataclass(frozen=True)
class Total:
    """Minutes of the one who signed up, minutes of all people of the parties, how many times; and minutes that still wait to be confirmed."""

    minutes: int = 0
    person_minutes: int = 0
    times: int = 0
    waiting: int = 0

    def plus(self, hours: Hours) -> "Total":
        """This total with one more: what is disputed or taken back counts nowhere."""
        if hours.state is HourState.CONFIRMED:
            return Total(self.minutes + hours.minutes, self.person_minutes + hours.person_minutes, self.times + 1, self.waiting)
        return Total(self.minutes, self.person_minutes, self.times, self.waiting + hours.minutes * (hours.state is HourState.WAITING))


@dataclass(frozen=True)
class Totals:
    """All, and by year, organiser and kind, each in the order of its name: an order that says nothing about who gave most."""

    all: Total
    by_year: Mapping[int, Total]
    by_organiser: Mapping[str, Total]
    by_kind: Mapping[str, Total]


def of_shift(person: str, organiser: str, kind: str, shift: Stretch, people: int = 1) -> Hours:
    """The hours of a shift somebody came to: real time, also when the clock is moved, on the Danish day it began."""
    begins, ends = moment(shift.starts_at), moment(shift.ends_at)
    return Hours(person, organiser, kind, begins.astimezone(ZONE).date(), int((ends - begins).total_seconds()) // 60, people)


def manual_refusal(minutes: int, people: int, day: date, today: date) -> Refusal | None:
    """Why hours cannot be written like this, or None."""
    if not 0 < minutes <= A_DAY:
        return Refusal("minutes", "Skriv mellem et minut og et døgn. Var det længere, så skriv en linje for hver dag.")
    if people < 1:
        return Refusal("people", "Skriv, hvor mange I var. Var du alene, så skriv 1.")
    if day > today:
        return Refusal("future", "Den dag er ikke kommet endnu. Skriv timerne bagefter.")
    if (today - day).days > OLDEST:
        return Refusal("old", "Det er mere end et år siden. Bed organisationen om at skrive timerne ind.")
    return None


def totals(entries: Iterable[Hours]) -> Totals:
    """Hours added up. The order in which they come in changes nothing."""
    whole = Total()
    years: dict[int, Total] = {}
    organisers: dict[str, Total] = {}
    kinds: dict[str, Total] = {}
    for entry in entries:
        whole = whole.plus(entry)
        years[entry.day.year] = years.get(entry.day.year, Total()).plus(entry)
        organisers[entry.organiser] = organisers.get(entry.organiser, Total()).plus(entry)
        kinds[entry.kind] = kinds.get(entry.kind, Total()).plus(entry)
    return Totals(whole, dict(sorted(years.items())), dict(sorted(organisers.items())), dict(sorted(kinds.items())))


def in_hours(minutes: int) -> float:
    """Minutes as hours with one decimal, halves upwards."""
    return (minutes * 10 + 30) // 60 / 10


def hours_words(minutes: int) -> str:
    """As people say it: 1.250 timer, 7,5 timer, 1 time."""
    tenths = (minutes * 10 + 30) // 60
    number = f"{tenths // 10:,}".replace(",", ".") + (f",{tenths % 10}" if tenths % 10 else "")
    return f"{number} {'time' if tenths == 10 else 'timer'}"
