"""Jobs shared out to agents who have so many hours each: the instance, and what an assignment costs and needs."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.int64]


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
