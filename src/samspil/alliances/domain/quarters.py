"""Quarters of the year: which one a day lies in, when it ends, and when it is time to write how things stand."""

from dataclasses import dataclass
from datetime import date, timedelta

# So long before a quarter ends those who take part are reminded.
REMIND_DAYS = 14
LONGEST_LINE = 300


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The one that follows."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one that went before."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def words(self) -> str:
        """As Danes say it."""
        return f"{self.number}. kvartal {self.year}"


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def time_to_write(day: date) -> bool:
    """True in the last two weeks of a quarter."""
    return (quarter_of(day).last - day).days < REMIND_DAYS
