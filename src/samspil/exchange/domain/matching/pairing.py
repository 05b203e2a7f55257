"""Lasting pairs: shortlists both ways with reasons, and for a whole cohort deferred acceptance. Both sides say yes themselves; this only proposes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHORT = 5


@dataclass(frozen=True)
class Suggestion:
    """Somebody to look at first, with what speaks for it (Danish)."""

    who: str
    points: int
    because: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """One side of a pair: interests and languages, whom they will not meet, and how far they go; `who` stands on the other side's list."""

    who: str
    interests: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()


def suggestion(one: Person, other: Person) -> Suggestion | None:
    """How well the other fits one, or None when either has said no or they share no language both have told us of."""
    if one.who in other.refuses or other.who in one.refuses:
        return None
    if one.languages and other.languages and not one.languages & other.languages:
        return None
    shared, spoken = sorted(one.interests & other.interests), sorted(one.languages & other.languages)
    told = [f"I kan begge lide {word}" for word in shared] + [f"I taler begge {word}" for word in spoken]
    return Suggestion(other.who, 2 * len(shared) + len(spoken), tuple(told) or ("I har ikke sagt noget, der taler imod",))


def shortlist(one: Person, others: Sequence[Person], most: int = SHORT) -> list[Suggestion]:
    """The few that fit best, in order; equal ones in the order they were given."""
    found = [fit for other in others if (fit := suggestion(one, other))]
    return sorted(found, key=lambda fit: -fit.points)[:most]


def both_ways(ones: Sequence[Person], others: Sequence[Person], most: int = SHORT) -> dict[str, list[Suggestion]]:
    """Everybody's shortlist, both sides'. Raises ValueError when a name stands twice."""
    names = [person.who for person in (*ones, *others)]
    if len(set(names)) < len(names):
        raise ValueError("a name stands twice")
    return {one.who: shortlist(one, others, most) for one in ones} | {other.who: shortlist(other, ones, most) for other in others}


def deferred_acceptance(wishes: Mapping[str, Sequence[str]], ranks: Mapping[str, Sequence[str]], places: Mapping[str, int]) -> dict[str, str]:
    """Who of the askers comes where: stable, and for askers the best of all stable ones (Gale and Shapley, 1962).

    `wishes`: each asker's hosts, best first; `ranks`: each host's askers, best first (who is not on the list is never taken); `places`: room of each
    host, 1 if not said.
    No asker and host would both rather have each other than what they get. Askers who come nowhere are left out.
    """
    order = {host: {asker: place for place, asker in enumerate(askers)} for host, askers in ranks.items()}
    taken: dict[str, list[str]] = {host: [] for host in ranks}
    asked = dict.fromkeys(wishes, 0)
    waiting = list(wishes)[::-1]
    while waiting:
        asker = waiting.pop()
        if asked[asker] >= len(wishes[asker]):
            continue
        host = wishes[asker][asked[asker]]
        asked[asker] += 1
        if asker not in order.get(host, {}):
            waiting.append(asker)
            continue
        taken[host] = sorted([*taken[host], asker], key=order[host].__getitem__)
        if len(taken[host]) > places.get(host, 1):
            waiting.append(taken[host].pop())
    return {asker: host for host, askers in taken.items() for asker in askers}


def unstable(
    wishes: Mapping[str, Sequence[str]], ranks: Mapping[str, Sequence[str]], places: Mapping[str, int], found: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Askers and hosts who would both rather have each other; none after deferred acceptance."""
    guests = {host: [asker for asker, at in found.items() if at == host] for host in ranks}

    def wants(host: str, asker: str) -> bool:
        list_of = list(ranks[host])
        room = len(guests[host]) < places.get(host, 1)
        return asker in list_of and (room or any(list_of.index(asker) < list_of.index(guest) for guest in guests[host]))

    better = {asker: list(hosts)[: list(hosts).index(found[asker])] if asker in found else list(hosts) for asker, hosts in wishes.items()}
    return [(asker, host) for asker, hosts in better.items() for host in hosts if host in ranks and wants(host, asker)]
