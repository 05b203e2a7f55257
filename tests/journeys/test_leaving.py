"""A party goes out of an alliance that has an agreement; the others are told, read why, and see what has nobody now."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from samspil.alliances.tests.making import agreed
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import WIDE
from tests.journeys.test_organisations import heading, sound

TITLE = "Gåturen om mandagen"
WHY = "Vi mangler hænder i høsten og må sige fra."


@dataclass(frozen=True)
class Scene:
    """An agreement of a club and a firm, and a browser of each."""

    address: str
    club: str
    firm: str
    chair_key: str
    owner_key: str


def scene() -> Scene:
    two, _ = agreed(newcomer, TITLE)
    return Scene(two.address, two.club.name, two.firm.name, key_of(two.chair), key_of(two.owner))


def test_a_party_leaves_and_the_others_know_why_and_what_to_do_now(visit: Visit, behind: Behind, worker: Callable[[], None]) -> None:
    there: Scene = behind(scene)
    owner = visit(there.address, storage_state=state_of(there.owner_key))
    owner.get_by_role("link", name=f"Gå ud af alliancen for {there.firm}").click()
    heading(owner, f"Skal {there.firm} gå ud af »{TITLE}«?")
    owner.get_by_role("button", name=f"Gå ud for {there.firm}").click()
    expect(owner.locator(".errors")).to_be_focused()
    both(owner)
    owner.locator("main [name=reason]").fill(WHY)
    owner.get_by_role("button", name=f"Gå ud for {there.firm}").click()
    expect(owner.get_by_role("status")).to_contain_text(f"{there.firm} er gået ud af alliancen")
    sound(owner, WIDE)
    owner.goto(there.address)
    heading(owner, f"I er gået ud af »{TITLE}«")
    paper = owner.get_by_role("link", name="Aftalen, version 1 (PDF)").get_attribute("href")
    assert owner.request.get(str(paper)).body()[:5] == b"%PDF-"
    assert owner.request.get(f"{there.address}beskriv/").status == 404
    both(owner)
    worker()

    chair = visit("/min-side/", storage_state=state_of(there.chair_key))
    chair.get_by_role("link", name=f"{there.firm} er gået ud af »{TITLE}«").first.click()
    heading(chair, TITLE)
    expect(chair.locator("main")).to_contain_text(WHY)
    expect(chair.locator(".next").get_by_role("heading")).to_have_text("Inviter en part mere")
    both(chair)
