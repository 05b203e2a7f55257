"""Somebody gives, somebody asks: an offer written on a phone without an account, and a young person who finds a task near by and comes."""

import time

import pytest
from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import member, organisation
from samspil.identity.models import Person
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.mails import path_from_mail
from tests.journeys.test_main_job import Worker, fill, new_address, press
from tests.journeys.test_organisations import heading, sound

TWO_MINUTES = 120


def chair_of(name: str) -> Person:
    """Somebody who acts for a confirmed association of the made-up municipality."""
    return member(newcomer, "formand@example.dk", organisation(name))


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"main [name={name}][value='{value}']").check()


def test_an_offer_is_written_without_an_account_and_confirmed_by_mail(visit: Visit, worker: Worker) -> None:
    own, title, began = new_address("giver"), f"En tur om onsdagen {time.time_ns()}", time.monotonic()
    page = visit("/behov/", width=PHONE)
    page.get_by_role("link", name="Fortæl, hvad du kan give").first.click()
    heading(page, "Fortæl, hvad du kan give")
    sound(page, PHONE)
    press(page, "Send mig linket")
    expect(page.locator(".errors")).to_be_focused()
    both(page)
    fill(page, title=title, text="Jeg kører gerne.", postcode="4330", email=own)
    page.locator("main [name=municipality]").select_option(label="Nørrevang")
    choose(page, "whens", "evening")
    choose(page, "age", "adult")
    press(page, "Send mig linket")
    heading(page, "Se i din indbakke")
    sound(page, PHONE)
    worker()
    page.goto(path_from_mail(own))
    heading(page, "Bekræft dit tilbud")
    sound(page, PHONE)
    press(page, "Ja, vis mit tilbud")
    heading(page, "Dit tilbud er åbent")
    sound(page, PHONE)
    assert time.monotonic() - began < TWO_MINUTES


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_young_person_finds_a_task_near_by_and_the_club_sees_who_comes(visit: Visit, behind: Behind, worker: Worker, width: int) -> None:
    club, title = f"Naboklubben {time.time_ns()}", f"Stil stole op {time.time_ns()}"
    chair = visit("/behov/skriv/", storage_state=state_of(behind(lambda: key_of(chair_of(club)))))
    choose(chair, "kind", "short")
    fill(chair, title=title, text="Vi stiller stole op til fællesspisning.", for_whom="Alle i byen", postcode="4330", min_age="15", contact="Værten")
    press(chair, "Gem som kladde")
    heading(chair, title)
    sound(chair, WIDE)
    press(chair, "Vis det for alle")
    expect(chair.get_by_role("status")).to_contain_text("vist for alle")
    worker()

    young = visit("/behov/", width=width, storage_state=state_of(behind(lambda: key_of(newcomer("ung@example.dk")))))
    young.get_by_role("link", name="Noget for mig nu").click()
    fill(young, by="Hvalsø", alder="17")
    press(young, "Vis opgaver")
    expect(young.locator("#resultat")).to_contain_text(title)
    sound(young, width)
    young.locator(".hit").filter(has_text=title).get_by_role("link", name="Jeg vil gerne hjælpe").click()
    heading(young, "Sig ja")
    fill(young, name="Sanne")
    press(young, "Ja, jeg vil gerne")
    expect(young.locator(".errors")).to_be_focused()
    both(young)
    young.get_by_label("Jeg er fyldt 15 år").check()
    press(young, "Ja, jeg vil gerne")
    expect(young.get_by_role("status")).to_contain_text("Du har en plads")
    expect(young.locator("main")).to_contain_text("Spørg efter: Værten")
    sound(young, width)

    chair.reload()
    expect(chair.locator("#hvem")).to_contain_text("Sanne")
    chair.locator("#hvem").get_by_role("button", name="Var med").click()
    expect(chair.locator("#hvem")).to_contain_text("Var med")
    both(chair)
