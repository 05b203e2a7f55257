"""When what a fund holds is deleted: by rules for each kind of thing, which the municipality sets and passes in.

How long accounts and cases must be kept was not read in any act, so there is no number here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Since(StrEnum):
    """From which day a rule counts: the call closed, the case was decided, the money was last paid, or the case was closed with its accounts."""

    CALL_CLOSED = "call_closed"
    DECIDED = "decided"
    LAST_PAID = "last_paid"
    CASE_CLOSED = "case_closed"


class Retained(StrEnum):
    """Why a thing has no day of deletion. NO_RULE: nobody has set one. WAITS: what it counts from has not happened. ON_HOLD: kept on purpose, for a complaint,
    a claim or a request for access."""

    NO_RULE = "no_rule"
    WAITS = "waits"
    ON_HOLD = "on_hold"


SINCE_DA = {
    Since.CALL_CLOSED: "Runden er lukket",
    Since.DECIDED: "Sagen er afgjort",
    Since.LAST_PAID: "Der er udbetalt sidste gang",
    Since.CASE_CLOSED: "Sagen er afsluttet",
}
RETAINED_DA = {
    Retained.NO_RULE: "Ingen regel for sletning",
    Retained.WAITS: "Tiden løber ikke endnu",
    Retained.ON_HOLD: "Bevares indtil videre",
}


@dataclass(frozen=True)
class RetentionRule:
    """How long one kind of thing is kept: whole months and days after a day; `reason` says why so long."""

    kind: str
    since: Since
    months: int
    days: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Deletion:
    """One kind of thing in one case: the day it is deleted on, or why it has none."""

    kind: str
    on: date | None
    kept: Retained | None
    rule: RetentionRule | None


def deletions_of(kinds: Iterable[str], happened: dict[Since, date], rules: Iterable[RetentionRule], *, on_hold: bool = False) -> list[Deletion]:
    """When each kind of thing in a case is deleted, in the order given. Several rules for a kind: the last day holds, and it waits while one of them does."""
    by_kind: dict[str, list[RetentionRule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.kind, []).append(rule)
    return [deletion_of(kind, happened, by_kind.get(kind, []), on_hold=on_hold) for kind in kinds]


def deletion_of(kind: str, happened: dict[Since, date], rules: list[RetentionRule], *, on_hold: bool) -> Deletion:
    """When one kind of thing is deleted."""
    if not rules:
        return Deletion(kind, None, Retained.NO_RULE, None)
    waiting = next((rule for rule in rules if rule.since not in happened), None)
    if waiting is not None:
        return Deletion(kind, None, Retained.WAITS, waiting)
    last = max(rules, key=lambda rule: later(happened[rule.since], rule))
    return Deletion(kind, None, Retained.ON_HOLD, last) if on_hold else Deletion(kind, later(happened[last.since], last), None, last)


def later(day: date, rule: RetentionRule) -> date:
    """The day so much later; a day the month does not have is its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + rule.months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last_day)) + timedelta(days=rule.days)


def due_for_deletion(deletions: Iterable[Deletion], today: date) -> list[str]:
    """The kinds to delete today or before, in the order given."""
    return [one.kind for one in deletions if one.on is not None and one.on <= today]
