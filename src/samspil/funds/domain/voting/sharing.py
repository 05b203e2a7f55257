"""One run of the Method of Equal Shares: every voter has the same money, and project after project is bought where its supporters pay least for what they get.

Floats only say which projects cannot be the cheapest: each float has a bound on its error, and whatever stands within it is decided by whole numbers
(`exact_price.py`). Prices never fall from round to round, so the last price of a project is a lower bound, and few are looked at in a round.
"""

import heapq
import sys
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samspil.funds.domain.voting.exact_price import Exact, Yes, exact_price
from samspil.funds.domain.voting.field import Field, Groups, Reals
from samspil.funds.domain.voting.ledger import Ledger
from samspil.funds.domain.voting.model import Whole

HALF_ULP = 2.0**-53
NEVER = float("inf")
LEAST = sys.float_info.min
# The table of who paid which price begins with so many, and grows twofold.
FIRST_PRICES = 32
# Who certainly has less than the price (all others certainly have more), or the exact price where floats could not tell, or None where nobody looked so far.
Known = Yes | Exact | None
# The least and the most a price can be, and what is known of it.
Bounds = tuple[float, float, Known]


@dataclass(frozen=True)
class Bought:
    """One project bought: the price (in units of the field), how many gave all they had, and with which it was tied."""

    project: int
    price: Fraction
    broke: int
    among: tuple[int, ...]


