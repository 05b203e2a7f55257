"""Periods of days, and dates as Danes write them."""

from dataclasses import dataclass
from datetime import date

MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]


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
