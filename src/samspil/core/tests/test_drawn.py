"""What is drawn is drawn once for the same contents, and anew for others."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from samspil.core import drawn as module
from samspil.core.drawn import drawn


class Row(NamedTuple):
    title: str


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What was rendered, in order."""
    made: list[dict[str, Any]] = []

    def render(template: str, things: dict[str, Any]) -> str:
        made.append(things)
        return f"{template} {things['rows']}"

    monkeypatch.setattr(module, "render_to_string", render)
    drawn.cache_clear()
    yield made
    drawn.cache_clear()


def test_the_same_contents_are_drawn_once(templates: list[dict[str, Any]]) -> None:
    assert drawn("a.html", rows=(Row("Kaffe"),)) == drawn("a.html", rows=(Row("Kaffe"),))
    assert len(templates) == 1


def test_other_contents_are_drawn_anew(templates: list[dict[str, Any]]) -> None:
    assert drawn("a.html", rows=(Row("Kaffe"),)) != drawn("a.html", rows=(Row("Te"),))
    drawn("b.html", rows=(Row("Te"),))
    assert len(templates) == 3


def test_what_cannot_be_compared_by_its_contents_is_refused() -> None:
    unequal: Any = [Row("Kaffe")]
    with pytest.raises(TypeError):
        drawn("a.html", rows=unequal)
