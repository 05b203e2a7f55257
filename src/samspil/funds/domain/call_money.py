"""The money of a fund from round to round: what there is in each, the cap on what may be given, and what is left and goes on.

Lejre's village fund is the pattern: one million kroner, two rounds, at most 350,000 in the first; what the first did not give is there in the second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samspil.core.money import Kroner
from samspil.funds.domain.budgets import total

NOTHING = Kroner(0)


class EarmarkKind(StrEnum):
    """What money within a call is set aside for: an area of the municipality, or a theme."""

    AREA = "area"
    THEME = "theme"


EARMARK_DA = {EarmarkKind.AREA: "Område", EarmarkKind.THEME: "Tema"}


@dataclass(frozen=True)
class Earmark:
    """Money set aside for one area or theme; `key` is what applications name."""

    key: str
    kind: EarmarkKind
    name: str
    amount: Kroner


@dataclass(frozen=True)
class Round:
    """One round of a fund. `amount`: new money in it. `cap`: at most this may be given in it, whatever was carried in; None for no cap. `carries`: what is
    left goes on to the next round; otherwise it goes back to the municipality's treasury."""

    key: str
    amount: Kroner
    cap: Kroner | None = None
    carries: bool = True


@dataclass(frozen=True)
class RoundMoney:
    """The money of one round. `carried`: left from the round before. `returned`: paid back or not taken up from earlier awards. `given`: awarded in it."""

    round: Round
    carried: Kroner
    returned: Kroner
    given: Kroner

    @property
    def there(self) -> Kroner:
        """All money in the round."""
        return total([self.round.amount, self.carried, self.returned])

    @property
    def may_be_given(self) -> Kroner:
        """The most that may be awarded in it."""
        return self.there if self.round.cap is None else min(self.there, self.round.cap)

    @property
    def over(self) -> Kroner:
        """What was awarded beyond what may be; nothing when it is in order."""
        return max(NOTHING, self.given - self.may_be_given)

    @property
    def left(self) -> Kroner:
        """What was not awarded; below nothing only when more was given than there was."""
        return self.there - self.given

    @property
    def onward(self) -> Kroner:
        """What goes on to the next round. More than there was is carried on as a debt: money is never made by a mistake."""
        return self.left if self.round.carries or self.left < NOTHING else NOTHING

    @property
    def lapsed(self) -> Kroner:
        """What goes back to the treasury."""
        return self.left - self.onward


def flow(rounds: Sequence[Round], given: Mapping[str, Kroner], returned: Mapping[str, Kroner] | None = None, carried: Kroner = NOTHING) -> list[RoundMoney]:
    """The money of each round in order, from what was awarded in each and what came back into each, by the rounds' keys. `carried`: from last year's rounds.
    Raises ValueError for a round twice, or sums of a round there is not: money must not disappear by a slip."""
    keys = [one.key for one in rounds]
    back = returned or {}
    if len(keys) != len(set(keys)) or not {*given, *back} <= set(keys):
        raise ValueError("rounds stand once each, and sums name a round")
    lines: list[RoundMoney] = []
    for one in rounds:
        lines.append(RoundMoney(one, carried, back.get(one.key, NOTHING), given.get(one.key, NOTHING)))
        carried = lines[-1].onward
    return lines
