"""Who decides what and how quickly: rules the parties agree on, what a question is answered, and how many days it took.

Days are calendar days, Saturdays, Sundays and holidays too, counted from the day a question is raised: that day is day 0, so a rule of three days
for what is raised on a Monday ends with Thursday. What is decided on the day it was raised took 0 days.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Any

LEAST_DAYS, MOST_DAYS = 1, 90
# What falls under no rule: everybody decides, and this many days are a fair time to ask at home.
STANDARD_DAYS = 14
ANYTHING_ELSE = "Alt andet"
ALL_DA = "Alle parter"


class Reply(StrEnum):
    """What a deciding party says. OTHER: neither yes nor no, but something else, which it writes."""

    YES = "yes"
    NO = "no"
    OTHER = "other"


class MatterState(StrEnum):
    """Where a question stands. LATE: its day is over and it is not decided. STRANDED: nobody who should decide takes part any longer."""

    OPEN = "open"
    LATE = "late"
    DECIDED = "decided"
    TAKEN_BACK = "taken_back"
    STRANDED = "stranded"


class FollowState(StrEnum):
    """How something that follows from a decision stands. LATE: its day is over. DROPPED: its owner has said why it is not done."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"


REPLY_DA = {Reply.YES: "Ja", Reply.NO: "Nej", Reply.OTHER: "Noget andet"}
MATTER_DA = {
    MatterState.OPEN: "Venter på svar",
    MatterState.LATE: "Over tiden",
    MatterState.DECIDED: "Besluttet",
    MatterState.TAKEN_BACK: "Trukket tilbage",
    MatterState.STRANDED: "Kan ikke besluttes længere",
}
FOLLOW_DA = {
    FollowState.OPEN: "Skal gøres",
    FollowState.LATE: "Over tiden",
    FollowState.DONE: "Gjort",
    FollowState.DROPPED: "Bliver ikke gjort",
}


@dataclass(frozen=True)
class Rule:
    """What it is about, who decides it (a party's id, or None: all parties), and within how many calendar days."""

    about: str
    decides: int | None
    days: int


STANDARD_RULE = Rule(ANYTHING_ELSE, None, STANDARD_DAYS)


@dataclass(frozen=True)
class Asked:
    """A question as these rules look at it. `said` is what each party that must say something has said, by party id, or None; a party that went out
    is not among them. `decided` and `taken_back` are days."""

    raised: date
    due: date
    said: Mapping[int, Reply | None]
    decided: date | None = None
    taken_back: date | None = None


def why_impossible(days: int) -> str:
    """Why a rule cannot have that many days, in Danish; "" when it can."""
    return "" if LEAST_DAYS <= days <= MOST_DAYS else f"Skriv et antal dage fra {LEAST_DAYS} til {MOST_DAYS}."


def due_day(raised: date, days: int) -> date:
    """The last day of a rule's time."""
    return raised + timedelta(days=days)


def days_used(raised: date, decided: date) -> int:
    """How many calendar days a decision took; never less than none."""
    return max(0, (decided - raised).days)


def outcome_of(said: Iterable[Reply | None]) -> Reply | None:
    """What those who decide have decided together: None until all have spoken, and where there is nobody. One no is a no, because what several
    decide they must agree on; a yes is a yes of everybody."""
    found = list(said)
    if not found or None in found:
        return None
    return next((verdict for verdict in (Reply.NO, Reply.OTHER) if verdict in found), Reply.YES)


def state_of(asked: Asked, today: date) -> MatterState:
    """Where a question stands on a day."""
    if asked.taken_back:
        return MatterState.TAKEN_BACK
    if asked.decided:
        return MatterState.DECIDED
    if not asked.said:
        return MatterState.STRANDED
    return MatterState.LATE if today > asked.due else MatterState.OPEN


def follow_state(due: date, *, done: bool, dropped: bool, today: date) -> FollowState:
    """How something that follows stands on a day; what was done is done, also when it came late."""
    if done:
        return FollowState.DONE
    if dropped:
        return FollowState.DROPPED
    return FollowState.LATE if today > due else FollowState.OPEN


@dataclass(frozen=True)
class Pace:
    """How quickly an alliance decides. `middle` is the median of the days used, `in_time` how many of the `decided` kept their time."""

    middle: float
    in_time: int
    decided: int


def pace_of(used_of_promised: Collection[tuple[int, int]]) -> Pace | None:
    """The pace of decisions, each as days used and days promised; None when nothing is decided yet."""
    if not used_of_promised:
        return None
    in_time = sum(used <= promised for used, promised in used_of_promised)
    return Pace(float(median(used for used, _ in used_of_promised)), in_time, len(used_of_promised))


def days_in_words(days: float) -> str:
    """As people say it: "samme dag", "1 dag", "2,5 dage"."""
    if days == 0:
        return "samme dag"
    number = f"{days:g}".replace(".", ",")
    return f"{number} dag" if days == 1 else f"{number} dage"


def pace_in_words(pace: Pace | None) -> str:
    """The pace as a sentence; "" when nothing is decided yet."""
    if pace is None:
        return ""
    middle = "Mindst halvdelen er besluttet samme dag" if pace.middle == 0 else f"I beslutter typisk på {days_in_words(pace.middle)} (medianen)"
    return f"{middle}. {pace.in_time} af {pace.decided} beslutninger kom til tiden."


def rules_content(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The rules as an agreement's content holds them."""
    return [asdict(rule) for rule in rules]


def rules_in_words(content: dict[str, Any]) -> list[dict[str, str]]:
    """What an agreement says of who decides what; nothing in those of the first forms."""
    names = {party["id"]: party["name"] for party in content["parties"]}
    rows = content.get("decision_rules", [])
    return [{"about": row["about"], "who": names.get(row["decides"], ALL_DA), "days": days_in_words(row["days"])} for row in rows]
