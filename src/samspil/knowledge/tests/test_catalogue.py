"""The catalogue over the real examples: what it counts is what it shows."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from samspil.core import events, pagecache
from samspil.core.search import facets, lists
from samspil.core.search.wish import MOST_CHOICES, existing
from samspil.core.sorting import danish_key
from samspil.core.viewers import PUBLIC
from samspil.knowledge import catalogue
from samspil.knowledge.domain.words import EVIDENCE_MEANING, GRADE_MEANING, Grade
from samspil.knowledge.models import Example

pytestmark = pytest.mark.django_db
ALL_EXAMPLES = 125
Truth = dict[str, dict[str, set[str]]]
# A value of a group as the page shows it, and its number.
VALUE = re.compile(r'value="([^"]+)".*?<b>(\d+)</b>', re.S)


@pytest.fixture(autouse=True)
def changes_are_seen_at_once() -> None:
    """In a test's transaction nothing is announced, so whatever this process remembers is forgotten first."""
    pagecache.STORE.clear()


def wish(address: str) -> catalogue.Wish:
    return catalogue.wish_of(QueryDict(address))


def shown(address: str) -> list[str]:
    """Addresses of all examples that a visitor meets who presses "show more" until the end."""
    found, wanted = [], wish(address)
    chosen = catalogue.known(wanted, catalogue.names())
    after = ""
    while True:
        page = lists.page_of(PUBLIC, catalogue.KIND, chosen, after=after, by_title=wanted.by_title)
        found += [document.url for document in page.documents]
        if not page.after:
            return found
        after = page.after


@pytest.fixture
def truth() -> Truth:
    """What each example has, by its address, read from the pages themselves and not from the index."""
    return {f"/eksempler/{page.slug}/": values_of(page) for page in Example.objects.live()}


def values_of(page: Example) -> dict[str, set[str]]:
    return {
        "omraade": {area.key for area in page.areas.all()},
        "part": page.sectors,
        "bevis": {page.evidence},
        "kilde": {page.grade},
        "kommune": {municipality.code for municipality in page.municipalities.all()},
        "kle": {part for number in page.kle.all() for part in (number.number, number.number.split(".")[0])},
    }


def counted(address: str) -> dict[str, dict[str, int]]:
    """What stands beside each value on the page, by parameter."""
    asked = wish(address)
    around = catalogue.searched(PUBLIC, asked) if asked.words else catalogue.around(PUBLIC, asked)
    return {group["parameter"]: {value: int(number) for value, number in VALUE.findall(group["values"])} for group in around["groups"]}


def every_value() -> list[tuple[str, str]]:
    return [(parameter, value) for parameter, values in counted("").items() for value in values]


def test_all_examples_are_there() -> None:
    assert catalogue.around(PUBLIC, wish(""))["total"] == len(shown("")) == len(set(shown(""))) == ALL_EXAMPLES


def test_the_number_beside_every_single_value_is_what_one_meets_when_choosing_it() -> None:
    values = every_value()
    assert len(values) > 80
    for parameter, value in values:
        address = f"{parameter}={value}"
        assert len(shown(address)) == counted("")[parameter][value] == catalogue.around(PUBLIC, wish(address))["total"], address


def test_every_single_value_finds_the_examples_that_have_it(truth: Truth) -> None:
    for parameter, value in every_value():
        if parameter != "region":
            assert set(shown(f"{parameter}={value}")) == {url for url, values in truth.items() if value in values[parameter]}, (parameter, value)


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "omraade": st.lists(st.sampled_from(["aeldre", "lokalsamfund", "natur-klima", "beskaeftigelse"]), max_size=2, unique=True),
        "part": st.lists(st.sampled_from(["public", "civil", "business", "knowledge"]), max_size=2, unique=True),
        "bevis": st.lists(st.sampled_from(["told", "counted", "measured", "compared"]), max_size=2, unique=True),
        "kilde": st.lists(st.sampled_from([grade.value for grade in Grade]), max_size=1),
        "kle": st.lists(st.sampled_from(["01", "27", "29"]), max_size=2, unique=True),
    },
)


def address_of(chosen: dict[str, list[str]]) -> str:
    return "&".join(f"{parameter}={value}" for parameter, values in chosen.items() for value in values)


