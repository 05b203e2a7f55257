"""Papers that are asked for after the deadline: what, until when, and what happens then. How long there is to send them is the call's own rule."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from samspil.funds.domain.remarks import Remark, remark
from samspil.funds.domain.windows import trusted, wall_of

SATURDAY, A_DAY, REMINDED_DAYS_BEFORE = 5, timedelta(days=1), 3


class SupplyState(StrEnum):
    """WAITING: not all has come, and there is time. SUPPLIED: all has come. LAPSED: the last day is over and something lacks."""

    WAITING = "waiting"
    SUPPLIED = "supplied"
    LAPSED = "lapsed"


class SupplyCode(StrEnum):
    """Why papers cannot be asked for so, or cannot be sent."""

    NOTHING_ASKED = "nothing_asked"
    TOO_SOON = "too_soon"
    NOT_LATER = "not_later"
    NOT_ASKED_FOR = "not_asked_for"
    TOO_LATE = "too_late"


STATE_DA = {SupplyState.WAITING: "Venter på papirer", SupplyState.SUPPLIED: "Alt er kommet", SupplyState.LAPSED: "Fristen er udløbet"}
CODE_DA = {
    SupplyCode.NOTHING_ASKED: "Skriv, hvad der mangler.",
    SupplyCode.TOO_SOON: "Fristen skal ligge efter i dag.",
    SupplyCode.NOT_LATER: "Den nye frist skal ligge efter den gamle, {due}.",
    SupplyCode.NOT_ASKED_FOR: "Der er ikke bedt om {what}.",
    SupplyCode.TOO_LATE: "Fristen for at sende papirer var den {due}. Skriv til kommunen, hvis der er en grund til, at det blev sent.",
}


@dataclass(frozen=True)
class PapersAsked:
    """What an applicant is asked to send: keys of papers or questions, in the order asked; `due` is the last day on Danish clocks, `given` has come."""

    what: tuple[str, ...]
    asked_on: date
    due: date
    given: frozenset[str] = frozenset()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What has not come yet."""
        return tuple(one for one in self.what if one not in self.given)


def due_day(asked_on: date, days: int) -> date:
    """The last day when there are so many days: never a Saturday or Sunday, then the Monday after. Raises ValueError for less than a day."""
    if days < 1:
        raise ValueError("there is at least a day to send papers")
    due = asked_on + days * A_DAY
    while due.weekday() >= SATURDAY:
        due += A_DAY
    return due


def asked_for(what: tuple[str, ...], today: date, due: date) -> PapersAsked | Remark:
    """The asking, or why it cannot be made; the same thing is asked for once."""
    if not what:
        return remark(SupplyCode.NOTHING_ASKED)
    return PapersAsked(tuple(dict.fromkeys(what)), today, due) if due > today else remark(SupplyCode.TOO_SOON)


def state_of(asked: PapersAsked, now: datetime, last_seen: datetime | None = None) -> SupplyState:
    """How far it is. The whole last day counts, to midnight on Danish clocks; a clock moved back gives no new time."""
    if not asked.lacking:
        return SupplyState.SUPPLIED
    return SupplyState.LAPSED if wall_of(trusted(now, last_seen)).date() > asked.due else SupplyState.WAITING


def supplied(asked: PapersAsked, what: str, now: datetime, last_seen: datetime | None = None) -> PapersAsked | Remark:
    """The asking after one thing has come; the same thing again replaces it while there is time. Too late is told, and staff can give time."""
    if what not in asked.what:
        return remark(SupplyCode.NOT_ASKED_FOR, what=what)
    if wall_of(trusted(now, last_seen)).date() > asked.due:
        return remark(SupplyCode.TOO_LATE, due=asked.due)
    return replace(asked, given=asked.given | {what})


def more_time(asked: PapersAsked, due: date, today: date) -> PapersAsked | Remark:
    """The asking with a later last day; also after the first was over. The reason is the log's."""
    if due <= today:
        return remark(SupplyCode.TOO_SOON)
    return replace(asked, due=due) if due > asked.due else remark(SupplyCode.NOT_LATER, due=asked.due)


def remind_on(asked: PapersAsked) -> date | None:
    """The day to remind on, three days before the last; None where there is no time for it or nothing lacks."""
    day = asked.due - REMINDED_DAYS_BEFORE * A_DAY
    return day if asked.lacking and day > asked.asked_on else None
