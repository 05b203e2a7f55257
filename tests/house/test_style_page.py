"""The living style page shows the components themselves, each of them."""

import re

import pytest
from django.test import Client

from tests.house.places import SOURCE

COMPONENTS = sorted(path.name for path in SOURCE.glob("core/templates/core/ui/*.html"))
PAGES = SOURCE / "site" / "templates" / "site"
CHAPTERS = sorted((PAGES / "style").glob("*.html"))
INCLUDED = re.compile(r'{% include "([^"]+)"')


def included_by(text: str) -> set[str]:
    return set(INCLUDED.findall(text))


@pytest.fixture(scope="module")
def shown() -> set[str]:
    """What the page and its chapters include."""
    return included_by("".join(path.read_text(encoding="utf-8") for path in [PAGES / "style.html", *CHAPTERS]))


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_stands_on_the_style_page(name: str, shown: set[str]) -> None:
    assert f"core/ui/{name}" in shown


def test_every_chapter_stands_on_the_style_page() -> None:
    assert CHAPTERS
    assert {f"site/style/{path.name}" for path in CHAPTERS} <= included_by((PAGES / "style.html").read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_the_style_page_shows_states_and_not_only_components(client: Client) -> None:
    page = client.get("/stil/").content.decode()
    for state in ("field--error", 'role="alert"', "note--amber", 'aria-current="step"', 'class="tag tag--amber"', 'rel="prev"', 'rel="next"'):
        assert state in page, state
