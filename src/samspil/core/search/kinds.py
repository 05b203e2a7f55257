"""Which kind each document is of, kept by every process: it never changes, and to ask for five hundred at each search costs more than to rank them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from samspil.core.pagecache import STORE
from samspil.core.search.reading import numbers, reading

# Ids are kept in parts of 4096: the numbers of documents lie close together, with wide gaps.
BITS = 12
MASK = (1 << BITS) - 1
KINDS = "SELECT id, kind FROM core_document WHERE id = ANY(%s::bigint[])"


@dataclass
class Kept:
    """For each id, by part, the place of its kind in `names`; 0 for what is not known yet. `losses`: how often the database had been lost when this began."""

    names: list[str] = field(default_factory=lambda: [""])
    parts: dict[int, bytearray] = field(default_factory=lambda: defaultdict(lambda: bytearray(MASK + 1)))
    losses: int = 0


KEPT = Kept()
LOCK = Lock()


def kinds_of(pks: Sequence[int]) -> dict[int, str]:
    """The kinds of documents by id; one query when this process has not met some of them. What is no document is left out."""
    global KEPT
    if KEPT.losses != STORE.losses:  # the database came back, perhaps from a backup, where the same number is something else
        KEPT = Kept(losses=STORE.losses)
    kept = KEPT
    parts, names = kept.parts, kept.names
    if unknown := [pk for pk in pks if not parts[pk >> BITS][pk & MASK]]:
        learn(kept, unknown)
    return {pk: names[place] for pk in pks if (place := parts[pk >> BITS][pk & MASK])}


def learn(kept: Kept, pks: Sequence[int]) -> None:
    with reading() as cursor:
        cursor.execute(KINDS, [numbers(pks)])
        rows = cursor.fetchall()
    with LOCK:
        for pk, kind in rows:
            if kind not in kept.names:
                kept.names.append(kind)
            kept.parts[pk >> BITS][pk & MASK] = kept.names.index(kind)
