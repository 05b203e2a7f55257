"""Elections for tests: small ones as text, and the real ones that lie beside a clone of the repository on machines that have them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.model import Count, Election, Settings
from samspil.funds.domain.voting.reading import read_election

# Real elections of Pabulib and what other programs found for them. They are others' data, so the repository has no copy.
REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "pb"
Vote = str | tuple[str, str]


def text(costs: Iterable[object], votes: Sequence[Vote], budget: object = 100, vote_type: str = "approval") -> str:
    """A file with projects a, b, c, …; a vote is the projects' letters with commas, or those and their points."""
    has_points = any(isinstance(vote, tuple) for vote in votes)
    projects = [f"{chr(ord('a') + place)};{cost}" for place, cost in enumerate(costs)]
    rows = [f"{place};{';'.join(vote) if isinstance(vote, tuple) else vote}" for place, vote in enumerate(votes)]
    header = "voter_id;vote;points" if has_points else "voter_id;vote"
    meta = [f"budget;{budget}", f"vote_type;{vote_type}"]
    return "\n".join(["META", "key;value", *meta, "PROJECTS", "project_id;cost", *projects, "VOTES", header, *rows, ""])


def election(costs: Iterable[object], votes: Sequence[Vote], budget: object = 100, vote_type: str = "approval") -> Election:
    """The same, read."""
    return read_election(text(costs, votes, budget, vote_type).encode())


def real(name: str) -> Election:
    """A real election by its file's name, or a skipped test where it is not."""
    return read_election(real_bytes(name))


def real_bytes(name: str) -> bytes:
    """The file of a real election, or a skipped test where it is not."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    return path.read_bytes()


def winners(given: Election, found: Count) -> list[str]:
    """The winners' names in the order they were elected."""
    return [given.projects[project].id for project in found.winners]


def won(given: Election, settings: Settings) -> list[str]:
    """Who wins by these settings."""
    return winners(given, count(given, settings))
