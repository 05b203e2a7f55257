"""Counting with bits gives what counting one by one gives."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from samspil.core.models import Document
from samspil.core.pagecache import PageStore
from samspil.core.search import facets, index
from samspil.core.search.board import Board, Key, Row
from samspil.core.search.facets import Counts

NAMES = st.lists(st.sampled_from(["area:a", "area:b", "area:c", "sector:x", "sector:y", "audience:public", "audience:person"]), max_size=5, unique=True).map(
    tuple
)
CHOSEN = st.fixed_dictionaries({}, optional={"area": st.lists(st.sampled_from("abcz"), max_size=3), "sector": st.lists(st.sampled_from("xy"), max_size=2)})
AUDIENCES = st.sets(st.sampled_from(["public", "person"]))
DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))
ROWS = st.dictionaries(st.integers(1, 10**6), st.tuples(DAYS, NAMES), max_size=80)
Rows = dict[int, tuple[date, tuple[str, ...]]]


def naive(rows: Rows, audiences: Iterable[str], chosen: dict[str, list[str]]) -> tuple[int, dict[str, int]]:
    """Total and counts, one document and value at a time."""
    visible = [set(names) for _, names in rows.values() if any(f"audience:{a}" in names for a in audiences)]

    def fits(names: set[str], without: str = "") -> bool:
        return all(any(f"{g}:{v}" in names for v in values) for g, values in chosen.items() if values and g != without)

    every = {name for _, names in rows.values() for name in names if not name.startswith("audience:")}
    return sum(fits(n) for n in visible), {name: sum(name in n and fits(n, name.partition(":")[0]) for n in visible) for name in every}


def counted(board: Board, audiences: Iterable[str], chosen: dict[str, list[str]]) -> Counts:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "board_of", lambda kind: board)
        return facets.count("anything", audiences, chosen)


def in_order(rows: Rows) -> list[Row]:
    """Newest first, as the database gives them."""
    return sorted((Row(pk, day, names) for pk, (day, names) in rows.items()), key=lambda row: (row.sort_on, row.pk), reverse=True)


def filled(rows: Rows) -> Board:
    board = Board()
    board.fill(in_order(rows))
    return board


def walked(board: Board, bits: int, number: int) -> list[int]:
    """All ids among `bits`, a page of `number` at a time."""
    met: list[int] = []
    after: Key | None = None
    while page := board.newest(bits, after, number):
        assert len(page) <= number
        met += page
        place = board.place_of(page[-1])
        assert place is not None
        after = board.key(place)
    return met


@given(ROWS)
def test_filling_at_once_counts_the_same_as_taking_one_by_one(rows: Rows) -> None:
    slow = Board()
    for row in in_order(rows):
        slow.take(row)
    fast = filled(rows)
    assert (fast.pks, fast.days) == (slow.pks, slow.days)
    assert [fast.place_of(pk) for pk in range(15)] == [slow.place_of(pk) for pk in range(15)]
    assert {k: v for k, v in fast.bits.items() if v} == {k: v for k, v in slow.bits.items() if v}
    assert (fast.late, slow.late) == (0, len(rows))


@given(ROWS, AUDIENCES, CHOSEN)
def test_counts_are_what_counting_one_by_one_gives(rows: Rows, audiences: set[str], chosen: dict[str, list[str]]) -> None:
    total, by_value = naive(rows, audiences, chosen)
    counts = counted(filled(rows), audiences, chosen)
    assert counts.total == total
    assert dict(counts.by_value) == by_value


class ChangingBoard(RuleBasedStateMachine):
    """Documents come, change and go in any order; the board keeps up."""

    @initialize(rows=ROWS)
    def begin(self, rows: Rows) -> None:
        self.rows, self.board = dict(rows), filled(rows)

    @rule(pk=st.integers(1, 12), day=DAYS, names=NAMES)
    def put(self, pk: int, day: date, names: tuple[str, ...]) -> None:
        self.rows[pk] = (day, names)
        self.board.take(Row(pk, day, names))

    @rule(pk=st.integers(1, 12), day=DAYS)
    def remove(self, pk: int, day: date) -> None:
        self.put(pk, day, ("audience:nobody",))

    @invariant()
    def pages_show_each_once_newest_first(self) -> None:
        visible = [row.pk for row in in_order(self.rows) if "audience:public" in row.names]
        chosen = [row.pk for row in in_order(self.rows) if {"audience:public", "area:a"} <= set(row.names)]
        public = self.board.any_of(["audience:public"])
        assert walked(self.board, public, 3) == visible
        assert walked(self.board, public & self.board.any_of(["area:a"]), 2) == chosen
        asked = {1, 4, 7, 99}
        assert set(walked(self.board, public & self.board.these(asked), 2)) == asked & set(visible)

    @invariant()
    def counts_agree(self) -> None:
        for chosen in ({}, {"area": ["a", "b"]}, {"area": ["a"], "sector": ["x"]}):
            total, by_value = naive(self.rows, ["public"], chosen)
            counts = counted(self.board, ["public"], chosen)
            assert counts.total == total
            assert {k: v for k, v in counts.by_value.items() if v} == {k: v for k, v in by_value.items() if v}


TestChangingBoard = ChangingBoard.TestCase


def entry(number: int, audience: str = "public", *names: str) -> index.Entry:
    return index.Entry(
        kind="thing",
        object_id=number,
        audience=audience,
        url=f"/t/{number}/",
        title=f"T {number}",
        teaser="",
        text="",
        card="",
        sort_on=date(2026, 1, 1),
        facets=list(names),
    )


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a test's transaction nothing is announced, so the board must look each time."""
    monkeypatch.setattr(facets, "STORE", PageStore())


