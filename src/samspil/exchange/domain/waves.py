"""Urgent help, asked for in waves: a few of the best suited first, more and sooner the nearer the start; the first yes wins and the rest are told.

Hard facts have been looked at before (`matching.facts`): a candidate can do it. The answer is a function of what is known now, so a worker that is
started again goes on where it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from samspil.exchange.domain.nights import by_day, moment

# With at least so long to the start, a wave holds so many for each seat that is free, and the next comes after the pause.
PACES = (
    (timedelta(hours=48), 3, timedelta(hours=4)),
    (timedelta(hours=12), 5, timedelta(hours=1)),
    (timedelta(hours=4), 8, timedelta(minutes=20)),
    (timedelta(hours=1), 12, timedelta(minutes=8)),
    (timedelta(), 20, timedelta(minutes=4)),
)
LARGEST_WAVE = 60
WEEK, MOST_IN_A_WEEK = timedelta(days=7), 3
A_KM = 1000


class CallState(StrEnum):
    """What is to be done now. ASK: send a wave. PAUSE: wait. FILLED: enough said yes. EXPIRED: the start has come. EXHAUSTED: nobody is left to ask."""

    ASK = "ask"
    PAUSE = "pause"
    FILLED = "filled"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"


class Answered(StrEnum):
    """What a yes led to. TOO_LATE: others were first. OVER: the start has come. NOT_ASKED: nobody has asked this one."""

    WON = "won"
    TOO_LATE = "too_late"
    OVER = "over"
    NOT_ASKED = "not_asked"


ANSWERED_DA = {
    Answered.WON: "Tak! Pladsen er din. Du får tid og sted i en besked nu.",
    Answered.TOO_LATE: "Tak, fordi du vil hjælpe. En anden nåede at sige ja først, så du kan slappe af.",
    Answered.OVER: "Tak, fordi du vil hjælpe. Tiden er gået, så du skal ikke gøre noget.",
    Answered.NOT_ASKED: "Tak, fordi du vil hjælpe. Skriv til koordinatoren, så ser I sammen på det.",
}
REST_DA = "Tak, fordi du overvejede det. Der er fundet hjælp, så du skal ikke gøre noget."
UNANSWERED_DA = "Tiden er gået, så du skal ikke gøre noget. Det er helt i orden, at du ikke kunne."
COORDINATOR_DA = {
    CallState.FILLED: "Der er fundet hjælp.",
    CallState.EXPIRED: "Tiden er gået, og der mangler stadig nogen. Ring selv rundt, eller flyt opgaven.",
    CallState.EXHAUSTED: "Der er ikke flere at spørge nu. Ring selv rundt, spørg en anden forening, eller flyt opgaven.",
}


@dataclass(frozen=True)
class Candidate:
    """Somebody who can do it. `fit`: higher is better; `distance_m`: metres, None when nobody knows; `asked`: when they were asked for urgent help
    lately, by any call; `nights`: they chose to be asked at night too."""

    who: str
    fit: int = 0
    distance_m: int | None = None
    asked: tuple[datetime, ...] = ()
    nights: bool = False


@dataclass(frozen=True)
class Call:
    """A call for urgent help: `asked` when each was asked, `yes` those who won a seat in order, `no` those who said no."""

    seats: int
    starts_at: datetime
    asked: Mapping[str, datetime] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    no: frozenset[str] = frozenset()

    @property
    def missing(self) -> int:
        """Seats still without anybody."""
        return max(0, self.seats - len(self.yes))


@dataclass(frozen=True)
class Step:
    """What is to be done now: whom to ask, when to look again (UTC), and what the coordinator is told; None and "" where there is nothing."""

    state: CallState
    who: tuple[str, ...] = ()
    next_at: datetime | None = None
    coordinator: str = ""


def pace(left: timedelta) -> tuple[int, timedelta]:
    """How many are asked for each free seat, and how long the pause is, with so long to the start."""
    return next((size, pause) for least, size, pause in PACES if left >= least)


def may_ask_at(candidate: Candidate, now: datetime) -> datetime:
    """The first moment from now (UTC) when this one may be asked: at most three times in any seven days, and by day unless they chose nights."""
    asked = sorted(moment(time) for time in candidate.asked if moment(time) <= moment(now))
    free = moment(now) if len(asked) < MOST_IN_A_WEEK else max(moment(now), asked[-MOST_IN_A_WEEK] + WEEK)
    return free if candidate.nights else by_day(free)


def order(candidate: Candidate) -> tuple[int, bool, int, int, int, str]:
    """Best suited first, then nearest by the kilometre (unknown last), then those asked least, then nearest by the metre: total, so always the same."""
    distance = candidate.distance_m or 0
    return (-candidate.fit, candidate.distance_m is None, distance // A_KM, len(candidate.asked), distance, candidate.who)


def next_step(call: Call, candidates: Iterable[Candidate], now: datetime) -> Step:
    """What is to be done now. `candidates` may hold those asked already: nobody is asked twice in one call."""
    begins, time = moment(call.starts_at), moment(now)
    if not call.missing:
        return Step(CallState.FILLED, coordinator=COORDINATOR_DA[CallState.FILLED])
    if time >= begins:
        return Step(CallState.EXPIRED, coordinator=COORDINATOR_DA[CallState.EXPIRED])
    paused = pause_until(call, time)
    if paused > time:
        return Step(CallState.PAUSE, next_at=paused)
    chances = [(may_ask_at(one, time), one) for one in candidates if one.who not in call.asked]
    size, pause = pace(begins - time)
    ready = sorted((one for at, one in chances if at <= time), key=order)[: min(LARGEST_WAVE, size * call.missing)]
    if ready:
        return Step(CallState.ASK, tuple(one.who for one in ready), min(time + pause, begins))
    later = [at for at, _ in chances if at < begins]
    if later:
        return Step(CallState.PAUSE, next_at=min(later))
    return Step(CallState.EXHAUSTED, coordinator=COORDINATOR_DA[CallState.EXHAUSTED])


def pause_until(call: Call, now: datetime) -> datetime:
    """Until when the last wave has time to answer (UTC); now, when all who were asked have answered."""
    begins = moment(call.starts_at)
    if not set(call.asked) - set(call.yes) - call.no:
        return now
    last = max(moment(time) for time in call.asked.values())
    return min(last + pace(max(timedelta(), begins - last))[1], begins)


def sent(call: Call, step: Step, now: datetime) -> Call:
    """The call after a wave was sent."""
    return replace(call, asked={**call.asked, **dict.fromkeys(step.who, moment(now))})


def say_yes(call: Call, who: str, now: datetime) -> tuple[Call, Answered]:
    """The call after a yes, and what it led to. The same yes twice is one yes; who said no may change their mind while there is a seat."""
    if who in call.yes:
        return call, Answered.WON
    if who not in call.asked:
        return call, Answered.NOT_ASKED
    if not call.missing:
        return call, Answered.TOO_LATE
    if moment(now) >= moment(call.starts_at):
        return call, Answered.OVER
    return replace(call, yes=(*call.yes, who), no=call.no - {who}), Answered.WON


def say_no(call: Call, who: str) -> Call:
    """The call after a no; nobody has to say why, and a seat that was won is given back."""
    if who not in call.asked:
        return call
    return replace(call, yes=tuple(one for one in call.yes if one != who), no=call.no | {who})


def told_the_rest(call: Call, state: CallState) -> dict[str, str]:
    """What those who were asked and have neither won nor said no are told when a call is over; nothing while it goes on."""
    if state not in {CallState.FILLED, CallState.EXPIRED}:
        return {}
    text = REST_DA if state is CallState.FILLED else UNANSWERED_DA
    return dict.fromkeys(sorted(set(call.asked) - set(call.yes) - call.no), text)


def foreseen(call: Call, candidates: Sequence[Candidate], now: datetime) -> list[tuple[datetime, tuple[str, ...]]]:
    """The waves that will be sent when nobody answers, with their times (UTC): for the coordinator to see beforehand."""
    waves: list[tuple[datetime, tuple[str, ...]]] = []
    time: datetime | None = moment(now)
    while time is not None:
        step = next_step(call, candidates, time)
        if step.state is CallState.ASK:
            waves.append((time, step.who))
            call = sent(call, step, time)
        time = step.next_at
    return waves
