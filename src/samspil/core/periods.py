"""Periods of days, and dates as Danes write them."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]

# "1/3 2027", "01.03.27", "den 1. marts 2027", "1. mar 27"; and as machines write it.
DANISH = re.compile(r"(?:den\s+)?(\d{1,2})\s*[.\s/-]\s*(?:(\d{1,2})|([a-zæøå]{3,9}))\s*[.,\s/-]\s*(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
MACHINES = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
LONGEST_DATE = 40


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; None means open."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError("Perioden slutter, før den begynder.")

    def holds(self, day: date) -> bool:
        """True when `day` lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def danish_date(day: date) -> str:
    """12. januar 2027"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def written_date(text: str) -> date | None:
    """The day that somebody wrote, day before month; two digits of a year are of this century. None when it says no day there is."""
    text = " ".join(text.split()).lower()
    if len(text) > LONGEST_DATE:
        return None
    machines, danish = MACHINES.fullmatch(text), DANISH.fullmatch(text)
    if machines:
        year, month, day = (int(part) for part in machines.groups())
    elif danish:
        day, year = int(danish[1]), int(danish[4]) + (2000 if len(danish[4]) == 2 else 0)
        month = int(danish[2]) if danish[2] else next((n for n, name in enumerate(MONTHS, 1) if name.startswith(danish[3])), 0)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_in_words(days: int) -> str:
    """How far off something is: "i dag", "om 3 dage", "om 11 måneder", "for 2 dage siden"."""
    if days == 0:
        return "i dag"
    size = abs(days)
    if size < 60:
        amount = f"{size} dag" + ("e" if size != 1 else "")
    elif size < 730:
        amount = f"{round(size / 30.44)} måneder"
    else:
        amount = f"{round(size / 365.25)} år"
    return f"om {amount}" if days > 0 else f"for {amount} siden"
