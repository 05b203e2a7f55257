"""Ours against pabutools 1.2.3: the same winners in the same order, on made-up elections and on real ones it can count in reasonable time."""

from typing import Any

import pytest
from hypothesis import given, settings
from pabutools.election import Additive_Borda_Sat, Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

from samspil.funds.domain.voting.model import Settings
from samspil.funds.tests.elections import real, real_bytes, won
from samspil.funds.tests.random_elections import MadeUp, elections

BY_ID = ("id",)
SATISFACTION = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat, "borda": Additive_Borda_Sat}


def theirs(rule: Any, file: str, **more: Any) -> list[str]:
    """Their winners in the order they were elected."""
    return [project.name for project in rule(*parse_pabulib_from_string(file), **more)]


def same_shares(made: MadeUp, utility: str, rule: str = "equal-shares") -> bool:
    """Whether both find the same by Equal Shares."""
    ours = won(made.election, Settings(rule, None if utility == "borda" else utility, ties=BY_ID))
    return ours == theirs(method_of_equal_shares, made.file, sat_class=SATISFACTION[utility])


@settings(max_examples=500, deadline=None)
@given(elections("approval", "choose-1"))
def test_equal_shares_of_approvals(made: MadeUp) -> None:
    assert same_shares(made, "cost")
    assert same_shares(made, "cardinality")


@settings(max_examples=200, deadline=None)
@given(elections("cumulative", "scoring"))
def test_equal_shares_of_points(made: MadeUp) -> None:
    assert same_shares(made, "points")


@settings(max_examples=100, deadline=None)
@given(elections("ordinal"))
def test_equal_shares_of_rankings(made: MadeUp) -> None:
    assert same_shares(made, "borda", "borda")


@settings(max_examples=200, deadline=None)
@given(elections("approval", "choose-1"))
def test_phragmen_and_greedy(made: MadeUp) -> None:
    # Theirs come sorted by name.
    assert sorted(won(made.election, Settings("phragmen", ties=BY_ID))) == theirs(sequential_phragmen, made.file)
    for utility in ("cost", "cardinality"):
        ours = won(made.election, Settings("greedy", utility, ties=BY_ID))
        assert ours == theirs(greedy_utilitarian_welfare, made.file, sat_class=SATISFACTION[utility])
    assert won(made.election, Settings("knapsack", ties=BY_ID)) == won(made.election, Settings("greedy", "cost", ties=BY_ID))


@settings(max_examples=100, deadline=None)
@given(elections("cumulative", "scoring"))
def test_greedy_of_points(made: MadeUp) -> None:
    ours = won(made.election, Settings("greedy", ties=BY_ID))
    assert ours == theirs(greedy_utilitarian_welfare, made.file, sat_class=Additive_Cardinal_Sat)


def first_prices(file: str) -> tuple[Any, Any, Any]:
    """Their instance and profile, and the first step of add1."""
    instance, profile = parse_pabulib_from_string(file)
    return instance, profile, instance.budget_limit / profile.num_ballots() / 10


@settings(max_examples=100, deadline=None)
@given(elections("approval", "choose-1"))
def test_add1_ends_where_theirs_does(made: MadeUp) -> None:
    """A step of a tenth of the first money, so that few runs are needed."""
    instance, profile, step = first_prices(made.file)
    found = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, voter_budget_increment=step)
    asked = Settings(completion="add1", step=Settings().step / 10, step_is_share=True, ties=BY_ID)
    assert won(made.election, asked) == [project.name for project in found]


SMALL = ["Canada_Stanford_Dataset_PB_Dieppe_2018_vote_approvals.pb", "Netherlands_Assen_2024.pb", "Poland_Swiecie_2023.pb", "Switzerland_Zurich_S5.pb"]


@pytest.mark.parametrize("name", SMALL)
def test_small_real_elections(name: str) -> None:
    file = real_bytes(name).decode("utf-8-sig")
    for utility in ("cost", "cardinality"):
        assert won(real(name), Settings(utility=utility, ties=BY_ID)) == theirs(method_of_equal_shares, file, sat_class=SATISFACTION[utility])
    assert sorted(won(real(name), Settings("phragmen", ties=BY_ID))) == theirs(sequential_phragmen, file)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Poland_Wieliczka_2023_Green_Budget.pb", "US_Stanford_Dataset_PB_Cambridge_2017_vote_approvals.pb"])
def test_large_real_elections(name: str) -> None:
    file = real_bytes(name).decode("utf-8-sig")
    assert won(real(name), Settings(ties=BY_ID)) == theirs(method_of_equal_shares, file, sat_class=Cost_Sat)
