"""A pattern of times from plain data (a JSON field) and back. What cannot be meant is refused in Danish, all of it at once.

    {"weekly": [{"day": "wednesday", "part": "evening"}, {"day": "saturday", "from": "10:00", "to": "14:00"}],
     "now_and_then": [{"day": "sunday"}], "flexible": false, "holidays_only": false,
     "absent": [{"first": "2026-12-20", "last": "2027-01-04"}]}

A day without part or clock is the whole day; a `to` that is not after `from` lies on the next day, and 24:00 is midnight.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from samspil.exchange.domain.matching.clocks import FIRST_YEAR, LAST_YEAR
from samspil.exchange.domain.weekly_model import DAY_KEYS, DAY_MINUTES, PART_HOURS, PART_OF, WHOLE_DAY, Absence, DayPart, Pattern, Slot, in_order

MOST_SLOTS, MOST_ABSENCES = 50, 50
CLOCK = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
KEYS = frozenset({"weekly", "now_and_then", "flexible", "holidays_only", "absent"})
Row = TypeVar("Row")


class BadPattern(ValueError):
    """Times that are refused; `reasons` are Danish sentences, `str()` all of them."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def read_pattern(data: object) -> Pattern:
    """The pattern that plain data holds, in order; raises BadPattern with everything that is wrong."""
    if not isinstance(data, Mapping):
        raise BadPattern("Tiderne kan ikke læses. Skriv dem igen.")
    reasons = [f"»{key}« er ikke noget, tiderne kan sige." for key in sorted(map(str, data.keys() - KEYS))]
    weekly = rows(data, "weekly", read_slot, MOST_SLOTS, reasons)
    now_and_then = rows(data, "now_and_then", read_slot, MOST_SLOTS, reasons)
    absent = rows(data, "absent", read_absence, MOST_ABSENCES, reasons)
    flexible, holidays_only = yes(data, "flexible", reasons), yes(data, "holidays_only", reasons)
    found = Pattern(in_order(weekly), in_order(now_and_then), flexible, holidays_only, tuple(sorted(set(absent))))
    if found.says_nothing and not reasons:
        reasons.append("Vælg mindst én tid. Ved du ikke hvornår, så vælg »fleksibel«.")
    if reasons:
        raise BadPattern(*reasons)
    return found


def rows(data: Mapping[str, Any], key: str, read: Callable[[object], Row], most: int, reasons: list[str]) -> list[Row]:
    """What a list of the data holds; why it cannot be read is added to `reasons`."""
    listed = data.get(key, [])
    if not isinstance(listed, list) or len(listed) > most:
        reasons.append(f"Skriv højst {most} linjer." if isinstance(listed, list) else "Tiderne kan ikke læses. Skriv dem igen.")
        return []
    found = []
    for row in listed:
        try:
            found.append(read(row))
        except BadPattern as refused:
            reasons += refused.reasons
    return found


def yes(data: Mapping[str, Any], key: str, reasons: list[str]) -> bool:
    """A yes or no; no when it is not there."""
    value = data.get(key, False)
    if isinstance(value, bool):
        return value
    reasons.append("Svar ja eller nej på, om tiderne er fleksible eller kun i ferierne.")
    return False


def read_slot(row: object) -> Slot:
    """One line of the week; raises BadPattern."""
    if not isinstance(row, Mapping) or row.keys() - {"day", "part", "from", "to"}:
        raise BadPattern("En af tiderne kan ikke læses. Skriv den igen.")
    if row.get("day") not in DAY_KEYS:
        raise BadPattern("Vælg en ugedag til hver tid.")
    return Slot(DAY_KEYS.index(row["day"]), *hours_of(row))


def hours_of(row: Mapping[str, Any]) -> tuple[int, int]:
    """From when to when a line is, in minutes after midnight; raises BadPattern."""
    part, clocks = row.get("part"), (row.get("from"), row.get("to"))
    if part is None and clocks == (None, None):
        return WHOLE_DAY
    if part is not None:
        if clocks != (None, None):
            raise BadPattern("Vælg enten en del af dagen eller et klokkeslæt, ikke begge dele.")
        if part not in tuple(DayPart):
            raise BadPattern("Vælg morgen, formiddag, eftermiddag eller aften.")
        return PART_HOURS[DayPart(part)]
    if None in clocks:
        raise BadPattern("Skriv både fra og til, fx fra 10.00 til 14.00.")
    start, end = minute_of(clocks[0]), minute_of(clocks[1])
    if start in (end, DAY_MINUTES):
        raise BadPattern("Tiden er tom. Skriv et tidspunkt at slutte, der er senere, end du begynder.")
    return start, end if end > start else end + DAY_MINUTES


def minute_of(value: object) -> int:
    """Minutes after midnight of "17:30" or "17.30"; raises BadPattern."""
    found = CLOCK.fullmatch(value) if isinstance(value, str) else None
    minute = int(found[1]) * 60 + int(found[2]) if found else DAY_MINUTES + 1
    if minute > DAY_MINUTES:
        raise BadPattern("Skriv klokkeslæt som 17.30.")
    return minute


def read_absence(row: object) -> Absence:
    """Days away; raises BadPattern."""
    if not isinstance(row, Mapping) or set(row) != {"first", "last"}:
        raise BadPattern("Skriv både den første og den sidste dag, du er væk.")
    first, last = read_day(row["first"]), read_day(row["last"])
    if last < first:
        raise BadPattern("Den sidste dag, du er væk, ligger før den første. Byt dem om.")
    return Absence(first, last)


def read_day(value: object) -> date:
    """A day as machines write it; raises BadPattern."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadPattern("En af dagene, du er væk, findes ikke i kalenderen. Vælg den igen.")
    return day


def data_of(pattern: Pattern) -> dict[str, Any]:
    """The pattern as plain data, in order: what `read_pattern` reads again."""
    return {
        "weekly": [row_of(slot) for slot in in_order(pattern.weekly)],
        "now_and_then": [row_of(slot) for slot in in_order(pattern.now_and_then)],
        "flexible": pattern.flexible,
        "holidays_only": pattern.holidays_only,
        "absent": [{"first": away.first.isoformat(), "last": away.last.isoformat()} for away in sorted(set(pattern.absent))],
    }


def row_of(slot: Slot) -> dict[str, str]:
    """One slot as plain data: by its part of the day where it has one."""
    day = {"day": DAY_KEYS[slot.weekday]}
    if slot.hours == WHOLE_DAY:
        return day
    part = PART_OF.get(slot.hours)
    return {**day, "part": str(part)} if part else {**day, "from": written(slot.start), "to": written(slot.end)}


def written(minute: int) -> str:
    """ "17:30"; midnight at the end of a day is 24:00."""
    hour, rest = divmod(minute if minute == DAY_MINUTES else minute % DAY_MINUTES, 60)
    return f"{hour:02}:{rest:02}"
