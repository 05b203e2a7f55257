"""A legal check as one document that explains itself: what pages and paper show, and what is kept so that a check can be read years later.

Everything in it is JSON. Days are ISO dates; `because` are questions with the answers given; `read` is the text a rule was read in.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samspil.law.domain.asking import Questionnaire, QuestionTurn
from samspil.law.domain.certainty import DANISH as CERTAINTY_DA
from samspil.law.domain.certainty import MEANING, Certainty
from samspil.law.domain.checking.conditions import ADOPTED
from samspil.law.domain.checking.duties import DANISH as HOLDER_DA
from samspil.law.domain.checking.editions import edition, lasts_until
from samspil.law.domain.checking.files import LawFiles
from samspil.law.domain.checking.results import LawyersQuestion, LegalResult, Obligation
from samspil.law.domain.checking.telling import ADOPTED_DA, answer
from samspil.law.domain.checking.texts import day_da
from samspil.law.domain.facts import FactValue

Explained = dict[str, Any]


def explained(result: LegalResult, law: LawFiles, questionnaire: Questionnaire, facts: Mapping[str, FactValue]) -> Explained:
    """The whole check; `facts` are those it was made from."""
    teller = Teller(law, facts)
    again = lasts_until(result, law.book)
    return {
        "on": result.on.isoformat(),
        "again_on": again.isoformat() if again else "",
        "edition": edition(law.book, law.values, result.on),
        "rules_sha256": result.rules_sha256,
        "stops": [{"id": row.id, "what": row.what_da, **teller.rests_on(row.rule, row.because, row.law, row.certainty)} for row in result.stops],
        "duties": [teller.duty(row) for row in result.obligations],
        "clauses": [{"id": row.id, "text": row.text_da, **teller.rests_on(row.rule, row.because)} for row in result.clauses],
        "ask": [
            {"key": key_of(row.question_da, result.on), "question": row.question_da, **teller.rests_on(row.rule, row.because)} for row in result.ask_a_lawyer
        ],
        "open": open_questions(result.missing_facts, questionnaire, facts),
    }


def key_of(question: str, on: date) -> str:
    """What a question for the lawyer is called in addresses: it changes when its words do, but not with the day that it asks about last."""
    return hashlib.sha256(question.removesuffix(f"{day_da(on)}?").encode()).hexdigest()[:16]


def open_questions(missing: Iterable[str], questionnaire: Questionnaire, facts: Mapping[str, FactValue]) -> list[dict[str, str]]:
    """What nobody has said and what could change the check, with the page it is asked on. What an earlier answer left out is no longer open."""
    turns = questionnaire.turns(facts)
    rows = [questionnaire.questions[key] for key in missing if turns[key] is not QuestionTurn.LEFT_OUT]
    return [{"fact": row.fact.key, "question": row.fact.question_da, "group": row.group, "turn": turns[row.fact.key].value} for row in rows]


class Teller:
    """Tells what a line of a check rests on."""

    def __init__(self, law: LawFiles, facts: Mapping[str, FactValue]) -> None:
        """Look rules up by id once."""
        self.law, self.facts = law, facts
        self.rules = {rule.id: rule for rule in law.book.rules}

    def rests_on(self, rule_id: str, because: Iterable[str], law: Iterable[str] = (), certainty: Certainty | None = None) -> dict[str, Any]:
        """Subject, law, legal answer, how sure, the facts, and the text the rule was read in."""
        rule = self.rules[rule_id]
        sure = certainty or rule.certainty
        return {
            "theme": rule.theme,
            "law": list(law),
            "answer": rule.answer,
            "certainty": sure.value,
            "sure": CERTAINTY_DA[sure],
            "means": MEANING[sure],
            "because": [self.reason(key) for key in because],
            "rule": rule.id,
            "read": rule.read,
        }

    def duty(self, row: Obligation) -> dict[str, Any]:
        """Who must do what by when, and the days it is known to hold."""
        days = {"valid_from": row.valid_from.isoformat(), "valid_to": until(row.valid_to)}
        told = {"id": row.id, "who": row.who.value, "who_da": HOLDER_DA[row.who], "what": row.what_da, "when": row.when_da, **days}
        return {**told, **self.rests_on(row.rule, row.because, row.law, row.certainty)}

    def question(self, row: LawyersQuestion, on: date) -> dict[str, Any]:
        """What is not settled."""
        return {"key": key_of(row.question_da, on), "question": row.question_da, **self.rests_on(row.rule, row.because)}

    def reason(self, key: str) -> dict[str, str]:
        """A fact as question and answer; what a municipality has adopted has no question."""
        if key.startswith(ADOPTED):
            return {"fact": "", "question": ADOPTED_DA[key.removeprefix(ADOPTED)], "answer": ""}
        fact = self.law.facts[key]
        return {"fact": key, "question": fact.question_da, "answer": answer(fact, self.facts.get(key))}


def until(day: date | None) -> str:
    """An end as an ISO date, "" while it is open."""
    return day.isoformat() if day else ""
