"""Somebody who helped writes hours on a phone, is thanked, takes a proof along that a stranger checks, and gets a trip paid; then takes the proof back."""

import time
from typing import Any

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import fine, member, now, organisation, who
from samspil.exchange.actions.answer_place import answer_place
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.write_need import NeedWords, write_need
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_main_job import Worker, fill, press
from tests.journeys.test_organisations import heading, sound

HERE: dict[str, Any] = {"postcode": "4330", "municipality_code": "0000"}


def somebody_helped(name: str) -> tuple[str, str, str]:
    """A need without a time that somebody came to: the log-ins of who leads the association and of who helped, and the need's address."""
    club = organisation(name)
    chair = member(newcomer, f"c{time.time_ns()}@example.dk", club, administrator=True)
    helper = newcomer(f"h{time.time_ns()}@example.dk")
    words = NeedWords(kind="help", title=f"Pluk æbler {name}", text="Vi plukker sammen.", for_whom="Alle i byen", seats=4, **HERE)
    need = fine(write_need(who(chair), club.pk, words, now=now()))
    fine(move_need(who(chair), need.pk, "publish", now=now()))
    signup = fine(sign_up(who(helper), need.pk, Yes(name="Hjælperen"), now=now()))
    if signup.state == "asked":
        fine(answer_place(who(chair), signup.pk, "confirm", now=now()))
    fine(answer_place(who(chair), signup.pk, "attend", now=now()))
    return key_of(chair), key_of(helper), need.address


def prove(helper: Page, stranger: Page) -> None:
    """A proof is made, a stranger checks its code, and it is taken back."""
    helper.goto("/behov/min-indsats/")
    helper.get_by_role("link", name="Tag den med dig").click()
    heading(helper, "Tag den med dig")
    sound(helper, PHONE)
    fill(helper, name="Hjælperen")
    press(helper, "Lav et bevis")
    expect(helper.get_by_role("status")).to_contain_text("Beviset er lavet")
    fill(stranger, kode=helper.locator("#beviser b").first.inner_text().lower())
    press(stranger, "Se efter")
    expect(stranger.get_by_role("status")).to_contain_text("1,5 timer")
    expect(stranger.locator("main")).not_to_contain_text("Hjælperen")
    sound(stranger, WIDE)
    helper.get_by_role("button", name="Tag det tilbage").click()
    expect(helper.get_by_role("status")).to_contain_text("trukket tilbage")
    stranger.reload()
    expect(stranger.get_by_role("status")).to_contain_text("Koden gælder ikke")


def be_paid(helper: Page, chair: Page, name: str) -> None:
    """A trip by the kilometre: asked on a phone, approved by the treasurer, with its voucher."""
    chair.goto("/behov/udgifter/")
    chair.get_by_role("link", name=name).click()
    sound(chair, WIDE)
    press(chair, f"Tag imod udgifter som {name}")
    helper.goto("/behov/udgifter/")
    helper.get_by_role("link", name=f"Bed {name}").click()
    helper.get_by_role("link", name="Andet").click()
    sound(helper, PHONE)
    fill(helper, amount="125,50", purpose="Kaffe til alle")
    press(helper, f"Send til {name}")
    expect(helper.locator("main")).to_contain_text("læg bilaget ved")
    helper.get_by_label("Jeg har bilaget").check()
    press(helper, f"Send til {name}")
    expect(helper.get_by_role("status")).to_contain_text("sendt til kassereren")
    chair.reload()
    chair.get_by_role("button", name=f"Godkend som {name}").click()
    expect(chair.locator("main")).to_contain_text("I alt: 125,50")
    sound(chair, WIDE)


def test_hours_a_thanks_a_proof_and_a_trip(visit: Visit, behind: Behind, worker: Worker) -> None:
    name = f"Mostlauget {time.time_ns()}"
    leads, helps, address = behind(lambda: somebody_helped(name))
    helper = visit("/behov/min-indsats/", width=PHONE, storage_state=state_of(helps))
    sound(helper, PHONE)
    helper.get_by_role("link", name="Skriv timer").first.click()
    sound(helper, PHONE)
    fill(helper, hours="1", rest="30", words="Plukkede")
    press(helper, f"Send til {name}")
    expect(helper.get_by_role("status")).to_contain_text("Timerne tæller, når")
    worker()
    chair = visit("/behov/timer/", storage_state=state_of(leads))
    sound(chair, WIDE)
    chair.get_by_role("button", name=f"Bekræft som {name}").click()
    expect(chair.get_by_role("status")).to_contain_text("Timerne er bekræftet")
    chair.goto(address)
    chair.get_by_role("link", name="Sig tak").click()
    sound(chair, WIDE)
    fill(chair, text="Tak, fordi du blev til det sidste.")
    press(chair, f"Sig tak som {name}")
    expect(chair.get_by_role("status")).to_contain_text("Takken er givet")
    worker()
    helper.goto("/behov/min-indsats/")
    expect(helper.locator("#tak")).to_contain_text("Tak, fordi du blev til det sidste.")
    sound(helper, PHONE)
    prove(helper, visit("/behov/bevis/"))
    be_paid(helper, chair, name)
