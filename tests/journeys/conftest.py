"""What the journeys stand on: a site of their own, a browser, and visitors in it.

The browser lives as long as this package's tests: its event loop must not run while other tests use Django's ORM. For
the same reason journeys never use the ORM; they see what a visitor sees, and look in the database with psycopg.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import conftest as house
from tests.journeys import insiders, running, tools
from tests.journeys.looking import PHONE, WIDE, Heard

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here that opens a browser says so."""
    for item in items:
        if "site" in getattr(item, "fixturenames", []) and item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@contextmanager
def fresh_database(django_db_blocker: Any, worker_id: str, what: str) -> Iterator[str]:
    """A database like a freshly prepared one, until the block ends; yields its name."""
    from django.db import connection

    name, template, used = f"samspil_test_{worker_id}_{what}_{os.getpid()}", f"samspil_born_{house.born_hash()}", connection.settings_dict["NAME"]
    # A browser that another file opened may still be there; its loop runs in this thread, and Django takes that for asynchronous code.
    with django_db_blocker.unblock(), patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}):
        house.make_template(connection, template)
        house.use_database(connection, used)
        house.execute_outside(connection, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield name
    with django_db_blocker.unblock():
        house.execute_outside(connection, *house.dropping(name))


@pytest.fixture(scope="session")
def own_database(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database the journeys may write in."""
    with fresh_database(django_db_blocker, worker_id, "journeys") as name:
        yield name


@pytest.fixture(scope="session")
def site(own_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running site."""
    with running.served(own_database, tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture
def rows(own_database: str) -> Callable[[str], list[Any]]:
    """Ask the site's database."""

    def ask(query: str) -> list[Any]:
        with closing(psycopg.connect(running.address_of(own_database))) as connection:
            return connection.execute(query.encode()).fetchall()

    return ask


@pytest.fixture
def behind(own_database: str, site: str, django_db_blocker: Any) -> insiders.Behind:
    """Do something with the ORM on the site's database: `behind(lambda: …)`."""

    def do(errand: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return insiders.in_own_thread(own_database, errand)

    return do


@pytest.fixture
def worker(own_database: str, site: str) -> Callable[[], None]:
    """Let the worker do what waits, and stop."""

    def work() -> None:
        environ = {**os.environ, **running.environment(own_database, site)}
        command = [sys.executable, "-m", "samspil.config.manage", "worker", "--once"]
        subprocess.run(command, env=environ, cwd=running.ROOT, check=True, capture_output=True, timeout=120)

    return work


@pytest.fixture(scope="package")
def browser(site: str) -> Iterator[Browser]:
    """Chromium without a window."""
    path = tools.chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Open an address as a new visitor: `visit("/soeg/", width=PHONE, java_script_enabled=False)`. `page.heard` is what the browser said."""
    contexts: list[BrowserContext] = []

    def go(path: str, *, width: int = WIDE, **options: Any) -> Page:
        context = browser.new_context(base_url=site, viewport={"width": width, "height": 900}, locale="da-DK", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        heard = Heard()
        heard.listen(page)
        page.heard = heard  # type: ignore[attr-defined]  # kept with its page
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def shared(browser: Browser, site: str) -> Iterator[dict[int, tuple[Page, Heard]]]:
    """One tab for each width, for looking at many pages quickly."""
    tabs = {}
    for width in (WIDE, PHONE):
        page, heard = browser.new_page(base_url=site, viewport={"width": width, "height": 900}, locale="da-DK"), Heard()
        heard.listen(page)
        tabs[width] = (page, heard)
    yield tabs
    for page, _ in tabs.values():
        page.close()
