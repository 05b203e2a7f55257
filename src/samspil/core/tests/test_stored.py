"""Pages rendered once: put together for whoever looks, with only the cards that viewer may see."""

from dataclasses import dataclass
from datetime import date

import pytest

from samspil.core import stored
from samspil.core.models import Document, StoredPage
from samspil.core.search import index
from samspil.core.stored import CLOSE, HERE, NAMED, OPEN, Parts
from samspil.core.text import clean
from samspil.core.viewers import PUBLIC

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Reader:
    audiences: frozenset[str] = frozenset({"public", "person"})
    person_id: int | None = 1


def put(number: int, audience: str = "public", page: Parts | None = None, only_on: date | None = None) -> None:
    index.put(
        index.Entry(
            kind="thing", object_id=number, audience=audience, url=f"/t/{number}/", title="T", teaser="", text="", card=f"[{number}]",
            sort_on=TODAY, page=page, only_on=only_on,
        )
    )  # fmt: skip


def place(ids: str, most: int = 9) -> str:
    return f"{OPEN}thing:{most}:{ids}{NAMED}<ul>{HERE}</ul>{CLOSE}"


def test_a_place_is_filled_with_its_cards_in_their_order() -> None:
    for number in (1, 2, 3):
        put(number)
    assert stored.with_cards(f"a{place('3,1,2')}b", PUBLIC) == "a<ul>[3][1][2]</ul>b"


def test_a_place_shows_no_more_cards_than_it_wants() -> None:
    for number in (1, 2, 3):
        put(number)
    assert stored.with_cards(place("1,2,3", most=2), PUBLIC) == "<ul>[1][2]</ul>"


def test_a_card_the_viewer_may_not_see_makes_room_for_the_next() -> None:
    put(1, "person")
    put(2)
    put(3)
    assert stored.with_cards(place("1,2,3", most=2), PUBLIC) == "<ul>[2][3]</ul>"
    assert stored.with_cards(place("1,2,3", most=2), Reader()) == "<ul>[1][2]</ul>"


def test_a_place_without_a_card_for_the_viewer_disappears_with_what_stands_around_it() -> None:
    put(1, "person")
    assert stored.with_cards(f"a{place('1')}b{place('99')}c", PUBLIC) == "abc"


def test_a_page_without_places_asks_for_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        assert stored.with_cards("<p>a</p>", PUBLIC) == "<p>a</p>"


def test_all_places_of_a_page_cost_one_query(django_assert_num_queries: object) -> None:
    for number in (1, 2, 3):
        put(number)
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        stored.with_cards(place("1,2") + place("3") + place("1"), PUBLIC)


PARTS = Parts("examples", "Titel", "Om", "<link>", "<h1>Titel</h1>")


def test_stored_parts_are_for_those_who_may_see_the_page() -> None:
    put(1, "person", PARTS)
    assert stored.stored_page(PUBLIC, "/t/1/", TODAY) is None
    assert stored.stored_page(Reader(), "/t/1/", TODAY) == (PARTS, {})


def test_parts_that_are_true_for_one_day_hold_that_day() -> None:
    put(1, page=PARTS, only_on=TODAY)
    assert stored.stored_page(PUBLIC, "/t/1/", TODAY) == (PARTS, {})
    assert stored.stored_page(PUBLIC, "/t/1/", date(2026, 11, 21)) is None


def test_a_stored_page_comes_with_the_cards_the_viewer_may_see_in_one_query(django_assert_num_queries: object) -> None:
    shows = Parts("examples", "Titel", "Om", "", f"a{place('2,3')}b")
    put(1, page=shows)
    put(2, "person")
    put(3)
    stored.build()
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        assert stored.stored_page(PUBLIC, "/t/1/", TODAY) == (shows, {("thing", 3): "[3]"})
    assert stored.stored_page(Reader(), "/t/1/", TODAY) == (shows, {("thing", 2): "[2]", ("thing", 3): "[3]"})
    assert stored.with_cards(shows.main, PUBLIC, {("thing", 3): "[3]"}) == "a<ul>[3]</ul>b"


def test_parts_of_other_templates_are_not_used() -> None:
    put(1, page=PARTS)
    StoredPage.objects.update(build="older")
    assert stored.stored_page(PUBLIC, "/t/1/", TODAY) is None


def test_what_is_removed_leaves_no_stored_page() -> None:
    put(1, page=PARTS)
    index.remove("thing", 1)
    assert not StoredPage.objects.filter(kind="thing").exists()


def test_a_thing_closed_to_visitors_closes_its_stored_page_with_it() -> None:
    put(1, page=PARTS)
    put(1, "person", PARTS)
    assert stored.stored_page(PUBLIC, "/t/1/", TODAY) is None
    assert Document.objects.get(kind="thing").audience == StoredPage.objects.get(kind="thing").audience == "person"


def test_a_mark_that_came_along_in_a_text_is_no_place() -> None:
    put(1)
    assert stored.with_cards(f"sam{OPEN}arbejde {place('1')}", PUBLIC) == f"sam{OPEN}arbejde <ul>[1]</ul>"
    assert stored.shown_in(f"sam{OPEN}arbejde {place('1')}") == [("thing", 1)]


def test_no_text_of_people_forges_a_place() -> None:
    """Everything people write loses the marks (core.text)."""
    assert clean(f"a{stored.BETWEEN}{OPEN}thing:9:1{NAMED}{HERE}{CLOSE}b") == "athing:9:1b"
