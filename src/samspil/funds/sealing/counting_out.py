"""Opened ballots as an election of the voting core, which counts it and writes it as a Pabulib file for anybody to recount."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from samspil.core.money import Kroner
from samspil.funds.domain.voting.grouping import grouped
from samspil.funds.domain.voting.model import Election, Project
from samspil.funds.sealing.ballots import Ballot, BallotForm, BallotPaper

VOTE_TYPES = {
    BallotForm.APPROVAL: "approval",
    BallotForm.KNAPSACK: "approval",
    BallotForm.POINTS: "cumulative",
    BallotForm.RANKING: "ordinal",
}


def as_election(ballots: Iterable[Ballot], paper: BallotPaper, names: Mapping[str, str], meta: Mapping[str, str], budget: Kroner | None = None) -> Election:
    """The election `./samspil count` counts. `names` are the projects' titles, `meta` what else the file tells (description, country, unit, rule, settings);
    `budget` where an area has its own. Raises Refused when there is no ballot at all."""
    vote_type = VOTE_TYPES[paper.form]
    projects = tuple(Project(name, in_kroner(cost), names.get(name, "")) for name, cost in paper.projects.items())
    said = ((place, ",".join(ballot.chosen).encode(), ",".join(map(str, ballot.points)).encode()) for place, ballot in enumerate(ballots, 1))
    money = paper.budget if budget is None else budget
    return Election(vote_type, in_kroner(money), projects, grouped(vote_type, projects, said), {**meta, "currency": "DKK", **limits(paper)})


def in_kroner(amount: Kroner) -> Fraction:
    """An amount as files have it."""
    return Fraction(amount.oere, 100)


def limits(paper: BallotPaper) -> dict[str, str]:
    """The rules of the ballot in the format's own words."""
    found = {"min_length": str(paper.fewest), "max_length": str(paper.most)}
    if paper.form is BallotForm.KNAPSACK:
        whole, rest = divmod(paper.budget.oere, 100)
        found["max_sum_cost"] = f"{whole}.{rest:02d}" if rest else str(whole)
    if paper.points:
        found |= {"min_points": "1", "max_sum_points": str(paper.points)}
    return found
