"""Money: Danish kroner, held as whole øre."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

NARROW_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, order=True)
class Kroner:
    """An amount in øre (1/100 krone); may be negative, never a float."""

    oere: int

    @classmethod
    def of(cls, kroner: int | Decimal) -> "Kroner":
        """Kroner from whole or decimal kroner; raises ValueError for fractions of an øre."""
        if not Decimal(kroner).is_finite() or (oere := Fraction(kroner) * 100).denominator != 1:
            raise ValueError("Et beløb er et tal med højst to decimaler.")
        return cls(int(oere))

    def __add__(self, other: "Kroner") -> "Kroner":
        return Kroner(self.oere + other.oere)

    def __sub__(self, other: "Kroner") -> "Kroner":
        return Kroner(self.oere - other.oere)

    def __str__(self) -> str:
        """As Danes write it: 350.000 kr. or 3,94 kr."""
        sign = "-" if self.oere < 0 else ""
        whole, part = divmod(abs(self.oere), 100)
        text = f"{whole:,}".replace(",", ".") + (f",{part:02d}" if part else "")
        return f"{sign}{text}{NARROW_SPACE}kr."
