"""An assignment that gives some agents too many hours is mended: jobs move to where there is room, or two agents exchange jobs."""

import numpy as np
from numpy.typing import NDArray

from samspil.exchange.domain.matching.sharing import Instance, Matrix, loads

Moves = list[tuple[int, int]]


def repaired(instance: Instance, agents: Matrix, dear: NDArray[np.float64]) -> Matrix | None:
    """The same jobs with nobody given too much, or None where no move or exchange helps. `dear` is what each pair costs, agents by jobs; the step that
    costs least for each hour it takes off somebody is taken first, and each takes hours off, so it ends."""
    agents, left = agents.copy(), instance.capacity - loads(instance, agents)
    while (left < 0).any():
        crowded = np.nonzero(left[agents] < 0)[0]
        steps = move(instance, agents, left, dear, crowded) or exchange(instance, agents, left, dear, crowded)
        if not steps:
            return None
        for job, to in steps:
            left[agents[job]] += instance.hours[agents[job], job]
            agents[job] = to
            left[to] -= instance.hours[to, job]
    return agents


def move(instance: Instance, agents: Matrix, left: Matrix, dear: NDArray[np.float64], crowded: Matrix) -> Moves:
    """The best move of a job of somebody who has too much to somebody who keeps room."""
    own = agents[crowded]
    price = (dear[:, crowded] - dear[own, crowded]) / np.minimum(instance.hours[own, crowded], -left[own])
    price[instance.hours[:, crowded] > left[:, None]] = np.inf
    to, place = np.unravel_index(int(price.argmin()), price.shape)
    return [(int(crowded[place]), int(to))] if np.isfinite(price[to, place]) else []


def exchange(instance: Instance, agents: Matrix, left: Matrix, dear: NDArray[np.float64], crowded: Matrix) -> Moves:
    """The best exchange of such a job with one of somebody who keeps room, where hours are taken off."""
    own, jobs = agents[crowded], np.arange(instance.jobs)
    takes_off = instance.hours[own, crowded][:, None] - instance.hours[own]
    adds = instance.hours[agents][:, crowded].T - instance.hours[agents, jobs][None, :]
    fits = (takes_off > 0) & (adds <= left[agents][None, :]) & (left[agents] >= 0)[None, :]
    price = dear[agents][:, crowded].T + dear[own] - dear[own, crowded][:, None] - dear[agents, jobs][None, :]
    price = np.where(fits, price / np.maximum(1, np.minimum(takes_off, -left[own][:, None])), np.inf)
    place, other = np.unravel_index(int(price.argmin()), price.shape)
    return [(int(crowded[place]), int(agents[other])), (int(other), int(own[place]))] if np.isfinite(price[place, other]) else []
