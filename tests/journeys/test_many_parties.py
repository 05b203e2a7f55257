"""An alliance with 200 parties opens, can be used, and is never wider than a phone."""

from playwright.sync_api import expect

from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.words import PartyState, TaskRole
from samspil.alliances.models import Party
from samspil.alliances.tests.making import fine, joined, now, organisation, who
from tests.journeys.conftest import Visit
from tests.journeys.insiders import Behind, both, key_of, newcomer, state_of
from tests.journeys.looking import PHONE
from tests.journeys.test_organisations import heading, sound

MOST_PIXELS = 12_000  # a phone of 900 shows it in 13 screens; with nothing folded it was 66
TITLE = "Hele byens fællesskab"
LONG = "Boligforeningsbestyrelsesmedlemskabsudvalgsformandskabet"


def scene() -> tuple[str, str]:
    """Two who came in as people do, and 198 rows more."""
    two = joined(newcomer, TITLE)
    kinds = ("association", "company")
    texts = {"state": PartyState.JOINED.value, "asked_at": now(), "answered_at": now(), "brings": "Lokalet", "stake": "En aften", "gain": "Flere"}
    made = [organisation(LONG if n == 7 else f"Forening nummer {n} i Nørrevang", kinds[n % 2]) for n in range(198)]
    Party.objects.bulk_create([Party(alliance=two.alliance, organisation=one, name=one.name, sector=one.sector, **texts) for one in made])
    parties = list(two.alliance.parties.order_by("pk"))
    roles = {party.pk: TaskRole.HELPS for party in parties[2:60]} | {parties[0].pk: TaskRole.RESPONSIBLE}
    for title in ("Laver mad", LONG):
        fine(save_task(who(two.chair), two.alliance.slug, None, title, roles, now=now()))
    return two.address, key_of(two.chair)


def test_200_parties_are_one_page_that_can_be_used(visit: Visit, behind: Behind) -> None:
    address, key = behind(scene)
    page = visit(address, width=PHONE, storage_state=state_of(key))
    heading(page, TITLE)
    expect(page.get_by_role("link", name=LONG).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < MOST_PIXELS
    both(page)
    page.set_viewport_size({"width": PHONE, "height": 900})
    for summary in page.locator("main summary").all():
        summary.click()
    expect(page.get_by_role("link", name="Forening nummer 196 i Nørrevang")).to_be_visible()
    sound(page, PHONE)
    page.get_by_role("link", name="Skriv en opgave").click()
    page.locator("#find-helps").fill("nummer 19")
    expect(page.locator("#id_helps label:visible")).to_have_count(1 + 9)  # the field itself, and those of that number
    page.get_by_label("Forening nummer 19 i Nørrevang", exact=True).first.check()
    sound(page, PHONE)
    page.locator("main [name=title]").fill("Henter og bringer")
    page.locator("main [name=responsible]").select_option(label="Forening nummer 197 i Nørrevang")
    page.get_by_role("button", name="Gem opgaven").click()
    expect(page.locator("tr", has_text="Henter og bringer")).to_contain_text("Forening nummer 197 i Nørrevang")
