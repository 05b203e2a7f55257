"""Rules from their TOML files. Format: docs/law/rules.md."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samspil.law.domain.checking.conditions import ADOPTED, AtLeast, Condition, Not, NotKnown, OneFact, among, is_exactly, number
from samspil.law.domain.checking.rules import BadRules
from samspil.law.domain.facts import Fact

COMPARISONS = {"below": operator.lt, "at_least": operator.ge, "above": operator.gt, "at_most": operator.le}


@dataclass(frozen=True)
class Vocabulary:
    """What rules may name: facts, keys of dated values, slugs of legal answers, things a municipality may adopt, and conditions by name."""

    facts: Mapping[str, Fact]
    values: frozenset[str]
    answers: frozenset[str]
    adopted: frozenset[str]
    named: Mapping[str, dict[str, Any]]


def expanded(row: Any, named: Mapping[str, dict[str, Any]]) -> Any:
    """A condition with every `use` replaced by the condition of that name; raises BadRules when there is none."""
    if isinstance(row, list):
        return [expanded(part, named) for part in row]
    if not isinstance(row, dict):
        return row
    if "use" in row:
        if set(row) != {"use"} or row["use"] not in named:
            raise BadRules(f"condition: {row}")
        return expanded(named[row["use"]], {name: other for name, other in named.items() if name != row["use"]})
    return {key: expanded(part, named) for key, part in row.items()}


def read_condition(row: Any, words: Vocabulary) -> Condition:
    """A condition; raises BadRules when it names what does not exist or could never be decided."""
    if not isinstance(row, dict):
        raise BadRules(f"condition: {row}")
    if "fact" in row:
        return read_test(row, words)
    if set(row) == {"adopted", "is"}:
        return OneFact(adopted_name(row["adopted"], words), is_exactly(flag(row)))
    if set(row) == {"not_known"}:
        known = row["not_known"] in words.facts
        return NotKnown(row["not_known"] if known else adopted_name(row["not_known"], words), is_exactly(True))
    if set(row) == {"not"}:
        return Not(read_condition(row["not"], words))
    return read_several(row, words)


def read_several(row: dict[str, Any], words: Vocabulary) -> Condition:
    """all, any, or count and of."""
    shapes = {frozenset({"all"}): "all", frozenset({"any"}): "any", frozenset({"count", "of"}): "of"}
    shape = shapes.get(frozenset(row))
    parts = row[shape] if shape else None
    if not isinstance(parts, list) or not parts:
        raise BadRules(f"condition: {row}")
    count = {"all": len(parts), "any": 1, "of": row.get("count")}[str(shape)]
    if not isinstance(count, int) or not 1 <= count <= len(parts):
        raise BadRules(f"condition: {row}")
    return AtLeast(count, tuple(read_condition(part, words) for part in parts))


def read_test(row: dict[str, Any], words: Vocabulary) -> Condition:
    """A test of one fact that fits its kind: is for bool, in for choice, a comparison for number."""
    fact = words.facts.get(row["fact"])
    tests = set(row) - {"fact"}
    if fact is None or len(tests) != 1:
        raise BadRules(f"condition: {row}")
    kind = tests.pop()
    if fact.kind == "bool" and kind == "is":
        return OneFact(fact.key, is_exactly(flag(row)))
    if fact.kind == "choice" and kind == "in" and row["in"] and set(row["in"]) <= set(fact.choices):
        return OneFact(fact.key, among(tuple(row["in"])))
    if fact.kind == "number" and kind in COMPARISONS:
        return OneFact(fact.key, number(COMPARISONS[kind], bound(row, kind, words)))
    raise BadRules(f"condition: {row}")


def bound(row: dict[str, Any], kind: str, words: Vocabulary) -> float | str:
    """A number, or the key of a dated value that exists."""
    limit = row[kind]
    known = limit in words.values if isinstance(limit, str) else isinstance(limit, int | float) and not isinstance(limit, bool)
    if not known:
        raise BadRules(f"condition: {row}")
    return limit if isinstance(limit, str) else float(limit)


def flag(row: dict[str, Any]) -> bool:
    """Yes or no, and nothing else."""
    if not isinstance(row["is"], bool):
        raise BadRules(f"condition: {row}")
    return row["is"]


def adopted_name(key: str, words: Vocabulary) -> str:
    """The name of something a municipality may adopt."""
    if key not in words.adopted:
        raise BadRules(f"condition: nothing to adopt is called {key}")
    return ADOPTED + key
