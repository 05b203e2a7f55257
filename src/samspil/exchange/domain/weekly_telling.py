"""A pattern of times in short Danish: "onsdag aften og en lørdag i ny og næ"."""

from collections.abc import Iterable, Sequence
from datetime import date

from samspil.core.periods import danish_date
from samspil.exchange.domain.matching.clocks import DAYS
from samspil.exchange.domain.weekly_model import DAY_MINUTES, PART_DA, PART_OF, WHOLE_DAY, Absence, Pattern, Slot, in_order

WORKDAYS = (0, 1, 2, 3, 4)
Hours = tuple[int, int]


def told(pattern: Pattern) -> str:
    """The whole pattern without the days away, to stand within a sentence."""
    times = joined([*each_week(pattern.weekly), *(f"en {text} i ny og næ" for text in groups(pattern.now_and_then, "eller"))])
    if pattern.flexible:
        times = f"helst {times}, ellers fleksibelt" if times else "fleksibelt"
    if pattern.holidays_only:
        return f"{times}, kun i ferierne" if times else "kun i ferierne"
    return times or "ingen tider"


def each_week(slots: Iterable[Slot]) -> list[str]:
    """Slots of the week: "mandag og onsdag aften", "lørdag kl. 10–14"."""
    return groups(slots, "og")


def groups(slots: Iterable[Slot], word: str) -> list[str]:
    """One text for all days that have the same hours, in the order of the week."""
    by_day: dict[int, tuple[Hours, ...]] = {}
    for slot in in_order(slots):
        by_day[slot.weekday] = (*by_day.get(slot.weekday, ()), slot.hours)
    days_of: dict[tuple[Hours, ...], list[int]] = {}
    for day, hours in by_day.items():
        days_of.setdefault(hours, []).append(day)
    return [f"{told_days(days, word)} {told_hours(hours)}".strip() for hours, days in days_of.items()]


def told_days(days: Sequence[int], word: str) -> str:
    """ "mandag og onsdag"; with "eller" one of them: "lørdag eller søndag", "hverdag", "dag"."""
    if len(days) == len(DAYS):
        return "alle dage" if word == "og" else "dag"
    if tuple(days) == WORKDAYS:
        return "alle hverdage" if word == "og" else "hverdag"
    if word == "og" and len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]} til {DAYS[days[-1]]}"
    return joined([DAYS[day] for day in days], word)


def told_hours(hours: Sequence[Hours]) -> str:
    """ "eftermiddag og aften", "kl. 10–14", or nothing for a whole day."""
    return joined([told_span(span) for span in hours if span != WHOLE_DAY])


def told_span(hours: Hours) -> str:
    """A part of the day by its name, else the clock."""
    part = PART_OF.get(hours)
    return PART_DA[part] if part else f"kl. {told_clock(hours[0])}–{told_clock(hours[1])}"


def told_clock(minute: int) -> str:
    """ "9.30" or "14"; 24 is midnight at the end of the day."""
    hour, rest = divmod(minute if minute == DAY_MINUTES else minute % DAY_MINUTES, 60)
    return f"{hour}.{rest:02}" if rest else str(hour)


def told_absences(absent: Iterable[Absence], today: date) -> str:
    """Days away that are not over: "væk fra 20. december 2026 til 4. januar 2027"; "" when there are none."""
    coming = [told_absence(away) for away in sorted(set(absent)) if away.last >= today]
    return f"væk {joined(coming)}" if coming else ""


def told_absence(away: Absence) -> str:
    """One stretch of days away."""
    return f"den {danish_date(away.first)}" if away.first == away.last else f"fra {danish_date(away.first)} til {danish_date(away.last)}"


def joined(words: Sequence[str], word: str = "og") -> str:
    """a, b og c."""
    *first, last = words or [""]
    return f"{', '.join(first)} {word} {last}" if first else last
