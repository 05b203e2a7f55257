"""An invitation that never arrives: whoever invited sees that the mail came back, and what to do now."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import member, organisation, started
from samspil.identity.actions.address_trouble import take_bounces
from samspil.identity.tests.test_bounces import bounce
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.mails import path_from_mail
from tests.journeys.test_main_job import fill, new_address

PARTY = "Cykelsmeden"
CAME_BACK = "Mailen kom tilbage"


def scene() -> tuple[str, str, str]:
    """An alliance of one party, its club, and a browser of the chair of both."""
    two = started(newcomer, "Cykelholdet")
    club = organisation("Cykelklubben")
    member(newcomer, "formand@example.dk", club)
    two.chair.memberships.create(organisation=club, administrator=True, asked_at=timezone.now(), active_from=timezone.now())
    return two.address, f"{club.address}medlemmer/", key_of(two.chair)


def comes_back(address: str) -> Any:
    """The server of the address says that there is nobody of that name."""
    return take_bounces(bounce(address, key=address), now=timezone.now())


def row_of(page: Page) -> Any:
    return page.locator("li", has_text=PARTY)


def test_whoever_invited_sees_that_the_mail_came_back(visit: Visit, behind: Behind, worker: Callable[[], None]) -> None:
    address, _, key = behind(scene)
    wrong, right = new_address("smde"), new_address("smed")
    page = visit(f"{address}inviter/", storage_state=state_of(key))
    invite(page, wrong)
    expect(page.get_by_role("status")).to_contain_text(f"{PARTY} er inviteret")
    expect(page.locator(".party", has_text=PARTY)).to_contain_text("Har ikke svaret endnu")
    behind(lambda: comes_back(wrong))
    page.reload()
    expect(page.locator(".party", has_text=PARTY)).to_contain_text(CAME_BACK)
    both(page)
    page.get_by_role("link", name=CAME_BACK).click()
    expect(row_of(page)).to_contain_text(wrong)
    expect(row_of(page)).to_contain_text(CAME_BACK)
    both(page)
    row_of(page).get_by_role("button", name="Send igen").click()
    expect(page.locator(".party", has_text=PARTY)).to_contain_text("Har ikke svaret endnu")
    page.goto(f"{address}inviter/")
    row_of(page).get_by_role("button", name="Træk invitationen tilbage").click()
    page.goto(f"{address}inviter/")
    invite(page, right)
    worker()
    assert path_from_mail(right).startswith("/alliancer/invitation/")


def invite(page: Page, address: str) -> None:
    fill(page, name=PARTY, email=address)
    page.locator("main [name=sector]").select_option(label="Erhverv")
    page.get_by_role("button", name="Send invitationen").click()


def test_the_same_for_somebody_who_is_invited_into_an_organisation(visit: Visit, behind: Behind) -> None:
    _, members, key = behind(scene)
    wrong = new_address("kaserer")
    page = visit(members, storage_state=state_of(key))
    page.get_by_label("Personens e-mail").fill(wrong)
    page.get_by_role("button", name="Send invitationen").click()
    expect(page.get_by_role("status")).to_contain_text(f"{wrong} får en mail")
    behind(lambda: comes_back(wrong))
    page.reload()
    asked = page.locator("section", has=page.get_by_role("heading", name="Inviteret"))
    expect(asked).to_contain_text(CAME_BACK)
    both(page)
    asked.get_by_role("button", name="Send igen").click()
    expect(page.get_by_role("status")).to_contain_text(f"{wrong} får en mail")
    expect(asked).not_to_contain_text(CAME_BACK)
