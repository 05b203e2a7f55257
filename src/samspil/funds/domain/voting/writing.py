"""An election as a Pabulib file that anybody can count. Ballots are sorted by what they say and numbered anew, so their order does not tell when."""

import csv
import io
from collections.abc import Collection
from fractions import Fraction

from samspil.funds.domain.voting.field import supporters
from samspil.funds.domain.voting.model import Ballots, Election, Refused
from samspil.funds.domain.voting.numbers import decimal, told

OWN = ("votes", "selected")


def written(election: Election, winners: Collection[int] | None = None) -> bytes:
    """The file in UTF-8; with `winners` a column says who was selected. Raises Refused for amounts that decimals cannot write."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    counted = {"num_projects": str(len(election.projects)), "num_votes": str(election.ballots.voters)}
    meta = {**election.meta, **counted, "budget": written_amount(election.budget), "vote_type": election.vote_type}
    rows.writerows([("META",), ("key", "value"), *meta.items()])
    rows.writerows([("PROJECTS",), *projects(election, winners)])
    rows.writerows([("VOTES",), *votes(election)])
    return text.getvalue().encode()


def projects(election: Election, winners: Collection[int] | None) -> list[tuple[str, ...]]:
    """The table of projects, with its header."""
    more = sorted({key for project in election.projects for key in project.columns} - set(OWN))
    header = ("project_id", "cost", "votes", "name", *(("selected",) if winners is not None else ()), *more)
    found = [header]
    for place, (project, count) in enumerate(zip(election.projects, supporters(election), strict=True)):
        selected = () if winners is None else (str(int(place in winners)),)
        said = (project.columns.get(key, "") for key in more)
        found.append((project.id, written_amount(project.cost), str(count), project.name, *selected, *said))
    return found


def votes(election: Election) -> list[tuple[str, ...]]:
    """The ballots one by one, with their header."""
    ballots = election.ballots
    rows: list[tuple[str, ...]] = []
    for group, times in enumerate(ballots.times.tolist()):
        rows += [ballot(election, group)] * times
    header = ("voter_id", "vote") if ballots.points is None else ("voter_id", "vote", "points")
    return [header, *((str(number), *row) for number, row in enumerate(sorted(rows), 1))]


def ballot(election: Election, group: int) -> tuple[str, ...]:
    """What the ballots of a group say."""
    ballots = election.ballots
    first, last = int(ballots.begins[group]), int(ballots.begins[group + 1])
    names = ",".join(election.projects[project].id for project in ballots.chosen[first:last].tolist())
    return (names,) if ballots.points is None else (names, points(ballots, first, last))


def points(ballots: Ballots, first: int, last: int) -> str:
    """The points as they were given."""
    given = [] if ballots.points is None else ballots.points[first:last].tolist()
    return ",".join(written_amount(Fraction(one, ballots.unit)) for one in given)


def written_amount(value: Fraction) -> str:
    """An amount as the reader reads it; raises Refused when no decimal number is exactly it."""
    found = decimal(value)
    if found is None:
        raise Refused("bad_number", f"{told(value)} kan ikke skrives som et decimaltal.")
    return found
