"""What may be on a ballot, and what one says. A ballot has one way of being written, so that equal ballots are equal bytes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samspil.core.money import Kroner

# Names in files and on ballots; "none" means an empty ballot in Pabulib files.
NAME = re.compile(r"(?!none\Z)[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.IGNORECASE)


class BallotForm(StrEnum):
    """APPROVAL: projects one is for. KNAPSACK: the same, and they fit the budget. POINTS: points shared between projects. RANKING: the best first."""

    APPROVAL = "approval"
    KNAPSACK = "knapsack"
    POINTS = "points"
    RANKING = "ranking"


@dataclass(frozen=True)
class BallotPaper:
    """What is voted on, locked once a ballot exists: the form, each project's cost by its name, how few and how many may be chosen.

    `points` is the sum a ballot of points must give; a ballot says one of `areas` when there are any. Raises ValueError for a paper that cannot be voted on.
    """

    election: str
    form: BallotForm
    projects: Mapping[str, Kroner]
    budget: Kroner
    most: int
    fewest: int = 0
    points: int = 0
    areas: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be written, sealed or counted."""
        names = (*self.projects, *self.areas)
        if not self.projects or not all(NAME.fullmatch(name) for name in names) or len(set(self.areas)) < len(self.areas):
            raise ValueError("projects and areas have different names of letters, digits, dots, dashes and underscores, at most 40")
        if not 0 <= self.fewest <= self.most <= len(self.projects) or self.most < 1:
            raise ValueError("a ballot chooses from `fewest` to `most` of the projects")
        if (self.form is BallotForm.POINTS) != (self.points > 0):
            raise ValueError("ballots of points, and no others, have a sum of points")


@dataclass(frozen=True)
class Ballot:
    """What one voter says: projects (in her order when ranked), points beside them where the form has them, and her area where there are any."""

    form: BallotForm
    chosen: tuple[str, ...]
    points: tuple[int, ...] = ()
    area: str = ""

    def in_order(self) -> "Ballot":
        """The same with projects by name, unless their order says something."""
        if self.form is BallotForm.RANKING or len(self.points) not in (0, len(self.chosen)):
            return self
        if not self.points:
            return Ballot(self.form, tuple(sorted(self.chosen)), (), self.area)
        pairs = sorted(zip(self.chosen, self.points, strict=True))
        return Ballot(self.form, tuple(name for name, _ in pairs), tuple(given for _, given in pairs), self.area)


def canonical(ballot: Ballot) -> str:
    """The one way of writing it: JSON, keys in order, no spaces; only what the ballot has."""
    one = ballot.in_order()
    said: dict[str, Any] = {"chosen": one.chosen, "form": one.form.value}
    said |= {"points": one.points} if one.points else {}
    said |= {"area": one.area} if one.area else {}
    return as_json(said)


def as_json(value: Any) -> str:
    """JSON without a choice of how."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def read_ballot(said: Any) -> Ballot | None:
    """The ballot that was written so, already parsed; None for anything `canonical` does not write, also the same in another order."""
    if not isinstance(said, dict) or not {"chosen", "form"} <= said.keys() <= {"chosen", "form", "points", "area"}:
        return None
    chosen, points, area = said["chosen"], said.get("points", []), said.get("area", "")
    if said["form"] not in list(BallotForm) or not is_list_of(chosen, str) or not is_list_of(points, int) or type(area) is not str:
        return None
    ballot = Ballot(BallotForm(said["form"]), tuple(chosen), tuple(points), area)
    return ballot if canonical(ballot) == as_json(said) else None


def is_list_of(value: Any, kind: type) -> bool:
    """True for a list of exactly this type: True is no number here."""
    return isinstance(value, list) and all(type(one) is kind for one in value)


def longest(paper: BallotPaper) -> int:
    """The most characters a ballot on this paper can take, whatever it says."""
    names = sorted(paper.projects, key=lambda name: (-len(name), name))[: paper.most]
    area = max(paper.areas, key=len, default="")
    return len(canonical(Ballot(paper.form, tuple(names), (paper.points,) * len(names) if paper.points else (), area)))
