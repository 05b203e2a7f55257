"""Pieces of pages are kept until something changes, and only by a process that hears of changes."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from samspil.core import kept
from samspil.core.pagecache import PageStore


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> PageStore:
    store = PageStore()
    store.listening = True
    monkeypatch.setattr(kept, "STORE", store)
    monkeypatch.setattr(kept, "PIECES", kept.Pieces())
    return store


def counting() -> Callable[[], int]:
    """A maker that gives 1, 2, 3 …"""
    made = iter(range(1, 100))
    return lambda: next(made)


def test_a_piece_is_made_once_until_something_changes(store: PageStore) -> None:
    make = counting()
    assert [kept.piece("menu", make) for _ in range(3)] == [1, 1, 1]
    store.clear()
    assert kept.piece("menu", make) == 2


def test_each_key_is_a_piece_of_its_own(store: PageStore) -> None:
    make = counting()
    assert [kept.piece(("counts", audience), make) for audience in ("public", "person", "public")] == [1, 2, 1]


def test_a_process_that_hears_nothing_keeps_no_piece(store: PageStore) -> None:
    store.listening = False
    make = counting()
    assert [kept.piece("menu", make) for _ in range(3)] == [1, 2, 3]


def test_a_piece_made_while_something_changed_is_not_kept(store: PageStore) -> None:
    make = counting()

    def overtaken() -> int:
        store.clear()
        return make()

    assert kept.piece("menu", overtaken) == 1
    assert kept.piece("menu", make) == 2


def test_the_oldest_pieces_go_when_there_are_too_many(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_PIECES", 3)
    make = counting()
    for number in range(5):
        kept.piece(number, make)
    assert list(kept.PIECES.kept) == [2, 3, 4]


def test_the_oldest_pieces_go_when_they_weigh_too_much(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 100_000)
    for number in range(50):
        kept.piece(number, lambda: {"html": ["x" * 9_000]})
    assert 5 < len(kept.PIECES.kept) <= 11
    assert max(kept.PIECES.kept) == 49  # type: ignore[type-var]  # the keys here are numbers
    assert kept.PIECES.bytes == sum(kept.PIECES.weights.values()) <= 100_000
    store.clear()
    kept.piece("after", lambda: 1)
    assert list(kept.PIECES.weights) == ["after"]
    assert kept.PIECES.bytes < 1_000


def test_what_visitors_write_into_a_key_weighs_too(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 100_000)
    for number in range(50):
        kept.piece(("catalogue", (f"{number}" + "€" * 10_000,)), lambda: 1)
    assert len(kept.PIECES.kept) <= 5


def test_a_piece_that_would_drive_all_others_out_is_not_kept(store: PageStore) -> None:
    make = counting()
    kept.piece("menu", make)
    kept.piece("enormous", lambda: "x" * (kept.LARGEST_BYTES + 1))
    assert list(kept.PIECES.kept) == ["menu"]


@dataclass
class Part:
    text: str


def test_a_weight_counts_what_stands_inside_and_each_thing_once() -> None:
    text = "x" * 10_000
    assert 10_000 < kept.weight_of([text, text, {"a": Part(text)}]) < 12_000
    assert kept.weight_of([Part("x" * 10_000 + str(n)) for n in range(3)]) > 30_000
