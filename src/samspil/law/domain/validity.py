"""Is a legal answer still to be relied on? Pure: the day is an argument."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WARN_DAYS = 30
MOST_DAYS_UNCHECKED = 366


class State(StrEnum):
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Validity:
    """`valid_from`: the law as it stood; `checked`: a person compared it last; `expires`: must be checked again before."""

    valid_from: date
    checked: date
    expires: date

    def on(self, day: date) -> State:
        """The state on a day: expiring during the last WARN_DAYS days, expired from the day it expires."""
        if day >= self.expires:
            return State.EXPIRED
        return State.EXPIRING if day >= self.expires - timedelta(days=WARN_DAYS) else State.VALID

    def task_due(self, day: date) -> bool:
        """True when the editors' desk must have a task: from WARN_DAYS days before the expiry on."""
        return self.on(day) is not State.VALID
