"""When a call takes applications: from a minute on, up to a minute, on Danish clocks.

The opening minute is in, the closing minute is out: a call that closes at 12.00 takes what came at 11.59.59, and nothing from 12.00.00 on. Times are stored as
moments, so neither of the two nights of the year when clocks are changed makes a window longer or shorter than it is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from samspil.funds.domain.remarks import Remark, remark

ZONE = ZoneInfo("Europe/Copenhagen")
A_MINUTE, A_WEEK = timedelta(minutes=1), timedelta(weeks=1)


class WindowState(StrEnum):
    """BEFORE: it has never been open. OPEN: applications are taken. BETWEEN: closed, and opens again at a known time. CLOSED: over."""

    BEFORE = "before"
    OPEN = "open"
    BETWEEN = "between"
    CLOSED = "closed"


class WindowCode(StrEnum):
    """Why a time cannot be used, why a call cannot be opened again, or why nothing is taken now."""

    NO_SUCH_TIME = "no_such_time"
    CLOSES_FIRST = "closes_first"
    NO_WINDOW = "no_window"
    NOT_OPEN_YET = "not_open_yet"
    TOO_LATE = "too_late"
    OPENS_AGAIN = "opens_again"
    REASON_MISSING = "reason_missing"
    IN_THE_PAST = "in_the_past"
    OVERLAPS = "overlaps"


STATE_DA = {
    WindowState.BEFORE: "Ikke åbnet endnu",
    WindowState.OPEN: "Åben",
    WindowState.BETWEEN: "Lukket, åbner igen",
    WindowState.CLOSED: "Lukket",
}
CODE_DA = {
    WindowCode.NO_SUCH_TIME: "Klokken {clock} den {day} findes ikke: uret stilles frem den nat.",
    WindowCode.CLOSES_FIRST: "Fristen skal ligge efter åbningen.",
    WindowCode.NO_WINDOW: "Runden har ingen ansøgningsperiode.",
    WindowCode.NOT_OPEN_YET: "Runden åbner den {day} kl. {clock}.",
    WindowCode.TOO_LATE: "Fristen var den {day} kl. {clock}. Ansøgninger, der kommer senere, kan ikke komme med.",
    WindowCode.OPENS_AGAIN: "Runden er lukket og åbner igen den {day} kl. {clock}.",
    WindowCode.REASON_MISSING: "Skriv, hvorfor runden åbnes igen.",
    WindowCode.IN_THE_PAST: "En runde kan ikke åbnes tilbage i tiden. Vælg et tidspunkt, der ikke er gået.",
    WindowCode.OVERLAPS: "Runden har allerede åbent indtil den {day} kl. {clock}. Lad den nye periode begynde dér eller senere.",
}


@dataclass(frozen=True)
class Window:
    """From `opens`, included, to `closes`, not included: moments with a zone, at whole minutes. `reason` and `by` tell of a reopening, and are empty for the
    first window of a call. Raises ValueError for a time without zone, with seconds, or out of order."""

    opens: datetime
    closes: datetime
    reason: str = ""
    by: int | None = None

    def __post_init__(self) -> None:
        for moment in (self.opens, self.closes):
            if moment.tzinfo is None or moment.second or moment.microsecond:
                raise ValueError("a window needs moments with a zone, at whole minutes")
        if self.closes.astimezone(UTC) <= self.opens.astimezone(UTC):
            raise ValueError("a window closes after it opens")

    def holds(self, moment: datetime) -> bool:
        """True when an application that came at `moment` is in time."""
        return self.opens.astimezone(UTC) <= moment.astimezone(UTC) < self.closes.astimezone(UTC)


def exists(wall: datetime) -> bool:
    """False for a time in the hour that Danish clocks leave out in spring. `wall` has no zone."""
    return wall.replace(tzinfo=ZONE).astimezone(UTC).astimezone(ZONE).replace(tzinfo=None, fold=0) == wall.replace(fold=0)


def moment_of(wall: datetime, *, last: bool = False) -> datetime:
    """The moment, in UTC, that a Danish clock shows `wall`; in the hour that comes twice the first of the two, or the last.
    Raises ValueError for no such time."""
    if wall.tzinfo is not None or not exists(wall):
        raise ValueError("a Danish clock never shows that")
    return wall.replace(tzinfo=ZONE, fold=int(last)).astimezone(UTC)


def wall_of(moment: datetime) -> datetime:
    """What a Danish clock shows at a moment, without zone."""
    return moment.astimezone(ZONE).replace(tzinfo=None, fold=0)


def clock_of(moment: datetime) -> str:
    """The clock as Danes write it: 12.00."""
    return f"{wall_of(moment):%H.%M}"


def said_at(code: WindowCode, moment: datetime) -> Remark:
    """A remark with the Danish day and clock of a moment."""
    return remark(code, day=wall_of(moment).date(), clock=clock_of(moment))


def window_of(opens: datetime, closes: datetime) -> Window | Remark:
    """The window between two times as people write them, Danish clock, no zone. A time that comes twice in autumn is read so that the window is the longer:
    nobody is late by a clock that was turned back."""
    for wall in (opens, closes):
        if not exists(wall):
            return remark(WindowCode.NO_SUCH_TIME, day=wall.date(), clock=f"{wall:%H.%M}")
    begins, ends = moment_of(opens), moment_of(closes, last=True)
    return Window(begins, ends) if begins < ends else remark(WindowCode.CLOSES_FIRST)


def trusted(now: datetime, last_seen: datetime | None) -> datetime:
    """The later of the clock and the last moment that the call has a trace of: a clock that is moved back opens nothing again."""
    return now if last_seen is None or now.astimezone(UTC) >= last_seen.astimezone(UTC) else last_seen


def state_at(windows: Sequence[Window], now: datetime, last_seen: datetime | None = None) -> WindowState:
    """Where a call with these windows, in order of time, stands. `last_seen`: the latest moment that anything of this call was written at."""
    moment = trusted(now, last_seen)
    if any(window.holds(moment) for window in windows):
        return WindowState.OPEN
    coming = any(moment < window.opens for window in windows)
    begun = any(window.opens <= moment for window in windows)
    if coming:
        return WindowState.BETWEEN if begun else WindowState.BEFORE
    return WindowState.CLOSED


def why_not_taken(windows: Sequence[Window], now: datetime, last_seen: datetime | None = None) -> Remark | None:
    """Why an application that comes now is not taken, None when it is. It says when the call opens, or when its deadline was."""
    if not windows:
        return remark(WindowCode.NO_WINDOW)
    moment = trusted(now, last_seen)
    state = state_at(windows, moment)
    if state is WindowState.OPEN:
        return None
    if state is WindowState.CLOSED:
        return said_at(WindowCode.TOO_LATE, max(window.closes for window in windows))
    code = WindowCode.NOT_OPEN_YET if state is WindowState.BEFORE else WindowCode.OPENS_AGAIN
    return said_at(code, min(window.opens for window in windows if window.opens > moment))


def reopened(windows: Sequence[Window], again: Window, now: datetime) -> tuple[Window, ...] | Remark:
    """The windows of a call with one more, which also is how a deadline is moved: the new one may begin where the last ends. It says why, and never begins
    before the minute that runs: what came too late yesterday does not come in time by it."""
    if not again.reason.strip():
        return remark(WindowCode.REASON_MISSING)
    if again.opens < now.astimezone(UTC).replace(second=0, microsecond=0):
        return remark(WindowCode.IN_THE_PAST)
    last = max((window.closes for window in windows), default=None)
    if last is not None and again.opens < last:
        return said_at(WindowCode.OVERLAPS, last)
    return (*windows, again)


def year_on(day: date) -> date:
    """The same weekday in the same week of the next year, so that a Monday stays a Monday and "week 18" stays week 18. From a year with 53 weeks the last
    week goes to the first week of the year after: no day overtakes another."""
    year, week, weekday = day.isocalendar()
    first = date.fromisocalendar(year + 1, 1, 1)
    return first + (week - 1) * A_WEEK + timedelta(days=weekday - 1)


def moved_a_year(window: Window) -> Window:
    """A window a year on, at the same clocks; a time that the spring night leaves out becomes the first there is after it. Only the first window is worth
    moving: a reopening was for that year, so the reason is dropped."""
    opens, closes = (datetime.combine(year_on(wall.date()), wall.time()) for wall in (wall_of(window.opens), wall_of(window.closes)))
    begins, ends = moment_of(there(opens)), moment_of(there(closes), last=True)
    # A window of less than an hour that falls into the hour left out keeps its length.
    return Window(begins, ends if begins < ends else begins + (window.closes - window.opens))


def there(wall: datetime) -> datetime:
    """The time itself, or in the hour that is left out in spring the first time after it."""
    while not exists(wall):
        wall += A_MINUTE
    return wall
