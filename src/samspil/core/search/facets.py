"""Counting facets exactly, and the first documents of any choice, at once however many documents there are.

Each process keeps a board of bits per kind (board.py). Before it is used, the process fetches the rows whose revision is
newer than what it has seen, so counts are never older than the database.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern

from samspil.core.models import Document
from samspil.core.pagecache import STORE
from samspil.core.search.board import MOST_LATE, Board, Key, Row

Chosen = Mapping[str, Iterable[str]]
FETCHED_AT_ONCE = 2000


@dataclass
class Seen:
    """A board, and how far this process has read."""

    revision: int = 0
    generation: int = -1
    board: Board = field(default_factory=Board)


@dataclass(frozen=True)
class Counts:
    """`total` documents match all chosen values; `by_value` says how many each value would give, the other groups' choices kept."""

    total: int
    by_value: Mapping[str, int]


BOARDS: dict[str, Seen] = defaultdict(Seen)
LOCK = threading.Lock()


def board_of(kind: str) -> Board:
    """The board of a kind, brought up to date with one query unless this process knows that nothing has changed."""
    with LOCK:
        seen, generation = BOARDS[kind], STORE.generation
        if STORE.listening and seen.generation == generation:
            return seen.board
        if not seen.board.pks or seen.board.late > MOST_LATE:
            refill(kind, seen)
        else:
            catch_up(kind, seen)
        seen.generation = generation
        return seen.board


def refill(kind: str, seen: Seen) -> None:
    """Read all documents of a kind, newest first, a few at a time: a board is small, all rows at once are not."""
    board, newest_revision = Board(), 0
    documents = Document.objects.filter(kind=kind).order_by("-sort_on", "-id").values_list("pk", "sort_on", "facets", "audience", "revision")

    def rows() -> Iterable[Row]:
        nonlocal newest_revision
        for pk, sort_on, names, audience, revision in documents.iterator(chunk_size=FETCHED_AT_ONCE):
            newest_revision = max(newest_revision, revision)
            yield Row(pk, sort_on, named(names, audience))

    board.fill(rows())
    seen.board, seen.revision = board, newest_revision


def catch_up(kind: str, seen: Seen) -> None:
    """Take what has changed since this process last looked."""
    newer = Document.objects.filter(kind=kind, revision__gt=seen.revision).order_by("revision")
    for pk, sort_on, names, audience, revision in newer.values_list("pk", "sort_on", "facets", "audience", "revision"):
        seen.board.take(Row(pk, sort_on, named(names, audience)))
        seen.revision = revision


def named(names: Iterable[str], audience: str) -> tuple[str, ...]:
    """A document's values; the same few hundred names stand on all rows, so one string object for each keeps the board small."""
    return tuple(map(intern, (*names, f"audience:{audience}")))


def count(kind: str, audiences: Iterable[str], chosen: Chosen, among: Iterable[int] | None = None) -> Counts:
    """Counts for a viewer of `audiences`, of the documents with ids `among` where given. Values of one group are alternatives, groups narrow each other."""
    board = board_of(kind)
    visible, groups = visible_to(board, audiences), chosen_of(board, chosen)
    visible = visible if among is None else visible & board.these(among)
    total = narrowed(visible, groups)
    but_for = {group: narrowed(visible, groups, group) for group in groups}
    by_value = {name: (bits & but_for.get(name.partition(":")[0], total)).bit_count() for name, bits in board.bits.items() if not name.startswith("audience:")}
    return Counts(total.bit_count(), by_value)


def newest(kind: str, audiences: Iterable[str], chosen: Chosen, *, after: Key | None, number: int) -> list[int]:
    """Ids of the first documents of a choice that a viewer of `audiences` may see, newest first."""
    board = board_of(kind)
    return board.newest(narrowed(visible_to(board, audiences), chosen_of(board, chosen)), after, number)


def last_before(kind: str, audiences: Iterable[str], chosen: Chosen, *, before: Key, number: int) -> list[int]:
    """Ids of the documents of a choice that stand just before `before`, newest first."""
    board = board_of(kind)
    return board.last_before(narrowed(visible_to(board, audiences), chosen_of(board, chosen)), before, number)


def total(kind: str, audiences: Iterable[str], chosen: Chosen) -> int:
    """How many documents of a choice a viewer of `audiences` may see."""
    board = board_of(kind)
    return narrowed(visible_to(board, audiences), chosen_of(board, chosen)).bit_count()


def among(kind: str, audiences: Iterable[str], chosen: Chosen, pks: Iterable[int]) -> set[int]:
    """Those of the documents with ids `pks` that stand in a choice a viewer of `audiences` may see."""
    board = board_of(kind)
    bits = narrowed(visible_to(board, audiences), chosen_of(board, chosen))
    flags = bits.to_bytes(len(board.pks) // 8 + 1, "little")
    return {pk for pk in pks if (place := board.place_of(pk)) is not None and flags[place >> 3] >> (place & 7) & 1}


def audiences_among(kind: str, audiences: Iterable[str]) -> list[str]:
    """Those of the audiences that any document of the kind is for."""
    board = board_of(kind)
    return [name for name in audiences if board.bits.get(f"audience:{name}")]


def visible_to(board: Board, audiences: Iterable[str]) -> int:
    return board.any_of(f"audience:{name}" for name in audiences)


def chosen_of(board: Board, chosen: Chosen) -> dict[str, int]:
    """The bits of each group something is chosen in."""
    return {group: board.any_of(f"{group}:{value}" for value in values) for group, values in chosen.items() if values}


def narrowed(visible: int, groups: Mapping[str, int], without: str = "") -> int:
    """What is visible under all chosen groups but one."""
    for group, bits in groups.items():
        if group != without:
            visible &= bits
    return visible
