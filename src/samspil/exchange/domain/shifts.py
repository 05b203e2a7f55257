"""The time of a shift as somebody writes it, and whether one person's shifts can be done together: overlaps are hard, too little rest is told.

Times are whole minutes since 1970 in UTC; what is written is Danish local time. A shift may go over midnight and through a night the clock is moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from samspil.core.refusals import Refusal
from samspil.exchange.domain.matching.clocks import BadTime, clock, day, exists, local, minutes, told, told_stretch, written

LONGEST_MINUTES = 24 * 60
LEAST_SEATS, MOST_SEATS = 1, 500
BETWEEN_MINUTES, REST_MINUTES = 30, 11 * 60
# Our own measure: so much of a shift between these clocks makes it a night.
NIGHT_BEGINS, NIGHT_ENDS, NIGHT_MINUTES = time(22), time(5), 3 * 60
A_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class ShiftTime:
    """From `start` to `end`, for `seats` people."""

    start: int
    end: int
    seats: int

    @property
    def minutes(self) -> int:
        """How long it takes, also when the clock is moved in it."""
        return self.end - self.start

    @property
    def told(self) -> str:
        """Its time in words."""
        return told_stretch(self.start, self.end)


def shift_time(start: object, end: object, seats: int, *, now: datetime) -> ShiftTime | Refusal:
    """A shift as it is written ("2026-11-23T17:30"), or why it cannot be. `now` has a zone; raises ValueError when it has none."""
    time_of = written_times(start, end)
    if isinstance(time_of, Refusal):
        return time_of
    begins, ends = time_of
    if begins < minute_of(now):
        return Refusal("past", f"{told(local(begins)).capitalize()} er forbi. Vælg en tid, der ikke er begyndt.")
    return seats_refused(seats) or ShiftTime(begins, ends, seats)


def minute_of(now: datetime) -> int:
    """The minute it is, begun or not; raises ValueError when the time has no zone."""
    if now.tzinfo is None:
        raise ValueError("a time without zone")
    return int(now.timestamp()) // 60


def seats_refused(seats: int) -> Refusal | None:
    """Why a shift cannot have so many seats."""
    if seats < LEAST_SEATS:
        return Refusal("no_seats", "Der skal være plads til mindst én. Skriv, hvor mange I er brug for.")
    if seats > MOST_SEATS:
        return Refusal("too_many_seats", f"En vagt kan have højst {MOST_SEATS} pladser. Del den i flere vagter, fx efter opgave eller sted.")
    return None


def written_times(start: object, end: object) -> tuple[int, int] | Refusal:
    """When it begins and ends. A time that comes twice in autumn is the first, unless the shift would then end before it begins."""
    try:
        first, last = written(start), written(end)
    except BadTime:
        return Refusal("unreadable", "Vælg både dag og klokkeslæt for, hvornår vagten begynder og slutter.")
    for wall in (first, last):
        if not exists(wall):
            return Refusal("no_such_time", f"Klokken {clock(wall)} findes ikke den {day(wall)}, for uret stilles en time frem. Vælg en anden tid.")
    begins, ends = minutes(first), minutes(last)
    if ends <= begins:
        ends = minutes(last, second=True)
    if ends <= begins:
        return Refusal("ends_before", "Vagten slutter, før den begynder. Går den over midnat, så vælg næste dag som slutning.")
    # By the clock or in fact: from 10 to 10 is a day, also when the clock is moved in it.
    if min(ends - begins, (last - first) // timedelta(minutes=1)) > LONGEST_MINUTES:
        return Refusal("too_long", "Vagten varer over 24 timer. Del den i flere vagter, så folk kan nå at hvile.")
    return begins, ends


class ClashKind(StrEnum):
    """OVERLAP: at the same time. CLOSE: too little time to get from one to the other. NIGHT_REST: less than 11 hours of rest after a night."""

    OVERLAP = "overlap"
    CLOSE = "close"
    NIGHT_REST = "night_rest"


@dataclass(frozen=True)
class TakenShift:
    """A shift somebody has or wants: its id, what it is called, and when."""

    id: int
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Clash:
    """Two shifts of one person that do not go well together: the earlier and the later, and the minutes they share or that lie between them."""

    kind: ClashKind
    first: TakenShift
    second: TakenShift
    minutes: int
    text: str

    @property
    def hard(self) -> bool:
        """True when nobody can do both; the rest is for the person to know and decide."""
        return self.kind is ClashKind.OVERLAP


def clashes(shifts: Iterable[TakenShift], *, between: int = BETWEEN_MINUTES) -> list[Clash]:
    """Every clash among one person's shifts, in the order of the shifts. `between`: minutes to get from one to the next, for those that ask more."""
    found: list[Clash] = []
    in_order = sorted(shifts, key=lambda shift: (shift.start, shift.end, shift.id))
    longest = max(between, REST_MINUTES)
    for number, first in enumerate(in_order):
        for second in in_order[number + 1 :]:
            if second.start >= first.end + longest:
                break
            clash = clash_of(first, second, between)
            found += [clash] if clash else []
    return found


def clashes_with(wanted: TakenShift, others: Iterable[TakenShift], *, between: int = BETWEEN_MINUTES) -> list[Clash]:
    """What stands between one shift and those somebody already has."""
    return [clash for other in sorted(others, key=lambda one: (one.start, one.end, one.id)) for clash in clashes([wanted, other], between=between)]


def clash_of(first: TakenShift, second: TakenShift, between: int) -> Clash | None:
    """What is wrong with two shifts, the first beginning first; the gravest alone."""
    pause = second.start - first.end
    if pause < 0:
        shared = min(first.end, second.end) - second.start
        return Clash(ClashKind.OVERLAP, first, second, shared, f"»{first.title}« og »{second.title}« ligger oven i hinanden i {told_length(shared)}.")
    if pause < between:
        text = f"Der er kun {told_length(pause)} mellem »{first.title}« og »{second.title}«. Kan det nås?" if pause else no_pause(first, second)
        return Clash(ClashKind.CLOSE, first, second, pause, text)
    if pause < REST_MINUTES and goes_through_the_night(first.start, first.end):
        text = f"Der er kun {told_length(pause)} til at hvile efter nattevagten »{first.title}«. Vi anbefaler mindst 11 timer."
        return Clash(ClashKind.NIGHT_REST, first, second, pause, text)
    return None


def no_pause(first: TakenShift, second: TakenShift) -> str:
    """Two shifts that follow at once."""
    return f"»{second.title}« begynder, når »{first.title}« slutter. Kan det nås?"


def goes_through_the_night(start: int, end: int) -> bool:
    """True when at least three hours of it lie between 22 and 5."""
    date = local(start).date() - A_DAY
    spent = 0
    while (begins := minutes(datetime.combine(date, NIGHT_BEGINS))) < end:
        ends = minutes(datetime.combine(date + A_DAY, NIGHT_ENDS))
        spent += max(0, min(end, ends) - max(start, begins))
        date += A_DAY
    return spent >= NIGHT_MINUTES


def told_length(length: int) -> str:
    """Minutes as people say them: "45 minutter", "1 time", "2 timer og 5 minutter"."""
    hours, rest = divmod(length, 60)
    parts = [f"{hours} time{'r' * (hours != 1)}"] * (hours > 0) + [f"{rest} minut{'ter' * (rest != 1)}"] * (rest > 0 or not hours)
    return " og ".join(parts)
