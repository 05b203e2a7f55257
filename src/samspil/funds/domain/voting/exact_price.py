"""The price of a project in whole numbers: where floats are too near to each other, this decides.

Who certainly has less than the price and who certainly has enough is known from floats with their error; the few in between are compared exactly, one pattern
of payments at a time. Afterwards the answer is proved: with the exact price in hand everybody must stand where they were put, else more of them are compared.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from samspil.funds.domain.voting.field import Groups
from samspil.funds.domain.voting.model import Whole

if TYPE_CHECKING:
    from samspil.funds.domain.voting.sharing import Run

Yes = NDArray[np.bool_]
WIDER = 1e4


@dataclass(frozen=True)
class Exact:
    """The price is amount / (shares × the ledger's `below`). `poor` have less and give all; `spent_all` (None: nobody) have just it."""

    amount: int
    shares: int
    poor: Yes
    spent_all: Yes | None


def exact_price(run: "Run", project: int) -> Exact | None:
    """The exact price, or None when all supporters together cannot pay."""
    money, _, points = run.now(project)
    weigh = np.ones(len(money)) if points is None else points.astype(np.float64)
    hint = run.least[project]
    if run.money_left(project) < run.field.costs[project]:
        return None
    width = run.error * 4 + abs(hint) * 1e-12
    while True:
        poor: Yes = money < (hint - width) * weigh
        unsure: Yes = ~poor & (money <= (hint + width) * weigh)
        found = solved(run, project, poor, unsure)
        if found is not None and (unsure.all() or stands(run, found, money, weigh, unsure)):
            return found
        width = width * WIDER if width * WIDER < 4 * run.first + 4 * abs(hint) else float("inf")


def stands(run: "Run", found: Exact, money: NDArray[np.float64], weigh: NDArray[np.float64], unsure: Yes) -> bool:
    """True when those who were sorted by floats stand on the right side of the exact price, with room for the floats' error."""
    price = found.amount / (found.shares * run.ledger.below)
    share = price * weigh
    room = run.error + share * 1e-15
    below, above = money < share - room, money > share + room
    return bool((unsure | (found.poor & below) | (~found.poor & above)).all())


def solved(run: "Run", project: int, poor: Yes, unsure: Yes) -> Exact | None:
    """The price when `poor` give all they have and the unsure are compared exactly; None when that is not enough."""
    groups = run.behind[project]
    times = run.field.times[groups]
    given = np.ones(len(groups), dtype=np.int64) if run.points is None else run.points[project]
    below = run.ledger.below
    poor = poor.copy()
    amount = run.field.costs[project] * below - run.left(groups[poor])
    shares = int(times[~poor] @ given[~poor])
    places, exact, number = patterns(run, groups, given, unsure)
    waiting = list(range(len(exact)))
    while shares:
        sinking = [one for one in waiting if exact[one][0] * shares < amount * exact[one][1]]
        if not sinking:
            spent_all = np.zeros(len(groups), dtype=bool)
            for one in waiting:
                if exact[one][0] * shares == amount * exact[one][1]:
                    spent_all[places[number == one]] = True
            return Exact(amount, shares, poor, spent_all)
        for one in sinking:
            these = places[number == one]
            voters = int(times[these].sum())
            amount -= voters * exact[one][0]
            shares -= voters * exact[one][1]
            poor[these] = True
        waiting = [one for one in waiting if one not in set(sinking)]
    return None


def patterns(run: "Run", groups: Groups, given: Whole, unsure: Yes) -> tuple[Groups, list[tuple[int, int]], Groups]:
    """Where the unsure stand, the different (money, points) among them exactly, and which of those each has."""
    places = np.flatnonzero(unsure)
    if not len(places):
        return places, [], places
    so_far = len(run.ledger.prices)
    rows = np.column_stack([given[places], run.paid[groups[places], :so_far]]).astype(np.int64)
    unique, number = np.unique(rows, axis=0, return_inverse=True)
    return places, [(run.ledger.left(1, row[1:]), row[0]) for row in unique.tolist()], number.reshape(-1)
