"""Counting an election by its settings: the winners with their prices, a reason for every project, and a trace that says all that happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from samspil.funds.domain.voting import greedy, phragmen, ties
from samspil.funds.domain.voting.comparing import compared
from samspil.funds.domain.voting.completing import share
from samspil.funds.domain.voting.field import Field, field_of, supporters
from samspil.funds.domain.voting.model import Count, Election, Reason, Settings, Tie
from samspil.funds.domain.voting.numbers import told
from samspil.funds.domain.voting.wishes import published

FREE, SHARED, FILLED, GREEDY, LOADED, LOST = "free", "shared", "filled", "greedy", "loaded", "lost"


@dataclass
class Found:
    """What a rule found, before it is told."""

    winners: list[int] = field(default_factory=list)
    how: dict[int, str] = field(default_factory=dict)
    prices: dict[int, Fraction] = field(default_factory=dict)
    money: dict[int, Fraction] = field(default_factory=dict)
    among: list[tuple[int, ...]] = field(default_factory=list)
    rounds: list[dict[str, Any]] = field(default_factory=list)
    runs: int = 1
    more: dict[str, Any] = field(default_factory=dict)

    def elect(self, project: int, how: str, among: tuple[int, ...] = ()) -> None:
        """One more winner, and those it was tied with."""
        self.winners.append(project)
        self.how[project] = how
        self.among.append(among)


def count(election: Election, settings: Settings) -> Count:
    """The result; raises Refused when the settings say nothing for these ballots."""
    said = published(settings, election.vote_type)
    votes = supporters(election)
    keys = ties.keys(settings.ties, election.projects, votes)
    utility = said["utility"] or "cost"
    arrays = field_of(election, utility, ties.places(keys))
    found = RULES[settings.rule](arrays, settings)
    decided = tuple(
        Tie(number, among, ties.decided_by(settings.ties, keys, among, among[0]), among[0]) for number, among in enumerate(found.among, 1) if len(among) > 1
    )
    reasons = tuple(reason(election, arrays, found, project, votes[project]) for project in arrays.projects)
    spent = sum((election.projects[project].cost for project in found.winners), Fraction(0))
    trace = traced(election, settings, said, found, decided, votes)
    return Count(tuple(found.winners), found.prices, reasons, spent, found.runs, decided, said, trace)


def reason(election: Election, arrays: Field, found: Found, project: int, votes: int) -> Reason:
    """Why a project won or did not."""
    money = found.money.get(project)
    how = found.how.get(project, LOST)
    return Reason(how != LOST, votes, None if money is None else arrays.shown(money), election.projects[project].cost, how)


def by_shares(arrays: Field, settings: Settings) -> Found:
    """Equal Shares with its completion and comparison."""
    shared = share(arrays, settings)
    found = Found(runs=shared.runs)
    take_free(arrays, found)
    for one in shared.bought:
        found.elect(one.project, SHARED, one.among)
        found.prices[one.project] = arrays.shown(one.price) * arrays.point_unit
        found.money[one.project] = Fraction(arrays.costs[one.project])
        price = told(found.prices[one.project])
        found.rounds.append({"project": one.project, "price": price, "paid_all": one.broke, "supporters": arrays.voters[one.project]})
    for project in arrays.projects:
        if project not in found.how and arrays.costs[project]:
            found.money[project] = shared.run.money_left(project) if arrays.voters[project] else Fraction(0)
    found.more["runs"] = [{"run": number, "money": told(money), "winners": list(winners)} for number, money, winners in shared.changes]
    if settings.completion in ("add1u", "utilitarian"):
        complete(arrays, found)
    if settings.comparison != "none":
        return compare(arrays, settings.comparison, found)
    return found


def take_free(arrays: Field, found: Found) -> None:
    """What costs nothing and somebody chose wins at the start, in the order of ties."""
    for project in sorted((p for p in arrays.projects if not arrays.costs[p] and arrays.voters[p]), key=lambda p: arrays.place[p]):
        found.elect(project, FREE)


def complete(arrays: Field, found: Found) -> None:
    """Spend what is left greedily."""
    taken = greedy.fill(arrays, tuple(found.winners))
    for project in taken.winners:
        found.elect(project, FILLED, taken.among[project])
    found.more["filled"] = list(taken.winners)


def compare(arrays: Field, by: str, found: Found) -> Found:
    """Keep what was found, or take the greedy result when more voters are better off with it."""
    other = by_greed(arrays, Settings())
    preferred = compared(arrays, tuple(found.winners), tuple(other.winners), by)
    result = other if preferred.is_greedy else found
    result.runs = found.runs
    told_of = {"by": by, "prefer_shares": preferred.shares, "prefer_greedy": preferred.greedy, "held": "greedy" if preferred.is_greedy else "equal-shares"}
    result.more = {**found.more, "comparison": {**told_of, "shares": list(found.winners), "greedy": list(other.winners)}}
    return result


def by_greed(arrays: Field, _settings: Settings) -> Found:
    """Greedy, and the knapsack count: most votes first."""
    taken = greedy.fill(arrays)
    found = Found(money={project: Fraction(left) for project, left in taken.left.items()})
    for project in taken.winners:
        found.elect(project, GREEDY, taken.among[project])
        left = told(arrays.shown(taken.left[project]))
        found.rounds.append({"project": project, "score": told(greedy.score(arrays, project)), "left": left})
    return found


def by_loads(arrays: Field, _settings: Settings) -> Found:
    """Phragmén."""
    found = Found()
    for one in phragmen.sequence(arrays):
        found.elect(one.project, FILLED if one.time is None else LOADED, one.among)
        time = None if one.time is None else told(arrays.shown(one.time))
        found.rounds.append({"project": one.project, "load": time, "supporters": arrays.voters[one.project]})
    return found


RULES = {"equal-shares": by_shares, "borda": by_shares, "greedy": by_greed, "knapsack": by_greed, "phragmen": by_loads}


def traced(election: Election, settings: Settings, said: Mapping[str, Any], found: Found, decided: tuple[Tie, ...], votes: tuple[int, ...]) -> dict[str, Any]:
    """All that happened, in words a machine can compare: no clocks, no names of machines, the same wherever it is counted."""
    names = [project.id for project in election.projects]
    return {
        "format": "samspil-trace/1",
        "rule": settings.rule,
        "settings": dict(said),
        "voters": election.ballots.voters,
        "budget": told(election.budget),
        "projects": [{"id": one.id, "cost": told(one.cost), "supporters": count} for one, count in zip(election.projects, votes, strict=True)],
        "rounds": [{**row, "project": names[row["project"]]} for row in found.rounds],
        "tie_breaks": [tie_row(tie, names) for tie in decided],
        **named(found.more, names),
        "winners": [names[project] for project in found.winners],
    }


def tie_row(tie: Tie, names: list[str]) -> dict[str, Any]:
    """A tie as it is told."""
    return {"round": tie.round, "among": [names[project] for project in tie.among], "by": tie.by, "won": names[tie.won]}


def named(value: Any, names: list[str]) -> Any:
    """The same with names for the numbers of projects, where lists of them stand."""
    if isinstance(value, dict):
        return {key: [names[one] for one in item] if is_projects(item) else named(item, names) for key, item in value.items()}
    return [named(item, names) for item in value] if isinstance(value, list) else value


def is_projects(value: Any) -> bool:
    """True for a list of projects' numbers."""
    return isinstance(value, list) and all(isinstance(one, int) for one in value)
