"""The editor's day in a real browser: log in with two steps, write, look, send to review; a reviewer publishes, and everybody sees it."""

import re
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import FrameLocator, Page, expect

from samspil.site import demonstration
from tests.journeys import running
from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look

ROOM = 1500  # wide enough for the form and the panel beside it
TEASER = "Frivillige hjælper naboer med breve og blanketter på biblioteket hver tirsdag."
STORY = "Frivillige sidder på biblioteket hver tirsdag og hjælper med at skrive."
Write = Callable[[str], None]
Rows = Callable[[str], list[Any]]


@pytest.fixture
def write(own_database: str) -> Write:
    """Change the site's database behind its back."""

    def run(statement: str) -> None:
        with closing(psycopg.connect(running.address_of(own_database), autocommit=True)) as connection:
            connection.execute(statement.encode())

    return run


def log_in(page: Page, name: str) -> None:
    """With the password and the app, as one of the demonstration's people who need both."""
    page.locator("[name=login]").fill(demonstration.email_of(name))
    page.locator("[name=password]").fill(demonstration.PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Andet trin")
    for window, pause_s in ((0, 0), (1, 0), (1, 30)):  # a code works once: a second test within half a minute takes the next one, a third waits
        page.wait_for_timeout(1000 * pause_s)
        page.locator("[name=code]").fill(format_hotp_value(hotp_value(demonstration.TOTP_SECRET, int(time.time()) // 30 + window)))
        page.locator("[name=code]").press("Enter")
        page.wait_for_load_state()
        if "/sikkerhed/" not in page.url:
            break


def at_work(visit: Visit, name: str, path: str = "/redaktion/", *, width: int = ROOM) -> Page:
    """Log in with password and app, begin a staff session, and come to the page that was asked for."""
    page = visit(path, width=width)
    log_in(page, name)
    page.get_by_label("Hvad skal du i gang med?").fill("Skriver om skrivestuen")
    page.get_by_role("button", name="Begynd").click()
    page.wait_for_url(f"**{path}")
    return page


def type_in(page: Page, field: str, text: str) -> None:
    """As a person types: the form notices when one leaves the field."""
    page.locator(f"#id_{field}").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def new_example(page: Page, rows: Rows, title: str) -> None:
    """A new page among the examples: the form filled in, and saved by itself."""
    ((section,),) = rows("SELECT id FROM wagtailcore_page WHERE slug = 'eksempler'")
    page.goto(f"/redaktion/pages/{section}/add_subpage/")
    page.wait_for_url("**/add/knowledge/example/**")
    type_in(page, "title", title)
    type_in(page, "teaser", TEASER)
    type_in(page, "place", "Nørrevang")
    page.locator("#id_main_area").select_option(label="Lokalsamfund")
    find = page.locator("[data-pick-list]").first
    find.locator("[data-pick-find]").fill("nørre")
    expect(find.locator(".pick-row:visible")).to_have_count(1)
    find.get_by_label("Nørrevang").check()
    page.locator("#id_parties-0-name").fill("Nørrevang Kommune")
    page.locator("#id_parties-0-sector").select_option("public")
    page.locator("[data-contentpath=done] .public-DraftEditor-content").click()
    page.keyboard.type(STORY)
    page.locator("#id_sources-0-text").fill("Prøvetekst")
    page.locator("#id_sources-0-text").press("Tab")
    page.get_by_role("radio", name="Samtale").check()
    page.wait_for_url("**/edit/", timeout=20_000)
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Gemt")


def preview(page: Page) -> FrameLocator:
    page.locator('[data-side-panel-toggle="preview"]').click()
    return page.frame_locator("#w-preview-iframe")


def test_a_text_is_written_looked_at_reviewed_and_published(visit: Visit, worker: Callable[[], None], rows: Rows) -> None:
    title = "Skrivestuen på Ærø"
    editor = at_work(visit, "redaktoer")
    new_example(editor, rows, title)
    assert rows(f"SELECT slug, live FROM wagtailcore_page WHERE title = '{title}'") == [("skrivestuen-paa-aeroe", False)]  # noqa: S608  # our own words
    seen = preview(editor)
    expect(seen.get_by_role("heading", level=1)).to_have_text(title)
    expect(seen.get_by_text(STORY)).to_be_visible()
    editor.locator('[data-side-panel-toggle="checks"]').click()
    expect(editor.locator("[data-content-checker], [data-side-panel=checks]").first).to_contain_text("Fundne fejl")
    expect(editor.get_by_role("button", name="Udgiv", exact=True)).to_have_count(0)
    editor.get_by_role("button", name="Flere handlinger").last.click()
    editor.get_by_role("button", name="Send til gennemsyn").click()
    expect(editor.locator(".messages")).to_contain_text("sendt til gennemsyn")
    editor.heard.nothing()  # type: ignore[attr-defined]  # kept with its page by visit()
    worker()

    visitor = visit("/eksempler/skrivestuen-paa-aeroe/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Den side kan vi ikke finde")
    reviewer = at_work(visit, "fagfaelle", "/bord/")
    waiting = reviewer.get_by_role("link", name=title).first
    expect(waiting).to_be_visible()
    look(reviewer, reviewer.heard, WIDE)  # type: ignore[attr-defined]  # kept with its page by visit()
    waiting.click()
    reviewer.get_by_role("region", name="Venter på dit gennemsyn").get_by_role("button", name="Godkend, og udgiv").click()
    expect(reviewer.locator(".messages")).to_contain_text(title)
    assert rows(f"SELECT live FROM wagtailcore_page WHERE title = '{title}'") == [(True,)]  # noqa: S608  # our own words
    worker()

    for path in ("/eksempler/?kommune=0000", "/soeg/?q=skrivestuen", "/kommuner/noerrevang/", "/eksempler/skrivestuen-paa-aeroe/"):
        visitor.goto(path)
        expect(visitor.locator("main")).to_contain_text(title)
    expect(visitor.get_by_text(STORY)).to_be_visible()


def test_nothing_typed_is_lost_when_the_staff_session_ends(visit: Visit, write: Write, rows: Rows) -> None:
    page = at_work(visit, "redaktoer")
    new_example(page, rows, "En tekst der ikke går tabt")
    write("UPDATE identity_staffsession SET ends_at = now() - interval '1 minute'")
    type_in(page, "money", "Fra en pulje på 350.000 kr.")
    page.wait_for_timeout(1500)
    type_in(page, "contact", "Nørrevang Bibliotek")
    expect(page.locator("#w-autosave-indicator")).to_have_attribute("data-w-tooltip-content-value", re.compile("arbejdssession er slut"))
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Intet er gået tabt")
    look(page, type(page.heard)(), WIDE)  # type: ignore[attr-defined]  # the browser notes the refused saving; that is what is tested
    page.get_by_role("button", name="Begynd, og send").click()
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_label("Hvad skal du i gang med?").fill("Skriver færdig")
    page.get_by_role("button", name="Begynd, og send").click()
    page.wait_for_url("**/edit/")
    expect(page.locator("#id_money")).to_have_value("Fra en pulje på 350.000 kr.")
    assert rows("SELECT content->>'money' FROM wagtailcore_revision ORDER BY id DESC LIMIT 1") == [("Fra en pulje på 350.000 kr.",)]


def test_nothing_typed_is_lost_when_one_is_logged_out(visit: Visit, write: Write, rows: Rows) -> None:
    page = at_work(visit, "redaktoer")
    new_example(page, rows, "En anden tekst der ikke går tabt")
    write("DELETE FROM identity_session")
    type_in(page, "money", "Fra en anden pulje")
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Intet er gået tabt")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log ind i et nyt vindue").click()
    other = opened.value
    other.locator("[name=login]").fill(demonstration.email_of("redaktoer"))
    other.locator("[name=password]").fill(demonstration.PASSWORD)
    other.locator("[name=password]").press("Enter")
    for window in (-1, 0, 1):
        other.locator("[name=code]").fill(format_hotp_value(hotp_value(demonstration.TOTP_SECRET, int(time.time()) // 30 + window)))
        other.locator("[name=code]").press("Enter")
        other.wait_for_load_state()
        if "/sikkerhed/" not in other.url:
            break
    other.get_by_label("Hvad skal du i gang med?").fill("Skriver videre")
    other.get_by_role("button", name="Begynd").click()
    other.wait_for_url("**/bord/")
    page.get_by_role("button", name="Send igen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tryk én gang til")
    page.get_by_role("button", name="Send igen").click()
    page.wait_for_url("**/edit/")
    expect(page.locator("#id_money")).to_have_value("Fra en anden pulje")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_people_and_roles_are_managed_and_sound(visit: Visit, width: int) -> None:
    page = at_work(visit, "administrator", "/bord/personer/", width=width)
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()
    page.get_by_role("button", name="Giv rollen").click()
    expect(page.locator(".errors")).to_be_focused()
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()
    address = f"ny{time.time_ns()}@example.dk"
    page.get_by_label("Personens e-mail").fill(address)
    page.locator("[name=role]").select_option("reviewer")
    page.get_by_role("button", name="Giv rollen").click()
    line = page.get_by_role("row", name=address).first
    expect(line).to_contain_text("Fagfælle")
    line.get_by_role("link", name="Fjern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fjern rollen?")
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()
    page.get_by_role("button", name="Fjern rollen").click()
    expect(page.get_by_role("row", name=address).first).to_contain_text("Mistede: Fagfælle")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_way_to_work_is_sound(visit: Visit, width: int) -> None:
    page = at_work(visit, "fagfaelle", "/bord/", width=width)
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()
    page.goto("/konto/arbejdssession/?next=/bord/")
    page.get_by_role("button", name="Begynd").click()
    expect(page.locator(".errors")).to_be_focused()
    look(page, page.heard, width)  # type: ignore[attr-defined]  # kept with its page by visit()
    page.goto("/bord/")
    page.get_by_role("button", name="Slut arbejdssessionen").click()
    page.wait_for_url("**/min-side/")
    page.goto("/bord/")
    expect(page.get_by_label("Hvad skal du i gang med?")).to_be_visible()


def test_what_the_save_bar_says_can_be_read_beside_an_open_panel(visit: Visit, rows: Rows) -> None:
    editor = at_work(visit, "redaktoer", width=WIDE)
    ((answer,),) = rows("SELECT id FROM wagtailcore_page WHERE slug = 'har-frivillige-tavshedspligt'")
    editor.goto(f"/redaktion/pages/{answer}/edit/")
    editor.locator('[data-side-panel-toggle="status"]').click()
    editor.locator("#id_checked_on").fill("31.31.2026")
    warning = editor.locator(".footer__save-warning")
    for _ in range(10):  # the form notes how it looks a moment after it is loaded; what was typed before then counts as no change
        type_in(editor, "title", editor.locator("#id_title").input_value() + " ja")
        with suppress(AssertionError):
            expect(warning).to_contain_text("Noget skal rettes", timeout=3000)
            break
    expect(warning).to_contain_text("Noget skal rettes")
    expect(warning).to_be_in_viewport(ratio=1)
    words, panel = warning.bounding_box(), editor.locator('[data-side-panel="status"]').bounding_box()
    assert words
    assert panel
    assert words["x"] + words["width"] <= panel["x"]
