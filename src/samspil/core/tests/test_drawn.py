"""What is drawn is drawn once for the same contents, and anew for others."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.test import RequestFactory

from samspil.core import drawn as module
from samspil.core.drawn import drawn
from samspil.core.models import RecordedEvent


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
    module.render.cache_clear()
    yield made
    module.render.cache_clear()


def test_the_same_contents_are_drawn_once(templates: list[dict[str, Any]]) -> None:
    assert drawn("a.html", rows=(Row("Kaffe"),)) == drawn("a.html", rows=(Row("Kaffe"),))
    assert len(templates) == 1


def test_other_contents_are_drawn_anew(templates: list[dict[str, Any]]) -> None:
    assert drawn("a.html", rows=(Row("Kaffe"),)) != drawn("a.html", rows=(Row("Te"),))
    drawn("b.html", rows=(Row("Te"),))
    assert len(templates) == 3


def test_lists_and_dicts_are_found_by_what_is_in_them(templates: list[dict[str, Any]]) -> None:
    for title in ("Kaffe", "Te", "Kaffe"):
        assert title in drawn("a.html", rows=[{"title": title, "row": Row(title)}])
    assert len(templates) == 2


def test_rows_of_the_database_and_requests_are_refused_wherever_they_stand() -> None:
    for thing in (RecordedEvent(pk=1), RequestFactory().get("/")):
        with pytest.raises(TypeError, match="no plain value"):
            drawn("a.html", rows=[{"row": thing}])
