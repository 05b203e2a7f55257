"""Dated values in a rule's text: `{p7m-telefon}` is the amount with its unit, as it stands on the day."""

import re
from collections.abc import Mapping
from datetime import date

from samspil.law.domain.values import DatedValue

NAMED = re.compile(r"\{([a-z0-9-]+)\}")
MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december")


def value_keys(text: str) -> list[str]:
    """The keys of dated values a text names, in order."""
    return NAMED.findall(text)


def values_on(values: Mapping[str, list[DatedValue]], day: date) -> dict[str, DatedValue]:
    """The values that hold on a day; one whose days are over, or have not begun, is not there: nobody guesses the next rate."""
    holding = {key: [value for value in periods if value.holds_on(day)] for key, periods in values.items()}
    return {key: found[-1] for key, found in holding.items() if found}


def filled(text: str, today: Mapping[str, DatedValue]) -> str:
    """The text with its amounts; one that is not known on the day is said to be so."""

    def amount(found: re.Match[str]) -> str:
        value = today.get(found[1])
        return f"{value.amount_da} {value.unit}" if value else "(tallet for den dag kendes ikke)"

    return NAMED.sub(amount, text)


def day_da(day: date) -> str:
    """A day as Danes write it: 1. juli 2025."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
