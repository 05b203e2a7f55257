"""An election as arrays: who stands behind each project and what counts as much, with all money in whole units."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samspil.funds.domain.voting.model import Ballots, Election, Whole
from samspil.funds.domain.voting.numbers import unit_of

Groups = NDArray[np.intp]
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Field:
    """What every rule counts with. Money is whole numbers of 1/`unit` of the file's currency, points whole numbers of 1/`point_unit`.

    `behind[p]` are the groups of voters who support project p, `crowd[p]` how many each group is, `points[p]` what each of them gives it (None: all one),
    `voters[p]` how many they are and `weight[p]` the points of all of them. `worth[p]` is what a supporter is glad of p: its price per `worth` is what Equal
    Shares compares. `place[p]` is the project's place in the order of ties, 0 first.
    """

    unit: int
    point_unit: int
    budget: int
    costs: tuple[int, ...]
    worth: tuple[int, ...]
    times: Whole
    behind: tuple[Groups, ...]
    crowd: tuple[Reals, ...]
    points: tuple[Whole, ...] | None
    voters: tuple[int, ...]
    weight: tuple[int, ...]
    place: tuple[int, ...]
    electorate: int

    @property
    def projects(self) -> range:
        """The numbers of the projects."""
        return range(len(self.costs))

    @property
    def kind(self) -> Any:
        """The smallest kind of number that holds what a supporter can give."""
        return np.min_scalar_type(max((int(given.max()) for given in self.points or () if len(given)), default=1))

    def shown(self, amount: Fraction | int) -> Fraction:
        """Money of ours in the file's currency."""
        return Fraction(amount) / self.unit


def field_of(election: Election, utility: str, place: tuple[int, ...]) -> Field:
    """The arrays of an election, counted by the given utility."""
    unit = unit_of([election.budget, *(project.cost for project in election.projects)])
    costs = tuple(int(project.cost * unit) for project in election.projects)
    ballots = election.ballots
    values = borda_points(ballots) if utility == "borda" else ballots.points if utility == "points" else None
    behind, points = by_project(ballots, values, len(costs))
    voters = tuple(int(ballots.times[groups].sum()) for groups in behind)
    weight = voters if points is None else tuple(int(ballots.times[groups] @ given) for groups, given in zip(behind, points, strict=True))
    return Field(
        unit=unit,
        point_unit=ballots.unit if utility == "points" else 1,
        budget=int(election.budget * unit),
        costs=costs,
        worth=costs if utility == "cost" else (1,) * len(costs),
        times=ballots.times,
        behind=behind,
        crowd=tuple(ballots.times[groups].astype(np.float64) for groups in behind),
        points=points,
        voters=voters,
        weight=weight,
        place=place,
        electorate=ballots.voters,
    )


def by_project(ballots: Ballots, values: Whole | None, projects: int) -> tuple[tuple[Groups, ...], tuple[Whole, ...] | None]:
    """The groups behind each project, and what each gives it. Who gives nothing is no supporter."""
    group = np.repeat(np.arange(len(ballots.times), dtype=np.intp), np.diff(ballots.begins))
    chosen = ballots.chosen
    if values is not None:
        group, chosen, values = group[values > 0], chosen[values > 0], values[values > 0]
    # The reader lets no more projects through than 16 bits can number, and numpy sorts those in one pass.
    order = np.argsort(chosen.astype(np.uint16), kind="stable")
    ends = np.cumsum(np.bincount(chosen, minlength=projects))[:-1]
    behind = tuple(np.split(group[order], ends))
    return behind, None if values is None else tuple(np.split(values[order], ends))


def borda_points(ballots: Ballots) -> Whole:
    """As many points for a project as the voter ranked below it."""
    sizes = np.diff(ballots.begins)
    below = np.repeat(ballots.begins[1:], sizes) - np.arange(len(ballots.chosen)) - 1
    return below.astype(np.int64)


def supporters(election: Election) -> tuple[int, ...]:
    """How many voters chose each project, whatever points they gave it (nobody gives 0: the reader leaves that out)."""
    ballots = election.ballots
    times = np.repeat(ballots.times, np.diff(ballots.begins))
    # Whole numbers far below 2**53, so the floats of bincount are exact.
    return tuple(int(count) for count in np.bincount(ballots.chosen, weights=times, minlength=len(election.projects)))
