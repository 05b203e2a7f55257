"""Prices of hours and jobs in the generalised assignment problem: first roughly by Lagrange, then exactly by a linear relaxation that grows.

An hour of a busy agent costs more than one of an idle agent. At the right prices the cheapest agent of each job is nearly always the right one
(Fisher, Jaikumar and Van Wassenhove, Management Science 1986)."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samspil.exchange.domain.matching.sharing import Instance, Matrix, loads, rows

Prices = NDArray[np.float64]
# Steps of the search for prices; how far above the best bound the aim lies; after so many steps without a better bound the steps are halved.
STEPS, AIM, PATIENCE = 800, 0.03, 15
# The relaxation begins with so many agents for each job, grows so often at most, and takes no pair dearer than so little below nothing.
FIRST_EACH, MOST_ROUNDS, NOTHING = 6, 60, 1e-7


def rough_prices(instance: Instance) -> Prices:
    """A price of each agent's hour, by steps towards whoever is given too much."""
    prices, best, kept, size, waited = np.zeros(len(instance.capacity)), -np.inf, np.zeros(len(instance.capacity)), 1.0, 0
    jobs = np.arange(instance.jobs)
    for _ in range(STEPS):
        dear = instance.costs + prices[:, None] * instance.hours
        agents = dear.argmin(axis=0)
        bound = float(dear[agents, jobs].sum() - prices @ instance.capacity)
        if bound > best:
            best, kept, waited = bound, prices, 0
        elif (waited := waited + 1) >= PATIENCE:
            size, waited, prices = size / 2, 0, kept
            continue
        beyond = loads(instance, agents) - instance.capacity
        if not (beyond > 0).any() and not (prices * beyond).any():
            break
        prices = np.maximum(0, prices + size * (best + AIM * abs(best) + 1 - bound) / float(beyond @ beyond) * beyond)
    return kept


def relaxed(instance: Instance, seconds_left: Callable[[], float]) -> tuple[Prices, Prices]:
    """Reduced costs and shares of the linear relaxation, agents by jobs. It is solved over the pairs that are cheap at rough prices and grows by those
    its own prices call for; in too little time the costs at rough prices and no shares."""
    rough = instance.costs + rough_prices(instance)[:, None] * instance.hours
    chosen = rough.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") < FIRST_EACH
    for _ in range(MOST_ROUNDS):
        agent, job = np.nonzero(chosen)
        answer = linear(instance, agent, job, seconds_left()) if seconds_left() > 0 else None
        if answer is None or answer.status not in {0, 2}:
            break
        if answer.status:  # too few pairs for an answer
            chosen = grown(rough, chosen)
            continue
        reduced = instance.costs - answer.ineqlin.marginals[:, None] * instance.hours - answer.eqlin.marginals[None, :]
        more = (reduced < -NOTHING) & ~chosen
        if not more.any():
            shares = np.zeros(instance.costs.shape)
            shares[agent, job] = answer.x
            return reduced, shares
        chosen |= more
    return rough - rough.min(axis=0), np.zeros(instance.costs.shape)


def grown(rough: Prices, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Twice as many agents for each job."""
    each = 2 * int(chosen.sum(axis=0).max())
    return chosen | (rough.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") < each)


def linear(instance: Instance, agent: Matrix, job: Matrix, seconds: float) -> Any:
    """The linear relaxation over these pairs."""
    from scipy.optimize import linprog

    matrix, people = rows(instance, agent, job), len(instance.capacity)
    return linprog(
        instance.costs[agent, job],
        A_ub=matrix[:people],
        b_ub=instance.capacity,
        A_eq=matrix[people:],
        b_eq=np.ones(instance.jobs),
        method="highs-ds",
        options={"time_limit": seconds},
    )
