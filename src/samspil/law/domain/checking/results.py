"""What a legal check answers, every line with the facts and the rule it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.duties import DutyHolder

FORMAT = "samspil-legal-result/1"


@dataclass(frozen=True)
class Obligation:
    """Who must do what and when, by which law, from which legal answer (its slug), how sure, and the days it is known to hold."""

    id: str
    who: DutyHolder
    what_da: str
    when_da: str
    law: tuple[str, ...]
    answer: str
    certainty: Certainty
    valid_from: date
    valid_to: date | None
    because: tuple[str, ...]
    rule: str

    def document(self) -> dict[str, Any]:
        """As JSON gives it: days as text."""
        last = self.valid_to.isoformat() if self.valid_to else None
        return {**vars(self), "law": list(self.law), "because": list(self.because), "valid_from": self.valid_from.isoformat(), "valid_to": last}


@dataclass(frozen=True)
class Stop:
    """What must not happen; `law` is empty when it is Samspil's own rule."""

    id: str
    what_da: str
    law: tuple[str, ...]
    because: tuple[str, ...]
    rule: str
    answer: str
    certainty: Certainty


@dataclass(frozen=True)
class Clause:
    """A text for the agreement."""

    id: str
    text_da: str
    because: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class LawyersQuestion:
    """What is not settled: a question for the municipality's lawyer."""

    question_da: str
    because: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class LegalResult:
    """The whole answer on a day. `missing_facts`: not known, and able to change it."""

    on: date
    obligations: tuple[Obligation, ...]
    stops: tuple[Stop, ...]
    clauses: tuple[Clause, ...]
    ask_a_lawyer: tuple[LawyersQuestion, ...]
    missing_facts: tuple[str, ...]
    rules_sha256: str

    def document(self) -> dict[str, Any]:
        """As `./samspil legal-check --json` prints it: the keys its format fixes, no others."""
        return {
            "format": FORMAT,
            "on": self.on.isoformat(),
            "obligations": [row.document() for row in self.obligations],
            "stops": [{"id": row.id, "what_da": row.what_da, "law": list(row.law), "because": list(row.because)} for row in self.stops],
            "clauses": [{"id": row.id, "text_da": row.text_da} for row in self.clauses],
            "ask_a_lawyer": [{"question_da": row.question_da, "because": list(row.because)} for row in self.ask_a_lawyer],
            "missing_facts": list(self.missing_facts),
            "rules_sha256": self.rules_sha256,
        }
