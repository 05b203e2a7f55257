"""Pieces of pages that are the same until something changes, kept by this process.

A piece is kept only while the process hears of changes (core/pagecache.py listens to the database), and all pieces are
forgotten at every change. A process that is deaf keeps nothing and makes each piece anew. The key names everything the
piece depends on, also the viewer's audiences. Visitors choose some keys (any mixture of filters), so what is kept is
capped by number and by bytes.
"""

import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from samspil.core.pagecache import STORE, TTL_SECONDS

MOST_PIECES = 500
# Of one process; a larger piece than LARGEST_BYTES would drive too many others out.
MOST_BYTES, LARGEST_BYTES = 12_000_000, 1_000_000
# Of one member of a set.
A_MEMBER = 80
Piece = TypeVar("Piece")


class Pieces:
    """The pieces made since the last change, and what each weighs."""

    def __init__(self) -> None:
        self.generation = -1
        self.kept: OrderedDict[Hashable, object] = OrderedDict()
        self.weights: dict[Hashable, int] = {}
        self.bytes = 0

    def begin(self, generation: int) -> None:
        """Forget everything: something changed."""
        self.kept.clear()
        self.weights.clear()
        self.bytes, self.generation = 0, generation

    def keep(self, key: Hashable, made: object) -> None:
        """Keep one more; the oldest go when there are too many, or when they weigh too much."""
        weight = weight_of((key, made))
        if weight > LARGEST_BYTES:
            return
        self.bytes += weight - self.weights.get(key, 0)
        self.kept[key], self.weights[key] = made, weight
        while len(self.kept) > MOST_PIECES or self.bytes > MOST_BYTES:
            oldest, _ = self.kept.popitem(last=False)
            self.bytes -= self.weights.pop(oldest)


PIECES = Pieces()


def piece(key: Hashable, make: Callable[[], Piece]) -> Piece:
    """The kept piece, or what `make` gives."""
    generation = STORE.generation
    if PIECES.generation != generation:
        PIECES.begin(generation)
    if key in PIECES.kept:
        return PIECES.kept[key]  # type: ignore[return-value]  # a key always holds what its own maker made
    made = make()
    if STORE.listening and STORE.generation == generation:
        PIECES.keep(key, made)
    return made


def piece_for_now(key: Hashable, make: Callable[[], Piece]) -> Piece:
    """The same for what may change without a change for everybody, such as a number of people who said yes: five minutes old at the most."""
    return piece((int(time.time() // TTL_SECONDS), key), make)


def weight_of(thing: object) -> int:
    """Bytes that a thing and all that stands in it take, roughly."""
    waiting, seen, total = [thing], set[int](), 0
    while waiting:
        item = waiting.pop()
        if id(item) in seen or isinstance(item, type):
            continue
        seen.add(id(item))
        total += sys.getsizeof(item)
        if isinstance(item, set | frozenset):
            total += len(item) * A_MEMBER  # names and roles, shared by many keys; to weigh each costs more than it is worth
        elif isinstance(item, Mapping):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple):
            waiting += item
        elif hasattr(item, "__dict__"):
            waiting.append(vars(item))
    return total
