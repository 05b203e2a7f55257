"""A coordinator fills sixty shifts in one screen; somebody cancels an hour before, and the first who says yes takes it."""

import time
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import fine, member, now, organisation, who
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.write_need import NeedWords, write_need
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.models import Shift, ShiftPlace
from samspil.identity.models import Person
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_main_job import Worker, fill, press
from tests.journeys.test_organisations import heading, sound

HERE: dict[str, Any] = {"postcode": "4330", "municipality_code": "0000"}
PEOPLE = 12


def keys_of(title: str) -> tuple[str, str]:
    """A need of shifts that twelve have said yes to: the log-in of who asks, and its address."""
    club = organisation(f"Køkkenet {title}")
    chair = member(newcomer, f"c{time.time_ns()}@example.dk", club)
    words = NeedWords(kind="shifts", title=title, text="Vi laver mad til mange.", for_whom="Alle i byen", seats=40, contact="Køkkenchefen", **HERE)
    need = fine(write_need(who(chair), club.pk, words, now=now()))
    fine(move_need(who(chair), need.pk, "publish", now=now()))
    for number in range(PEOPLE):
        fine(sign_up(who(newcomer(f"v{number}-{time.time_ns()}@example.dk")), need.pk, Yes(name=f"Hjælper {number}"), now=now()))
    return key_of(chair), need.address


def write_sixty(chair: Page) -> None:
    """Six days a week for ten weeks."""
    first = (datetime.now(ZONE) + timedelta(days=(7 - datetime.now(ZONE).weekday()))).date()
    chair.get_by_role("link", name="Skriv vagter").first.click()
    heading(chair, "Skriv vagter")
    sound(chair, WIDE)
    told = {"first": first.strftime("%d-%m-%Y"), "until": (first + timedelta(days=69)).strftime("%d-%m-%Y")}
    fill(chair, role="Opvask", seats="1", begins="17.30", ends="19.30", **told)
    for day in range(6):
        chair.locator(f"main [name=weekdays][value='{day}']").check()
    press(chair, "Skriv dem på vagtplanen")
    expect(chair.get_by_role("status")).to_contain_text("60 vagter er skrevet")


def answer_five(chair: Page) -> None:
    """The five questions, and what they point to."""
    chair.get_by_role("link", name="Fem spørgsmål, før den vises").click()
    sound(chair, WIDE)
    for fieldset in chair.locator("main fieldset").all():
        fieldset.get_by_label("Nej", exact=True).check()
    press(chair, "Se, hvad det peger på")
    expect(chair.locator("main")).to_contain_text("Tyder på frivillig indsats.")
    press(chair, "Vis den for dem, der har sagt ja")
    expect(chair.get_by_role("status")).to_contain_text("Vagtplanen er vist")


def an_hour_before(title: str) -> tuple[str, int]:
    """One who has a shift logs in an hour before it begins: the row is moved, as if the day had come."""
    place = ShiftPlace.objects.filter(shift__need__title=title, state="confirmed").select_related("shift").earliest("shift__starts_at")
    Shift.objects.filter(pk=place.shift_id).update(starts_at=now() + timedelta(hours=1), ends_at=now() + timedelta(hours=3))
    person_id = place.person_id or 0
    return key_of(Person.objects.get(pk=person_id)), person_id


def another(title: str, person_id: int) -> str:
    """Somebody who is asked to step in."""
    place = ShiftPlace.objects.get(shift__need__title=title, state="withdrawn", person=person_id)
    return key_of(Person.objects.get(pk=place.asks.earliest("pk").person_id))


def test_sixty_shifts_in_one_screen_and_a_substitute_for_one_who_cancels(visit: Visit, behind: Behind, worker: Worker) -> None:
    title = f"Fællesspisning {time.time_ns()}"
    key, address = behind(lambda: keys_of(title))
    chair = visit(f"{address}vagter/", storage_state=state_of(key))
    write_sixty(chair)
    answer_five(chair)
    chair.get_by_role("link", name="Foreslå besætning").click()
    heading(chair, "Hvem tager hvad")
    expect(chair.locator("main")).to_contain_text("60 pladser er foreslået, 0 bliver tomme")
    sound(chair, WIDE)
    press(chair, "Giv vagterne med kryds")
    expect(chair.get_by_role("status")).to_contain_text("60 vagter er givet")
    worker()

    late, person_id = behind(lambda: an_hour_before(title))
    one = visit(f"{address}vagter/", width=PHONE, storage_state=state_of(late))
    sound(one, PHONE)
    one.get_by_role("button", name="Jeg kan ikke komme").first.click()
    expect(one.get_by_role("status")).to_contain_text("er spurgt. Ring til Køkkenchefen.")
    worker()
    other = visit(f"{address}vagter/", width=PHONE, storage_state=state_of(behind(lambda: another(title, person_id))))
    expect(other.locator("main")).to_contain_text("Kan du tage over?")
    sound(other, PHONE)
    press(other, "Ja, jeg tager den")
    expect(other.get_by_role("status")).to_contain_text("Vagten er din")
    chair.reload()
    expect(chair.locator("main")).to_contain_text("60 vagter, 0 ledige pladser")
    both(chair)
