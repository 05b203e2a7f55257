"""Pieces of pages that are the same until something changes, kept by this process.

A piece is kept only while the process hears of changes (core/pagecache.py listens to the database), and all pieces are
forgotten at every change. A process that is deaf keeps nothing and makes each piece anew. The key names everything the
piece depends on, also the viewer's audiences.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from samspil.core.pagecache import STORE

MOST_PIECES = 500
Piece = TypeVar("Piece")


class Pieces:
    """The pieces made since the last change."""

    def __init__(self) -> None:
        self.generation = -1
        self.kept: OrderedDict[Hashable, object] = OrderedDict()


PIECES = Pieces()


def piece(key: Hashable, make: Callable[[], Piece]) -> Piece:
    """The kept piece, or what `make` gives."""
    generation = STORE.generation
    if PIECES.generation != generation:
        PIECES.kept.clear()
        PIECES.generation = generation
    if key in PIECES.kept:
        return PIECES.kept[key]  # type: ignore[return-value]  # a key always holds what its own maker made
    made = make()
    if STORE.listening and STORE.generation == generation:
        PIECES.kept[key] = made
        while len(PIECES.kept) > MOST_PIECES:
            PIECES.kept.popitem(last=False)
    return made
