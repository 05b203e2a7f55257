"""Matching from beginning to end: possible pairs, the flow, and what a flow cannot hold on top of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from samspil.exchange.domain.matching.arcs import Arcs, Numbers, build_arcs
from samspil.exchange.domain.matching.canonical import in_order
from samspil.exchange.domain.matching.exact import Outcome, solve_exactly
from samspil.exchange.domain.matching.flow import best_flow
from samspil.exchange.domain.matching.model import LEVELS, Matching, Problem
from samspil.exchange.domain.matching.rules import Pair, follow_rules, values
from samspil.exchange.domain.matching.shapes import Shape, shape_of

# Above so many possible pairs the exact programme is not tried: what the flow gives is mended and filled up.
MOST_EXACT = 300_000


def match(problem: Problem, seconds_left: Callable[[], float], levels: Sequence[str] = LEVELS) -> tuple[Problem, Matching]:
    """The problem in its own order, and who does what in it. Raises `flow.TooLarge`."""
    ordered = in_order(problem)
    return ordered, solve(ordered, build_arcs(ordered), seconds_left, levels)


def solve(problem: Problem, arcs: Arcs, seconds_left: Callable[[], float], levels: Sequence[str] = LEVELS) -> Matching:
    """The best matching of possible pairs; optimal when no rule beyond the flow binds or all of them were solved in time."""
    shape, seats = shape_of(problem, arcs), np.array([task.seats for task in problem.tasks], dtype=np.int64)
    flowing = pairs_of(arcs, best_flow(problem, arcs, shape, seats, levels))
    kept = frozenset(follow_rules(problem, flowing))
    if kept == flowing:
        return matching(problem, arcs, Outcome(kept, True, 0.0), levels)
    start = filled_up(problem, arcs, shape, kept, levels)
    empty = int(seats.sum())
    bound = Outcome(start, False, (len(flowing) - len(start)) / max(1, empty - len(start)))
    found = solve_exactly(problem, arcs, start, levels, seconds_left) if len(arcs) <= MOST_EXACT else bound
    return matching(problem, arcs, found if len(found.pairs) >= len(start) else bound, levels)


def filled_up(problem: Problem, arcs: Arcs, shape: Shape, kept: frozenset[Pair], levels: Sequence[str]) -> frozenset[Pair]:
    """What is kept for those with rules, and everybody else matched anew around it."""
    # Friends somebody waits for stay where they are.
    names = {name for one in problem.volunteers for name in one.together_with}
    awaited = [number for number, one in enumerate(problem.volunteers) if one.id in names]
    closed = shape.ruled.copy()
    closed[awaited] = True
    fixed = {pair for pair in kept if closed[pair[0]]}
    seats = np.array([task.seats for task in problem.tasks], dtype=np.int64)
    for _, what in fixed:
        seats[what] -= 1
    rest = np.flatnonzero(~closed[arcs.volunteer])
    part = Arcs(arcs.volunteer[rest], arcs.task[rest], arcs.metres[rest])
    open_shape = replace(shape, most=np.where(closed, 0, shape.most), knot=shape.knot[rest])
    return frozenset(fixed) | pairs_of(part, best_flow(problem, part, open_shape, seats, levels))


def pairs_of(arcs: Arcs, used: Numbers) -> frozenset[Pair]:
    """Numbers of volunteers and tasks of these arcs."""
    return frozenset(zip(arcs.volunteer[used].tolist(), arcs.task[used].tolist(), strict=True))


def matching(problem: Problem, arcs: Arcs, outcome: Outcome, levels: Sequence[str]) -> Matching:
    """The outcome with what it is worth at each level."""
    pairs = sorted(outcome.pairs)
    codes = arcs.volunteer * len(problem.tasks) + arcs.task
    wanted = np.array([who * len(problem.tasks) + what for who, what in pairs], dtype=np.int64)
    worth = values(problem, pairs, arcs.metres[np.searchsorted(codes, wanted)].tolist())
    return Matching(tuple(pairs), {name: worth[name] for name in levels}, outcome.optimal, outcome.gap, len(arcs))
