"""A lasting pair: from a need that names nobody, through two who say yes, a trial and talks, to a goodbye and a successor sought."""

import time

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import member, organisation
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_main_job import Worker, fill, press
from tests.journeys.test_organisations import heading, sound


def keys_of(club: str) -> tuple[str, str]:
    """The log-ins of an association's coordinator and of somebody with an hour a week."""
    coordinator = member(newcomer, f"k{time.time_ns()}@example.dk", organisation(club))
    return key_of(coordinator), key_of(newcomer(f"g{time.time_ns()}@example.dk"))


def ask_without_a_name(lead: Page, title: str) -> None:
    """The coordinator writes the need and shows it."""
    lead.locator("main [name=kind][value=pair]").check()
    fill(lead, title=title, text="En tur rundt om søen og en snak på arabisk.", for_whom="En ældre borger", postcode="4330", seats="1")
    lead.locator("main [name=unnamed]").check()
    lead.locator("main [name=municipality]").select_option("0000")
    press(lead, "Gem som kladde")
    press(lead, "Vis det for alle")
    expect(lead.locator("main")).to_contain_text("Hvem det er til, får man at vide")


def say_yes(giver: Page) -> None:
    """On a phone, with what one likes."""
    giver.get_by_role("link", name="Jeg vil gerne hjælpe").click()
    fill(giver, name="Sanne", phone="12 34 56 78")
    giver.get_by_text("Hvad du kan lide, så vi kan finde en").click()
    giver.locator("main [name=interests][value=walk]").check()
    giver.locator("main [name=languages][value=ar]").check()
    giver.locator("main [name=old_enough]").check()
    sound(giver, PHONE)
    press(giver, "Ja, jeg vil gerne")
    expect(giver.locator("main")).to_contain_text("Venter på svar")


def write_who(lead: Page) -> None:
    """Who it is about, as she has said that they may."""
    lead.get_by_role("link", name="Par", exact=True).click()
    heading(lead, "Par")
    sound(lead, WIDE)
    lead.get_by_role("link", name="Skriv, hvem det handler om").click()
    fill(lead, first_name="Amira", surname="Testesen", phone="87 65 43 21", near="Ved søen", about="Vil gerne ud at gå en gang om ugen.")
    lead.get_by_text("Hvad du kan lide, så vi kan finde en").click()
    lead.locator("main [name=interests][value=walk]").check()
    lead.locator("main [name=languages][value=ar]").check()
    press(lead, "Gem")
    expect(lead.locator("main")).to_contain_text("Spørg først den, det handler om")
    sound(lead, WIDE)
    lead.locator("main [name=knows]").check()
    press(lead, "Gem")
    heading(lead, "Amira")
    expect(lead.locator("main")).to_contain_text("De kan begge lide gåture · De taler begge arabisk")
    sound(lead, WIDE)


def test_a_lasting_pair_from_an_anonymous_need_to_a_goodbye(visit: Visit, behind: Behind, worker: Worker) -> None:
    title = f"En gåtur om ugen {time.time_ns() % 1_000_000}"
    lead_key, giver_key = behind(lambda: keys_of(f"Besøgsvennerne {title}"))
    lead = visit("/behov/skriv/", storage_state=state_of(lead_key))
    ask_without_a_name(lead, title)
    giver = visit("/" + lead.url.split("/", 3)[3], width=PHONE, storage_state=state_of(giver_key))
    say_yes(giver)
    lead.reload()
    write_who(lead)
    lead.get_by_role("button", name="Foreslå de to").click()
    expect(lead.get_by_role("status")).to_contain_text("Begge er spurgt")
    pair = lead.url
    worker()

    giver.goto(pair)
    expect(giver.locator("main")).to_contain_text("Ved søen")
    expect(giver.locator("main")).not_to_contain_text("Amira")
    sound(giver, PHONE)
    press(giver, "Ja, jeg vil gerne mødes")
    expect(giver.locator("main")).to_contain_text("Du hører fra os, når den anden har svaret")
    meet(lead, giver, pair)
    part(lead, giver, pair)
    both(lead)
    expect(lead.locator("main")).to_contain_text("Vælg en, der har sagt ja")
    giver.goto(pair)
    expect(giver.locator("main")).not_to_contain_text("Amira")


def meet(lead: Page, giver: Page, pair: str) -> None:
    """Her yes by telephone, a trial, and a talk."""
    lead.reload()
    lead.get_by_label("I telefonen").check()
    sound(lead, WIDE)
    press(lead, "De sagde ja")
    expect(lead.locator("main")).to_contain_text("Begge har sagt ja")
    giver.goto(pair)
    expect(giver.locator("main")).to_contain_text("Amira")
    expect(giver.locator("main")).not_to_contain_text("87 65 43 21")
    sound(lead, WIDE)
    press(lead, "Begynd prøvetiden")
    expect(lead.get_by_role("status")).to_contain_text("De er i gang")
    giver.reload()
    expect(giver.locator("main")).to_contain_text("Amira Testesen")
    expect(giver.locator("main")).to_contain_text("87 65 43 21")
    sound(giver, PHONE)


def part(lead: Page, giver: Page, pair: str) -> None:
    """One stops, without having to say why; the coordinator talks with both, and another is sought."""
    press(giver, "Stop")
    expect(giver.locator("main")).to_contain_text("Koordinatoren ringer til jer hver for sig")
    lead.goto(pair)
    sound(lead, WIDE)
    press(lead, "Vi har talt sammen")
    lead.get_by_label("Ja, led efter en ny").check()
    press(lead, "Gem svaret")
    expect(lead.get_by_role("status")).to_contain_text("Det er skrevet ned")
