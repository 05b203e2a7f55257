"""An agreement is amended by two who take part: proposed, written, made ready, and signed on a wide page and a phone."""

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import agreed
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_organisations import heading, sound


def scene() -> tuple[str, str, str]:
    """Two parties whose agreement holds: the address, and the sessions of the chair and the owner."""
    two, _ = agreed(newcomer, "Et længere bord")
    return two.address, key_of(two.chair), key_of(two.owner)


def propose_and_write(page: Page) -> None:
    """What and why, after a form that was sent empty; then the text itself."""
    page.get_by_role("link", name="Ændr, forny eller se tidligere ændringer").click()
    heading(page, "Ændr aftalen")
    page.get_by_role("button", name="Foreslå det for").click()
    expect(page.locator("main")).to_contain_text("Skriv, hvad I vil ændre")
    sound(page, WIDE)
    page.get_by_label("Hvad vil I ændre?").fill("Vi spiser også om torsdagen")
    page.get_by_label("Hvorfor vil I det?").fill("Der står ti på venteliste.")
    page.get_by_role("button", name="Foreslå det for").click()
    heading(page, "Vi spiser også om torsdagen")
    both(page)
    page.get_by_role("link", name="Navn, formål og periode").click()
    page.get_by_label("Hvad vil I gøre sammen?").fill("Alle spiser sammen. Også om torsdagen.")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Se ændringen").first.click()
    expect(page.locator("ins").first).to_contain_text("Også om torsdagen.")
    both(page)


def sign(page: Page, width: int) -> None:
    expect(page.locator("main")).to_contain_text("Det ændrer den i version 1")
    page.get_by_label("Dit navn").fill("En underskriver")
    sound(page, width)
    page.get_by_role("button", name="Skriv under for").click()


def test_an_amendment_comes_from_the_proposal_to_the_new_version(visit: Visit, behind: Behind) -> None:
    address, chair, owner = behind(scene)
    page = visit(address, width=WIDE, storage_state=state_of(chair))
    propose_and_write(page)
    page.get_by_role("button", name="Gør ændringen klar til underskrift").click()
    sign(page, WIDE)
    expect(page.locator("main")).not_to_contain_text("Nu har alle sagt ja")
    other = visit(f"{address}aftale/", width=PHONE, storage_state=state_of(owner))
    other.get_by_role("link", name="Vi kan ikke skrive under").click()
    expect(other.locator("main")).to_contain_text("Version 1 gælder som før.")
    sound(other, PHONE)
    other.get_by_role("link", name="Tilbage til aftalen").click()
    sign(other, PHONE)
    expect(other.locator("main")).to_contain_text("Nu har alle sagt ja")
    other.goto(f"{other.url.partition('/alliancer/')[0]}{address}aendring/")
    other.get_by_role("link", name="Se, hvad version 2 ændrede").click()
    heading(other, "Sammenlign to versioner")
    expect(other.locator("ins").first).to_contain_text("Også om torsdagen.")
    both(other)
