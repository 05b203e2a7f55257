"""Dated values (rates, hours, thresholds): data with validity, never code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class DatedValue:
    """`amount` in `unit` from `valid_from` to `valid_to` (None: open), with the law it stands in and where it was read."""

    key: str
    name: str
    amount: Decimal
    unit: str
    valid_from: date
    valid_to: date | None
    law: str
    source: str
    check: str = ""
    certainty: str = "sure"

    def holds_on(self, day: date) -> bool:
        """True when the value is valid on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def amount_da(self) -> str:
        """The number as Danes write it: 2.800 or 3,94."""
        whole, _, part = f"{self.amount:,.2f}".partition(".")
        return whole.replace(",", ".") + ("" if part == "00" else f",{part}")


def read_values(path: Path) -> Mapping[str, list[DatedValue]]:
    """Values by key, oldest first; one key may have several periods."""
    with path.open("rb") as file:
        rows = tomllib.load(file, parse_float=Decimal).get("values", [])
    found: dict[str, list[DatedValue]] = {}
    for row in rows:
        value = DatedValue(
            key=row["key"],
            name=row["name"],
            amount=Decimal(row["amount"]),
            unit=row["unit"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            law=row.get("law", ""),
            source=row.get("source", ""),
            check=row.get("check", ""),
            certainty=row.get("certainty", "sure"),
        )
        found.setdefault(value.key, []).append(value)
    return {key: sorted(values, key=lambda value: value.valid_from) for key, values in found.items()}


def value_on(values: Mapping[str, list[DatedValue]], key: str, day: date) -> DatedValue | None:
    """The value valid on `day`, or the newest known before it, or None."""
    begun = [value for value in values.get(key, []) if value.valid_from <= day]
    candidates = [value for value in begun if value.holds_on(day)] or begun
    return candidates[-1] if candidates else None
