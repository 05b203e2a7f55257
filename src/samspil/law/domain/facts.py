"""The facts an activity can have, and when they make a legal answer relevant. Standard library only: needs no database."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeGuard

FactValue = bool | str | int | float | None
# Which condition a trigger on a fact of each kind has.
CONDITION_OF = {"bool": "is", "choice": "in", "number": "below"}


class BadFacts(ValueError):
    """A fact, choice or trigger that does not exist; `str()` names it."""


@dataclass(frozen=True)
class Fact:
    """One question about an activity. `choices` is empty unless kind is "choice"; a number has a `least` and a `most` that make sense.

    `group` says which questions belong together, for forms that ask them all; `choices_da` are the choices in Danish, one for one.
    """

    key: str
    kind: Literal["bool", "choice", "number"]
    question_da: str
    help_da: str = ""
    choices: tuple[str, ...] = ()
    group: str = ""
    least: float | None = None
    most: float | None = None
    choices_da: tuple[str, ...] = ()

    def makes_sense(self, value: FactValue) -> bool:
        """True unless `value` is a number outside what the fact can be (an age of 300, hours below nothing, not a number)."""
        if not is_number(value):
            return True
        low, high = self.least, self.most
        return value == value and (low is None or value >= low) and (high is None or value <= high)

    def accepts(self, value: FactValue) -> bool:
        """True when `value` is of the fact's kind; None (not known) always is."""
        if value is None:
            return True
        if self.kind == "bool":
            return isinstance(value, bool)
        if self.kind == "choice":
            return value in self.choices
        return is_number(value)


def is_number(value: object) -> TypeGuard[int | float]:
    """True for numbers; True and False are none, though Python counts with them."""
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(frozen=True)
class Trigger:
    """A condition on one fact: equal to a bool, among choices, or a number below a bound."""

    fact: str
    equals: bool | None = None
    among: tuple[str, ...] = ()
    below: float | None = None

    def holds(self, facts: Mapping[str, FactValue]) -> bool:
        """True when the fact is known and meets the condition."""
        value = facts.get(self.fact)
        if value is None:
            return False
        if self.equals is not None:
            return value is self.equals
        if self.below is not None:
            return is_number(value) and value < self.below
        return value in self.among


def read_facts(path: Path) -> dict[str, Fact]:
    """Facts by key, in the file's order; raises BadFacts when a key stands twice, a kind is unknown or a choice has no choices."""
    with path.open("rb") as file:
        rows = tomllib.load(file)["facts"]
    facts: dict[str, Fact] = {}
    for row in rows:
        extra = (row.get("group", ""), row.get("least"), row.get("most"), tuple(row.get("choices_da", ())))
        fact = Fact(row["key"], row["kind"], row["question_da"], row.get("help_da", ""), tuple(row.get("choices", ())), *extra)
        if (
            fact.key in facts
            or fact.kind not in CONDITION_OF
            or (fact.kind == "choice") != bool(fact.choices)
            or len(fact.choices_da) not in {0, len(fact.choices)}
        ):
            raise BadFacts(f"facts.toml: {fact.key}")
        facts[fact.key] = fact
    return facts


def read_trigger(row: Mapping[str, Any], facts: Mapping[str, Fact]) -> Trigger:
    """A trigger from its line in an answer's file; raises BadFacts when the fact does not exist or the condition does not fit its kind."""
    fact = facts.get(row.get("fact", ""))
    conditions = set(row) - {"fact"}
    if fact is None or conditions != {CONDITION_OF[fact.kind]}:
        raise BadFacts(f"trigger: {dict(row)}")
    trigger = Trigger(fact.key, row.get("is"), tuple(row.get("in", ())), row.get("below"))
    wanted: tuple[FactValue, ...] = {"bool": (trigger.equals,), "choice": trigger.among, "number": (trigger.below,)}[fact.kind]
    if not wanted or not all(value is not None and fact.accepts(value) for value in wanted):
        raise BadFacts(f"trigger: {dict(row)}")
    return trigger


def relevant(triggers: Iterable[Trigger], facts: Mapping[str, FactValue]) -> list[str]:
    """The facts that make an answer relevant, in order; empty when none does. Any one trigger is enough."""
    return list(dict.fromkeys(trigger.fact for trigger in triggers if trigger.holds(facts)))
