"""When somebody can, as they say it: so and so each week, a Saturday now and then, only in the holidays, flexible; and when they are away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DAY_KEYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MINUTES = 24 * 60


class DayPart(StrEnum):
    """A part of the day, as people say it."""

    MORNING = "morning"
    FORENOON = "forenoon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


# In minutes after midnight. They touch, so that an afternoon and an evening together hold a task from 16 to 18.
PART_HOURS = {
    DayPart.MORNING: (6 * 60, 9 * 60),
    DayPart.FORENOON: (9 * 60, 12 * 60),
    DayPart.AFTERNOON: (12 * 60, 17 * 60),
    DayPart.EVENING: (17 * 60, 22 * 60),
}
PART_DA = {DayPart.MORNING: "morgen", DayPart.FORENOON: "formiddag", DayPart.AFTERNOON: "eftermiddag", DayPart.EVENING: "aften"}
PART_OF = {hours: part for part, hours in PART_HOURS.items()}
WHOLE_DAY = (0, DAY_MINUTES)


def can_be(start: int, end: int) -> bool:
    """True when a slot may have these hours."""
    return start < end < start + DAY_MINUTES or (start, end) == WHOLE_DAY


@dataclass(frozen=True, order=True)
class Slot:
    """From `start` to `end` on a weekday (0 is Monday), in minutes of the clock after its midnight; an end above 1440 lies on the next day.
    Shorter than a day, or one from midnight to midnight: "from 10 to 10" says nothing."""

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.weekday < len(DAY_KEYS) and 0 <= self.start < DAY_MINUTES and can_be(self.start, self.end)):
            raise ValueError(f"no such slot: {self.weekday} {self.start}-{self.end}")

    @property
    def hours(self) -> tuple[int, int]:
        """Its clock alone."""
        return self.start, self.end


@dataclass(frozen=True, order=True)
class Absence:
    """Days on which somebody is away, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("an absence ends before it begins")


@dataclass(frozen=True)
class Pattern:
    """`weekly`: each week. `now_and_then`: sometimes, so ask. `flexible`: can be asked about any time. `holidays_only`: all of it in the school
    holidays alone; without slots any time in them. `absent`: away, whatever else is said."""

    weekly: tuple[Slot, ...] = ()
    now_and_then: tuple[Slot, ...] = ()
    flexible: bool = False
    holidays_only: bool = False
    absent: tuple[Absence, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """True when no time at all can be read out of it."""
        return not (self.weekly or self.now_and_then or self.flexible or self.holidays_only)


WHOLE_WEEK = tuple(Slot(day, *WHOLE_DAY) for day in range(len(DAY_KEYS)))


def in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots by day and clock, with those of one day that overlap as one. Those that only touch stay two: "eftermiddag og aften"; so do those that
    would be a day or more together."""
    found: list[Slot] = []
    for slot in sorted(slots):
        before = found[-1] if found else None
        if before and before.weekday == slot.weekday and slot.start < before.end and can_be(before.start, slot.end):
            found[-1] = Slot(slot.weekday, before.start, max(before.end, slot.end))
        else:
            found.append(slot)
    return tuple(found)
