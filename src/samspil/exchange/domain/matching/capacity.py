"""Capacity in hours: every job to one agent, none beyond its hours, at least cost (the generalised assignment problem, NP-hard).

The linear relaxation prices hours and jobs (prices.py). Only pairs that are cheap at those prices are kept for HiGHS; beside it, what the relaxation
gives is rounded and mended (repairing.py). The better is improved by moving jobs and exchanging two, and then part by part (parts.py)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from samspil.exchange.domain.matching.exactly import by_highs
from samspil.exchange.domain.matching.parts import by_parts
from samspil.exchange.domain.matching.prices import relaxed
from samspil.exchange.domain.matching.repairing import repaired
from samspil.exchange.domain.matching.sharing import Instance, Matrix, loads, value

# So many cheap agents stay possible for each job.
KEPT_EACH = 6
LEAST_KEPT_EACH = 3
# HiGHS is given so many pairs at most: with more it finds little in the time.
MOST_KEPT = 9_000
# Of the time that is left: what the relaxation may take, and what HiGHS may for the whole; the rest is for improving the answer.
SHARE_FOR_PRICES, SHARE_FOR_HIGHS = 0.7, 0.5


def assign(instance: Instance, seconds_left: Callable[[], float]) -> Matrix | None:
    """The agent of each job, or None when none was found. HiGHS is ended by the clock: another run may find another answer."""
    begun = seconds_left()
    reduced, shares = relaxed(instance, lambda: seconds_left() - begun * (1 - SHARE_FOR_PRICES))
    found = [
        by_highs(instance, core(reduced, shares), max(0.1, seconds_left() * SHARE_FOR_HIGHS)),
        repaired(instance, np.where(shares.max(axis=0) > 0, shares.argmax(axis=0), reduced.argmin(axis=0)), reduced),
        by_prices(instance, reduced),
    ]
    fitting = [one for one in found if one is not None]
    if not fitting:
        return None
    best = improved(instance, min(fitting, key=lambda one: value(instance, one)), seconds_left)
    return by_parts(instance, best, reduced, seconds_left)


def core(reduced: NDArray[np.float64], shares: NDArray[np.float64]) -> tuple[Matrix, Matrix]:
    """Pairs worth looking at: those the relaxation uses and the cheapest of each job."""
    each = int(np.clip(MOST_KEPT // reduced.shape[1], LEAST_KEPT_EACH, min(KEPT_EACH, reduced.shape[0])))
    ranks = reduced.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    agent, job = np.nonzero((shares > 1e-9) | (ranks < each))
    return agent, job


def by_prices(instance: Instance, reduced: NDArray[np.float64]) -> Matrix | None:
    """Job after job to the agent with room where it is cheapest, first those that would suffer most from the second best; None when one fits nowhere."""
    left = instance.capacity.copy()
    found = np.full(instance.jobs, -1, dtype=np.int64)
    best = np.sort(reduced, axis=0)
    for job in np.argsort(-(best[min(1, len(best) - 1)] - best[0]), kind="stable"):
        room = np.where(instance.hours[:, job] <= left, reduced[:, job], np.inf)
        agent = int(room.argmin())
        if not np.isfinite(room[agent]):
            return None
        found[job] = agent
        left[agent] -= instance.hours[agent, job]
    return found


def improved(instance: Instance, agents: Matrix, seconds_left: Callable[[], float]) -> Matrix:
    """Moves and exchanges, the best first, until none is cheaper or the time is up."""
    agents, left = agents.copy(), instance.capacity - loads(instance, agents)
    jobs = np.arange(instance.jobs)
    while seconds_left() > 0:
        now = instance.costs[agents, jobs]
        gain = np.where(instance.hours <= left[:, None], instance.costs - now, 0)
        agent, job = np.unravel_index(int(gain.argmin()), gain.shape)
        if gain[agent, job] < 0:
            moved = [(int(job), int(agent))]
        elif not (moved := exchange(instance, agents, left, now)):
            break
        for one, to in moved:
            left[agents[one]] += instance.hours[agents[one], one]
            agents[one] = to
            left[to] -= instance.hours[to, one]
    return agents


def exchange(instance: Instance, agents: Matrix, left: Matrix, now: Matrix) -> list[tuple[int, int]]:
    """The exchange of two jobs' agents that saves most, or nothing."""
    there, used = instance.costs[agents], instance.hours[agents, np.arange(instance.jobs)]
    saves = there + there.T - now[:, None] - now[None, :]
    needs = instance.hours[agents]
    room = needs <= (left[agents] + used)[:, None]
    saves = np.where(room & room.T, saves, 0)
    first, second = np.unravel_index(int(saves.argmin()), saves.shape)
    return [(int(first), int(agents[second])), (int(second), int(agents[first]))] if saves[first, second] < 0 else []
