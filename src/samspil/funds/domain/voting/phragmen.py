"""Phragmén's sequential rule: voters earn money at the same pace, and a project is bought when its supporters together can pay; they then have nothing left.

A voter's load is the time of her last purchase. So the time a project can be bought is (cost + the loads of its supporters) / supporters, an exact number from
how many have which load. It never falls, so the last one is a lower bound. The rule ends when a project's time comes that does not fit into the budget.
"""

import heapq
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samspil.funds.domain.voting.field import Field, Reals
from samspil.funds.domain.voting.ledger import Ledger

HALF_ULP = 2.0**-53


@dataclass(frozen=True)
class Loaded:
    """One project bought at `time`, and with which it was tied. None for projects nobody chose, which fill what is left."""

    project: int
    time: Fraction | None
    among: tuple[int, ...]


class Loads:
    """The voters' loads: exactly in a ledger of times, and as floats (each within half an ulp) to tell what is certainly later."""

    def __init__(self, field: Field) -> None:
        """Nobody has any load."""
        self.field = field
        self.times: Reals = field.times.astype(np.float64)
        self.load: Reals = np.zeros(len(field.times))
        self.last = np.full(len(field.times), -1, dtype=np.int64)
        self.ledger = Ledger(Fraction(0))
        self.queue: list[tuple[float, int]] = []

    def about(self, project: int) -> tuple[float, float]:
        """Bounds of the time a project can be bought."""
        groups = self.field.behind[project]
        time = (self.field.costs[project] + float(self.times[groups] @ self.load[groups])) / self.field.voters[project]
        room = (len(groups) + 8) * 2 * HALF_ULP
        return time * (1 - room), time * (1 + room)

    def exactly(self, project: int) -> Fraction:
        """The time times the ledger's `below`."""
        groups = self.field.behind[project]
        counts = np.bincount(self.last[groups] + 1, weights=self.times[groups], minlength=len(self.ledger.prices) + 1)[1:]
        # Numbers of voters are whole and far below 2**53, so the floats of bincount are exact.
        owed = -self.ledger.left(0, [int(count) for count in counts])
        return Fraction(self.field.costs[project] * self.ledger.below + owed, self.field.voters[project])

    def first(self) -> tuple[Fraction, tuple[int, ...]]:
        """The next time something can be bought, and all that can be bought then; none of it is in the queue any more."""
        near: dict[int, float] = {}
        limit = float("inf")
        while self.queue and self.queue[0][0] <= limit:
            _, project = heapq.heappop(self.queue)
            near[project], most = self.about(project)
            limit = min(limit, most)
        times = {project: self.exactly(project) for project, least in near.items() if least <= limit}
        soonest = min(times.values())
        among = tuple(sorted((project for project, time in times.items() if time == soonest), key=lambda p: self.field.place[p]))
        for project, least in near.items():
            if project not in among:
                heapq.heappush(self.queue, (least, project))
        return soonest, among

    def buy(self, project: int, time: Fraction) -> Fraction:
        """Give the supporters their new load; returns it in units of the field."""
        exact = time / self.ledger.below
        groups = self.field.behind[project]
        self.last[groups] = len(self.ledger.prices)
        self.load[groups] = float(exact)
        self.ledger.buy(time.numerator, time.denominator)
        return exact


def sequence(field: Field) -> list[Loaded]:
    """The projects in the order they are bought."""
    loads = Loads(field)
    loads.queue = [(0.0, project) for project in field.projects if field.voters[project] and field.costs[project] <= field.budget]
    found: list[Loaded] = []
    left = field.budget
    while loads.queue:
        time, among = loads.first()
        if any(field.costs[project] > left for project in among):
            return found
        project = among[0]
        for other in among[1:]:
            heapq.heappush(loads.queue, (0.0, other))
        left -= field.costs[project]
        found.append(Loaded(project, loads.buy(project, time), among))
    return found + unsupported(field, left)


def unsupported(field: Field, left: int) -> list[Loaded]:
    """What nobody chose, in the order of ties, when all that somebody chose is bought and all of it fits (as the reference does)."""
    waiting = sorted((p for p in field.projects if not field.voters[p] and field.costs[p] <= field.budget), key=lambda p: field.place[p])
    found: list[Loaded] = []
    while waiting and all(field.costs[project] <= left for project in waiting):
        left -= field.costs[waiting[0]]
        found.append(Loaded(waiting[0], None, tuple(waiting)))
        waiting = waiting[1:]
    return found
