"""Two organisations that are the same become one: staff find them, see what happens, and do it."""

from dataclasses import dataclass

from playwright.sync_api import expect

from samspil.alliances.tests.making import member, organisation
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, clerk, key_at_work, newcomer, state_of
from tests.journeys.looking import PHONE
from tests.journeys.test_organisations import heading

KEPT, TWIN = "Nørrevang Bokseklub", "Foreningen Nørrevang bokseklub"


@dataclass(frozen=True)
class Scene:
    """The same club twice, and a browser of the town hall."""

    kept: str
    twin: str
    key: str


def scene() -> Scene:
    kept, twin = organisation(KEPT), organisation(TWIN)
    twin.compared, twin.about = kept.compared, "Vi bokser og spiser sammen bagefter."
    twin.save()
    member(newcomer, "bokser@example.dk", twin, administrator=True)
    member(newcomer, "formand@example.dk", kept, administrator=True)
    return Scene(kept.address, twin.address, key_at_work(clerk()))


def test_staff_see_what_happens_before_two_become_one(visit: Visit, behind: Behind) -> None:
    there: Scene = behind(scene)
    page = visit("/bord/organisationer/dubletter/", storage_state=state_of(there.key))
    heading(page, "Er de her to gange?")
    both(page)
    page.locator("li", has_text=KEPT).get_by_role("link", name="Se, hvad der sker").click()
    heading(page, "Er de to den samme?")
    stays = page.locator("main section", has_text="Beholdes")
    expect(stays.get_by_role("heading")).to_have_text(KEPT)
    both(page)
    page.get_by_role("link", name="Behold den nyeste i stedet").click()
    expect(stays.get_by_role("heading")).to_have_text(TWIN)
    page.get_by_role("link", name="Behold den ældste i stedet").click()
    expect(stays.get_by_role("heading")).to_have_text(KEPT)
    page.locator("main [name=trusted]").check()
    page.get_by_label("Skriv navnet på den, der lukkes").fill(TWIN)
    page.get_by_role("button", name="Slå sammen, og behold den ældste").click()
    expect(page.get_by_role("status")).to_contain_text(f"slået sammen til {KEPT}")
    both(page)
    visitor = visit(there.twin, width=PHONE)
    heading(visitor, KEPT)
    assert visitor.url.endswith(there.kept)
