"""What a volunteer's tasks ask of the one who takes several: never two at once, no more than the limits. Says what a flow can hold, and what it cannot."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samspil.exchange.domain.matching.arcs import Arcs, Numbers
from samspil.exchange.domain.matching.model import Problem


@dataclass(frozen=True)
class Shape:
    """For each volunteer the most tasks, for each arc its knot of tasks at the same time, and who has rules beyond a flow."""

    most: Numbers
    knot: Numbers
    ruled: NDArray[np.bool_]


def shape_of(problem: Problem, arcs: Arcs) -> Shape:
    """Most tasks and knots. A knot is a set of one volunteer's tasks of which any two overlap: at most one of them is done."""
    count = len(problem.volunteers)
    knot, loose = knots(problem, arcs)
    degrees = np.bincount(arcs.volunteer, minlength=count)
    limits = np.array([degrees[number] if one.max_tasks is None else one.max_tasks for number, one in enumerate(problem.volunteers)], dtype=np.int64)
    most = np.minimum(limits, degrees)
    ruled = np.zeros(count, dtype=bool)
    ruled[arcs.volunteer[loose]] = True
    ruled &= most > 1
    limit_hours(problem, arcs, most, ruled)
    for number, one in enumerate(problem.volunteers):
        if one.together_with:
            ruled[number] = True
    # Whoever is ruled gets no knots here: the exact rules are set elsewhere, and a flow without them is a bound.
    return Shape(most, knot, ruled)


def limit_hours(problem: Problem, arcs: Arcs, most: Numbers, ruled: NDArray[np.bool_]) -> None:
    """Lower the most tasks to what the hours allow at best; whoever could still exceed them is ruled."""
    bounds = np.searchsorted(arcs.volunteer, np.arange(len(problem.volunteers) + 1))
    minutes = np.array([task.minutes for task in problem.tasks], dtype=np.int64)
    for number, one in enumerate(problem.volunteers):
        if one.max_hours is None or most[number] < 1:
            continue
        long = np.sort(minutes[arcs.task[bounds[number] : bounds[number + 1]]])
        most[number] = min(most[number], int(np.searchsorted(np.cumsum(long), one.max_minutes, side="right")))
        if long[len(long) - most[number] :].sum() > one.max_minutes:
            ruled[number] = True


def knots(problem: Problem, arcs: Arcs) -> tuple[Numbers, NDArray[np.bool_]]:
    """The number of each arc's knot, and the arcs whose tasks hang together in time without all being at the same time."""
    if not len(arcs):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    times = np.array([(task.start, task.end) for task in problem.tasks], dtype=np.int64)
    times -= times.min()
    starts, ends = times[arcs.task].T
    order = np.lexsort((ends, starts, arcs.volunteer))
    day = int(times.max()) + 1
    who = arcs.volunteer[order]
    latest = np.maximum.accumulate(who * day + ends[order])
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = who[1:] * day + starts[order][1:] >= latest[:-1]
    begins[1:] |= who[1:] != who[:-1]
    firsts = np.flatnonzero(begins)
    part = np.cumsum(begins) - 1
    alike = np.maximum.reduceat(starts[order], firsts) < np.minimum.reduceat(ends[order], firsts)
    knot = np.empty(len(order), dtype=np.int64)
    loose = np.empty(len(order), dtype=bool)
    loose[order] = ~alike[part]
    # Loose tasks each are a knot of their own.
    alone = begins | ~alike[part]
    knot[order] = np.cumsum(alone) - 1
    return knot, loose
