"""Numbers as files write them, and as results are told: exact, never by way of a float."""

import math
import re
from collections.abc import Iterable
from fractions import Fraction

NUMBER = re.compile(r"[0-9]{1,30}(?:[.,][0-9]{1,12})?")
MOST_PLACES = 12
DIGITS = 4000
PIECE = 10**DIGITS


def exact(text: str) -> Fraction | None:
    """A number from 0 with a decimal point or comma; None for anything else (thousands' separators, signs, exponents, words)."""
    return Fraction(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def told(value: Fraction | int) -> str:
    """A whole number, or p/q in lowest terms."""
    return digits(value.numerator) if value.denominator == 1 else f"{digits(value.numerator)}/{digits(value.denominator)}"


def digits(number: int) -> str:
    """A number from 0 in full, also beyond what Python writes at once."""
    if number < PIECE:
        return str(number)
    high, low = divmod(number, PIECE)
    return f"{digits(high)}{low:0{DIGITS}d}"


def decimal(value: Fraction) -> str | None:
    """A number from 0 with up to twelve decimals, as much as `exact` reads; None when no such number is exactly it."""
    places = next((places for places in range(MOST_PLACES + 1) if 10**places % value.denominator == 0), None)
    if places is None:
        return None
    written = digits(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{written[:-places]}.{written[-places:]}" if places else written


def unit_of(values: Iterable[Fraction]) -> int:
    """The least whole number that makes all of them whole when multiplied by it."""
    return math.lcm(*(value.denominator for value in values))


def amount(value: Fraction, currency: str = "") -> str:
    """Money as Danes write it: 12.000 kr., or 12.000,50 kr.; a fraction of an øre is cut off. Other currencies by their code."""
    word = "kr." if currency.upper() in ("", "DKK") else currency
    whole, rest = divmod(int(value * 100), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{grouped},{rest:02d} {word}" if rest else f"{grouped} {word}"
