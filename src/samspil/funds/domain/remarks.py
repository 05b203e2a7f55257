"""What stands in the way, or should be known: a code with its values and the paragraph it rests on. The sentence is made where people meet it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samspil.core.money import Kroner
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal

Value = str | int | Kroner | date


@dataclass(frozen=True)
class Remark:
    """One thing said of a case. `code` for programs; `values` by name, in the order of names; `law` names the paragraph, "" for a rule of the call or
    of good practice."""

    code: StrEnum
    law: str = ""
    values: tuple[tuple[str, Value], ...] = ()


def remark(code: StrEnum, law: str = "", **values: Value) -> Remark:
    """A remark with its values; the same values make the same remark, however they are ordered."""
    return Remark(code, law, tuple(sorted(values.items())))


def told(said: Remark, words: Mapping[Any, str]) -> str:
    """A remark as a Danish sentence from its table: money, days and numbers as Danes write them. Raises KeyError for a code or value the table lacks."""
    shown = {name: danish_date(value) if isinstance(value, date) else str(value) for name, value in said.values}
    # An amount ends with the full stop of "kr." already.
    return words[said.code].format_map(shown).replace("kr..", "kr.")


def refused(said: Remark, words: Mapping[Any, str]) -> Refusal:
    """A remark as the refusal that an action answers with."""
    return Refusal(said.code.value.replace("_", "-"), told(said, words), said.law)
