"""Municipalities: found by name as people write it, under the region they lie in on the day."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from samspil.core import events, pagecache
from samspil.core.models import Document
from samspil.core.search import index
from samspil.core.sorting import danish_key
from samspil.core.viewers import PUBLIC
from samspil.identity.models import Municipality
from samspil.knowledge import documents
from samspil.knowledge.models import Example
from samspil.site import fronting, indexing
from samspil.site.jobs import renew_regions

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LAST_DAY, NEW_YEAR = datetime(2026, 12, 31, 23, 59, tzinfo=COPENHAGEN), datetime(2027, 1, 1, 0, 1, tzinfo=COPENHAGEN)


def get(path: str) -> Any:
    pagecache.STORE.clear()
    return Client().get(path)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("aabenraa", "aabenraa"),
        ("Åbenrå", "aabenraa"),
        ("ÅBENRÅ", "aabenraa"),
        ("A\u030abenraa", "aabenraa"),
        ("Aab", "aabenraa"),
        ("  lejre ", "lejre"),
        ("Lejre Kommune", "lejre"),
        ("Københavns Kommune", "koebenhavn"),
        ("Ærø", "aeroe"),
        ("Faaborg-Midtfyn", "faaborg-midtfyn"),
        ("faaborg midtfyn", "faaborg-midtfyn"),
        ("Høje-Taastrup", "hoeje-taastrup"),
        ("Vej", "vejen"),
        ("Vejle", "vejle"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(written: str, slug: str) -> None:
    response = get(f"/kommuner/?kommune={written}")
    assert (response.status_code, response.get("Location")) == (302, f"/kommuner/{slug}/")


@pytest.mark.parametrize("written", ["Andeby", "---", "kommune", "%", "_", "{", "\x00", "\u200b", "\x00\x02\x06more", "<script>alert(1)</script>", "a" * 5000])
def test_what_is_no_municipality_is_said_in_words_or_not_at_all(written: str) -> None:
    response = Client().get("/kommuner/", {"kommune": written})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_unknown_name_is_told_and_stays_in_the_box() -> None:
    html = get("/kommuner/?kommune=Andeby").content.decode()
    assert "»Andeby«" in html
    assert 'value="Andeby"' in html


def listed(day: datetime, region: str = "") -> list[Municipality]:
    return [row["municipality"] for _, rows in fronting.municipalities(PUBLIC, day.date(), region)["letters"] for row in rows]


def test_all_98_stand_in_one_list_from_a_to_aa() -> None:
    names = [municipality.name for municipality in listed(LAST_DAY)]
    assert len(names) == 98
    assert names == sorted(names, key=danish_key)
    assert names[-1] == "Aarhus"
    letters = [letter for letter, _ in fronting.municipalities(PUBLIC, LAST_DAY.date(), "")["letters"]]
    assert letters == sorted(set(letters), key=danish_key)
    html = get("/kommuner/").content.decode()
    for letter in letters:
        assert f'href="#{letter}"' in html
        assert f'id="{letter}"' in html


def test_a_region_narrows_the_list_to_its_own() -> None:
    with time_machine.travel(LAST_DAY):
        assert {m.code for m in listed(LAST_DAY, "Sjælland")} == {m.code for m in Municipality.objects.real() if m.region_on(LAST_DAY.date()) == "Sjælland"}
        html = get("/kommuner/?region=Sj%C3%A6lland").content.decode()
    listing = html.partition('class="index')[2]
    assert 'href="/kommuner/lejre/"' in listing
    assert 'href="/kommuner/aarhus/"' not in listing
    assert len(listed(LAST_DAY, "Atlantis")) == 98


def test_at_new_year_2027_two_regions_become_one() -> None:
    regions = {day: [row["name"] for row in fronting.municipalities(PUBLIC, day.date(), "")["regions"]] for day in (LAST_DAY, NEW_YEAR)}
    assert regions[LAST_DAY] == ["Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Syddanmark"]
    assert regions[NEW_YEAR] == ["Midtjylland", "Nordjylland", "Syddanmark", "Østdanmark"]
    assert {m.code for m in listed(NEW_YEAR, "Østdanmark")} == {m.code for region in ("Hovedstaden", "Sjælland") for m in listed(LAST_DAY, region)}


def test_the_pages_change_region_at_midnight_in_denmark() -> None:
    for moment, region, gone in ((LAST_DAY, "Sjælland", "Østdanmark"), (NEW_YEAR, "Østdanmark", "Region Sjælland")):
        with time_machine.travel(moment):
            html, overview = get("/kommuner/lejre/").content.decode(), get("/kommuner/").content.decode()
        assert region in html
        assert gone not in html
        assert f">{region} " in overview
        assert f">{gone.removeprefix('Region ')} " not in overview


def regions_with_examples() -> set[str]:
    return {
        name.removeprefix("region:")
        for facets in Document.objects.filter(kind="example").values_list("facets", flat=True)
        for name in facets
        if name[:7] == "region:"
    }


def keep_few_examples() -> None:
    """Rendering all of them anew takes long; two for each region are enough."""
    kept: list[int] = []
    for region in ("Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Syddanmark", "Østdanmark"):
        kept += Document.objects.filter(kind="example", facets__contains=[f"region:{region}"]).values_list("pk", flat=True)[:4]
    Document.objects.exclude(pk__in=kept).delete()


def test_in_the_first_minutes_of_the_year_the_examples_move_to_the_new_region() -> None:
    keep_few_examples()
    with time_machine.travel(LAST_DAY):
        index.put_many(documents.example_entry(page) for page in Example.objects.live().filter(pk__in=Document.objects.values("object_id")))
    assert regions_with_examples() == {"Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Syddanmark"}
    in_the_east = Document.objects.filter(kind="example", facets__overlap=["region:Hovedstaden", "region:Sjælland"]).count()
    with time_machine.travel(NEW_YEAR):
        renew_regions.func(0)
        assert regions_with_examples() == {"Midtjylland", "Nordjylland", "Syddanmark", "Østdanmark"}
        assert Document.objects.filter(kind="example", facets__contains=["region:Østdanmark"]).count() == in_the_east
        assert indexing.renew_regions(NEW_YEAR.date()) == 0


def test_a_municipality_page_shows_its_own_examples_and_no_others() -> None:
    html = get("/kommuner/lejre/").content.decode()
    for page in Example.objects.live():
        belongs = "0350" in {m.code for m in page.municipalities.all()}
        assert (f'href="/eksempler/{page.slug}/"' in html) == belongs, page.slug


def test_a_municipality_without_examples_points_to_others_of_its_region_that_have_some() -> None:
    counts = fronting.example_counts(PUBLIC)
    empty = Municipality.objects.real().exclude(code__in=counts).first()
    assert empty
    with time_machine.travel(LAST_DAY):
        shown = fronting.municipality(PUBLIC, empty.slug, LAST_DAY.date())
    assert shown["cards"] == []
    region = empty.region_on(LAST_DAY.date())
    in_the_region = [m for m in Municipality.objects.real() if m.region_on(LAST_DAY.date()) == region and m.code in counts]
    assert [(other["municipality"], other["count"]) for other in shown["others"]] == [(m, counts[m.code]) for m in in_the_region]
    assert in_the_region
    html = get(f"/kommuner/{empty.slug}/").content.decode()
    assert f"Andre kommuner i Region {region} med eksempler" in html
    assert "nabo" not in html


def test_where_the_whole_region_has_no_example_the_country_has() -> None:
    Document.objects.filter(kind="example").delete()
    html = get("/kommuner/lejre/").content.decode()
    assert "Andre kommuner i Region" not in html
    assert "Se eksempler fra hele landet" in html


def test_a_municipality_of_every_kind_has_its_page() -> None:
    for slug in Municipality.objects.values_list("slug", flat=True)[::9]:
        assert get(f"/kommuner/{slug}/").status_code == 200, slug


def test_an_example_taken_down_is_gone_from_its_municipality() -> None:
    Example.objects.get(slug="aeblemosteriet").unpublish()
    events.deliver_waiting()
    assert "/eksempler/aeblemosteriet/" not in get("/kommuner/lejre/").content.decode()


def test_an_installation_for_two_municipalities_knows_no_others(settings: Any) -> None:
    settings.MUNICIPALITIES = ["0350", "0265"]
    assert get("/kommuner/lejre/").status_code == 200
    assert get("/kommuner/aarhus/").status_code == 404
    assert {municipality.code for municipality in listed(LAST_DAY)} == {"0350", "0265"}


def served() -> set[str]:
    return set(Municipality.objects.open().values_list("code", flat=True))


def test_the_made_up_municipality_is_served_in_a_demonstration_or_when_it_is_listed(settings: Any) -> None:
    assert "0000" in served()
    settings.MUNICIPALITIES = ["0350"]
    assert served() == {"0350", "0000"}
    settings.DEMO = False
    assert served() == {"0350"}
    settings.MUNICIPALITIES = ["0350", "0000"]
    assert served() == {"0350", "0000"}
    settings.MUNICIPALITIES = []
    assert len(served()) == 98


def test_without_a_demonstration_the_made_up_municipality_is_nowhere(settings: Any) -> None:
    Municipality.objects.filter(code="0000").update(desk_email="bord@example.dk")
    shown = {path: get(path) for path in ("/kommuner/noerrevang/", "/kommuner/noerrevang/was/")}
    assert [page.status_code for page in shown.values()] == [200, 302]
    assert "Nørrevang" in get("/kontakt/").content.decode()
    settings.DEMO = False
    assert {get(path).status_code for path in shown} == {404}
    for path in ("/kommuner/", "/kommuner/?kommune=N%C3%B8rrevang", "/kontakt/", "/kontakt/?om=/kommuner/noerrevang/", "/api/v1/municipalities", "/"):
        page = get(path)
        assert page.status_code == 200
        assert "Nørrevang" not in page.content.decode().replace("»Nørrevang«", "").replace('value="Nørrevang"', ""), path


def test_the_accessibility_statement_is_the_municipalitys_own_where_it_has_one() -> None:
    assert get("/kommuner/lejre/was/")["Location"] == "/om/tilgaengelighed/"
    assert "/kommuner/lejre/was/" not in get("/kommuner/lejre/").content.decode()
    Municipality.objects.filter(slug="lejre").update(accessibility_statement="https://www.was.digst.dk/lejre-dk")
    assert get("/kommuner/lejre/was/")["Location"] == "https://www.was.digst.dk/lejre-dk"
    assert "/kommuner/lejre/was/" in get("/kommuner/lejre/").content.decode()
    assert get("/kommuner/andeby/was/").status_code == 404


@pytest.mark.parametrize("path", ["/was", "/was/"])
def test_was_leads_to_the_statement_of_an_installation_for_one_municipality(settings: Any, path: str) -> None:
    Municipality.objects.filter(slug="lejre").update(accessibility_statement="https://www.was.digst.dk/lejre-dk")
    assert get(path)["Location"] == "/om/tilgaengelighed/", "an installation for all is nobody's alone"
    settings.MUNICIPALITIES = ["0350"]
    assert get(path)["Location"] == "https://www.was.digst.dk/lejre-dk"
    settings.MUNICIPALITIES = ["0265"]
    assert get(path)["Location"] == "/om/tilgaengelighed/"


def test_a_municipality_is_only_written_to_where_somebody_there_reads_it() -> None:
    html = get("/kommuner/lejre/").content.decode()
    assert "Skriv til redaktionen om Lejre" in html
    assert 'href="/kontakt/?om=/kommuner/lejre/"' in html
    assert "kommunens medarbejdere" not in html
    Municipality.objects.filter(slug="lejre").update(desk_email="bord@example.dk")
    html = get("/kommuner/lejre/").content.decode()
    assert "Skriv til kommunens medarbejdere" in html
    assert 'href="/kontakt/?kommune=0350"' in html
    assert "Skriv til redaktionen" not in html
