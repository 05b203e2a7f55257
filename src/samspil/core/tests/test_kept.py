"""Pieces of pages are kept until something changes, and only by a process that hears of changes."""

from collections.abc import Callable

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
