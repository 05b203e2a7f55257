"""Paging by key: every document once, in order, whatever happens meanwhile; a damaged key begins anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.core.models import Document
from samspil.core.search import facets, index, lists
from samspil.core.sorting import danish_key
from samspil.core.viewers import PUBLIC, Eyes

pytestmark = pytest.mark.django_db
KIND = "thing"
AREAS = ["a", "b", "c"]
# Each example puts its own documents in and takes them out again, so the fixture may be shared.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
THINGS = st.lists(
    st.tuples(st.sampled_from(["Aabenraa", "Åben", "Ærø", "b", "B", "zoo", "x" * 255]), st.integers(0, 5), st.sets(st.sampled_from(AREAS), max_size=2)),
    max_size=12,
)
CHOSEN = st.fixed_dictionaries({}, optional={"area": st.lists(st.sampled_from(AREAS), max_size=2, unique=True)})


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back at the end, and this process forgets that it saw it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    facets.BOARDS.clear()


def put(place: int, title: str, days: int, areas: set[str] = frozenset()) -> None:  # type: ignore[assignment]  # an empty set that nobody changes
    index.put(
        index.Entry(
            kind=KIND, object_id=place, audience="public", url=f"/t/{place}/", title=title, teaser="", text="", card="",
            sort_on=date(2026, 1, 1) + timedelta(days=days), facets=[f"area:{a}" for a in sorted(areas)],
        )
    )  # fmt: skip


def walk(chosen: dict[str, list[str]], size: int, by_title: bool) -> Iterator[lists.Listed]:
    """Every document, page by page, as a visitor who presses "show more" meets them."""
    after = ""
    while True:
        page = lists.page_of(PUBLIC, KIND, chosen, after=after, by_title=by_title, size=size)
        assert len(page.documents) <= size
        yield from page.documents
        if not page.after:
            return
        assert page.after != after, "the list goes round in a ring"
        after = page.after


def number(document: lists.Listed) -> int:
    return int(document.url.split("/")[2])


def in_order(documents: list[lists.Listed], by_title: bool) -> list[lists.Listed]:
    if by_title:
        return sorted(documents, key=lambda d: (d.title_key, d.pk))
    return sorted(documents, key=lambda d: (d.sort_on, d.pk), reverse=True)


@SHARED
@given(THINGS, CHOSEN, st.integers(1, 7), st.booleans())
def test_walking_all_pages_meets_every_document_once_in_order(
    things: list[tuple[str, int, set[str]]], chosen: dict[str, list[str]], size: int, by_title: bool
) -> None:
    with undone():
        for place, thing in enumerate(things):
            put(place, *thing)
        wanted = [n for n, (_, _, areas) in enumerate(things) if not chosen.get("area") or areas & set(chosen["area"])]
        met = list(walk(chosen, size, by_title))
        assert sorted(number(d) for d in met) == wanted
        assert met == in_order(met, by_title)


@SHARED
@given(
    THINGS.filter(lambda things: len(things) > 3),
    st.lists(st.tuples(st.sampled_from(["Aa", "m", "zoo"]), st.integers(0, 5)), min_size=1, max_size=5),
    st.booleans(),
)
def test_what_is_added_meanwhile_makes_nobody_meet_a_document_twice_or_miss_one(
    things: list[tuple[str, int, set[str]]], later: list[tuple[str, int]], by_title: bool
) -> None:
    with undone():
        for place, thing in enumerate(things):
            put(place, *thing)
        met = []
        for place, document in enumerate(walk({}, 2, by_title)):
            met.append(number(document))
            if place < len(later):
                put(1000 + place, *later[place])
        assert len(met) == len(set(met))
        assert set(met) >= set(range(len(things)))


def test_titles_are_listed_in_danish_order() -> None:
    titles = ["Ørsted", "Aarhus", "Zebra", "Ærø", "Albertslund", "Åben skole"]
    for place, title in enumerate(titles):
        put(place, title, 0)
    assert [titles[number(d)] for d in walk({}, 2, True)] == ["Albertslund", "Zebra", "Ærø", "Ørsted", "Åben skole", "Aarhus"]
    assert danish_key("Åben skole") < danish_key("Aarhus")


def test_sort_keys_are_compared_by_their_bytes_whatever_language_the_database_speaks() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, collation_name FROM information_schema.columns WHERE column_name IN ('title_key', 'name_key', 'term_key')")
        collations = dict(cursor.fetchall())
    assert set(collations) >= {"core_document", "identity_municipality", "content_glossaryterm"}
    assert set(collations.values()) == {"C"}


def test_titles_of_signs_alone_are_met_once() -> None:
    for place in range(3):
        put(place, "???", 0)
    assert [number(d) for d in walk({}, 1, True)] == [0, 1, 2]


DAMAGED = [
    "x",
    "~",
    "1~",
    "~2026-01-01",
    "1~x",
    "1~2026-13-45",
    "-1~2026-01-01",
    f"{'9' * 19}~2026-01-01",
    "1e3~2026-01-01",
    "1~2026-01-01~2",
    "' OR 1=1 --",
    "²~2026-01-01",
    "1~\x00",
]


@pytest.mark.parametrize("key", DAMAGED)
def test_a_damaged_key_begins_from_the_start(key: str) -> None:
    for place in range(3):
        put(place, "t", place)
    assert [number(d) for d in lists.page_of(PUBLIC, KIND, {}, after=key).documents] == [2, 1, 0]


@SHARED
@given(st.text(max_size=40), st.booleans())
def test_no_key_breaks_the_list(key: str, by_title: bool) -> None:
    lists.page_of(PUBLIC, KIND, {}, after=key, by_title=by_title)
    lists.page_of(PUBLIC, KIND, {}, after=f"1~{key}", by_title=by_title)


def test_a_page_costs_one_query_and_holds_one_row_more_than_it_shows(django_assert_num_queries: object) -> None:
    for place in range(5):
        put(place, "t", place)
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        page = lists.page_of(PUBLIC, KIND, {}, size=2)
    assert len(page.documents) == 2
    assert quote(page.after) == page.after


def test_a_document_for_others_is_on_no_page() -> None:
    put(1, "t", 0)
    Document.objects.filter(kind=KIND).update(audience="person")
    assert list(walk({}, 2, False)) == []


def member_of(*organisations: int) -> Eyes:
    """Somebody logged in who is in these organisations."""
    return Eyes(7, frozenset({"public", "person", *(f"org:{pk}" for pk in organisations)}))


@pytest.mark.parametrize("by_title", [False, True])
def test_whoever_is_in_a_hundred_organisations_asks_only_for_those_that_have_anything(by_title: bool) -> None:
    def shown(viewer: Eyes) -> tuple[list[int], int]:
        facets.board_of(KIND)
        with CaptureQueriesContext(connection) as caught:
            found = lists.page_of(viewer, KIND, {}, by_title=by_title).documents
        return [number(one) for one in found], sum(query["sql"].count("audience =") for query in caught.captured_queries)

    many = member_of(*range(1, 101))
    assert shown(many)[0] == []
    for place, audience in enumerate(("public", "org:5", "org:200")):
        put(place, "t", place)
        Document.objects.filter(kind=KIND, object_id=place).update(audience=audience, revision=1_000_000 + place)
    assert shown(many) == ([1, 0] if not by_title else [0, 1], 2)
    assert shown(member_of(200))[0] == ([2, 0] if not by_title else [0, 2])
    Document.objects.filter(kind=KIND, object_id=0).update(audience="org:99", revision=1_000_010)
    assert shown(many)[0] == ([1, 0] if not by_title else [0, 1]), "what came a moment ago is there"
    assert shown(member_of(6, 7))[0] == []
