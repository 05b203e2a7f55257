"""An election over projects, the settings it is counted by, and what comes out. Money is exact: fractions of the file's own currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

VoteType = Literal["approval", "choose-1", "cumulative", "scoring", "ordinal"]
Rule = Literal["equal-shares", "greedy", "phragmen", "knapsack", "borda"]
Utility = Literal["cost", "cardinality", "points", "borda"]
Completion = Literal["none", "add1", "add1u", "utilitarian"]
Start = Literal["exact", "floor"]
Stop = Literal["exhaustive", "overspend"]
Comparison = Literal["none", "satisfaction", "exclusion"]
VOTE_TYPES: tuple[str, ...] = get_args(VoteType)
RULES: tuple[str, ...] = get_args(Rule)
WITH_POINTS = ("cumulative", "scoring")
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Project:
    """Something that can be bought with the budget; `columns` is what else the file says of it."""

    id: str
    cost: Fraction
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ballots:
    """The same ballots in groups. Group g is `times[g]` voters who chose `chosen[begins[g]:begins[g + 1]]`; `points` beside `chosen` are multiplied by `unit`.

    Ranked ballots stand in the voter's order and have no points; all others stand in the order of the projects.
    """

    times: Whole
    begins: Whole
    chosen: Whole
    points: Whole | None = None
    unit: int = 1

    @property
    def voters(self) -> int:
        """How many voted, empty ballots too."""
        return int(self.times.sum())


@dataclass(frozen=True)
class Election:
    """Projects, a budget and ballots, as a file or a vote on the site gives them."""

    vote_type: str
    budget: Fraction
    projects: tuple[Project, ...]
    ballots: Ballots
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """How to count. Nothing of it is silent: all of it stands beside the result.

    `step` is money for each voter, or a share of B/n when `step_is_share`.
    """

    rule: str = "equal-shares"
    utility: str | None = None
    completion: str = "none"
    start: str = "exact"
    step: Fraction = Fraction(1)
    step_is_share: bool = False
    stop: str = "exhaustive"
    comparison: str = "none"
    ties: tuple[str, ...] = ("cost", "votes", "id")


@dataclass(frozen=True)
class Tie:
    """Projects that were equally good in a round, and by what one of them came first."""

    round: int
    among: tuple[int, ...]
    by: str
    won: int


@dataclass(frozen=True)
class Reason:
    """Why a project won or did not: its supporters, its cost, and `money`. `how` is one of the words in counting.py.

    Equal Shares: what the supporters paid, or have left at the end. Greedy: what was left of the budget when its turn came. Phragmén: None.
    """

    won: bool
    supporters: int
    money: Fraction | None
    cost: Fraction
    how: str


@dataclass(frozen=True)
class Count:
    """The result: winners as numbers of projects, in the order they were elected."""

    winners: tuple[int, ...]
    prices: Mapping[int, Fraction]
    reasons: tuple[Reason, ...]
    spent: Fraction
    runs: int
    ties: tuple[Tie, ...]
    settings: Mapping[str, Any]
    trace: Mapping[str, Any]


class Refused(ValueError):
    """A file or a wish that is refused; `code` is for machines, `str()` the Danish line, `line` the line of the file when one is to blame."""

    def __init__(self, code: str, text: str, line: int | None = None) -> None:
        """Keep the code and the line beside the text."""
        super().__init__(text)
        self.code = code
        self.line = line
