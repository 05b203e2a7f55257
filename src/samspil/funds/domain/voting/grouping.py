"""Ballots that say the same are put into one group. A ballot that cannot be read is refused with its line."""

from array import array
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from samspil.funds.domain.voting.model import WITH_POINTS, Ballots, Project, Refused
from samspil.funds.domain.voting.numbers import exact, unit_of

Choice = tuple[tuple[int, ...], tuple[Fraction, ...]]
MOST_SHOWN = 40
# Stands in no field: the reader refuses files with it.
BETWEEN = b"\x00"
# Sums of points stay whole numbers that floats hold exactly.
MOST_POINTS = 2**53


def grouped(vote_type: str, projects: tuple[Project, ...], given: Iterable[tuple[int, bytes, bytes]]) -> Ballots:
    """The ballots of a file in groups; raises Refused."""
    # A city has tens of thousands of spellings, so each is one string of bytes, and the lines they first stood on are one array.
    times: dict[bytes, int] = {}
    lines = array("q")
    for line, vote, points in given:
        spelling = vote + BETWEEN + points
        if spelling in times:
            times[spelling] += 1
        else:
            times[spelling] = 1
            lines.append(line)
    if not times:
        raise Refused("no_votes", "Filen har ingen stemmer.")
    numbers = {project.id: place for place, project in enumerate(projects)}
    groups: dict[Choice, int] = {}
    for (spelling, count), line in zip(times.items(), lines, strict=True):
        choice = read_ballot(spelling, vote_type, numbers, line)
        groups[choice] = groups.get(choice, 0) + count
    return as_arrays(groups, vote_type in WITH_POINTS)


def read_ballot(spelling: bytes, vote_type: str, numbers: dict[str, int], line: int) -> Choice:
    """What one ballot chose, as numbers of projects; raises Refused."""
    try:
        vote, _, points = spelling.decode().partition(BETWEEN.decode())
    except UnicodeDecodeError as error:
        raise Refused("not_text", f"Linje {line}: stemmen er ikke tekst i UTF-8.", line) from error
    names = [name.strip() for name in vote.split(",")] if vote and vote.lower() != "none" else []
    chosen = [number_of(name, numbers, line) for name in names if name]
    if vote_type == "choose-1" and len(set(chosen)) > 1:
        raise Refused("bad_vote", f"Linje {line}: en stemme må kun vælge ét projekt (choose-1). Den vælger {len(set(chosen))}.", line)
    if vote_type in WITH_POINTS:
        return with_points(chosen, points, line)
    if vote_type != "ordinal":
        return tuple(sorted(set(chosen))), ()
    if len(set(chosen)) < len(chosen):
        raise Refused("bad_vote", f"Linje {line}: stemmen rangordner det samme projekt to gange.", line)
    return tuple(chosen), ()


def number_of(name: str, numbers: dict[str, int], line: int) -> int:
    """The project that is meant; raises Refused for one that is not on the list."""
    if name not in numbers:
        raise Refused("unknown_project", f'Linje {line}: stemmen vælger projektet "{name[:MOST_SHOWN]}", som ikke står under PROJECTS.', line)
    return numbers[name]


def with_points(chosen: list[int], text: str, line: int) -> Choice:
    """Projects with their points, in the projects' order; no points is no support. A project named again gets those points too, as cities count it."""
    said = [exact(one.strip()) for one in text.split(",")] if text else []
    points = [one for one in said if one is not None]
    if len(points) < len(said):
        raise Refused("bad_points", f'Linje {line}: point skal være tal fra 0 med komma mellem. Der står "{text[:MOST_SHOWN]}".', line)
    if len(points) != len(chosen):
        raise Refused("bad_points", f"Linje {line}: stemmen har {len(chosen)} projekter og {len(points)} point.", line)
    sums: dict[int, Fraction] = {}
    for place, point in zip(chosen, points, strict=True):
        sums[place] = sums.get(place, Fraction(0)) + point
    pairs = sorted((place, point) for place, point in sums.items() if point)
    return tuple(place for place, _ in pairs), tuple(point for _, point in pairs)


def as_arrays(groups: dict[Choice, int], has_points: bool) -> Ballots:
    """The groups as flat arrays."""
    sizes, chosen = array("q", [0]), array("q")
    for places, _ in groups:
        chosen.extend(places)
        sizes.append(len(places))
    times = np.fromiter(groups.values(), dtype=np.int64, count=len(groups))
    begins = np.cumsum(np.frombuffer(sizes, dtype=np.int64))
    flat = np.array(chosen, dtype=np.int64)
    if not has_points:
        return Ballots(times, begins, flat)
    said = [point for _, points in groups for point in points]
    unit = unit_of(said)
    scaled = [int(point * unit) for point in said]
    if sum(scaled) and max(scaled) * int(times.sum()) >= MOST_POINTS:
        raise Refused("bad_points", "Pointene er for store eller har for mange decimaler til at regnes på.")
    return Ballots(times, begins, flat, np.array(scaled, dtype=np.int64), unit)
