"""The largest flow of least cost: who does what when nothing but places in tasks, limits and tasks at the same time bind. Exact, in whole numbers.

Levels are kept apart by weights that are just large enough: on the way round a cycle of the network fairness is met twice at most, and a pair's cost twice for
each task at most. So the weights fit 64 bits for a whole municipality; where they do not, `TooLarge` is raised instead of an answer that could be wrong."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from samspil.exchange.domain.matching.arcs import Arcs, Numbers
from samspil.exchange.domain.matching.model import Problem
from samspil.exchange.domain.matching.shapes import Shape

MOST_COST = 2**62


class TooLarge(ValueError):
    """The levels of so large a problem do not fit one number of 64 bits."""


@dataclass(frozen=True)
class Prices:
    """What one unit of each level below the seats weighs; a level that is left out weighs nothing."""

    preference: int
    fairness: int
    metre: int


@dataclass(frozen=True)
class Network:
    """Arcs of the graph: from, to, room and cost. Those of the pairs come first, in the pairs' order."""

    tails: Numbers
    heads: Numbers
    room: Numbers
    costs: Numbers
    source: int
    sink: int


def best_flow(problem: Problem, arcs: Arcs, shape: Shape, seats: Numbers, levels: Collection[str]) -> Numbers:
    """The numbers of the arcs that are used; deterministic."""
    from ortools.graph.python import min_cost_flow

    if not len(arcs):
        return np.zeros(0, dtype=np.int64)
    net = network(problem, arcs, shape, seats, levels)
    solver = min_cost_flow.SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(net.tails, net.heads, net.room, net.costs)
    most = int(min(shape.most.sum(), seats.sum()))
    nodes = np.array([net.source, net.sink], dtype=np.int64)
    solver.set_nodes_supplies(nodes, np.array([most, -most], dtype=np.int64))
    status = solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise TooLarge(str(status))
    return np.flatnonzero(solver.flows(numbers[: len(arcs)]))


def preferences(problem: Problem, arcs: Arcs) -> Numbers:
    """The points each pair's volunteer gave its task."""
    points = np.zeros(len(arcs), dtype=np.int64)
    of_task = {task.id: number for number, task in enumerate(problem.tasks)}
    codes = arcs.volunteer * len(problem.tasks) + arcs.task
    wishes = [
        (number * len(problem.tasks) + of_task[name], given)
        for number, one in enumerate(problem.volunteers)
        for name, given in one.prefers.items()
        if name in of_task
    ]
    if wishes and len(arcs):
        wanted, given = np.array(sorted(wishes), dtype=np.int64).T
        places = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        met = codes[places] == wanted
        points[places[met]] = given[met]
    return points


def prices(problem: Problem, arcs: Arcs, points: Numbers, asks: Numbers, nodes: int, levels: Collection[str]) -> Prices:
    """Weights that keep the levels apart; raises TooLarge."""
    visits = 2 * min(len(problem.tasks), len(problem.volunteers)) + 2
    metre = int("distance_m" in levels)
    below = visits * int(arcs.metres.max(initial=0)) * metre
    fairness = (below + 1) * ("fairness" in levels)
    below += fairness * 2 * int(asks.max(initial=0))
    preference = (below + 1) * ("preference" in levels)
    largest = preference * int(np.abs(points).max(initial=0)) + fairness * int(asks.max(initial=0)) + metre * int(arcs.metres.max(initial=0))
    if largest * (nodes + 2) > MOST_COST:
        raise TooLarge(str(largest))
    return Prices(preference, fairness, metre)


def network(problem: Problem, arcs: Arcs, shape: Shape, seats: Numbers, levels: Collection[str]) -> Network:
    """Source, volunteers (one arc for each further ask, dearer each time), knots of tasks at the same time, tasks, sink."""
    people, jobs = len(problem.volunteers), len(problem.tasks)
    sizes = np.bincount(shape.knot)
    # Whoever does one task at most needs no knot.
    tied = (sizes[shape.knot] > 1) & (shape.most[arcs.volunteer] > 1)
    knots, knot_of_arc = np.unique(shape.knot[tied], return_inverse=True)
    owners = np.zeros(len(knots), dtype=np.int64)
    owners[knot_of_arc] = arcs.volunteer[tied]
    first_knot = people + jobs
    source, sink = first_knot + len(knots), first_knot + len(knots) + 1
    tails = arcs.volunteer.copy()
    tails[tied] = first_knot + knot_of_arc
    asked = np.array([one.asked_lately for one in problem.volunteers], dtype=np.int64)
    # One arc for each ask only where each weighs its own.
    steps = shape.most if "fairness" in levels else np.minimum(shape.most, 1)
    who = np.repeat(np.arange(people), steps)
    asks = asked[who] + np.arange(len(who)) - np.repeat(np.cumsum(steps) - steps, steps)
    asked_room = np.ones(len(who), dtype=np.int64) if "fairness" in levels else shape.most[who]
    points = preferences(problem, arcs)
    price = prices(problem, arcs, points, asks, sink + 1, levels)
    nothing = np.zeros(len(knots) + jobs, dtype=np.int64)
    return Network(
        np.concatenate((tails, np.full(len(who), source), owners, people + np.arange(jobs))),
        np.concatenate((people + arcs.task, who, first_knot + np.arange(len(knots)), np.full(jobs, sink))),
        np.concatenate((np.ones(len(arcs), dtype=np.int64), asked_room, np.ones(len(knots), dtype=np.int64), seats)),
        np.concatenate((price.metre * arcs.metres - price.preference * points, price.fairness * asks, nothing)),
        source,
        sink,
    )
