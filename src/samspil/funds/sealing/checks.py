"""Is this a ballot that counts? The same check stands where one votes, where paper is entered, and where the opened ballots are counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from samspil.funds.sealing.ballots import Ballot, BallotForm, BallotPaper


class BallotFault(StrEnum):
    """Why a ballot does not count. OTHER_FORM, UNKNOWN_PROJECT, UNKNOWN_AREA: not of this vote. REPEATED: a project twice. TOO_FEW, TOO_MANY: projects.
    OVER_BUDGET: a knapsack that does not fit. BAD_POINTS: not one whole number from 1 beside each project. POINTS_SUM: they do not add up to what is given
    out."""

    OTHER_FORM = "other_form"
    UNKNOWN_PROJECT = "unknown_project"
    UNKNOWN_AREA = "unknown_area"
    REPEATED = "repeated"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    OVER_BUDGET = "over_budget"
    BAD_POINTS = "bad_points"
    POINTS_SUM = "points_sum"


@dataclass(frozen=True)
class Fault:
    """One reason with its values: the names it is about, what was given and what is allowed (numbers of projects, points, or øre)."""

    code: BallotFault
    names: tuple[str, ...] = ()
    given: int = 0
    allowed: int = 0


def faults(ballot: Ballot, paper: BallotPaper) -> tuple[Fault, ...]:
    """Everything wrong with a ballot, in a fixed order; empty when it counts. An empty ballot counts where nothing need be chosen: it is a voter."""
    if ballot.form is not paper.form:
        return (Fault(BallotFault.OTHER_FORM, (ballot.form.value, paper.form.value)),)
    return (*names_wrong(ballot, paper), *numbers_wrong(ballot, paper), *points_wrong(ballot, paper))


def names_wrong(ballot: Ballot, paper: BallotPaper) -> Iterator[Fault]:
    """Projects and areas that are not on the paper, and projects named twice."""
    unknown = tuple(sorted({name for name in ballot.chosen if name not in paper.projects}))
    if unknown:
        yield Fault(BallotFault.UNKNOWN_PROJECT, unknown)
    if ballot.area not in (paper.areas or ("",)):
        yield Fault(BallotFault.UNKNOWN_AREA, (ballot.area,))
    repeated = tuple(sorted({name for name in ballot.chosen if ballot.chosen.count(name) > 1}))
    if repeated:
        yield Fault(BallotFault.REPEATED, repeated)


def numbers_wrong(ballot: Ballot, paper: BallotPaper) -> Iterator[Fault]:
    """Too few, too many, or too dear."""
    many = len(ballot.chosen)
    if many < paper.fewest:
        yield Fault(BallotFault.TOO_FEW, (), many, paper.fewest)
    if many > paper.most:
        yield Fault(BallotFault.TOO_MANY, (), many, paper.most)
    if ballot.form is BallotForm.KNAPSACK:
        cost = sum(paper.projects[name].oere for name in set(ballot.chosen) if name in paper.projects)
        if cost > paper.budget.oere:
            yield Fault(BallotFault.OVER_BUDGET, (), cost, paper.budget.oere)


def points_wrong(ballot: Ballot, paper: BallotPaper) -> Iterator[Fault]:
    """Points where there are none, missing, below one, or of another sum."""
    expected = len(ballot.chosen) if ballot.form is BallotForm.POINTS else 0
    if len(ballot.points) != expected or any(given < 1 for given in ballot.points):
        yield Fault(BallotFault.BAD_POINTS, (), len(ballot.points), expected)
    # An empty ballot of points is a voter too: it gives none.
    elif expected and sum(ballot.points) != paper.points:
        yield Fault(BallotFault.POINTS_SUM, (), sum(ballot.points), paper.points)
