"""The comparison step: when more voters are better off with the greedy result, that result holds."""

from dataclasses import dataclass

import numpy as np

from samspil.funds.domain.voting.field import Field
from samspil.funds.domain.voting.model import Whole


@dataclass(frozen=True)
class Compared:
    """How many voters are better off with each; the greedy one holds only when they are more."""

    shares: int
    greedy: int

    @property
    def is_greedy(self) -> bool:
        """True when the greedy result holds."""
        return self.greedy > self.shares


def compared(field: Field, shares: tuple[int, ...], greedy: tuple[int, ...], by: str) -> Compared:
    """Count voters by `satisfaction` (more winners one chose, or more points given to winners) or by `exclusion` (any winner at all)."""
    first, second = gained(field, shares), gained(field, greedy)
    if by == "exclusion":
        first, second = np.minimum(first, 1), np.minimum(second, 1)
    return Compared(int(field.times[first > second].sum()), int(field.times[second > first].sum()))


def gained(field: Field, winners: tuple[int, ...]) -> Whole:
    """For each group what a voter gets of these winners."""
    found = np.zeros(len(field.times), dtype=np.int64)
    for project in winners:
        found[field.behind[project]] += 1 if field.points is None else field.points[project]
    return found
