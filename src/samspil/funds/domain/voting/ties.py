"""One order that decides between projects that are equally good: what the municipality published before the count, the same for all runs."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from samspil.funds.domain.voting.model import Project

LOT = "lot:"
# What one word says of a project: an amount, a number or a text; all projects have the same kind, so any two can be compared.
Key = Any


def parsed(text: str) -> tuple[str, ...]:
    """The words of an order such as `cost,votes,lot:2026`; raises ValueError. The last one must be able to tell any two projects apart."""
    words = tuple(word.strip() for word in text.split(","))
    known = all(word in ("cost", "votes", "id") or (word.startswith(LOT) and len(word) > len(LOT)) for word in words)
    if not known or len(set(words)) < len(words) or not words[-1].startswith(("id", LOT)):
        raise ValueError(text)
    return words


def keys(words: Sequence[str], projects: Sequence[Project], votes: Sequence[int]) -> list[list[Key]]:
    """What each word says of each project: the lesser comes first."""
    return [[key(project, count) for key in map(key_of, words)] for project, count in zip(projects, votes, strict=True)]


def key_of(word: str) -> Callable[[Project, int], Key]:
    """The cheapest first, the most votes first, identifiers as text, or a lot: SHA-256 of `SEED:id`."""
    if word == "cost":
        return lambda project, _: project.cost if project.cost.denominator > 1 else project.cost.numerator
    if word == "votes":
        return lambda _, votes: -votes
    if word == "id":
        return lambda project, _: project.id
    seed = word.removeprefix(LOT)
    return lambda project, _: hashlib.sha256(f"{seed}:{project.id}".encode()).hexdigest()


def places(found: list[list[Key]]) -> tuple[int, ...]:
    """The place of each project in the order, 0 first."""
    order = sorted(range(len(found)), key=lambda number: found[number])
    place = [0] * len(order)
    for rank, number in enumerate(order):
        place[number] = rank
    return tuple(place)


def decided_by(words: Sequence[str], found: Sequence[Sequence[Key]], among: Sequence[int], won: int) -> str:
    """The word that set the winner apart from the last of the others."""
    others = [number for number in among if number != won]
    differs = (word for place, word in enumerate(words) if all(found[number][: place + 1] != found[won][: place + 1] for number in others))
    return next(differs)
