"""Promise in numbers, sign, deliver, and say what was not kept: by two who take part, on a wide page and a phone."""

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import Two, ready, signed_by_all
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_organisations import heading, sound

MADE: dict[str, Two] = {}


def scene() -> tuple[str, str, str]:
    """Two parties who are ready to agree: the address, and the sessions of the chair and the owner."""
    two = MADE["two"] = ready(newcomer, "Høst i fællesskab")
    return two.address, key_of(two.chair), key_of(two.owner)


def all_sign() -> None:
    signed_by_all(MADE["two"])


def site_of(page: Page) -> str:
    return page.url.partition("/alliancer/")[0]


def promise(page: Page) -> None:
    """Ten places, after a form that was sent empty."""
    page.get_by_role("link", name="Giv et tilsagn for").click()
    page.get_by_role("button", name="Giv tilsagnet for").click()
    expect(page.locator("main")).to_contain_text("Skriv, hvad I lover")
    sound(page, WIDE)
    page.get_by_label("Hvad lover I?").fill("Træningspladser i gartneriet")
    page.get_by_label("Hvad er det for noget?").select_option(label="Træningspladser eller lærepladser")
    page.get_by_label("Hvor mange eller hvor meget?").fill("10")
    page.get_by_label("Af hvad?").fill("pladser")
    page.get_by_label("Senest hvornår?").fill("1. august 2027")
    both(page)
    page.get_by_role("button", name="Giv tilsagnet for").click()
    expect(page.locator("main")).to_contain_text("10 pladser: Træningspladser i gartneriet")
    both(page)


def keep_some(page: Page) -> None:
    """Four are delivered, and it is said why the rest are not."""
    page.get_by_role("link", name="Skriv en levering").click()
    page.get_by_label("Hvor mange eller hvor meget?").fill("4")
    page.get_by_label("Hvad viser det?").fill("Fire kontrakter")
    sound(page, PHONE)
    page.get_by_role("button", name="Gem leveringen").click()
    expect(page.locator("main")).to_contain_text("4 af 10")
    page.get_by_role("link", name="Sig, at det ikke blev holdt").click()
    page.get_by_label("Hvorfor blev det ikke holdt?").fill("To mestre blev syge.")
    sound(page, PHONE)
    page.get_by_role("button", name="Sig det").click()
    expect(page.locator("main")).to_contain_text("Blev ikke holdt")
    both(page)


def test_ten_training_places_are_promised_signed_delivered_and_the_rest_is_said(visit: Visit, behind: Behind) -> None:
    address, chair, owner = behind(scene)
    page = visit(address, width=WIDE, storage_state=state_of(owner))
    page.get_by_role("link", name="Lov noget i tal").click()
    heading(page, "Tilsagn")
    both(page)
    promise(page)
    page.goto(f"{site_of(page)}{address}vilkaar/")
    heading(page, "Vilkår")
    page.get_by_label("Når vi er uenige").fill("Formændene mødes inden for en uge.")
    both(page)
    page.get_by_role("button", name="Gem vilkårene").click()
    behind(all_sign)
    page.goto(f"{site_of(page)}{address}aftale/")
    expect(page.locator("main")).to_contain_text("Formændene mødes inden for en uge.")
    both(page)
    keep_some(visit(f"{address}tilsagn/", width=PHONE, storage_state=state_of(owner)))
    others = visit(address, width=WIDE, storage_state=state_of(chair))
    expect(others.locator("main")).to_contain_text("»To mestre blev syge.«")
    both(others)
