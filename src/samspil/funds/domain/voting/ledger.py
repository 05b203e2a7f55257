"""Exact money in Equal Shares without a fraction for each voter.

A voter has nothing left, or the first money minus the prices she paid in full. So what a crowd has left is two whole numbers and a list of counts: how many
they are, and how often each price was paid. All prices share one denominator, which grows by the number of those who share a price.
"""

import math
from collections.abc import Sequence
from fractions import Fraction


class Ledger:
    """The first money and the prices so far, as whole numbers over `below`."""

    def __init__(self, start: Fraction) -> None:
        """Begin with what each voter has."""
        self.below = start.denominator
        self.start = start.numerator
        self.prices: list[int] = []

    def left(self, voters: int, paid: Sequence[int]) -> int:
        """What so many voters have left, over `below`, when together they paid each price so many times."""
        return voters * self.start - sum(price * count for price, count in zip(self.prices, paid, strict=True) if count)

    def buy(self, amount: int, shares: int) -> None:
        """Write down a price of `amount` (over `below`) divided by `shares`."""
        common = math.gcd(amount, shares)
        amount, shares = amount // common, shares // common
        if shares > 1:
            self.below *= shares
            self.start *= shares
            self.prices = [price * shares for price in self.prices]
        self.prices.append(amount)
