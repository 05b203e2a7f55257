"""Every page of the demonstration's alliances, filled with what an alliance can hold, is sound on a phone and on a wide screen, and valid HTML.

The demonstration lies in a database of its own, so that other journeys meet a site without it. Which pages there are is found by following links from
the alliances' own pages; of pages that the same templates draw one is looked at, and each alliance's of those that look different in each stage.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import OpenerDirector, build_opener

import pytest
from django.test import override_settings
from playwright.sync_api import Browser

from samspil.alliances.models import Alliance
from samspil.alliances.presenting.places import PLACES
from samspil.identity.models import Person
from samspil.site import demonstration_alliances
from samspil.site.demonstration import email_of
from tests.journeys import insiders, running, tools
from tests.journeys.conftest import fresh_database
from tests.journeys.looking import PHONE, WIDE, Heard, look
from tests.journeys.test_html import VALIDATOR

VISITOR = ""
WHO = {"koordinator": insiders.key_at_work, "formand": insiders.key_of}
BEGINNINGS = ("/alliancer/", "/alliancer/foelger/", "/bord/alliancer/")
LINK = re.compile(r'href="(/(?:alliancer|bord/alliancer)/[^"#?]*)"')
NO_PAGE = re.compile(r"\.\w+$|/filer/\d+/\d+/$|/moedekalender/.+")
# Pages that look different in each stage.
BY_STAGE = {"", "aftale/", "aendring/", "tilsagn/", "tjek/", "fortael/"}
FULL, FEWEST = "onsdagsbordet", 40


@dataclass(frozen=True)
class Found:
    """A page, whose it was, and its HTML."""

    who: str
    path: str
    html: str


@dataclass(frozen=True)
class Shown:
    """The site with the demonstration: its address, the session of each person, and the names of the alliances."""

    address: str
    keys: dict[str, str]
    slugs: list[str]


def load() -> tuple[dict[str, str], list[str]]:
    demonstration_alliances.load_alliances()
    keys = {name: enter(Person.objects.get(email=email_of(name))) for name, enter in WHO.items()}
    return keys, list(Alliance.objects.values_list("initiative__slug", flat=True))


@pytest.fixture(scope="module")
def shown(django_db_setup: None, django_db_blocker: Any, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("filled")
    with fresh_database(django_db_blocker, worker_id, "filled") as name:
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
            keys, slugs = insiders.in_own_thread(name, load)
        with running.served(name, folder) as address:
            yield Shown(address, {**keys, VISITOR: ""}, slugs)


@pytest.fixture(scope="module")
def pages(shown: Shown) -> list[Found]:
    """What can be reached, each kind of page once: first as the municipality's coordinator, then what only others see."""
    seen: set[str] = set()
    return [page for who in (*WHO, VISITOR) for page in walked(shown, who, seen)]


def walked(shown: Shown, who: str, seen: set[str]) -> Iterator[Found]:
    """One alliance after the other, the fullest first: of what is alike, its pages are looked at."""
    visitor = build_opener()
    visitor.addheaders = [("Cookie", f"sessionid={shown.keys[who]}")] if who else []
    own = [f"/alliancer/{slug}/" for slug in sorted(shown.slugs, key=lambda slug: slug != FULL)]
    for beginning in [*own, *BEGINNINGS] if who else own:
        waiting = [beginning]
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path, who, shown.slugs)
            if kind in seen or NO_PAGE.search(path):
                continue
            seen.add(kind)
            html = read(visitor, shown.address + path)
            if html:
                waiting += [link for link in LINK.findall(html) if beginning not in own or link.startswith(beginning)]
                yield Found(who, path, html)


def kind_of(path: str, who: str, slugs: list[str]) -> str:
    """What two pages have in common that are drawn by the same templates. A visitor's and a party's own pages of an alliance are not the same."""
    slug = next((slug for slug in slugs if path.startswith(f"/alliancer/{slug}/")), "")
    below = path.removeprefix(f"/alliancer/{slug}/") if slug else path
    if slug and below in BY_STAGE:
        return f"{slug} {below} {'visitor' if who == VISITOR else 'party'}"
    return re.sub(r"\d+", "N", below)


def read(visitor: OpenerDirector, address: str) -> str:
    """The page; "" when there is none for this person."""
    try:
        with visitor.open(address, timeout=20) as response:
            html = response.headers.get("Content-Type", "").startswith("text/html") and "/konto/" not in response.url
            return response.read().decode() if html else ""
    except OSError as refused:
        if getattr(refused, "code", 0) not in {403, 404}:
            raise
        return ""


def test_pages_are_found(pages: list[Found], shown: Shown) -> None:
    paths = {page.path for page in pages}
    assert len(pages) >= FEWEST
    assert {f"/alliancer/onsdagsbordet/{place.path}" for place in PLACES} <= paths
    assert {"/bord/alliancer/skabeloner/", "/alliancer/gaatur-fra-doeren/aendring/", "/alliancer/foelger/"} <= paths


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_each_is_sound(pages: list[Found], shown: Shown, browser: Browser, width: int) -> None:
    wrong = []
    for who in shown.keys:
        state: Any = insiders.state_of(shown.keys[who]) if who else None
        context = browser.new_context(base_url=shown.address, viewport={"width": width, "height": 900}, locale="da-DK", storage_state=state)
        page, heard = context.new_page(), Heard()
        heard.listen(page)
        for found in (found for found in pages if found.who == who):
            page.goto(found.path)
            try:
                look(page, heard, width)
            except AssertionError as complaint:
                wrong.append(f"{who} {found.path}: {complaint}"[:600])
        context.close()
    assert not wrong, "\n".join(wrong)


def test_each_is_valid_html(pages: list[Found], tmp_path: Path) -> None:
    for number, found in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(found.html, encoding="utf-8")
    command = [tools.java(), "-jar", str(VALIDATOR), "--format", "json", str(tmp_path)]
    messages = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    told = [one for one in messages if "inputmode" not in one["message"]]  # which keyboard a phone offers: no harm where it is not known
    named = [(pages[int(Path(one["url"]).stem)].path, one["message"], one.get("extract", "")) for one in told]
    assert not named
