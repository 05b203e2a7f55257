"""The four keep their word or say why not, check up on themselves, end well, and tell of it as an example that everybody reads."""

from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import expect

from samspil.alliances.actions.check_ups_by_clock import close_over
from samspil.alliances.domain.checkup import Question
from tests.journeys.conftest import Visit
from tests.journeys.four_agree import EVENINGS, PLACES
from tests.journeys.four_people import Four, Someone, Worker
from tests.journeys.insiders import Behind, both
from tests.journeys.test_editors import at_work
from tests.journeys.test_main_job import fill, next_step, press
from tests.journeys.test_organisations import heading

WHY_NOT = "Køkkenet var lukket i juli."


def deliver(one: Someone, quantity: str, what: str) -> None:
    """A piece of what the party promised."""
    one.page.locator("tr", has_text=what).get_by_role("link", name="Skriv en levering").click()
    one.page.get_by_label("Hvor mange eller hvor meget?").fill(quantity)
    one.page.get_by_label("Hvad viser det?").fill("Listen hos formanden")
    one.looks()
    press(one.page, "Gem leveringen")


def keep(four: Four) -> None:
    """The company keeps its promise; the association does not, and says why, so that all see both."""
    _, club, firm, school = four.at("Tilsagn")
    deliver(firm, "10", PLACES)
    expect(firm.page.locator("tr", has_text=PLACES)).to_contain_text("Holdt")
    firm.looks()
    deliver(club, "12", EVENINGS)
    club.page.locator("tr", has_text=EVENINGS).get_by_role("link", name="Sig, at det ikke blev holdt").click()
    club.page.get_by_label("Hvorfor blev det ikke holdt?").fill(WHY_NOT)
    club.looks()
    press(club.page, "Sig det")
    school.page.reload()
    expect(school.page.locator("tr", has_text=EVENINGS)).to_contain_text(f"»{WHY_NOT}«")
    school.looks()


def answer_checkup(one: Someone, mark: int) -> None:
    """The eight questions, alone; nobody sees the others' answers."""
    one.walks(f"Svar for {one.party}")
    for number, question in enumerate(Question):
        one.page.locator(f"[name={question.value}][value='{max(1, mark - number % 2)}']").check()
    if one.width != 1280:
        one.looks()
    one.presses("Svar for")
    one.sees("Svaret er gemt")


def check_up(four: Four, behind: Behind) -> None:
    """The school asks for a round; each answers, and the next morning the answers are shown together."""
    four.school.goes("Alliancetjek")
    four.school.presses("Bed om et tjek for")
    for one, mark in zip(four.at("Alliancetjek"), (5, 4, 2, 5), strict=True):
        answer_checkup(one, mark)
    assert behind(lambda: close_over(localdate() + timedelta(days=1))) == 1
    for one in (four.firm, four.school):
        one.page.reload()
        one.sees("4 af 4 parter svarede")
        one.looks()


def end_well(four: Four) -> None:
    """Through the guide together, with a lesson each of two, until nothing is unsaid."""
    hall, club, firm, _ = four.at("")
    for one, learnt in ((club, "Spørg køkkenet først."), (firm, "Unge vil gerne have jord under neglene.")):
        one.walks("Afslut alliancen")
        fill(one.page, learnt=learnt)
        one.presses("Gem for")
    hall.walks("Afslut alliancen")
    for name in ("citizens", "volunteers", "data", "things"):
        hall.page.locator(f"[name={name}_done]").check()
        fill(hall.page, **{f"{name}_by": "Klubbens formand"})
    hall.page.get_by_label("En af parterne fører den videre").check()
    fill(hall.page, onward_to=club.party)
    both(hall.page)
    press(hall.page, "Gem kun")
    hall.sees("I har været det hele igennem")
    press(hall.page, "Gem, og gå videre til at lukke den")
    both(hall.page)
    hall.presses("Afslut den, for")
    expect(hall.page.locator(".page-head")).to_contain_text("Afsluttet")
    hall.looks()


def tell(four: Four, worker: Worker) -> None:
    """The municipality writes the text, each party says yes to its own part, and it is sent to the editors."""
    hall = four.hall
    for one in four.at(""):
        one.page.get_by_role("button", name=f"Ja, alle må se siden ({one.party})").click()
    next_step(hall.page, "Fortæl andre, hvad I gjorde")
    hall.walks("Skriv den fælles tekst")
    hall.page.get_by_label("Hvad kom der ud af det?").fill("Tolv aftener og ti unge i praktik.")
    press(hall.page, "Gem")
    hall.sees("Skriv lidt mere: 60-220 tegn")
    hall.page.get_by_label("I en eller to sætninger").fill("Kommune, madklub, gartneri og skole dækker et langt bord, og alle kan komme.")
    hall.page.get_by_label("Hvilket velfærdsområde?").select_option(label="Lokalsamfund")
    both(hall.page)
    press(hall.page, "Gem")
    for one in four.at("Fortæl om det"):
        one.walks(f"Se, hvordan {one.party} kommer til at stå, og sig ja")
        if one in (hall, four.firm):
            one.looks()
        one.presses("Sig ja for")
        one.sees(f"{one.party} har sagt ja")
    hall.page.reload()
    hall.looks()
    hall.presses("Send det til redaktionen for")
    worker()


def publish(visit: Visit, worker: Worker, title: str) -> None:
    """A reviewer finds it on the desk, and publishes it."""
    reviewer = at_work(visit, "fagfaelle", "/bord/")
    reviewer.get_by_role("link", name=title).first.click()
    reviewer.get_by_role("region", name="Venter på dit gennemsyn").get_by_role("button", name="Godkend, og udgiv").click()
    expect(reviewer.locator(".messages")).to_contain_text(title)
    worker()


def read(visit: Visit, four: Four) -> None:
    """Somebody who takes no part finds the example, reads it, and follows it to the alliance and back."""
    visitor = visit("/eksempler/")
    visitor.get_by_role("link", name=four.title).first.click()
    heading(visitor, four.title)
    for one in four.people.values():
        expect(visitor.locator("main")).to_contain_text(one.party)
    both(visitor)
    visitor.locator("section", has=visitor.get_by_role("heading", name="Alliancen, der fortæller")).get_by_role("link", name=four.title).click()
    heading(visitor, four.title)
    expect(visitor.locator("main")).to_contain_text("Blev ikke holdt")
    both(visitor)
    visitor.get_by_role("link", name="Læs om det som eksempel").click()
    heading(visitor, four.title)
