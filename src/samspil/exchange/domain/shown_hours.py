"""Hours of an organisation by kind of task, told without telling of anybody: a kind's hours are shown where its number of people may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspil.exchange.domain.hours import Hours, HourState
from samspil.exchange.domain.small_numbers import LEAST, suppressed


@dataclass(frozen=True)
class ShownKind:
    """People and minutes of one kind; None is hidden."""

    people: int | None
    minutes: int | None


@dataclass(frozen=True)
class ShownHours:
    """By kind, and all minutes; None is hidden. Kinds stand in the order of their names, which says nothing about who gave most."""

    kinds: Mapping[str, ShownKind]
    minutes: int | None


def shown_hours(entries: Iterable[Hours], least: int = LEAST) -> ShownHours:
    """What may be told of confirmed hours. Who is gone from here counts as one person altogether, so that no number is shown for too few.

    All minutes are shown where nothing is hidden, or where the hidden ones are of `least` people in at least two kinds: else they could be taken from the sum.
    """
    people: dict[str, set[str]] = {}
    minutes: dict[str, int] = {}
    for entry in entries:
        if entry.state is HourState.CONFIRMED:
            people.setdefault(entry.kind, set()).add(entry.person)
            minutes[entry.kind] = minutes.get(entry.kind, 0) + entry.person_minutes
    counts = suppressed({kind: len(people[kind]) for kind in sorted(people)}, least).counts
    hidden = [kind for kind, count in counts.items() if count is None]
    behind = set().union(*(people[kind] for kind in hidden))
    whole = not hidden or (len(hidden) > 1 and len(behind) >= least)
    kinds = {kind: ShownKind(count, None if count is None else minutes[kind]) for kind, count in counts.items()}
    return ShownHours(kinds, sum(minutes.values()) if whole else None)
