"""Capacity in hours: every job to one agent, none beyond its hours, at least cost (the generalised assignment problem, NP-hard).

The linear relaxation prices hours and jobs; only pairs that are cheap at those prices are kept for HiGHS, and what it finds is improved by moving
jobs and exchanging two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.int64]
# So many cheap agents stay possible for each job.
KEPT_EACH = 6
LEAST_KEPT_EACH = 3
# HiGHS is given so many pairs at most: with more it finds little in the time.
MOST_KEPT = 9_000
# Of the time that is left: what the relaxation may take, and what HiGHS may; the rest is for improving the answer.
SHARE_FOR_PRICES, SHARE_FOR_HIGHS = 0.7, 0.85


@dataclass(frozen=True)
class Instance:
    """Costs and hours of each agent (rows) doing each job (columns), and the agents' hours."""

    costs: Matrix
    hours: Matrix
    capacity: Matrix

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return int(self.costs.shape[1])


def assign(instance: Instance, seconds_left: Callable[[], float]) -> Matrix | None:
    """The agent of each job, or None when none was found. HiGHS is ended by the clock: another run may find another answer."""
    reduced, shares = relaxed(instance, seconds_left() * SHARE_FOR_PRICES)
    found = by_highs(instance, core(reduced, shares), max(0.1, seconds_left() * SHARE_FOR_HIGHS))
    if found is None:
        found = by_prices(instance, reduced)
    return None if found is None else improved(instance, found, seconds_left)


def value(instance: Instance, agents: Matrix) -> int:
    """What an assignment costs."""
    return int(instance.costs[agents, np.arange(instance.jobs)].sum())


def fits(instance: Instance, agents: Matrix) -> bool:
    """True when nobody is given more hours than there are."""
    return bool((loads(instance, agents) <= instance.capacity).all())


def loads(instance: Instance, agents: Matrix) -> Matrix:
    """The hours each agent is given."""
    given = np.zeros(len(instance.capacity), dtype=np.int64)
    np.add.at(given, agents, instance.hours[agents, np.arange(instance.jobs)])
    return given


def rows(instance: Instance, agent: Matrix, job: Matrix) -> Any:
    """The constraints over these pairs: hours of each agent, then one agent for each job."""
    from scipy.sparse import coo_array

    count = np.arange(len(agent))
    data = np.concatenate((instance.hours[agent, job], np.ones(len(agent), dtype=np.int64)))
    places = (np.concatenate((agent, len(instance.capacity) + job)), np.concatenate((count, count)))
    return coo_array((data, places), shape=(len(instance.capacity) + instance.jobs, len(agent))).tocsr()


def relaxed(instance: Instance, seconds: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Reduced costs and shares of the linear relaxation, agents by jobs; the costs themselves where it has no answer in time."""
    from scipy.optimize import linprog

    agent, job = (part.ravel() for part in np.indices(instance.costs.shape))
    matrix, people = rows(instance, agent, job), len(instance.capacity)
    answer = linprog(
        instance.costs.ravel(),
        A_ub=matrix[:people],
        b_ub=instance.capacity,
        A_eq=matrix[people:],
        b_eq=np.ones(instance.jobs),
        method="highs-ds",
        options={"time_limit": seconds},
    )
    if answer.status:
        return instance.costs.astype(np.float64), np.zeros(instance.costs.shape)
    hours, jobs = answer.ineqlin.marginals, answer.eqlin.marginals
    return instance.costs - hours[:, None] * instance.hours - jobs[None, :], answer.x.reshape(instance.costs.shape)


def core(reduced: NDArray[np.float64], shares: NDArray[np.float64]) -> tuple[Matrix, Matrix]:
    """Pairs worth looking at: those the relaxation uses and the cheapest of each job."""
    each = int(np.clip(MOST_KEPT // reduced.shape[1], LEAST_KEPT_EACH, min(KEPT_EACH, reduced.shape[0])))
    ranks = reduced.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    agent, job = np.nonzero((shares > 1e-9) | (ranks < each))
    return agent, job


def by_highs(instance: Instance, pairs: tuple[Matrix, Matrix], seconds: float) -> Matrix | None:
    """The best HiGHS finds among these pairs in the time, or None."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    agent, job = pairs
    upper = np.concatenate((instance.capacity, np.ones(instance.jobs)))
    lower = np.concatenate((np.full(len(instance.capacity), -np.inf), np.ones(instance.jobs)))
    answer = milp(
        instance.costs[agent, job],
        integrality=np.ones(len(agent)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows(instance, agent, job), lower, upper),
        options={"time_limit": seconds, "mip_rel_gap": 1e-5},
    )
    if answer.x is None:
        return None
    chosen = answer.x > 0.5
    found = np.zeros(instance.jobs, dtype=np.int64)
    found[job[chosen]] = agent[chosen]
    return found if fits(instance, found) and int(chosen.sum()) == instance.jobs else None


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
