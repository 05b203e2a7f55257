"""Follow-up talks of a lasting pair, as days: two weeks after the trial began, at its end, and then every half year."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samspil.core.periods import Period
from samspil.core.refusals import Refusal

FIRST_TALK = timedelta(weeks=2)
SHORTEST_TRIAL, USUAL_TRIAL, LONGEST_TRIAL = timedelta(weeks=2), timedelta(weeks=8), timedelta(weeks=26)
EVERY_MONTHS = 6


class TalkKind(StrEnum):
    """What a talk is for. TRIAL_END: does it go on? HALF_YEAR: how is it now?"""

    TWO_WEEKS = "two_weeks"
    TRIAL_END = "trial_end"
    HALF_YEAR = "half_year"


TALK_DA = {
    TalkKind.TWO_WEEKS: "Hvordan begyndte det? Tal med hver for sig.",
    TalkKind.TRIAL_END: "Prøvetiden er slut. Skal det fortsætte? Spørg hver for sig.",
    TalkKind.HALF_YEAR: "Et halvt år mere. Er det stadig godt for begge?",
}


@dataclass(frozen=True, order=True)
class Talk:
    """A talk that is due on a day; `key` names it for good, also when its day moves: "two_weeks", "trial_end", "half_year_1"."""

    day: date
    kind: TalkKind
    key: str


def trial_refusal(begins: date, ends: date) -> Refusal | None:
    """Why a trial cannot have these days, or None."""
    if SHORTEST_TRIAL <= ends - begins <= LONGEST_TRIAL:
        return None
    return Refusal("trial_length", "En prøvetid er mellem 2 og 26 uger. Så når I at mærke, om det er godt, og den får en ende.")


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def follow_ups(trial_begins: date, trial_ends: date, until: date) -> list[Talk]:
    """Every talk up to and with `until`, in order. A trial of two weeks has one talk, at its end. Half years count from the trial's end."""
    found = [Talk(trial_ends, TalkKind.TRIAL_END, TalkKind.TRIAL_END.value)]
    if trial_begins + FIRST_TALK < trial_ends:
        found.insert(0, Talk(trial_begins + FIRST_TALK, TalkKind.TWO_WEEKS, TalkKind.TWO_WEEKS.value))
    number = 1
    while (day := months_after(trial_ends, number * EVERY_MONTHS)) <= until:
        found.append(Talk(day, TalkKind.HALF_YEAR, f"{TalkKind.HALF_YEAR}_{number}"))
        number += 1
    return [talk for talk in found if talk.day <= until]


def moved(talk: Talk, pauses: Sequence[Period]) -> Talk | None:
    """The talk with a day outside every pause: the day after the pause it falls in, or None while that pause has no end."""
    for pause in sorted(pauses, key=lambda pause: pause.first or date.min):
        if pause.holds(talk.day):
            if pause.last is None:
                return None
            talk = Talk(pause.last + timedelta(days=1), talk.kind, talk.key)
    return talk


def due_talks(talks: Sequence[Talk], held: Collection[str], pauses: Sequence[Period], today: date) -> list[Talk]:
    """The talks that should have been held by today and were not, oldest first. `held`: the keys of those that were."""
    found = [later for talk in talks if talk.key not in held and (later := moved(talk, pauses))]
    return sorted(talk for talk in found if talk.day <= today)