@pytest.mark.django_db
@pytest.mark.usefixtures("deaf")
def test_counts_follow_every_change_at_once() -> None:
    index.put(entry(1, "public", "area:a"))
    assert facets.count("thing", ["public"], {}) == Counts(1, {"area:a": 1})
    index.put(entry(2, "public", "area:a", "area:b"))
    assert facets.count("thing", ["public"], {}).by_value == {"area:a": 2, "area:b": 1}
    index.put(entry(1, "person", "area:a"))
    assert facets.count("thing", ["public"], {}).total == 1
    assert facets.count("thing", ["public", "person"], {}).total == 2
    index.remove("thing", 2)
    assert facets.count("thing", ["public"], {}).total == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("deaf")
def test_a_count_asks_the_database_once_however_many_documents_there_are(django_assert_num_queries: object) -> None:
    index.put_many(entry(n, "public", "area:a") for n in range(1, 50))
    facets.count("thing", ["public"], {})
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        assert facets.count("thing", ["public"], {"area": ["a"]}).total == 49
    assert Document.objects.filter(kind="thing").count() == 49


@pytest.mark.django_db
def test_a_process_that_hears_that_nothing_changed_counts_without_asking(monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object) -> None:
    store = PageStore()
    store.listening = True
    monkeypatch.setattr(facets, "STORE", store)
    index.put(entry(1, "public", "area:a"))
    facets.count("thing", ["public"], {})
    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        assert facets.count("thing", ["public"], {}).total == 1
    index.put(entry(2, "public", "area:a"))
    store.clear()
    assert facets.count("thing", ["public"], {}).total == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("deaf")
def test_a_board_with_many_late_documents_is_filled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST_LATE", 3)
    index.put(entry(1, "public", "area:a"))
    facets.count("thing", ["public"], {})
    index.put_many(entry(n, "public", "area:a") for n in range(2, 7))
    assert facets.board_of("thing").late == 5
    assert facets.count("thing", ["public"], {"area": ["a"]}).total == 6
    assert facets.board_of("thing").late == 0
