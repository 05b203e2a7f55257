"""The order of test files where several processes share them: what needs no database runs while the template is made, and long files begin early."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

DATABASE = {"db", "django_db_setup", "site"}
# Tests that take many times as long as others, by the folder or file they lie in.
LONG = {"tests/journeys/test_four_parties.py": 100, "tests/journeys/test_alliance_pages.py": 60, "tests/journeys": 10, "tests/house/test_style.py": 10}


def in_good_order(items: Sequence[pytest.Item], root: Path) -> list[pytest.Item]:
    """The same tests, each file's together: one that needs the database, those that need none, and then the others; the longest of each kind first."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    told = sorted(files.values(), key=lambda tests: -weight(tests, root))
    waiting, others = [tests for tests in told if any(map(needs_database, tests))], [tests for tests in told if not any(map(needs_database, tests))]
    return [item for tests in (*waiting[-1:], *others, *waiting[:-1]) for item in tests]


def needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


def weight(tests: Iterable[pytest.Item], root: Path) -> int:
    """Roughly how long they take together."""
    return sum(next((much for place, much in LONG.items() if named(item, root).startswith(place)), 1) for item in tests)


def named(item: pytest.Item, root: Path) -> str:
    return item.path.relative_to(root).as_posix() if item.path.is_relative_to(root) else str(item.path)
