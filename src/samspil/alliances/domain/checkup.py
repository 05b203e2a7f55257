"""The check-up: eight questions each party answers alone, shown together, and never so that anybody can tell what one party answered when few did.

What may be shown is decided here, once, when a round closes. The answers themselves are gone after that, so nothing can be worked out from what came later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Question(StrEnum):
    """What is asked: value for us, clear roles, being heard, pace, trust, the citizens' benefit, backing at home, and whether one would do it again."""

    VALUE = "value"
    ROLES = "roles"
    HEARD = "heard"
    PACE = "pace"
    TRUST = "trust"
    CITIZENS = "citizens"
    BACKING = "backing"
    AGAIN = "again"


class Occasion(StrEnum):
    """Why a round was opened. EARLY: six weeks after it began. HALF_YEARLY: half a year since the last. ASKED: a party asked for it."""

    EARLY = "early"
    HALF_YEARLY = "half"
    ASKED = "asked"


class Prompt(StrEnum):
    """Why something is worth talking of. DIFFER: views lie far apart. LOW: most say that it does not fit. FELL: it was better last time."""

    DIFFER = "differ"
    LOW = "low"
    FELL = "fell"


# Fewer than so many different people who took a stand, and nothing of it is shown.
FEWEST = 3
STEPS = (1, 2, 3, 4, 5)
STEP_DA = {1: "Passer slet ikke", 2: "Passer dårligt", 3: "Både og", 4: "Passer godt", 5: "Passer helt"}
UNKNOWN_DA = "Ved ikke"
QUESTION_DA = {
    Question.VALUE: "Det er tiden værd for os",
    Question.ROLES: "Vi ved, hvem der gør hvad",
    Question.HEARD: "De andre lytter til os",
    Question.PACE: "Det går fremad i et godt tempo",
    Question.TRUST: "Vi stoler på hinanden",
    Question.CITIZENS: "Det gør en forskel for dem, det er for",
    Question.BACKING: "Vores egne bakker op derhjemme",
    Question.AGAIN: "Vi ville gøre det igen",
}
# Behind "I ser forskelligt på …".
ABOUT_DA = {
    Question.VALUE: "værdien",
    Question.ROLES: "rollerne",
    Question.HEARD: "om alle bliver hørt",
    Question.PACE: "tempoet",
    Question.TRUST: "tilliden",
    Question.CITIZENS: "nytten for borgerne",
    Question.BACKING: "opbakningen derhjemme",
    Question.AGAIN: "om I ville gøre det igen",
}
# What the parties can ask each other at their next meeting.
ASK_DA = {
    Question.VALUE: "Hvad skal der til, for at det er tiden værd for hver af os?",
    Question.ROLES: "Hvilken opgave er vi i tvivl om, hvem der har?",
    Question.HEARD: "Hvornår blev noget besluttet, uden at alle var spurgt?",
    Question.PACE: "Hvad venter vi på, og hvem kan løsne det?",
    Question.TRUST: "Hvad skal vi kunne regne med hos hinanden?",
    Question.CITIZENS: "Hvad ville de, det er for, selv sige, og hvem spørger dem?",
    Question.BACKING: "Hvad mangler vores ledelse eller bestyrelse at vide?",
    Question.AGAIN: "Hvad skulle være anderledes, hvis vi begyndte forfra?",
}
OCCASION_DA = {
    Occasion.EARLY: "Et tidligt tjek seks uger efter, at I gik i gang",
    Occasion.HALF_YEARLY: "Halvårets tjek",
    Occasion.ASKED: "En part har bedt om det",
}
EARLY_AFTER, EACH, OPEN_DAYS, REMIND_AFTER, PAUSE_DAYS = timedelta(weeks=6), timedelta(weeks=26), 14, 10, 28
# Steps between the lowest and the highest mark from which views are said to differ; the average (1 to 5) below which most say that it does not
# fit; how much an average must move before it is said to have moved; and how many prompts a meeting can carry.
FAR, LOW_MEAN, MOVED, MOST_PROMPTS = 3, Fraction(5, 2), Fraction(1, 2), 3


@dataclass(frozen=True)
class Reply:
    """What one party answered: a step from 1 to 5, or None for "ved ikke". `voice` is who wrote it: two parties with one writer are one voice."""

    voice: int
    marks: Mapping[Question, int | None]


