"""Two people who edit who does what at the same time, in two browsers, one of them a phone: nobody's text vanishes."""

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import Two, ready
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_main_job import fill, press

CONTACT, LINE = "Klubbens formand", "De frivillige laver mad. Gartneriets folk kører maskinerne."


def scene() -> tuple[Two, str, str]:
    """Two parties with one task, and the sessions of the chair and the owner."""
    two = ready(newcomer, "To ved samme bord")
    return two, key_of(two.chair), key_of(two.owner)


def opened(visit: Visit, two: Two, key: str, width: int) -> Page:
    """The task's form."""
    page = visit(two.address, width=width, storage_state=state_of(key))
    page.get_by_role("link", name="Laver mad", exact=True).click()
    return page


def test_two_who_change_the_same_task_at_once_lose_nothing(visit: Visit, behind: Behind) -> None:
    two, chair, owner = behind(scene)
    first, second = opened(visit, two, chair, WIDE), opened(visit, two, owner, PHONE)
    fill(first, title="Laver mad og dækker bord", contact=CONTACT)
    first.get_by_label("Frivillige hjælper med opgaven").check()
    press(first, "Gem opgaven")
    expect(first.locator("tr", has_text="Laver mad og dækker bord")).to_contain_text(CONTACT)

    second.get_by_label("Frivillige hjælper med opgaven").check()
    fill(second, line=LINE)
    second.locator("main [name=responsible]").select_option(label=two.firm.name)
    press(second, "Gem opgaven")
    expect(second.locator(".errors")).to_contain_text("Nogen har skrevet her, mens du skrev.")
    stands = second.get_by_role("region", name="Det står der nu")
    for text in ("Laver mad og dækker bord", CONTACT, two.club.name):
        expect(stands).to_contain_text(text)
    expect(second.locator("main [name=line]")).to_have_value(LINE)
    expect(second.locator("main [name=responsible] option:checked")).to_have_text(two.firm.name)
    both(second)
    fill(second, title="Laver mad og dækker bord", contact=CONTACT)
    press(second, "Gem opgaven")
    first.reload()
    row = first.locator("tr", has_text="Laver mad og dækker bord")
    for text in (CONTACT, LINE):
        expect(row).to_contain_text(text)


def test_two_who_write_a_task_each_at_once_have_both(visit: Visit, behind: Behind) -> None:
    two, chair, owner = behind(scene)
    pages = [visit(f"{two.address}opgaver/ny/", width=width, storage_state=state_of(key)) for key, width in ((chair, WIDE), (owner, PHONE))]
    for page, title, party in zip(pages, ("Inviterer naboer", "Kører grøntsager"), (two.club, two.firm), strict=True):
        fill(page, title=title)
        page.locator("main [name=responsible]").select_option(label=party.name)
    for page in pages:
        press(page, "Gem opgaven")
    for title in ("Inviterer naboer", "Kører grøntsager"):
        expect(pages[1].locator("tr", has_text=title)).to_contain_text("Ansvarlig")
