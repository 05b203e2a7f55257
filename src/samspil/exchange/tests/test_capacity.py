"""Capacity in hours: nobody gets more than there is, and small instances are solved as trying everything does."""

import itertools
from typing import Any

import numpy as np
import pytest

from samspil.exchange.domain.matching import capacity
from samspil.exchange.domain.matching.capacity import assign, by_prices, improved
from samspil.exchange.domain.matching.parts import by_parts
from samspil.exchange.domain.matching.prices import relaxed, rough_prices
from samspil.exchange.domain.matching.repairing import repaired
from samspil.exchange.domain.matching.sharing import Instance, fits, value


def instance(seed: int, agents: int = 3, jobs: int = 6, room: float = 0.9) -> Instance:
    dice = np.random.default_rng(seed)
    hours = dice.integers(5, 25, (agents, jobs))
    return Instance(dice.integers(10, 50, (agents, jobs)), hours, np.full(agents, int(room * hours.sum() / agents / agents) + 15))


@pytest.mark.parametrize("seed", range(8))
def test_small_instances_are_solved_to_the_end(seed: int) -> None:
    asked = instance(seed)
    every = [np.array(one) for one in itertools.product(range(3), repeat=6)]
    best = min((value(asked, one) for one in every if fits(asked, one)), default=None)
    found = assign(asked, lambda: 10.0)
    assert (None if found is None else value(asked, found)) == best
    assert found is None or fits(asked, found)


@pytest.mark.parametrize("seed", range(3))
def test_without_relaxation_and_highs_an_answer_still_fits(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any) -> None:
        return None

    monkeypatch.setattr(capacity, "by_highs", nothing)
    asked = instance(seed, agents=5, jobs=40, room=1.3)
    found = assign(asked, lambda: 10.0)
    assert found is not None
    assert fits(asked, found)
    first = by_prices(asked, asked.costs.astype(np.float64))
    assert first is not None
    better = improved(asked, first, lambda: 10.0)
    assert fits(asked, better)
    assert value(asked, better) <= value(asked, first)
    assert (improved(asked, first, lambda: 0.0) == first).all()


@pytest.mark.parametrize("seed", range(6))
def test_rough_prices_never_promise_more_than_the_relaxation_and_its_answer_is_a_bound(seed: int) -> None:
    asked = instance(seed, agents=6, jobs=40, room=1.1)
    hour = rough_prices(asked)
    rough = float((asked.costs + hour[:, None] * asked.hours).min(axis=0).sum() - hour @ asked.capacity)
    reduced, shares = relaxed(asked, lambda: 10.0)
    exact = float((shares * asked.costs).sum())
    assert rough <= exact + 1e-6
    assert rough >= 0.97 * exact
    assert reduced.min() > -1e-6
    found = assign(asked, lambda: 3.0)
    assert found is not None
    assert value(asked, found) >= exact - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_what_is_too_much_is_moved_or_exchanged_until_it_fits(seed: int) -> None:
    asked = instance(seed, agents=5, jobs=40, room=1.2)
    crowded = np.zeros(40, dtype=np.int64)
    mended = repaired(asked, crowded, asked.costs.astype(np.float64))
    assert mended is not None
    assert fits(asked, mended)


def test_two_agents_who_are_full_exchange_a_long_job_for_a_short_one() -> None:
    asked = Instance(np.array([[1, 1, 1], [1, 1, 1]]), np.array([[6, 3, 4], [6, 3, 4]]), np.array([7, 9]))
    mended = repaired(asked, np.array([0, 1, 0]), asked.costs.astype(np.float64))
    assert mended is not None
    assert fits(asked, mended)
    assert repaired(Instance(asked.costs, asked.hours, np.array([5, 5])), np.array([0, 1, 0]), asked.costs.astype(np.float64)) is None


def test_parts_make_no_answer_dearer_and_none_that_does_not_fit() -> None:
    asked = instance(3, agents=6, jobs=60, room=1.2)
    first = repaired(asked, np.zeros(60, dtype=np.int64), np.zeros(asked.costs.shape))
    assert first is not None
    clock = iter([1.0] * 9)
    better = by_parts(asked, first, asked.costs.astype(np.float64), lambda: next(clock, 0.0))
    assert fits(asked, better)
    assert value(asked, better) < value(asked, first)


def test_two_jobs_are_exchanged_where_neither_can_move_alone() -> None:
    asked = Instance(np.array([[9, 1], [1, 9]]), np.array([[5, 5], [5, 5]]), np.array([5, 5]))
    assert improved(asked, np.array([0, 1]), lambda: 10.0).tolist() == [1, 0]


def test_a_relaxation_that_has_no_time_gives_the_costs_at_rough_prices() -> None:
    asked = instance(1, agents=20, jobs=400, room=1.2)
    reduced, shares = relaxed(asked, lambda: 0.0)
    assert (reduced.min(axis=0) == 0).all()
    assert not shares.any()


def test_too_little_room_has_no_answer() -> None:
    assert assign(Instance(np.array([[1, 1]]), np.array([[5, 5]]), np.array([5])), lambda: 5.0) is None