class Run:
    """Voters' money while projects are bought. `money` are floats within `error` of the truth, which the ledger and `paid` know."""

    def __init__(self, field: Field, start: Fraction) -> None:
        """Give every voter `start`, in units of the field."""
        self.field = field
        self.ledger = Ledger(start)
        self.first = float(start)
        self.error = self.error_of(0)
        self.money: Reals = np.full(len(field.times), self.first)
        self.times: Reals = field.times.astype(np.float64)
        self.behind: list[Groups] = list(field.behind)
        self.crowd: list[Reals] = list(field.crowd)
        self.points: list[Whole] | None = None if field.points is None else list(field.points)
        # All sums of voters and of points are whole numbers below 2**53 (the reader sees to it), so these floats are exact.
        self.voters = [float(count) for count in field.voters]
        self.weight = [float(count) for count in field.weight]
        buyable = [p for p in field.projects if field.weight[p] and field.costs[p]]
        self.paid = np.zeros((len(field.times), FIRST_PRICES), dtype=field.kind)
        self.least = {p: field.costs[p] / field.weight[p] * (1 - 4 * HALF_ULP) for p in buyable}

    def error_of(self, prices: int) -> float:
        """How far a voter's float can be from the truth: half an ulp of the first money, and three for each price paid."""
        return 4 * (prices + 1) * HALF_ULP * self.first

    def whole(self) -> list[Bought]:
        """Buy until nothing can be bought."""
        queue = [(price / self.field.worth[p], p) for p, price in self.least.items()]
        heapq.heapify(queue)
        found: list[Bought] = []
        while (best := self.best(queue)) is not None:
            found.append(self.buy(*best))
        return found

    def best(self, queue: list[tuple[float, int]]) -> tuple[int, Exact, tuple[int, ...]] | None:
        """The project to buy now, its exact price and all it was tied with; the others go back into the queue with what is known of them."""
        near: dict[int, tuple[float, Known]] = {}
        limit = NEVER
        while queue and queue[0][0] <= limit:
            _, project = heapq.heappop(queue)
            worth = self.field.worth[project]
            found = self.looked_at(project, limit * worth)
            if found is not None:
                least, most, known = found
                near[project] = (least / worth * (1 - 4 * HALF_ULP), known)
                limit = min(limit, most / worth * (1 + 4 * HALF_ULP))
        if not near:
            return None
        winner, price, among = self.decided({p: known for p, (least, known) in near.items() if least <= limit})
        for project, (least, _) in near.items():
            if project != winner:
                heapq.heappush(queue, (least, project))
        return winner, price, among

    def decided(self, near: dict[int, Known]) -> tuple[int, Exact, tuple[int, ...]]:
        """The cheapest of those that floats cannot tell apart, by whole numbers, then by the order of ties."""
        exact = {project: self.exactly(project, known) for project, known in near.items()}
        prices = {project: price for project, price in exact.items() if price is not None}
        if len(prices) == 1:
            project, price = prices.popitem()
            return project, price, (project,)
        each = {p: Fraction(price.amount, price.shares * self.field.worth[p]) for p, price in prices.items()}
        cheapest = min(each.values())
        among = tuple(sorted((p for p, value in each.items() if value == cheapest), key=lambda p: self.field.place[p]))
        return among[0], prices[among[0]], among

    def exactly(self, project: int, known: Known) -> Exact | None:
        """The exact price from what is known, or None when nobody can pay it after all."""
        if known is None or isinstance(known, Exact):
            return known or exact_price(self, project)
        amount, shares = self.field.costs[project] * self.ledger.below, int(self.weight[project])
        if known.any():
            poor = self.behind[project][known]
            amount -= self.left(poor)
            crowd = self.crowd[project][known]
            shares -= int(crowd.sum() if self.points is None else crowd @ self.points[project][known])
        return Exact(amount, shares, known, None)

    def looked_at(self, project: int, limit: float) -> Bounds | None:
        """Bounds of a project's price, wide when it is certainly above `limit`; None when its supporters cannot pay for it (and never will)."""
        money, crowd, points = self.now(project)
        if not len(money):
            return None
        cost = float(self.field.costs[project])
        price, poor_before = self.least[project], -1
        while True:
            poor = money < (price if points is None else price * points)
            count = int(np.count_nonzero(poor))
            if count == len(money):
                return None if self.surely_too_dear(project, float(crowd @ money), len(money)) else self.by_whole_numbers(project)
            if count != poor_before:
                spent, rich = 0.0, self.weight[project]
                if count:
                    spent, rich = float(crowd @ (money * poor)), rich - float((crowd if points is None else crowd * points) @ poor)
                slack = (self.voters[project] * self.error + (len(money) + 8) * 2 * HALF_ULP * (cost + spent)) / rich
                now = (cost - spent) / rich
                self.least[project] = price = max(price, (now - slack) * (1 - 4 * HALF_ULP))
            if price > limit:
                return price, NEVER, None
            if count == poor_before:
                return self.bounds(project, (now + slack) * (1 + 4 * HALF_ULP), money, poor, points)
            poor_before = count

    def bounds(self, project: int, most: float, money: Reals, poor: Yes, points: Whole | None) -> Bounds | None:
        """The bounds, when everybody certainly has less or certainly has more than the price; else the exact price."""
        least = self.least[project]
        away, room = np.abs(money - (least if points is None else least * points)), most - least
        if points is not None:
            # A price is for a point here, so what it can be wrong by is for each point too, and so is what the product is rounded by.
            away = away - (room + 4 * HALF_ULP * most) * points
            room = 0.0
        if float(away.min()) > (room + 4 * HALF_ULP * most) + 2 * self.error:
            return least, most, poor
        return self.by_whole_numbers(project)

    def by_whole_numbers(self, project: int) -> Bounds | None:
        """The exact price with the floats next to it."""
        exact = exact_price(self, project)
        if exact is None:
            return None
        price = exact.amount / (exact.shares * self.ledger.below)
        self.least[project] = max(self.least[project], price * (1 - 4 * HALF_ULP))
        return price * (1 - 4 * HALF_ULP), price * (1 + 4 * HALF_ULP), exact

    def surely_too_dear(self, project: int, total: float, groups: int) -> bool:
        """True when all supporters together, who are so many groups and have about `total`, certainly cannot pay."""
        room = self.voters[project] * self.error + (groups + 8) * 2 * HALF_ULP * (total + self.field.costs[project])
        return total + room < self.field.costs[project]

    def now(self, project: int) -> tuple[Reals, Reals, Whole | None]:
        """Money, number and points of the supporters who have any money left; the others are left out for good."""
        groups = self.behind[project]
        money: Reals = self.money.take(groups)
        if np.count_nonzero(money) < len(money):
            has = money > 0
            self.behind[project], money = groups[has], money[has]
            self.crowd[project] = self.crowd[project][has]
            self.voters[project] = self.weight[project] = float(self.crowd[project].sum())
            if self.points is not None:
                self.points[project] = self.points[project][has]
                self.weight[project] = float(self.crowd[project] @ self.points[project])
        return money, self.crowd[project], None if self.points is None else self.points[project]

    def buy(self, project: int, exact: Exact, among: tuple[int, ...]) -> Bought:
        """Let the supporters pay, and write it down."""
        groups = self.behind[project]
        price = Fraction(exact.amount, exact.shares * self.ledger.below)
        poor, rich = groups[exact.poor], groups[~exact.poor]
        given = 1 if self.points is None else self.points[project][~exact.poor]
        if len(self.ledger.prices) == self.paid.shape[1]:
            self.paid = np.hstack([self.paid, np.zeros_like(self.paid)])
        self.paid[rich, len(self.ledger.prices)] = given
        self.ledger.buy(exact.amount, exact.shares)
        self.error = self.error_of(len(self.ledger.prices))
        # The true money is above 0 here, so a float that rounding took to 0 or below is lifted to the least there is.
        left = np.maximum(self.money[rich] - float(price) * given, LEAST)
        self.money[rich] = left if exact.spent_all is None else np.where(exact.spent_all[~exact.poor], 0.0, left)
        self.money[poor] = 0.0
        return Bought(project, price, int(self.times[poor].sum()), among)

    def left(self, groups: Groups) -> int:
        """What all of these voters, who have money left, have left: over the ledger's `below`."""
        return self.ledger.left(int(self.times[groups].sum()), self.counts(groups))

    def counts(self, groups: Groups) -> list[int]:
        """How often these voters paid each price."""
        so_far = len(self.ledger.prices)
        rows = self.paid.take(groups, axis=0)[:, :so_far]
        return [int(count) for count in self.times.take(groups) @ rows.astype(np.float64)]

    def money_left(self, project: int) -> Fraction:
        """What a project's supporters have left, in units of the field."""
        self.now(project)
        return Fraction(self.left(self.behind[project]), self.ledger.below)
