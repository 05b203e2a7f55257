"""The four write what they agree, walk the legal check, sign the same text, and amend it."""

from datetime import date, timedelta

from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.journeys.four_people import Four, Someone
from tests.journeys.insiders import both
from tests.journeys.test_main_job import fill, next_step, press
from tests.journeys.test_main_job import sign as sign_as
from tests.journeys.test_organisations import heading

TODAY = localdate()  # a day as people write it; the period begins whenever this runs
PLACES, EVENINGS = "Træningspladser i gartneriet", "Fællesspisninger"
# What the municipality answers, page by page: some answers bring more questions.
ANSWERS = (
    ("Hvem I hjælper", {"area": "elderly", "children_under_15": "nej", "child_concern": "nej"}),
    ("Hvem I hjælper", {"elderly_task": "meals"}),
    ("Det offentliges ansvar", {"service_today": "voluntary", "handed_over_task": "nej", "replaces_staff": "nej"}),
    ("Det offentliges ansvar", {"service_tomorrow": "municipality"}),
    ("De frivillige", {"volunteers_act_for": "association", "youngest_volunteer": "18", "insured_by": "?"}),
)


def written(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def add_task(one: Someone, title: str, helps: Someone, *, contact: str = "") -> None:
    """A task that the person's own party answers for and another helps in."""
    one.page.get_by_role("link", name="Skriv en opgave").click()
    fill(one.page, title=title)
    one.page.locator("main [name=responsible]").select_option(label=one.party)
    one.page.locator("#id_helps").get_by_label(helps.party).check()
    if contact:
        one.page.get_by_label("Frivillige hjælper med opgaven").check()
        fill(one.page, contact=contact, line="De frivillige laver mad. De ansatte svarer for køkkenet.")
    one.looks()
    press(one.page, "Gem opgaven")
    expect(one.page.locator("tr", has_text=title)).to_contain_text("Ansvarlig")


def share_tasks(four: Four) -> None:
    four.at("")
    add_task(four.club, "Laver mad og dækker bord", four.school, contact="Klubbens formand")
    add_task(four.firm, "Leverer grøntsager", four.club)


def promise(one: Someone, quantity: str, unit: str, what: str, kind: str) -> None:
    """Something in numbers, before half a year is gone."""
    one.goes("Tilsagn")
    one.walks(f"Giv et tilsagn for {one.party}")
    one.page.get_by_label("Hvad lover I?").fill(what)
    one.page.get_by_label("Hvad er det for noget?").select_option(label=kind)
    one.page.get_by_label("Hvor mange eller hvor meget?").fill(quantity)
    one.page.get_by_label("Af hvad?").fill(unit)
    one.page.get_by_label("Senest hvornår?").fill(written(TODAY + timedelta(days=180)))
    one.looks()
    one.presses("Giv tilsagnet for")
    one.sees(f"{quantity} {unit}: {what}")


def answer_law(hall: Someone) -> None:
    """The municipality answers, reads what the law asks of each, and says so."""
    next_step(hall.page, "Svar på spørgsmål om det, I laver")
    for title, answers in ANSWERS:
        heading(hall.page, title)
        for fact, value in answers.items():
            field = hall.page.locator(f"#spm-{fact}")
            field.locator("input[inputmode]").fill(value) if value.isdigit() else field.locator(f"input[value='{value}']").check()
        if title == "De frivillige":
            both(hall.page)
        hall.presses("Gem og gå videre, for")
    hall.page.get_by_role("link", name="Til resultatet uden at gemme").click()
    hall.sees("Det skal I gøre")
    both(hall.page)
    hall.presses("Vi har læst det, for")


def propose(hall: Someone) -> None:
    """The period, and the text is locked."""
    hall.goes("Overblik")
    next_step(hall.page, "Skriv, fra hvornår og til hvornår")
    fill(hall.page, first_day=written(TODAY), last_day=written(TODAY + timedelta(days=364)))
    hall.looks()
    press(hall.page, "Gem")
    next_step(hall.page, "Gør aftalen klar til underskrift")
    hall.looks()
    press(hall.page, "Gør aftalen klar")


def sign(four: Four, version: int) -> None:
    """All four say yes to this version."""
    for one in four.at("Aftale"):
        one.sees(f"version {version}")
        if one is four.firm or (version, one) == (1, four.hall):
            one.looks()
        sign_as(one.page, one.party, "En underskriver")
    four.school.sees("Nu har alle sagt ja")


def agree(four: Four) -> None:
    """From four parties to an agreement that all have signed, and that is begun."""
    share_tasks(four)
    promise(four.firm, "10", "pladser", PLACES, "Træningspladser eller lærepladser")
    promise(four.club, "20", "aftener", EVENINGS, "Andet")
    four.hall.page.goto(four.address)
    answer_law(four.hall)
    propose(four.hall)
    sign(four, 1)
    four.hall.page.goto(four.address)
    next_step(four.hall.page, "Alle har sagt ja. Tillykke.")
    expect(four.hall.page.locator(".page-head")).to_contain_text("I gang")


def amend(four: Four) -> None:
    """The association proposes that they eat on Thursdays too, and the others say yes."""
    club = four.club
    club.page.goto(four.address)
    club.walks("Ændr, forny eller se tidligere ændringer")
    club.page.get_by_label("Hvad vil I ændre?").fill("Vi spiser også om torsdagen")
    club.page.get_by_label("Hvorfor vil I det?").fill("Der står ti på venteliste.")
    club.looks()
    club.page.get_by_role("button", name="Foreslå det for").click()
    club.walks("Navn, formål og periode")
    fill(club.page, purpose="Flere skal spise sammen om onsdagen og torsdagen.")
    press(club.page, "Gem")
    club.walks("Se ændringen")
    expect(club.page.locator("ins").first).to_contain_text("torsdagen")
    club.looks()
    press(club.page, "Gør ændringen klar til underskrift")
    sign(four, 2)
