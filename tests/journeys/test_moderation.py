"""A report's way: an outsider reports an alliance's page, somebody hides it and says why, its party appeals, and another shows it again."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from samspil.moderation.tests.making import open_alliance
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, clerk, key_at_work, key_of, newcomer, state_of
from tests.journeys.looking import PHONE
from tests.journeys.mails import newest_mail, path_from_mail
from tests.journeys.test_main_job import new_address
from tests.journeys.test_organisations import heading, sound

TITLE = "Torvebordet"


@dataclass(frozen=True)
class Scene:
    """An alliance that is open to everybody, one of its people, and two who may decide."""

    address: str
    chair: str
    chair_key: str
    first_key: str
    second_key: str


def scene() -> Scene:
    two = open_alliance(newcomer, TITLE)
    return Scene(two.address, two.chair.email, key_of(two.chair), key_at_work(clerk()), key_at_work(clerk()))


def report(page: Page, address: str) -> None:
    """First without a word, then whole."""
    page.get_by_role("link", name="Anmeld siden").click()
    heading(page, "Anmeld en side")
    page.get_by_role("button", name="Send anmeldelsen").click()
    expect(page.locator(".errors")).to_be_focused()
    both(page)
    page.locator("main [name=reason]").select_option(index=1)
    page.locator("main [name=text]").fill("Der står, at alle kan spise gratis. Det passer ikke.")
    page.locator("main [name=email]").fill(address)
    page.get_by_role("button", name="Send anmeldelsen").click()
    heading(page, "Tak, vi har fået det")
    both(page)


def take_up(page: Page) -> None:
    """From the list of what waits to the case."""
    heading(page, "Anmeldelser")
    page.get_by_role("link", name=TITLE).first.click()
    heading(page, TITLE)


def decide(page: Page, verdict: str, why: str, rule: str = "") -> None:
    page.get_by_label(verdict, exact=True).check()
    if rule:
        page.locator("main [name=rule]").select_option(label=rule)
    page.locator("main [name=text]").fill(why)
    page.get_by_role("button", name="Afgør, og giv besked").click()


def appeal(page: Page, why: str) -> None:
    """First without a word, then with why."""
    page.get_by_role("button", name="Send klagen").click()
    expect(page.locator(".errors")).to_be_focused()
    both(page)
    page.locator("main [name=text]").fill(why)
    page.get_by_role("button", name="Send klagen").click()
    expect(page.locator(".note")).to_contain_text("Vi har fået klagen")
    both(page)


@pytest.fixture
def outsider() -> str:
    return new_address("nabo")


def hide(page: Page) -> None:
    """The first decision, at first without a word."""
    take_up(page)
    page.get_by_role("button", name="Afgør, og giv besked").click()
    expect(page.locator(".errors")).to_be_focused()
    both(page)
    decide(page, "Skjul den", "Maden koster penge, så det passer ikke, at alle spiser gratis.", "Skriv det, der passer")
    expect(page.get_by_role("status")).to_contain_text("Siden er skjult")
    both(page)


def read_why(page: Page) -> None:
    """What the alliance's own people see, and the way to the reasons."""
    expect(page.locator(".note--amber")).to_contain_text("En moderator har skjult siden")
    both(page)
    page.get_by_role("link", name="Se hvorfor, og klag").click()
    heading(page, "Siden er skjult")


def show_again(page: Page) -> None:
    """Another looks at the appeal."""
    take_up(page)
    both(page)
    decide(page, "Lad den stå", "Foreningen har vist os, at maden er gratis.")
    expect(page.get_by_role("status")).to_contain_text("Siden bliver stående")


def test_a_page_is_reported_hidden_appealed_and_shown_again(visit: Visit, behind: Behind, worker: Callable[[], None], outsider: str) -> None:
    there: Scene = behind(scene)
    page = visit(there.address, width=PHONE)
    report(page, outsider)
    first = visit("/bord/anmeldelser/", storage_state=state_of(there.first_key))
    both(first)
    hide(first)
    worker()

    page.goto(path_from_mail(outsider))
    heading(page, "Siden er skjult")
    both(page)
    assert page.request.get(there.address).status == 404, "hidden from everybody"
    assert "Nogen har anmeldt det" in newest_mail(there.chair)
    chair = visit(there.address, width=PHONE, storage_state=state_of(there.chair_key))
    read_why(chair)
    appeal(chair, "Maden er gratis. Det er kun kaffen, der koster noget.")

    first.reload()
    expect(first.get_by_role("button", name="Afgør, og giv besked")).to_have_count(0)
    expect(first.locator(".note--amber")).to_contain_text("Det skal en anden moderator se på")
    show_again(visit("/bord/anmeldelser/?vis=appealed", storage_state=state_of(there.second_key)))
    page.reload()
    heading(page, "Siden bliver stående")
    sound(page, PHONE)
    page.goto(there.address)
    heading(page, TITLE)
    chair.reload()
    expect(chair.locator(".note")).to_contain_text("Det her er svaret på klagen")
