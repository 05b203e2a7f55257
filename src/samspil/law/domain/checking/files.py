"""Everything a legal check needs, read from the files of content/law: no database, no libraries."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samspil.law.domain.checking.book import read_book
from samspil.law.domain.checking.rules import BadRules, RuleBook
from samspil.law.domain.facts import Fact, read_facts
from samspil.law.domain.values import DatedValue, read_values


@dataclass(frozen=True)
class LawFiles:
    """Facts by key in the order they are asked, dated values by key, and the rule book."""

    facts: dict[str, Fact]
    values: dict[str, list[DatedValue]]
    book: RuleBook


def read_law(folder: Path) -> LawFiles:
    """Read a folder like content/law; raises BadRules or BadFacts when its files do not fit together."""
    facts, values = read_facts(folder / "facts.toml"), dict(read_values(folder / "values.toml"))
    expires = {path.stem: expiry(path) for path in sorted((folder / "answers").glob("*.md"))}
    return LawFiles(facts, values, read_book(folder / "rules", facts, frozenset(values), expires))


def expiry(path: Path) -> date:
    """The day a legal answer must be checked again, from its front matter; raises BadRules when it says none."""
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    day = tomllib.loads(parts[1]).get("expires") if len(parts) == 3 else None
    if not isinstance(day, date):
        raise BadRules(f"{path.name}: expires is missing")
    return day


def municipality_codes(path: Path) -> frozenset[str]:
    """The four-digit codes of content/municipalities.tsv."""
    return frozenset(line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:])
