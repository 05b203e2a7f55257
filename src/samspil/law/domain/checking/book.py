"""The rule book: every file of content/law/rules read, checked against what exists, and fingerprinted."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.conditions import Condition, NotKnown
from samspil.law.domain.checking.duties import DutyHolder
from samspil.law.domain.checking.reading import Vocabulary, expanded, read_condition
from samspil.law.domain.checking.rules import BadRules, Duty, Rule, RuleBook, StopSign
from samspil.law.domain.checking.texts import value_keys
from samspil.law.domain.facts import Fact

# What a municipality may have adopted. Issue 7 lets councils say so; until then nobody knows.
ADOPTABLE = frozenset({"insurance_guidelines"})
REQUIRED = {"id", "when", "certainty", "answer", "read", "valid_from"}
OPTIONAL = {"valid_to", "gives_way_to", "obligations", "stops", "clauses", "questions"}


def read_book(folder: Path, facts: Mapping[str, Fact], values: frozenset[str], expires: dict[str, date]) -> RuleBook:
    """Every rule of a folder's .toml files, in the order of files and lines; raises BadRules when one cannot be read."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    named = {name: row for file in files for name, row in file.get("conditions", {}).items()}
    words = Vocabulary(facts, values, frozenset(expires), ADOPTABLE, named)
    rows = [{**row, "theme": file["theme"], "when": expanded(row.get("when"), named)} for file in files for row in file.get("rules", [])]
    rules = tuple(read_rule(row, words) for row in rows)
    check_names(rules)
    return RuleBook(rules, expires, tuple(facts), fingerprint(rows))


def fingerprint(rows: list[dict[str, Any]]) -> str:
    """SHA-256 of what the rules say, whatever their order, comments or files: it changes when, and only when, a rule does."""
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    return hashlib.sha256(json.dumps(ordered, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()


def read_rule(row: dict[str, Any], words: Vocabulary) -> Rule:
    """One rule; raises BadRules when a key is missing or unknown, or it names an answer or a value that does not exist."""
    keys = set(row) - {"theme"}
    if not keys >= REQUIRED or not keys <= REQUIRED | OPTIONAL:
        raise BadRules(f"{row.get('id')}: keys {sorted(keys ^ REQUIRED - OPTIONAL)}")
    try:
        rule = Rule(
            id=row["id"],
            theme=row["theme"],
            when=read_condition(row["when"], words),
            certainty=Certainty(row["certainty"]),
            answer=row["answer"],
            read=row["read"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            gives_way_to=tuple(row.get("gives_way_to", ())),
            duties=tuple(duty for line in row.get("obligations", ()) for duty in read_duties(row["id"], line)),
            stops=tuple(StopSign(line.get("id", row["id"]), line["what_da"], tuple(line["law"])) for line in row.get("stops", ())),
            clauses=tuple(row.get("clauses", ())),
            questions=tuple(row.get("questions", ())),
        )
    except (KeyError, ValueError) as error:
        raise BadRules(f"{row['id']}: {error}") from error
    if wrong := faults(rule, words):
        raise BadRules(f"{rule.id}: {'; '.join(wrong)}")
    return rule


def read_duties(rule: str, line: dict[str, Any]) -> list[Duty]:
    """One duty for each holder the line names."""
    holders = line["who"] if isinstance(line["who"], list) else [line["who"]]
    only = tuple(DutyHolder(name) for name in line.get("only", ()))
    return [Duty(line.get("id", rule), DutyHolder(who), line["what_da"], line["when_da"], tuple(line["law"]), only) for who in holders]


def faults(rule: Rule, words: Vocabulary) -> list[str]:
    """What is wrong with a rule that could be read."""
    texts = [*(duty.what_da + duty.when_da for duty in rule.duties), *(stop.what_da for stop in rule.stops), *rule.clauses, *rule.questions]
    lost = {key for text in texts for key in value_keys(text)} - words.values
    needs_law = rule.certainty is not Certainty.PRACTICE and any(not duty.law for duty in rule.duties)
    demands = {
        "it says nothing": bool(texts),
        "the answer does not exist": rule.answer in words.answers,
        f"no dated value is called {sorted(lost)}": not lost,
        "a duty without law is practice": not needs_law,
        "what rests on something unknown may only ask": not (rule.says and looks_for_the_unknown(rule.when)),
        "the days stand backwards": rule.valid_to is None or rule.valid_from <= rule.valid_to,
    }
    return [fault for fault, holds in demands.items() if not holds]


def looks_for_the_unknown(condition: Condition) -> bool:
    """True when a part of the condition holds because something is not known."""
    if isinstance(condition, NotKnown):
        return True
    return any(looks_for_the_unknown(part) for part in (*getattr(condition, "parts", ()), *([condition.part] if hasattr(condition, "part") else [])))


def check_names(rules: tuple[Rule, ...]) -> None:
    """Raises BadRules when an id stands twice or a rule gives way to one that does not exist."""
    ids = [rule.id for rule in rules]
    twice = {name for name in ids if ids.count(name) > 1}
    lost = {name for rule in rules for name in rule.gives_way_to} - set(ids)
    if twice or lost:
        raise BadRules(f"twice: {sorted(twice)}, lost: {sorted(lost)}")