@dataclass(frozen=True)
class Spread:
    """How the parties answered one question: how many chose each of the five steps, and how many did not know."""

    counts: tuple[int, ...]
    unknown: int = 0

    @property
    def mean(self) -> Fraction:
        """The average step, 1 to 5."""
        return Fraction(sum(step * count for step, count in zip(STEPS, self.counts, strict=True)), sum(self.counts))

    @property
    def far(self) -> bool:
        """True when views differ much."""
        chosen = [step for step, count in zip(STEPS, self.counts, strict=True) if count]
        return max(chosen) - min(chosen) >= FAR


@dataclass(frozen=True)
class Outcome:
    """What may ever be known of a round: how many parties answered, and the spread of each question, or None where too few took a stand."""

    answered: int
    spreads: Mapping[Question, Spread | None]

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        spreads = {question.value: spread and [*spread.counts, spread.unknown] for question, spread in self.spreads.items()}
        return {"answered": self.answered, "spreads": spreads}


@dataclass(frozen=True)
class Talk:
    """Something worth talking of at the next meeting."""

    question: Question
    why: Prompt

    @property
    def text(self) -> str:
        """What the parties are told, in Danish."""
        about = ABOUT_DA[self.question]
        if self.why is Prompt.DIFFER:
            return f"I ser forskelligt på {about}: tag det op på næste møde."
        if self.why is Prompt.LOW:
            return f"»{QUESTION_DA[self.question]}« passer ikke på de fleste af jer: tag det op på næste møde."
        return f"»{QUESTION_DA[self.question]}« passer mindre godt end sidst: tag det op på næste møde."


def outcome_of(replies: Sequence[Reply]) -> Outcome:
    """What may be shown of a round that has closed. A question on which fewer than three different people took a stand is not shown at all, not even
    how many did not know: from those one could work back."""
    return Outcome(len(replies), {question: spread_of(question, replies) for question in Question})


def spread_of(question: Question, replies: Sequence[Reply]) -> Spread | None:
    known = [(reply.voice, mark) for reply in replies if (mark := reply.marks.get(question)) is not None]
    if len({voice for voice, _ in known}) < FEWEST:
        return None
    marks = [mark for _, mark in known]
    return Spread(tuple(marks.count(step) for step in STEPS), len(replies) - len(marks))


def outcome_from(kept: Mapping[str, Any]) -> Outcome:
    """The outcome as it was kept."""
    spreads = {question: kept["spreads"].get(question.value) for question in Question}
    return Outcome(kept["answered"], {question: found and Spread(tuple(found[:5]), found[5]) for question, found in spreads.items()})


def trend(outcomes: Iterable[Outcome], question: Question) -> list[Fraction | None]:
    """The question's average in each round, the oldest first; None where it is not shown."""
    spreads = [outcome.spreads[question] for outcome in outcomes]
    return [spread.mean if spread else None for spread in spreads]


def moved(means: Sequence[Fraction | None]) -> int:
    """Whether the last average is higher (1) or lower (-1) than the one shown before it, or neither (0)."""
    shown = [mean for mean in means if mean is not None]
    if not means or means[-1] is None or len(shown) < len(("before", "now")):
        return 0
    change = shown[-1] - shown[-2]
    return 1 if change >= MOVED else -1 if change <= -MOVED else 0


def talks(outcomes: Sequence[Outcome]) -> list[Talk]:
    """What is worth talking of after the last of these rounds: first where views differ, then what is low, then what fell; three at most."""
    if not outcomes:
        return []
    found = [Talk(question, why) for question, spread in outcomes[-1].spreads.items() if spread and (why := why_talk(spread, trend(outcomes, question)))]
    order = list(Prompt)
    return sorted(found, key=lambda talk: order.index(talk.why))[:MOST_PROMPTS]


def why_talk(spread: Spread, means: Sequence[Fraction | None]) -> Prompt | None:
    if spread.far:
        return Prompt.DIFFER
    if spread.mean < LOW_MEAN:
        return Prompt.LOW
    return Prompt.FELL if moved(means) < 0 else None


def due(begun: date, last_opened: date | None, today: date) -> Occasion | None:
    """Why a round is to be opened today, or None. `last_opened` is the day of the latest round since it began."""
    if last_opened is None:
        return Occasion.EARLY if today >= begun + EARLY_AFTER else None
    return Occasion.HALF_YEARLY if today >= last_opened + EACH else None


def ends(closes_on: date, all_answered_on: date | None, today: date) -> bool:
    """True when a round closes: its last day is over, or all have answered, but not before the day after the last answer, so that it can be changed."""
    return today > closes_on or (all_answered_on is not None and today > all_answered_on)
