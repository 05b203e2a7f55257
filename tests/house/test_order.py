"""Test files are run in an order that leaves no process waiting."""

from pathlib import Path
from typing import Any

import pytest

from tests.order import in_good_order

ROOT = Path("/house")


class Test:
    """As much of a pytest item as the order looks at."""

    __test__ = False

    def __init__(self, place: str, *fixtures: str, marked: bool = False) -> None:
        self.path, self.fixturenames, self.marked = ROOT / place, list(fixtures), marked

    def get_closest_marker(self, name: str) -> object:
        return name if self.marked else None


def test_one_file_has_the_database_made_while_those_run_that_need_none() -> None:
    journey, slow = Test("tests/journeys/test_sign_up.py", "site"), [Test("src/test_rules.py", marked=True) for _ in range(3)]
    small, style, pure = Test("src/test_small.py", "db"), Test("tests/house/test_style.py"), [Test("src/test_pure.py") for _ in range(2)]
    items: list[Any] = [slow[0], pure[0], journey, small, slow[1], style, pure[1], slow[2]]
    expected: list[Any] = [small, style, *pure, journey, *slow]
    assert in_good_order(items, ROOT) == expected


@pytest.mark.parametrize("items", [[], [Test("a.py"), Test("b.py")], [Test("a.py", "db"), Test("b.py", "db")]])
def test_nothing_is_lost(items: list[Any]) -> None:
    assert sorted(map(id, in_good_order(items, ROOT))) == sorted(map(id, items))