@drawn(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(CHOICES)
def test_any_combination_counts_and_shows_the_examples_that_have_it(truth: Truth, chosen: dict[str, list[str]]) -> None:
    met = shown(address_of(chosen))
    assert len(met) == len(set(met)) == catalogue.around(PUBLIC, wish(address_of(chosen)))["total"]
    assert set(met) == {url for url, has in truth.items() if all(set(values) & has[group] for group, values in chosen.items() if values)}


@drawn(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(CHOICES, st.data())
def test_the_number_beside_a_value_is_what_one_would_meet_with_it_instead_of_the_others_of_its_group(chosen: dict[str, list[str]], data: st.DataObject) -> None:
    numbers = counted(address_of(chosen))
    parameter = data.draw(st.sampled_from(sorted(numbers)))
    value = data.draw(st.sampled_from(sorted(numbers[parameter])))
    assert len(shown(address_of({**chosen, parameter: [value]}))) == numbers[parameter][value]


def test_a_value_that_does_not_exist_narrows_nothing() -> None:
    assert len(shown("kommune=9999&omraade=maane")) == ALL_EXAMPLES


def test_by_title_the_examples_stand_in_danish_order() -> None:
    titles = dict(Example.objects.live().values_list("slug", "title"))
    found = [titles[url.split("/")[2]] for url in shown("sort=titel")]
    assert found == sorted(found, key=danish_key)


def page(address: str) -> str:
    pagecache.STORE.clear()
    response = Client().get(f"/eksempler/{address}")
    assert response.status_code == 200
    return response.content.decode()


def cards(html: str) -> list[str]:
    return re.findall(r'href="(/eksempler/[-a-z0-9]+/)"', html.partition('id="resultat"')[2])


def way(html: str, direction: str) -> str:
    """The query string of the page before or after; "" when there is none."""
    found = re.search(rf'rel="{direction}" href="/eksempler/(\?[^"]*|)#resultat"', html)
    return unescape(found[1]) if found else ""


def span(html: str) -> str:
    """Which examples the page says that it shows."""
    found = re.search(r"Viser (\d+–\d+)\.", html)
    return found[1] if found else ""


def test_the_page_leads_through_all_examples_by_its_own_links() -> None:
    met: list[str] = []
    spans: list[str] = []
    address = "?sort=titel"
    while address:
        html = page(address)
        met += dict.fromkeys(cards(html))
        spans.append(span(html))
        address = way(html, "next")
    assert len(met) == len(set(met)) == ALL_EXAMPLES
    assert spans == ["1–20", "21–40", "41–60", "61–80", "81–100", "101–120", "121–125"]
    assert way(page("?sort=titel"), "prev") == ""


@pytest.mark.parametrize("address", ["", "?sort=titel", "?part=business", "?q=frivillige"])
def test_whoever_goes_back_meets_the_same_pages(address: str) -> None:
    there = [page(address)]
    while following := way(there[-1], "next"):
        there.append(page(following))
    assert len(there) > 1
    back = [there[-1]]
    while former := way(back[-1], "prev"):
        back.append(page(former))
    assert [cards(html) for html in back] == [cards(html) for html in reversed(there)]
    assert [span(html) for html in back] == [span(html) for html in reversed(there)]


def test_the_first_page_is_full_however_the_list_has_changed_meanwhile() -> None:
    second = page(way(page(""), "next"))
    Example.objects.get(slug=cards(page(""))[0].split("/")[2]).unpublish()
    events.deliver_waiting()
    first = page(way(second, "prev"))
    assert (len(cards(first)), span(first), way(first, "prev")) == (20, "1–20", "")


def test_a_number_somebody_made_up_is_not_told() -> None:
    second = way(page(""), "next")
    assert span(page(second)) == "21–40"
    assert span(page(second.replace("nr=21", "nr=9999"))) == ""
    assert span(page(second.replace("nr=21", "nr=0"))) == ""


def test_a_page_whose_examples_are_gone_shows_the_first() -> None:
    assert cards(page("?efter=1~1900-01-01")) == cards(page(""))


def test_a_chosen_value_is_ticked_and_can_be_taken_away() -> None:
    html = page("?omraade=aeldre&part=civil")
    assert len(re.findall(r"<input[^>]* checked", html)) == 2
    assert f"<b>{len(shown('omraade=aeldre&part=civil'))} eksempler</b>" in html
    assert 'href="/eksempler/?part=civil#resultat"' in html
    assert 'href="/eksempler/?omraade=aeldre#resultat"' in html


def test_a_search_in_the_catalogue_is_narrowed_by_what_is_chosen() -> None:
    everywhere, narrowed = set(cards(page("?q=mosteri"))), set(cards(page("?q=mosteri&omraade=lokalsamfund")))
    assert "/eksempler/aeblemosteriet/" in narrowed
    assert narrowed <= everywhere
    assert narrowed <= set(shown("omraade=lokalsamfund"))


@pytest.mark.parametrize("words", ["ensom", "fritid"])
def test_the_number_beside_a_value_under_a_search_is_what_one_meets_when_choosing_it(words: str) -> None:
    numbers = counted(f"q={words}&part=civil")
    assert sum(len(values) for values in numbers.values()) > 10
    for parameter, values in numbers.items():
        for value, number in values.items():
            chosen = f"part={value}" if parameter == "part" else f"part=civil&{parameter}={value}"
            assert f"<b>{number} eksemp" in page(f"?q={words}&{chosen}"), chosen


def test_the_words_searched_for_can_be_taken_away_alone() -> None:
    html = page("?q=ensom&omraade=aeldre")
    assert "»ensom« " in html.replace("\n", "")
    assert 'href="/eksempler/?omraade=aeldre#resultat"' in html
    assert 'href="/eksempler/?q=ensom#resultat"' in html


def test_a_search_that_finds_no_example_leads_to_the_search_of_everything() -> None:
    assert 'href="/soeg/?q=xyzzyq"' in page("?q=xyzzyq")


@pytest.mark.parametrize(
    "address",
    ["?q=mad&efter=%C2%B2", "?efter=%C2%B2~2026-01-01", "?sort=titel&efter=1~%00", "?q=%00", "?omraade=%00", "?kommune=%F0%9F%98%80", "?q=mad&efter=999"],
)
def test_an_address_somebody_has_played_with_gives_a_page(address: str) -> None:
    page(address)


def test_a_hidden_example_is_neither_counted_nor_shown() -> None:
    before = counted("")["kommune"]["0350"]
    hidden = Example.objects.get(slug="aeblemosteriet")
    hidden.unpublish()
    events.deliver_waiting()
    pagecache.STORE.clear()
    assert counted("")["kommune"]["0350"] == before - 1
    assert "/eksempler/aeblemosteriet/" not in shown("kommune=0350")
    assert facets.count(catalogue.KIND, ["public"], {}).total == ALL_EXAMPLES - 1


def test_made_up_values_are_neither_repeated_nor_kept_apart(client: Client) -> None:
    made_up = "&".join(f"kommune=findes-ikke-{number}&kle=99.{number}" for number in range(20))
    answer = client.get(f"/eksempler/?omraade=aeldre&{made_up}").content.decode()
    assert "findes-ikke" not in answer
    assert answer == client.get("/eksempler/?omraade=aeldre").content.decode()


def test_no_more_values_are_chosen_than_anybody_chooses() -> None:
    words = catalogue.names()
    asked = catalogue.wish_of(QueryDict("&".join(f"kommune={code}" for code in list(words["kommune"])[:50])))
    assert sum(map(len, existing(asked, words).values())) <= MOST_CHOICES


def facet(html: str, parameter: str) -> list[str]:
    return re.findall(rf'name="{parameter}" value="([^"]+)"', html)


def test_all_fourteen_areas_stand_there_at_once() -> None:
    assert len(facet(page(""), "omraade")) == 14
    assert "Vis flere" not in page("")


def test_municipalities_stand_from_a_to_aa_and_kle_numbers_by_number() -> None:
    html, named = page(""), catalogue.names()
    municipalities = [named["kommune"][code] for code in facet(html, "kommune")]
    assert municipalities == sorted(municipalities, key=danish_key)
    assert len(municipalities) > 40
    assert facet(html, "kle") == sorted(facet(html, "kle"))


def test_a_main_group_of_kle_counts_and_finds_the_topics_under_it() -> None:
    under = [value for value in counted("")["kle"] if value.startswith("27.")]
    assert len(under) > 3
    for value in under:
        assert set(shown(f"kle={value}")) <= set(shown("kle=27")), value
    assert counted("")["kle"]["27"] >= max(counted("")["kle"][value] for value in under)


def test_every_level_of_evidence_says_what_it_means() -> None:
    html = page("")
    for meaning in (*EVIDENCE_MEANING.values(), *GRADE_MEANING.values()):
        assert f"<small>{meaning}</small>" in html, meaning


def test_without_a_demonstration_the_made_up_municipality_cannot_be_chosen(settings: Any) -> None:
    assert "Nørrevang" in page("?kommune=0000")
    settings.DEMO = False
    assert "Nørrevang" not in page("?kommune=0000")
