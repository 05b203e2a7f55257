"""A rule of the legal check as data: when it holds, what it rests on, and what it says then."""

from dataclasses import dataclass
from datetime import date

from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.conditions import Condition
from samspil.law.domain.checking.duties import DutyHolder


class BadRules(ValueError):
    """A rule that cannot be read, or that names something that does not exist; `str()` names the rule and what is wrong."""


@dataclass(frozen=True)
class Duty:
    """What somebody must do. `only` narrows who an organiser's duty may fall on; texts may name dated values in braces."""

    id: str
    who: DutyHolder
    what_da: str
    when_da: str
    law: tuple[str, ...]
    only: tuple[DutyHolder, ...] = ()


@dataclass(frozen=True)
class StopSign:
    """What must not happen, with the law that forbids it; empty when it is Samspil's own rule."""

    id: str
    what_da: str
    law: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """`theme` is what it is about, in Danish; `read` the text it was read in; `gives_way_to` the rules that silence it while they hold."""

    id: str
    theme: str
    when: Condition
    certainty: Certainty
    answer: str
    read: str
    valid_from: date
    valid_to: date | None = None
    gives_way_to: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    stops: tuple[StopSign, ...] = ()
    clauses: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def covers(self, day: date) -> bool:
        """True when the rule is known to hold on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def says(self) -> frozenset[str]:
        """Ids of its duties and stops; empty when it says texts or questions alone."""
        return frozenset([*(duty.id for duty in self.duties), *(stop.id for stop in self.stops)])


@dataclass(frozen=True)
class RuleBook:
    """All rules in order, until when each legal answer may be relied on, the keys of facts as they are asked, and the fingerprint of the rules."""

    rules: tuple[Rule, ...]
    expires: dict[str, date]
    asked: tuple[str, ...]
    sha256: str
