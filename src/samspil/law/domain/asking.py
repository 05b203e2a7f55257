"""How people are asked for the facts of an activity: groups of questions, and which of them earlier answers make relevant.

An answer is a fact's value, or None: "ved ikke". A fact that is absent has not been asked about yet. Neither is ever taken for a no.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from samspil.law.domain.checking.conditions import AtLeast, Condition, Known
from samspil.law.domain.checking.reading import Vocabulary, read_condition
from samspil.law.domain.facts import BadFacts, Fact, FactValue, is_number

ALWAYS: Condition = AtLeast(0, ())
Answers = Mapping[str, FactValue]


class QuestionTurn(StrEnum):
    """ASKED: it matters, as far as is known. WAITS: an earlier answer that is not known decides. LEFT_OUT: an earlier answer makes it beside the point."""

    ASKED = "asked"
    WAITS = "waits"
    LEFT_OUT = "left_out"


TURN_OF = {True: QuestionTurn.ASKED, None: QuestionTurn.WAITS, False: QuestionTurn.LEFT_OUT}


@dataclass(frozen=True)
class Question:
    """One fact as it is asked. `help_da` says what its terms mean, "" when they are plain; `group` is the key of its page."""

    fact: Fact
    when: Condition
    help_da: str
    group: str


@dataclass(frozen=True)
class Group:
    """Questions that stand on one page."""

    key: str
    title: str
    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """All groups, in order."""

    groups: tuple[Group, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its fact's key, in order."""
        return {question.fact.key: question for group in self.groups for question in group.questions}

    def turns(self, answers: Answers) -> dict[str, QuestionTurn]:
        """By fact whether it is asked. An answer to a question that is not asked decides nothing."""
        found: dict[str, QuestionTurn] = {}
        heard: dict[str, FactValue] = {}
        for key, question in self.questions.items():
            found[key] = TURN_OF[question.when.holds(Known(heard))]
            if found[key] is QuestionTurn.ASKED and key in answers:
                heard[key] = answers[key]
        return found

    def heard(self, answers: Answers) -> dict[str, FactValue]:
        """The answers to what is asked: whatever an earlier answer has made beside the point is forgotten."""
        turns = self.turns(answers)
        return {key: answers[key] for key, turn in turns.items() if turn is QuestionTurn.ASKED and key in answers}

    def asked(self, group: Group, answers: Answers) -> list[Question]:
        """The questions of a page that are asked now."""
        turns = self.turns(answers)
        return [question for question in group.questions if turns[question.fact.key] is QuestionTurn.ASKED]

    def follow_ups(self, group: Group, answers: Answers) -> bool:
        """True when saving the page may bring more questions on it that have no answer yet."""
        return any(question.fact.key not in answers for question in self.asked(group, answers))


def read_questionnaire(path: Path, facts: Mapping[str, Fact]) -> Questionnaire:
    """The groups of a file; raises BadFacts unless every fact stands in it exactly once, and BadRules for a condition that cannot be read."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["groups"]
    asked = [line["fact"] for row in rows for line in row["questions"]]
    if sorted(asked) != sorted(facts):
        raise BadFacts(f"{path.name}: {sorted({*asked} ^ {*facts}) or [key for key in asked if asked.count(key) > 1]}")
    return Questionnaire(tuple(read_group(row, facts, asked) for row in rows))


def read_group(row: Mapping[str, Any], facts: Mapping[str, Fact], order: list[str]) -> Group:
    """One page of questions. A condition sees only what was asked before it."""
    questions = []
    for line in row["questions"]:
        fact = facts[line["fact"]]
        before = {key: facts[key] for key in order[: order.index(fact.key)]}
        words = Vocabulary(before, frozenset(), frozenset(), frozenset(), {})
        when = read_condition(line["when"], words) if "when" in line else ALWAYS
        questions.append(Question(fact, when, " ".join(text for text in (fact.help_da, line.get("help", "")) if text), row["key"]))
    return Group(row["key"], row["title"], row["lead"], tuple(questions))


def contradictions(answers: Answers) -> Iterator[tuple[str, str]]:
    """What cannot both be so: the fact to look at, and why in Danish."""
    for who in ("helped", "volunteer"):
        youngest, oldest = answers.get(f"youngest_{who}"), answers.get(f"oldest_{who}")
        if is_number(youngest) and is_number(oldest) and youngest > oldest:
            yield f"oldest_{who}", "Den ældste kan ikke være yngre end den yngste. Ret et af tallene."
