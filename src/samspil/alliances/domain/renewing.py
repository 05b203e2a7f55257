"""When an agreement in force must be looked at again: its review day, and the end of its period."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

# So many days before its end the parties are told, the first time and the last.
TOLD_BEFORE = (60, 14)


class Due(StrEnum):
    """REVIEW: the day has come to look at it again. ENDING: it ends within sixty days. OVER: its period is over."""

    REVIEW = "review"
    ENDING = "ending"
    OVER = "over"


@dataclass(frozen=True)
class Clock:
    """The days of an agreement in force: the last of its period, the day of the next look, and the day it was last looked at; None where there is none."""

    last: date | None = None
    review: date | None = None
    reviewed: date | None = None

    def due(self, today: date) -> Due | None:
        """What the parties must do now; the end of the period comes before a look at it."""
        if self.last and today > self.last:
            return Due.OVER
        if self.last and today >= self.last - timedelta(days=TOLD_BEFORE[0]):
            return Due.ENDING
        return Due.REVIEW if self.review_waits(today) else None

    def review_waits(self, today: date) -> bool:
        """True from the review day until the parties have looked at it."""
        return bool(self.review and today >= self.review and (self.reviewed is None or self.reviewed < self.review))

    def tell_of_review(self, today: date, told: date | None) -> bool:
        """True once for each review day."""
        return self.review_waits(today) and (told is None or self.review is None or told < self.review)

    def tell_of_end(self, today: date, told: date | None) -> bool:
        """True once sixty days before the end, and once fourteen days before it."""
        if self.last is None or today > self.last:
            return False
        return any(today >= day and (told is None or told < day) for day in (self.last - timedelta(days=before) for before in TOLD_BEFORE))


def clock_of(content: dict[str, Any], reviewed: date | None) -> Clock:
    """The days that stand in an agreement's content; one of the first form has no review day."""
    review = (content.get("terms") or {}).get("review")
    return Clock(date.fromisoformat(content["last"]) if content["last"] else None, date.fromisoformat(review) if review else None, reviewed)
