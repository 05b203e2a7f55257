"""Capacity in hours: nobody gets more than there is, and small instances are solved as trying everything does."""

import itertools
from typing import Any

import numpy as np
import pytest

from samspil.exchange.domain.matching import capacity
from samspil.exchange.domain.matching.capacity import Instance, assign, by_prices, fits, improved, value


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


def test_two_jobs_are_exchanged_where_neither_can_move_alone() -> None:
    asked = Instance(np.array([[9, 1], [1, 9]]), np.array([[5, 5], [5, 5]]), np.array([5, 5]))
    assert improved(asked, np.array([0, 1]), lambda: 10.0).tolist() == [1, 0]


def test_a_relaxation_that_has_no_time_gives_the_costs_themselves() -> None:
    asked = instance(1, agents=20, jobs=400, room=1.2)
    reduced, shares = capacity.relaxed(asked, 0.0)
    assert (reduced == asked.costs).all()
    assert not shares.any()


def test_too_little_room_has_no_answer() -> None:
    assert assign(Instance(np.array([[1, 1]]), np.array([[5, 5]]), np.array([5])), lambda: 5.0) is None
