"""Greedy rules: the projects with most support for their price, one after another, while the money lasts. What does not fit is left out."""

from dataclasses import dataclass
from fractions import Fraction

from samspil.funds.domain.voting.field import Field


@dataclass(frozen=True)
class Taken:
    """Projects in the order they were taken, what was left of the budget when each project's turn came, and which stood equal when one was taken."""

    winners: tuple[int, ...]
    left: dict[int, int]
    among: dict[int, tuple[int, ...]]


def score(field: Field, project: int) -> Fraction:
    """Utility for money: votes where the utility is the price, votes or points for each unit of money else."""
    return Fraction(field.weight[project] * field.worth[project], field.costs[project]) if field.costs[project] else Fraction(field.weight[project])


def fill(field: Field, before: tuple[int, ...] = ()) -> Taken:
    """Take what fits beside `before`: supported projects that cost nothing, then the best scores, last what nobody chose."""
    left = field.budget - sum(field.costs[project] for project in before)
    waiting = [project for project in field.projects if project not in set(before)]
    marks = {project: (bool(field.costs[project] or not field.voters[project]), -score(field, project)) for project in waiting}
    waiting.sort(key=lambda project: (marks[project], field.place[project]))
    turns: dict[int, int] = {}
    among: dict[int, tuple[int, ...]] = {}
    winners: list[int] = []
    for place, project in enumerate(waiting):
        turns[project] = left
        if field.costs[project] <= left:
            left -= field.costs[project]
            winners.append(project)
            among[project] = (project, *equals(waiting[place + 1 :], marks, project))
    return Taken(tuple(winners), turns, among)


def equals(later: list[int], marks: dict[int, tuple[bool, Fraction]], project: int) -> list[int]:
    """Those next in line that are as good."""
    found = []
    for other in later:
        if marks[other] != marks[project]:
            break
        found.append(other)
    return found
