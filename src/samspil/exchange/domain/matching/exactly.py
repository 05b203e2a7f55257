"""The best assignment among some possible pairs, by HiGHS."""

import numpy as np

from samspil.exchange.domain.matching.sharing import Instance, Matrix, fits, rows


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
