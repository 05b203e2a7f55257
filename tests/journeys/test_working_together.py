"""What the parties do between signature and end: a meeting with minutes and a decision, confidentiality with a receipt, and the baton given on."""

from dataclasses import dataclass

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.tests.making import Two, agreed, fine, joined, member, now, organisation, who
from samspil.identity.models import Person
from tests.journeys.conftest import Visit
from tests.journeys.four_people import Worker
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.mails import path_from_mail
from tests.journeys.test_main_job import fill, new_address, press, sign_up
from tests.journeys.test_organisations import heading, sound

ABOUT = "Hvem der har brug for kørsel"


@dataclass
class Scene:
    """An alliance, and the sessions of people in it by what they are."""

    two: Two
    keys: dict[str, str]
    names: dict[str, str]


def at_work() -> Scene:
    """A club and a firm whose agreement holds, and somebody in the club who may take over."""
    two, _ = agreed(newcomer, "Havens folk")
    heir = member(newcomer, "afloeser@example.dk", two.club, signatory=False)
    Person.objects.filter(pk=heir.pk).update(first_name="Næstformand", last_name="i klubben")
    return Scene(two, {"chair": key_of(two.chair), "owner": key_of(two.owner), "heir": key_of(heir)}, {"heir": "Næstformand i klubben"})


def with_town() -> Scene:
    """A club, a firm and a municipality with its coordinator."""
    two = joined(newcomer, "Følgevennerne")
    town = organisation("Ådalens Kommune", "municipality")
    clerk = member(newcomer, "koordinator@example.dk", town, contact=True, signatory=False)
    fine(invite_organisation(who(two.chair), two.slug, town.pk, now=now()))
    fine(answer_invitation(who(clerk), two.slug, town.pk, yes=True, now=now()))
    return Scene(two, {"clerk": key_of(clerk), "owner": key_of(two.owner)}, {"town": town.name})


def call(page: Page, party: str) -> None:
    """A meeting late today, whatever hour the test runs at, after a form that was sent empty, with a point on its agenda."""
    page.get_by_role("link", name=f"Indkald til møde for {party}").click()
    press(page, f"Indkald til møde for {party}")
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_label("Hvad handler mødet om?").fill("Status før sommer")
    page.get_by_label("Hvilken dag?").fill(f"{localdate():%d-%m-%Y}")
    page.get_by_label("Fra hvornår?").fill("23.30")
    page.get_by_label("Til hvornår?").fill("23.59")
    page.get_by_label("Hvor?").fill("Klubhuset")
    both(page)
    press(page, f"Indkald til møde for {party}")
    heading(page, "Status før sommer")
    page.get_by_label("Hvad vil I tale om?").fill("Skal vi købe en trillebør?")
    both(page)
    press(page, f"Sæt det på dagsordenen for {party}")
    expect(page.locator("article")).to_contain_text("Skal vi købe en trillebør?")


def decide(page: Page, party: str) -> None:
    """Who was there, what was said, and what was decided with what follows."""
    page.get_by_role("group", name="Hvem var med?").get_by_role("checkbox").first.check()
    page.get_by_role("group", name="Hvem var med?").get_by_role("checkbox").last.check()
    press(page, "Gem, hvem der var med")
    page.get_by_role("link", name="Skriv referat").click()
    page.get_by_label("Hvad blev der sagt?").fill("Den gamle er rusten.")
    sound(page, WIDE)
    press(page, "Gem referatet")
    page.get_by_role("link", name=f"Skriv en beslutning for {party}").click()
    fill(page, text="Skal vi købe en trillebør?", decision="Ja, en til 800 kr.", what="Køb trillebøren", due_day=f"{localdate():%d-%m-%Y}")
    page.locator("[name=outcome][value=yes]").check()
    page.locator("main [name=owner]").select_option(label=party)
    both(page)
    press(page, f"Skriv beslutningen for {party}")
    expect(page.locator("article")).to_contain_text("Ja, en til 800 kr.")


