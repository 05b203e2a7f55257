"""The main job: two people who were never here go from the front page to an agreement that both their organisations have said yes to.

Each has a browser of their own, one of them on a phone; the second comes in through a mail. The box "Næste skridt" leads
all the way: nobody needs to know the product. People need ten minutes at most; a robot needs less than two.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from samspil.identity.domain.organisations import is_cvr
from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.mails import code_from_mail, path_from_mail
from tests.journeys.test_organisations import PASSWORD, heading, sound

MOST_SECONDS = 600
Worker = Callable[[], None]


def new_address(who: str) -> str:
    return f"{who}{time.time_ns()}@example.dk"


def sign_up(page: Page, address: str) -> None:
    """From the log-in that stood in the way, or the invitation, to an account with a proved address."""
    page.get_by_role("link", name="Opret en konto").click()
    page.locator("[name=email]").fill(address)
    page.locator("[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Opret kontoen").click()
    page.locator("[name=code]").fill(code_from_mail(address))
    page.locator("[name=code]").press("Enter")


def free_cvr() -> str:
    """A number with the right check digit that no test before has used."""
    return next(str(number) for number in range(10_000_000 + time.time_ns() // 1000 % 80_000_000, 99_999_999) if is_cvr(str(number)))


def bring_in(page: Page, kind: str, name: str, cvr: str = "") -> None:
    """The organisation the person acts for."""
    page.locator(".note").get_by_text("Opret jeres organisation").click()
    heading(page, "Opret jeres organisation")
    page.get_by_label("Hvad er I?").select_option(label=kind)
    page.get_by_label("Organisationens navn").fill(name)
    page.get_by_label("Hvilken kommune hører I til?").select_option(label="Nørrevang")
    fill(page, cvr=cvr)
    page.get_by_role("button", name="Opret organisationen").click()
    expect(page.get_by_role("status")).to_contain_text(f"{name} er oprettet")


def fill(page: Page, **texts: str) -> None:
    """Fields by their names."""
    for name, text in texts.items():
        page.locator(f"main [name={name}]").fill(text)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def next_step(page: Page, says: str) -> None:
    """Follow the box that tells what to do now."""
    box = page.locator(".next")
    expect(box.get_by_role("heading")).to_have_text(says)
    box.get_by_role("link").or_(box.get_by_role("button")).click()


def write_for(page: Page, party: str, brings: str, stake: str, gain: str) -> None:
    """What the party brings, has at stake and gains."""
    page.get_by_role("link", name=f"Skriv for {party}").click()
    fill(page, brings=brings, stake=stake, gain=gain)
    press(page, f"Gem for {party}")
    expect(page.get_by_role("status")).to_contain_text("Det er gemt")


def sign(page: Page, party: str, name: str) -> None:
    fill(page, name=name)
    press(page, f"Skriv under for {party}")


@dataclass(frozen=True)
class Story:
    """What this walk calls things; no two walks share a name."""

    stamp: int
    chair: str
    owner: str

    @property
    def title(self) -> str:
        return f"Torsdagsbordet {self.stamp}"

    @property
    def club(self) -> str:
        return f"Madklubben {self.stamp}"

    @property
    def firm(self) -> str:
        return f"Bageriet {self.stamp}"


def begin(page: Page, story: Story, width: int) -> None:
    """From the front page through an example to an alliance of one's own, with an invitation on its way."""
    page.locator("main [name=q]").fill("spisevenner")
    page.locator("main [name=q]").press("Enter")
    page.get_by_role("link", name="Spisevenner").first.click()
    heading(page, "Spisevenner")
    page.get_by_role("link", name="Start en alliance som denne").click()
    sign_up(page, story.chair)
    heading(page, "Start en alliance som »Spisevenner«")
    bring_in(page, "Forening", story.club)
    heading(page, "Start en alliance som »Spisevenner«")
    sound(page, width)
    fill(page, title=story.title, purpose="Flere skal spise sammen om torsdagen.", target_group="Naboer, der ofte spiser alene")
    press(page, "Start alliancen")
    heading(page, story.title)


def invite(page: Page, story: Story) -> None:
    next_step(page, "Inviter en part mere")
    fill(page, name=story.firm, email=story.owner)
    page.locator("main [name=sector]").select_option(label="Erhverv")
    press(page, "Send invitationen")


def come_in(page: Page, story: Story, width: int) -> None:
    """From the mail to a party that has written its part."""
    sign_up(page, story.owner)
    heading(page, f"I er inviteret til »{story.title}«")
    sound(page, width)
    bring_in(page, "Virksomhed", story.firm, free_cvr())
    press(page, f"Sig ja for {story.firm}")
    heading(page, story.title)
    write_for(page, story.firm, "Brød fra i går", "Tid i butikken", "Nye kunder, og mindre går til spilde")
    sound(page, width)


def make_ready(page: Page, story: Story, width: int) -> None:
    """The rest of what the agreement needs, as the box asks for it."""
    write_for(page, story.club, "Seks frivillige", "Vores navn", "Flere medlemmer")
    next_step(page, "Skriv den første opgave")
    fill(page, title="Laver mad og dækker bord")
    page.locator("main [name=responsible]").select_option(label=story.club)
    press(page, "Gem opgaven")
    next_step(page, "Svar på spørgsmål om det, I laver")
    press(page, f"Gem og gå videre, for {story.club}")
    heading(page, "Det offentliges ansvar")
    page.locator("#spm-service_today input[value=none]").check()
    press(page, f"Gem og gå videre, for {story.club}")
    page.get_by_role("link", name="Til resultatet uden at gemme").click()
    press(page, f"Vi har læst det, for {story.club}")
    page.get_by_role("link", name="Overblik").click()
    next_step(page, "Skriv, fra hvornår og til hvornår")
    fill(page, first_day="01-03-2027", last_day="28-02-2028")
    press(page, "Gem")
    sound(page, width)
    next_step(page, "Gør aftalen klar til underskrift")
    expect(page.get_by_text("Laver mad og dækker bord")).to_be_visible()
    press(page, "Gør aftalen klar")


@pytest.mark.parametrize(("first", "second"), [(WIDE, PHONE), (PHONE, WIDE)])
def test_from_the_front_page_to_an_agreement_of_two_parties(visit: Visit, worker: Worker, first: int, second: int) -> None:
    began, story = time.monotonic(), Story(time.time_ns() // 1000 % 1_000_000, new_address("formand"), new_address("bager"))
    page = visit("/", width=first)
    begin(page, story, first)
    address = page.url
    invite(page, story)
    worker()

    other = visit(path_from_mail(story.owner), width=second)
    come_in(other, story, second)

    page.goto(address)
    make_ready(page, story, first)
    sign(page, story.club, "Formanden")
    worker()

    other.reload()
    next_step(other, "Skriv under på aftalen")
    sound(other, second)
    sign(other, story.firm, "Bageren")
    other.goto(address)
    expect(other.locator(".page-head")).to_contain_text("Aftalen er på plads")
    sound(other, second)
    paper = page.request.get(f"{address}aftale/1.pdf")
    assert (paper.status, paper.headers["content-type"], paper.body()[:5]) == (200, "application/pdf", b"%PDF-")
    assert time.monotonic() - began < MOST_SECONDS
