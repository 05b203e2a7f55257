"""One run of the Method of Equal Shares: every voter has the same money, and project after project is bought where its supporters pay least for what they get.

Floats only say which projects cannot be the cheapest: each float has a bound on its error, and whatever stands within it is decided by whole numbers
(`exact_price.py`). Prices never fall from round to round, so the last price of a project is a lower bound, and few are looked at in a round.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samspil.funds.domain.voting.exact_price import Exact, Yes, exact_price
from samspil.funds.domain.voting.field import Field, Groups, Reals
from samspil.funds.domain.voting.ledger import Ledger
from samspil.funds.domain.voting.model import Whole

HALF_ULP = 2.0**-53
NEVER = float("inf")
# The least and the most a price can be, and the price itself where it had to be worked out.
Bounds = tuple[float, float, Exact | None]


@dataclass(frozen=True)
class Bought:
    """One project bought: the price (in units of the field), how many gave all they had, what the supporters had, and with which it was tied."""

    project: int
    price: Fraction
    broke: int
    money: Fraction
    among: tuple[int, ...]


class Run:
    """Voters' money while projects are bought. `money` are floats within `error` of the truth, which the ledger and `paid` know."""

    def __init__(self, field: Field, start: Fraction) -> None:
        """Give every voter `start`, in units of the field."""
        self.field = field
        self.ledger = Ledger(start)
        self.first = float(start)
        self.money: Reals = np.full(len(field.times), self.first)
        self.times: Reals = field.times.astype(np.float64)
        self.behind: list[Groups] = list(field.behind)
        self.crowd: list[Reals] = [self.times[groups] for groups in field.behind]
        self.points: list[Reals] | None = None if field.points is None else [given.astype(np.float64) for given in field.points]
        self.given: list[Whole] | None = None if field.points is None else list(field.points)
        buyable = [p for p in field.projects if field.weight[p] and field.costs[p]]
        self.paid = np.zeros((len(field.times), len(buyable)), dtype=field.kind)
        self.least = {p: field.costs[p] / field.weight[p] * (1 - 4 * HALF_ULP) for p in buyable}

    @property
    def error(self) -> float:
        """How far a voter's float can be from the truth: half an ulp of the first money, and three for each price paid."""
        return 4 * (len(self.ledger.prices) + 1) * HALF_ULP * self.first

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
        near: dict[int, tuple[float, Exact | None]] = {}
        limit = NEVER
        while queue and queue[0][0] <= limit:
            _, project = heapq.heappop(queue)
            worth = self.field.worth[project]
            found = self.looked_at(project, limit * worth)
            if found is not None:
                least, most, exact = found
                near[project] = (least / worth * (1 - 4 * HALF_ULP), exact)
                limit = min(limit, most / worth * (1 + 4 * HALF_ULP))
        if not near:
            return None
        winner, price, among = self.decided({p: exact for p, (least, exact) in near.items() if least <= limit})
        for project, (least, _) in near.items():
            if project != winner:
                heapq.heappush(queue, (least, project))
        return winner, price, among

    def decided(self, near: dict[int, Exact | None]) -> tuple[int, Exact, tuple[int, ...]]:
        """The cheapest of those that floats cannot tell apart, by whole numbers, then by the order of ties."""
        prices: dict[int, Exact] = {}
        for project, known in near.items():
            exact = known or exact_price(self, project)
            if exact is not None:
                prices[project] = exact
        each = {p: Fraction(price.amount, price.shares * self.field.worth[p]) for p, price in prices.items()} if len(prices) > 1 else dict.fromkeys(prices, 0)
        cheapest = min(each.values())
        among = tuple(sorted((p for p, value in each.items() if value == cheapest), key=lambda p: self.field.place[p]))
        return among[0], prices[among[0]], among

    def looked_at(self, project: int, limit: float) -> Bounds | None:
        """Bounds of a project's price, wide when it is certainly above `limit`; None when its supporters cannot pay for it (and never will)."""
        money, crowd, points = self.now(project)
        if not len(money):
            return None
        cost = float(self.field.costs[project])
        giving = crowd if points is None else crowd * points
        total = float(giving.sum())
        price, poor_before = self.least[project], -1
        while True:
            poor = money < (price if points is None else price * points)
            count = int(np.count_nonzero(poor))
            if count == len(money):
                return self.by_whole_numbers(project)
            if count != poor_before:
                spent, rich = (float(crowd @ (money * poor)), total - float(giving @ poor)) if count else (0.0, total)
                slack = (total_voters(crowd) * self.error + (len(money) + 8) * 2 * HALF_ULP * (cost + spent)) / rich
                now = (cost - spent) / rich
                self.least[project] = price = max(price, (now - slack) * (1 - 4 * HALF_ULP))
            if price > limit:
                return price, NEVER, None
            if count == poor_before:
                return self.bounds(project, now + slack, money, poor, points)
            poor_before = count

    def bounds(self, project: int, most: float, money: Reals, poor: Yes, points: Reals | None) -> Bounds | None:
        """The bounds, when everybody who counts as able to pay certainly is; else the exact price."""
        most *= 1 + 4 * HALF_ULP
        spare = money - (most if points is None else most * points * (1 + 2 * HALF_ULP))
        if float(np.min(spare, where=~poor, initial=NEVER)) > 2 * self.error:
            return self.least[project], most, None
        return self.by_whole_numbers(project)

    def by_whole_numbers(self, project: int) -> Bounds | None:
        """The exact price with the floats next to it."""
        exact = exact_price(self, project)
        if exact is None:
            return None
        price = exact.amount / (exact.shares * self.ledger.below)
        self.least[project] = max(self.least[project], price * (1 - 4 * HALF_ULP))
        return price * (1 - 4 * HALF_ULP), price * (1 + 4 * HALF_ULP), exact

    def now(self, project: int) -> tuple[Reals, Reals, Reals | None]:
        """Money, number and points of the supporters who have any money left; the others are left out for good."""
        groups = self.behind[project]
        money: Reals = self.money[groups]
        if not money.all():
            has = money > 0
            self.behind[project], money = groups[has], money[has]
            self.crowd[project] = self.crowd[project][has]
            if self.points is not None and self.given is not None:
                self.points[project], self.given[project] = self.points[project][has], self.given[project][has]
        return money, self.crowd[project], None if self.points is None else self.points[project]

    def buy(self, project: int, exact: Exact, among: tuple[int, ...]) -> Bought:
        """Let the supporters pay, and write it down."""
        groups = self.behind[project]
        price = Fraction(exact.amount, exact.shares * self.ledger.below)
        rich = groups[~exact.poor]
        broke = int(self.field.times[groups[exact.poor]].sum())
        given = 1 if self.given is None else self.given[project][~exact.poor]
        self.paid[rich, len(self.ledger.prices)] = given
        self.ledger.buy(exact.amount, exact.shares)
        self.money[groups[exact.poor]] = 0.0
        left = self.money[rich] - float(price) * given
        spent_all = exact.spent_all[~exact.poor]
        # The true money is above 0 here, so a float that rounding took to 0 or below is lifted to the least there is.
        self.money[rich] = np.where(spent_all, 0.0, np.maximum(left, np.finfo(float).tiny))
        return Bought(project, price, broke, exact.had, among)

    def had(self, groups: Groups) -> Fraction:
        """What all of these have left, in units of the field."""
        times = self.field.times[groups]
        return Fraction(self.ledger.left(int(times.sum()), self.counts(groups, times)), self.ledger.below)

    def counts(self, groups: Groups, times: Whole) -> list[int]:
        """How often these voters, who have money left, paid each price."""
        so_far = len(self.ledger.prices)
        counted: Sequence[int] = (times @ self.paid[groups, :so_far]).tolist() if so_far else []
        return list(counted)

    def money_left(self, project: int) -> Fraction:
        """What a project's supporters have left, in units of the field."""
        self.now(project)
        return self.had(self.behind[project])


def total_voters(crowd: Reals) -> float:
    """How many voters these groups are."""
    return float(crowd.sum())
