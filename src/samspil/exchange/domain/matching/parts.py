"""An assignment is improved part by part: the jobs of a few agents are shared out among them anew by HiGHS, again and again."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from samspil.exchange.domain.matching.exactly import by_highs
from samspil.exchange.domain.matching.sharing import Instance, Matrix, value

# So many possible pairs in a part, so many agents for each of its jobs, and so long for one.
MOST_PAIRS, KEPT_EACH, SECONDS = 1_200, 6, 1.5
LEAST_SECONDS = 0.3
# After so many parts of which none became cheaper it ends.
MOST_IN_VAIN = 60


def by_parts(instance: Instance, agents: Matrix, reduced: NDArray[np.float64], seconds_left: Callable[[], float]) -> Matrix:
    """The same or a cheaper assignment, when the time is up or nothing helps.

    The parts are drawn with a fixed seed; how many there is time for is the clock's.
    """
    agents, dice, people = agents.copy(), np.random.default_rng(1), len(instance.capacity)
    each = max(1.0, instance.jobs / people)
    several = int(np.clip(MOST_PAIRS / (KEPT_EACH * each), 2, people))
    vain = 0
    while vain < MOST_IN_VAIN and seconds_left() > LEAST_SECONDS:
        some = dice.choice(people, several, replace=False)
        jobs = np.nonzero(np.isin(agents, some))[0]
        part = Instance(instance.costs[np.ix_(some, jobs)], instance.hours[np.ix_(some, jobs)], instance.capacity[some])
        place_of = np.zeros(people, dtype=np.int64)
        place_of[some] = np.arange(several)
        now = place_of[agents[jobs]]
        found = by_highs(part, cheap(reduced[np.ix_(some, jobs)], now), min(SECONDS, seconds_left()))
        if cheaper := found is not None and value(part, found) < value(part, now):
            agents[jobs] = some[found]
        vain = 0 if cheaper else vain + 1
    return agents


def cheap(reduced: NDArray[np.float64], now: Matrix) -> tuple[Matrix, Matrix]:
    """The cheapest agents of each job, and the one it has."""
    kept = reduced.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") < KEPT_EACH
    kept[now, np.arange(len(now))] = True
    agent, job = np.nonzero(kept)
    return agent, job
