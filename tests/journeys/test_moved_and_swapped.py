"""A series is moved under those who have its shifts; one of them offers a swap, two say yes at once, and the week is read as a table."""

import time
from datetime import datetime, timedelta
from datetime import time as clock
from typing import Any

from playwright.sync_api import Page, expect

from samspil.alliances.tests.making import fine, member, now, organisation, who
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.take_shift import take_shift
from samspil.exchange.actions.write_need import NeedWords, write_need
from samspil.exchange.actions.write_roster import ShiftWords, show_roster, weigh_roster, write_shifts
from samspil.exchange.domain.effort import Sign
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.models import Shift
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.test_main_job import fill, press
from tests.journeys.test_organisations import heading, sound

HERE: dict[str, Any] = {"postcode": "4330", "municipality_code": "0000"}


def scene() -> tuple[str, str, list[str]]:
    """Mondays of three weeks: the first helper has the first, the two others the second. Log-ins and the address."""
    club = organisation(f"Køkkenet {time.time_ns()}")
    chair = member(newcomer, f"c{time.time_ns()}@example.dk", club)
    words = NeedWords(kind="shifts", title=f"Suppe {time.time_ns()}", text="Vi laver suppe.", for_whom="Alle i byen", seats=9, contact="Kokken", **HERE)
    need = fine(write_need(who(chair), club.pk, words, now=now()))
    fine(move_need(who(chair), need.pk, "publish", now=now()))
    today = datetime.now(ZONE).date()
    first = today + timedelta(days=14 - today.weekday())
    mondays = ShiftWords(role="Kok", seats=3, first=first, until=first + timedelta(days=16), weekdays=(0,), begins=clock(17), ends=clock(19))
    fine(write_shifts(who(chair), need.pk, mondays, now=now()))
    fine(weigh_roster(who(chair), need.pk, dict.fromkeys(Sign, False), now=now()))
    fine(show_roster(who(chair), need.pk, now=now()))
    shifts = list(Shift.objects.filter(need=need))
    helpers = [newcomer(f"v{number}-{time.time_ns()}@example.dk") for number in range(3)]
    for number, one in enumerate(helpers):
        fine(sign_up(who(one), need.pk, Yes(name=f"Hjælper {number}"), now=now()))
        fine(take_shift(who(one), shifts[min(number, 1)].pk, now=now()))
    return key_of(chair), need.address, [key_of(one) for one in helpers]


def move_to_tuesdays(chair: Page) -> None:
    """The form, what would happen, and the press that does it."""
    chair.get_by_role("link", name="Ret serien").first.click()
    both(chair)
    chair.locator("main [name=weekdays][value='0']").uncheck()
    chair.locator("main [name=weekdays][value='1']").check()
    fill(chair, begins="18.00", ends="20.00")
    press(chair, "Se, hvad der sker")
    expect(chair.locator("main")).to_contain_text("3 personer får besked og bliver spurgt")
    both(chair)
    press(chair, "Ret den som vist")
    expect(chair.get_by_role("status")).to_contain_text("Serien er rettet. 3 får besked")
    expect(chair.locator("main")).to_contain_text("har ikke svaret på den nye tid")


def test_a_moved_shift_is_answered_and_swapped_with_the_first_who_says_yes(visit: Visit, behind: Behind) -> None:
    key, address, helpers = behind(scene)
    chair = visit(f"{address}vagter/", storage_state=state_of(key))
    move_to_tuesdays(chair)
    one, two, three = (visit(f"{address}vagter/", width=PHONE, storage_state=state_of(helper)) for helper in helpers)
    expect(one.locator("main")).to_contain_text("Flyttet: passer den nye tid dig?")
    sound(one, PHONE)
    for page in (one, two, three):
        page.get_by_role("button", name="Ja, den passer").click()
        expect(page.get_by_role("status")).to_contain_text("Så regner de med dig på den nye tid")

    one.get_by_role("link", name="Byt vagten").click()
    heading(one, "Byt vagten")
    both(one)
    one.get_by_role("radio").first.check()
    press(one, "Spørg, om nogen vil bytte")
    expect(one.get_by_role("status")).to_contain_text("2 er spurgt")
    for page in (two, three):
        page.reload()
        expect(page.locator("main")).to_contain_text("Vil du bytte vagt?")
        expect(page.locator("main")).not_to_contain_text("Hjælper 0")
    sound(two, PHONE)
    press(two, "Ja, byt")
    expect(two.get_by_role("status")).to_contain_text("I har byttet")
    # The third read the same page before the second answered.
    press(three, "Ja, byt")
    expect(three.locator("main")).to_contain_text("en anden nåede at sige ja til at bytte først")

    chair.goto(chair.url)
    chair.get_by_role("link", name="Ugen som tabel").click()
    expect(chair.get_by_role("table")).to_contain_text("Hjælper 1")
    sound(chair, WIDE)
    chair.get_by_role("link", name="Senere:").click()
    for name in ("Hjælper 0", "Hjælper 2"):
        expect(chair.get_by_role("table")).to_contain_text(name)
    both(chair)
