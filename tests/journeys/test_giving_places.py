"""A company gives five training places to an alliance: from an association's need, over the company's yes, to the desk that counts them."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import fine, member, now, organisation, who
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.write_need import NeedWords, write_need
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, clerk, key_at_work, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_main_job import Worker, fill, press
from tests.journeys.test_organisations import heading, sound

HERE: dict[str, Any] = {"postcode": "4330", "municipality_code": "0000"}


def keys_of(title: str) -> tuple[str, str]:
    """A club whose need is shown, and a company: the log-ins of the two who act for them."""
    club, firm = organisation(f"Klubben {title}"), organisation(f"Værkstedet {title}", "company")
    chair, owner = member(newcomer, f"c{time.time_ns()}@example.dk", club), member(newcomer, f"o{time.time_ns()}@example.dk", firm)
    words = NeedWords(kind="pair", title=title, text="Vi følger fem unge i praktik.", for_whom="Unge mellem 16 og 25", seats=5, **HERE)
    need = fine(write_need(who(chair), club.pk, words, now=now()))
    fine(move_need(who(chair), need.pk, "publish", now=now()))
    return key_of(chair), key_of(owner)


def begin_alliance(chair: Page) -> None:
    """The need grows into an alliance that the club is the first party of."""
    press(chair, "Start en alliance om det")
    expect(chair.get_by_role("status")).to_contain_text("Alliancen er startet")


def give_five(owner: Page, firm: str) -> None:
    """The company writes its offer, comes back to the need, and offers it."""
    owner.get_by_role("link", name="Fortæl, hvad du kan give").click()
    owner.locator("main [name=for_organisation]").select_option(label=firm)
    owner.locator("main [name=kind][value=place]").check()
    fill(owner, title="Fem pladser på værkstedet", text="Altid sammen med en, der kan det.", postcode="4330")
    owner.locator("main [name=municipality]").select_option(label="Nørrevang")
    owner.get_by_text("Mere, hvis du vil").click()
    fill(owner, units="5")
    press(owner, "Vis tilbuddet")
    heading(owner, "Giv noget, I har")
    owner.get_by_label("Fem pladser på værkstedet").check()
    fill(owner, units="5", words="I skal bare sige til.")
    press(owner, "Tilbyd dem det")


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_company_offers_five_training_places_to_an_alliance(visit: Visit, behind: Behind, worker: Worker, width: int) -> None:
    title = f"Fem i praktik {time.time_ns()}"
    chairs, owners = behind(lambda: keys_of(title))
    address = f"/behov/{title.lower().replace(' ', '-')}/"
    chair = visit(address, storage_state=state_of(chairs))
    begin_alliance(chair)

    owner = visit(address, width=width, storage_state=state_of(owners))
    owner.get_by_role("link", name="Giv noget, I har").click()
    heading(owner, "Giv noget, I har")
    sound(owner, width)
    give_five(owner, f"Værkstedet {title}")
    heading(owner, "Passer de to sammen?")
    sound(owner, width)
    worker()

    chair.goto(chair.url.split("/alliancer/")[0] + "/min-side/")
    chair.get_by_role("link", name=f"Nogen vil give noget til jeres behov: {title}").click()
    expect(chair.locator("main")).to_contain_text("I skal bare sige til.")
    sound(chair, WIDE)
    press(chair, "Ja, det gør vi")
    expect(chair.get_by_role("status")).to_contain_text("I har begge sagt ja")
    worker()
    chair.locator("main h2").get_by_role("link", name=title).click()
    expect(chair.locator("#hvem")).to_contain_text("5 af 5 pladser")

    owner.reload()
    expect(owner.locator("main")).to_contain_text("I har begge sagt ja")
    both(owner)
    desk = visit("/bord/tilbud-og-behov/", width=width, storage_state=state_of(behind(lambda: key_at_work(clerk()))))
    heading(desk, "Bordet for tilbud og behov")
    expect(desk.locator("#kapacitet")).to_contain_text("Praktik- eller jobplads (pladser)")
    sound(desk, width)
    desk.get_by_role("link", name="Foreslå, hvem der kunne").click()
    heading(desk, "Hvem kunne?")
    sound(desk, width)