def test_a_meeting_is_called_answered_on_a_phone_and_written_down(visit: Visit, behind: Behind) -> None:
    scene = behind(at_work)
    chair = visit(f"{scene.two.address}moeder/", width=WIDE, storage_state=state_of(scene.keys["chair"]))
    both(chair)
    call(chair, scene.two.club.name)
    phone = visit(f"{scene.two.address}moeder/", width=PHONE, storage_state=state_of(scene.keys["owner"]))
    sound(phone, PHONE)
    phone.get_by_role("link", name="Status før sommer").click()
    press(phone, f"{scene.two.firm.name} kommer")
    expect(phone.locator(".tick")).to_contain_text("Kommer")
    sound(phone, PHONE)
    chair.reload()
    decide(chair, scene.two.club.name)
    phone.reload()
    expect(phone.locator("article")).to_contain_text("Den gamle er rusten.")
    sound(phone, PHONE)


def test_the_baton_is_given_on_and_whoever_takes_over_reads_the_note_on_a_phone(visit: Visit, behind: Behind) -> None:
    scene = behind(at_work)
    club = scene.two.club.name
    chair = visit(f"{scene.two.address}stafet/", width=WIDE, storage_state=state_of(scene.keys["chair"]))
    both(chair)
    chair.get_by_role("link", name=f"Giv stafetten videre for {club}").click()
    chair.get_by_label("Hvem tager over?").select_option(label=scene.names["heir"])
    chair.get_by_label("Et par ord til dem").fill("Nøglen hænger i skuret.")
    both(chair)
    press(chair, f"Giv den videre for {club}")
    heading(chair, "Overleveringsnote")
    heir = visit(f"{scene.two.address}stafet/", width=PHONE, storage_state=state_of(scene.keys["heir"]))
    sound(heir, PHONE)
    heir.get_by_role("link", name=scene.names["heir"]).click()
    for told in ("Nøglen hænger i skuret.", "Laver mad"):
        expect(heir.locator("main")).to_contain_text(told)
    both(heir)


def test_confidentiality_is_imposed_by_name_and_confirmed_on_a_phone_with_a_receipt(visit: Visit, behind: Behind, worker: Worker) -> None:
    scene, person = behind(with_town), new_address("frivillig")
    clerk = visit(f"{scene.two.address}tavshed/", width=WIDE, storage_state=state_of(scene.keys["clerk"]))
    both(clerk)
    clerk.get_by_role("link", name=f"Pålæg tavshedspligt for {scene.names['town']}").click()
    fill(clerk, name="En frivillig", email=person, about=ABOUT)
    clerk.get_by_label("Hvem hjælper personen?").select_option(label=scene.two.club.name)
    both(clerk)
    press(clerk, f"Pålæg tavshedspligt for {scene.names['town']}")
    expect(clerk.locator("tr", has_text="En frivillig")).to_contain_text(ABOUT)
    worker()
    phone = visit(path_from_mail(person), width=PHONE)
    sign_up(phone, person)
    heading(phone, "Din tavshedspligt")
    expect(phone.locator("main")).to_contain_text(ABOUT)
    both(phone)
    phone.get_by_label("Dit navn").fill("En frivillig")
    press(phone, "Jeg har læst det og ved, at jeg har tavshedspligt")
    expect(phone.get_by_role("heading", name="Kvittering")).to_be_visible()
    sound(phone, PHONE)
    made = phone.request.get(f"{phone.url.partition('#')[0]}kvittering.pdf")
    assert (made.status, made.headers["content-type"], made.body()[:5]) == (200, "application/pdf", b"%PDF-")
    others = visit(f"{scene.two.address}tavshed/", width=PHONE, storage_state=state_of(scene.keys["owner"]))
    expect(others.locator("tr", has_text="En frivillig")).to_contain_text("Bekræftet")
    sound(others, PHONE)
