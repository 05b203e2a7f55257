"""Four people who carry one alliance, each in a browser of their own and one of them on a phone: who they are, and how they come in through the mails."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from samspil.alliances.presenting.places import GROUPS
from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE, look
from tests.journeys.mails import path_from_mail
from tests.journeys.test_editors import log_in
from tests.journeys.test_main_job import bring_in, fill, free_cvr, new_address, next_step, press, sign_up, write_for
from tests.journeys.test_organisations import heading

Worker = Callable[[], None]
KINDS = {"club": ("Forening", "Civilsamfund"), "firm": ("Virksomhed", "Erhverv"), "school": ("Uddannelse eller forskning", "Viden")}
SHARES = {
    "hall": ("Et køkken og en medarbejder hver onsdag", "At vi lover for meget", "Færre, der spiser alene"),
    "club": ("Seks frivillige", "Vores navn", "Flere medlemmer"),
    "firm": ("Grøntsager og ti pladser", "Tid i gartneriet", "Hænder, der kender faget"),
    "school": ("Elever, der laver mad", "En dag om ugen", "Rigtige opgaver at lære af"),
}


@dataclass
class Someone:
    """A person with a browser, and the party they act for."""

    page: Page
    width: int
    party: str

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def looks(self) -> None:
        """At what is on the screen: axe, no scroll sideways, nothing cut off, nothing in the console."""
        look(self.page, self.page.heard, self.width)  # type: ignore[attr-defined]  # kept with its page by visit()

    def presses(self, button: str) -> None:
        """A button with the party on it."""
        press(self.page, f"{button} {self.party}")

    def walks(self, *links: str) -> None:
        for link in links:
            self.page.get_by_role("link", name=link, exact=True).first.click()

    def goes(self, place: str) -> None:
        """To one of the alliance's pages, by the links that stand on all of them: first its group, then the page."""
        group = next(group for group in GROUPS if any(one.word == place for one in group.places))
        for word in dict.fromkeys((group.word, place)):
            self.page.locator(".places").get_by_role("link", name=word, exact=True).click()


@dataclass
class Four:
    """The people by what they are, and the alliance's name and address."""

    people: dict[str, Someone]
    title: str
    address: str

    def __getattr__(self, name: str) -> Someone:
        return self.people[name]

    def at(self, place: str) -> list[Someone]:
        """All four, each on this page of the alliance."""
        for one in self.people.values():
            one.page.goto(self.address)
            if place:
                one.goes(place)
        return list(self.people.values())


def begin(visit: Visit) -> Someone:
    """The municipality's coordinator goes from the front page to an alliance of her own."""
    page = visit("/", width=WIDE)
    page.get_by_role("link", name="Alliancer", exact=True).first.click()
    page.get_by_role("link", name="Start en alliance").first.click()
    log_in(page, "koordinator")
    heading(page, "Start en alliance")
    hall = Someone(page, WIDE, "Nørrevang Kommune")
    hall.looks()
    fill(page, title=f"Onsdagsbordet {time.time_ns() // 1000 % 1_000_000}", purpose="Flere skal spise sammen om onsdagen.", target_group="Naboer")
    page.locator("main [name=for_organisation]").select_option(label=hall.party)
    page.locator("main [name=municipality]").select_option(label="Nørrevang")
    press(page, "Start alliancen")
    return hall


def invite(hall: Someone) -> dict[str, tuple[str, str]]:
    """Three more by mail; by what they are, their name and address."""
    asked, stamp = {}, time.time_ns() // 1000 % 1_000_000
    next_step(hall.page, "Inviter en part mere")
    for who, called in {"club": "Madklubben", "firm": "Gartneriet", "school": "Produktionsskolen"}.items():
        asked[who] = (f"{called} {stamp}", new_address(who))
        hall.page.get_by_label("Hvad hedder parten?").fill(asked[who][0])
        hall.page.get_by_label("Hvor hører de til?").select_option(label=KINDS[who][1])
        hall.page.get_by_label("E-mail til en person hos dem").fill(asked[who][1])
        hall.page.get_by_label("En hilsen til dem").fill("Kom og vær med til at dække bordet.")
        press(hall.page, "Send invitationen")
        expect(hall.page.get_by_role("status")).to_contain_text(f"{asked[who][0]} er inviteret")
        hall.page.get_by_role("link", name="Inviter en part mere").click()
    hall.looks()
    return asked


def come_in(visit: Visit, who: str, party: str, address: str) -> Someone:
    """From the mail to a party that says yes and writes what it brings, has at stake and gains."""
    one = Someone(visit(path_from_mail(address), width=PHONE if who == "firm" else WIDE), PHONE if who == "firm" else WIDE, party)
    if who == "firm":
        one.looks()
    sign_up(one.page, address)
    bring_in(one.page, KINDS[who][0], party, "" if who == "club" else free_cvr())
    one.presses("Sig ja for")
    write(one, who)
    return one


def write(one: Someone, who: str) -> None:
    brings, stake, gain = SHARES[who]
    write_for(one.page, one.party, brings, stake, gain)


def gather(visit: Visit, worker: Worker) -> Four:
    """All four are in, and each has written for itself."""
    hall = begin(visit)
    title, address = hall.page.locator("h1").inner_text(), hall.page.url
    asked = invite(hall)
    worker()
    others = {who: come_in(visit, who, *named) for who, named in asked.items()}
    hall.page.goto(address)
    write(hall, "hall")
    others["firm"].looks()
    return Four({"hall": hall, **others}, title, address)
