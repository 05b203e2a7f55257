"""Somebody without e-mail is helped in by the municipality's staff, with a code on paper, and later gives an e-mail of their own."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, clerk, key_at_work, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.mails import code_from_mail
from tests.journeys.test_main_job import fill, new_address
from tests.journeys.test_organisations import heading, sound

NAME = "Besøgsven på Åvej"


def register(page: Page) -> None:
    """First without what must be there, then whole."""
    heading(page, "Personer uden e-mail")
    page.get_by_role("button", name="Skriv personen ind").click()
    expect(page.locator(".errors")).to_be_focused()
    both(page)
    fill(page, name=NAME, contact="12 34 56 78", purpose="Være besøgsven")
    page.locator("main [name=heard]").check()
    page.get_by_role("button", name="Skriv personen ind").click()
    heading(page, NAME)
    sound(page, WIDE)


def test_a_person_is_registered_and_logs_in_with_number_and_code(visit: Visit, behind: Behind) -> None:
    desk = visit("/bord/uden-mail/", storage_state=state_of(behind(lambda: key_at_work(clerk()))))
    register(desk)
    desk.get_by_role("button", name="Lav en kode").click()
    paper = desk.get_by_role("status")
    both(desk)
    number, code = paper.locator("b").all_inner_texts()[1:]

    person = visit("/konto/log-ind/", width=PHONE)
    person.get_by_role("link", name="Log ind med dem").click()
    heading(person, "Log ind med nummer og kode")
    fill(person, number=number, code="BBBB 2222")
    person.get_by_role("button", name="Log ind").click()
    expect(person.locator(".errors")).to_be_focused()
    both(person)
    fill(person, number=number.lower(), code=code.lower())
    person.get_by_role("button", name="Log ind").click()
    heading(person, "Min side")
    both(person)

    own = new_address("egen")
    person.get_by_role("link", name="Giv os en e-mail").click()
    heading(person, "Giv os en e-mail")
    sound(person, PHONE)
    fill(person, email=own)
    person.get_by_role("button", name="Send koden").click()
    person.locator("[name=code]").fill(code_from_mail(own))
    person.locator("[name=code]").press("Enter")
    expect(person.get_by_role("status")).to_contain_text("bekræftet")
    person.goto("/min-side/")
    expect(person.locator(".lead")).to_contain_text(own)

    desk.goto("/bord/uden-mail/")
    desk.get_by_role("link", name=NAME).click()
    expect(desk.locator("main")).to_contain_text("Personen har fået sin egen e-mail")
    expect(desk.get_by_role("button", name="Lav en kode")).to_have_count(0)
    expect(desk.get_by_text("Personen vil slettes")).to_have_count(0)
    both(desk)
