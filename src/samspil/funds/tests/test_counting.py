"""What each rule does, on elections small enough to follow by hand, and what holds for all."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from samspil.funds.domain.voting import completing, sharing, ties
from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.exact_price import exact_price
from samspil.funds.domain.voting.explaining import because
from samspil.funds.domain.voting.field import field_of
from samspil.funds.domain.voting.model import Count, Election, Refused, Settings
from samspil.funds.domain.voting.reading import read_election
from samspil.funds.domain.voting.tracing import as_bytes, fingerprint
from samspil.funds.tests.elections import election, won
from samspil.funds.tests.random_elections import MadeUp, elections

# Ten voters with ten kroner each. Six want a and b, four want c.
TWO_CROWDS = election([30, 40, 36], ["a,b"] * 6 + ["c"] * 4)


def reasons(given: Election, found: Count) -> dict[str, str]:
    return {project.id: because(given, found, place) for place, project in enumerate(given.projects)}


def test_equal_shares_gives_a_minority_its_share() -> None:
    found = count(TWO_CROWDS, Settings())
    assert [TWO_CROWDS.projects[p].id for p in found.winners] == ["a", "c"]
    assert found.prices == {0: Fraction(5), 2: Fraction(9)}
    assert (int(found.spent), found.runs) == (66, 1)
    assert [(one.won, one.supporters, int(one.money or 0)) for one in found.reasons] == [(True, 6, 30), (False, 6, 30), (True, 4, 36)]
    assert reasons(TWO_CROWDS, found) == {
        "a": "Fik støtte fra 6 personer. De betaler tilsammen 30 kr., højst 5 kr. hver.",
        "b": "Fik støtte fra 6 personer; der manglede 10 kr. fra dem, der stemte på det.",
        "c": "Fik støtte fra 4 personer. De betaler tilsammen 36 kr., højst 9 kr. hver.",
    }


def test_greedy_takes_most_votes_first_and_says_what_was_left() -> None:
    given = election([30, 40, 36], ["a,b"] * 6 + ["c"] * 4)
    found = count(given, Settings("greedy"))
    assert [given.projects[p].id for p in found.winners] == ["a", "b"]
    assert reasons(given, found)["c"] == "Fik støtte fra 4 personer. Der var kun 30 kr. tilbage, da turen kom til det, og det koster 36 kr."
    assert won(given, Settings("greedy", "cardinality")) == ["a", "b"]
    assert won(given, Settings("knapsack")) == ["a", "b"]


def test_what_was_missing_is_told_by_the_rule_that_holds() -> None:
    dear = election([200], ["a"] * 3)
    assert reasons(dear, count(dear, Settings("greedy"))) == {
        "a": "Fik støtte fra 3 personer. Der var kun 100 kr. tilbage, da turen kom til det, og det koster 200 kr."
    }
    almost = election(["33.34"], ["a"] + [""] * 2)
    assert reasons(almost, count(almost, Settings())) == {"a": "Fik støtte fra 1 person; der manglede 0,01 kr. fra dem, der stemte på det."}


def test_phragmen_buys_when_supporters_have_earned_enough() -> None:
    found = count(TWO_CROWDS, Settings("phragmen"))
    assert [TWO_CROWDS.projects[p].id for p in found.winners] == ["a", "c"]
    assert [row["load"] for row in found.trace["rounds"]] == ["5", "9"]
    assert reasons(TWO_CROWDS, found)["b"] == "Fik støtte fra 6 personer. Det var ikke nok til, at pengene rakte til det."


def test_a_completion_spends_what_is_left_and_add1_raises_everybody() -> None:
    given = election([30, 40, 39, 34], ["a,b"] * 6 + ["c"] * 3 + ["d"])
    assert won(given, Settings()) == ["a"]
    assert won(given, Settings(completion="utilitarian")) == ["a", "b"]
    found = count(given, Settings(completion="add1"))
    assert (found.runs, [given.projects[p].id for p in found.winners]) == (3, ["a", "b"])
    assert found.trace["runs"] == [{"run": 1, "money": "10", "winners": ["a"]}, {"run": 3, "money": "12", "winners": ["a", "b"]}]


def test_add1u_fills_after_the_last_run_and_says_so() -> None:
    given = election([30, 60, 30, 10], ["a,b"] * 6 + ["c"] * 3 + [""])
    found = count(given, Settings(completion="add1u", stop="overspend"))
    assert (found.runs, found.trace["runs"][-1]["winners"], found.trace["filled"]) == (6, ["a", "c"], ["d"])
    assert because(given, found, 3) == "Ingen stemte på projektet, og der var penge tilbage til det, da resten var valgt."


def test_a_floored_start_leaves_the_oere_with_nobody() -> None:
    given = election(["33.50", "0.5"], ["a", "a", "b"], 100)
    assert won(given, Settings()) == ["a", "b"]
    assert count(given, Settings(start="floor")).trace["runs"] == [{"run": 1, "money": "33", "winners": ["a", "b"]}]


def test_the_step_can_be_a_share_of_the_first_money() -> None:
    given = election([9, 30], ["a"] * 3 + ["b"], 40)
    shares = Settings(completion="add1", step=Fraction(1, 2), step_is_share=True, stop="overspend")
    assert [row["money"] for row in count(given, shares).trace["runs"]] == ["10", "30"]


def test_a_step_that_would_never_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "MOST_RUNS", 5)
    with pytest.raises(Refused, match="Trinet er for lille"):
        count(election([90], ["a", "", ""]), Settings(completion="add1"))


def test_the_comparison_keeps_what_more_voters_gain_by() -> None:
    given = election([90, 20, 10], ["a"] * 7 + ["b,c"] * 3)
    assert won(given, Settings()) == ["c", "b"]
    found = count(given, Settings(comparison="satisfaction"))
    assert [given.projects[p].id for p in found.winners] == ["a", "c"]
    assert found.trace["comparison"] == {
        "by": "satisfaction",
        "prefer_shares": 3,
        "prefer_greedy": 7,
        "held": "greedy",
        "shares": ["c", "b"],
        "greedy": ["a", "c"],
    }
    assert won(given, Settings(comparison="exclusion")) == ["a", "c"]
    assert won(TWO_CROWDS, Settings(comparison="exclusion")) == ["a", "c"]


def test_what_costs_nothing_wins_at_the_start_when_somebody_chose_it() -> None:
    given = election([0, 10, 0], ["a,b"] * 3)
    for rule in ("equal-shares", "greedy", "phragmen"):
        assert won(given, Settings(rule))[0] == "a", rule
    found = count(given, Settings())
    assert won(given, Settings()) == ["a", "b"]
    assert because(given, found, 0) == "Fik støtte fra 3 personer og koster ikke noget."
    assert because(given, found, 2) == "Ingen stemte på projektet."


def test_greedy_and_phragmen_fill_up_with_what_nobody_chose_as_their_reference_does() -> None:
    given = election([10, 20, 95], ["a"] * 3)
    assert won(given, Settings("greedy")) == ["a", "b"]
    assert won(given, Settings("phragmen")) == ["a"]
    assert won(election([10, 20, 30], ["a"] * 3), Settings("phragmen")) == ["a", "b", "c"]


def test_empty_ballots_are_voters() -> None:
    assert won(election([60], ["a"] * 6 + [""] * 4), Settings()) == ["a"]
    assert won(election([61], ["a"] * 6 + [""] * 4), Settings()) == []


def test_no_budget_buys_nothing() -> None:
    given = election([1], ["a"], 0)
    assert [won(given, Settings(rule)) for rule in ("equal-shares", "greedy", "phragmen")] == [[], [], []]


def test_equals_are_told_with_what_decided() -> None:
    given = election([10, 10, 12], ["a,c"] * 2 + ["b,c"] * 2, 80)
    found = count(given, Settings("greedy", "cardinality", ties=("votes", "cost", "id")))
    assert found.trace["tie_breaks"] == [{"round": 2, "among": ["a", "b"], "by": "id", "won": "a"}]


def test_a_lot_is_drawn_from_the_published_seed_and_the_name() -> None:
    given = election([10] * 6, ["a,b,c,d,e,f"] * 4, 30)
    drawn = {seed: won(given, Settings(ties=("cost", "votes", f"lot:{seed}"))) for seed in range(20)}
    assert len({tuple(order) for order in drawn.values()}) > 10
    assert drawn[7] == won(given, Settings(ties=("lot:7",)))


@pytest.mark.parametrize("words", ["", "cost", "cost,votes", "id,id", "lot:", "moon,id", "lot:1,cost", "idx"])
def test_an_order_that_could_leave_equals_is_no_order(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        ties.parsed(words)


NOT_DEFINED = [
    ("ordinal", Settings()),
    ("ordinal", Settings("greedy")),
    ("approval", Settings("borda")),
    ("cumulative", Settings("phragmen")),
    ("scoring", Settings("knapsack")),
    ("approval", Settings(utility="points")),
    ("cumulative", Settings(utility="cost")),
    ("choose-1", Settings("phragmen", "cardinality")),
    ("approval", Settings("greedy", completion="add1")),
    ("approval", Settings("phragmen", step=Fraction(2))),
]


@pytest.mark.parametrize(("vote_type", "asked"), NOT_DEFINED, ids=range(len(NOT_DEFINED)))
def test_what_is_not_defined_is_refused(vote_type: str, asked: Settings) -> None:
    votes: list[Any] = [("a", "1")] if vote_type in ("cumulative", "scoring") else ["a"]
    with pytest.raises(Refused) as refused:
        count(election([1], votes, vote_type=vote_type), asked)
    assert refused.value.code == "not_defined"


def naive(given: Election, utility: str) -> list[tuple[int, Fraction]]:
    """Equal Shares as one would write it down: a fraction for each voter, everything worked out anew in each round."""
    ballots = given.ballots
    votes = [set(ballots.chosen[first:last].tolist()) for first, last in zip(ballots.begins, ballots.begins[1:], strict=False)]
    voters = [vote for vote, times in zip(votes, ballots.times.tolist(), strict=True) for _ in range(times)]
    money = [given.budget / len(voters)] * len(voters)
    found: list[tuple[int, Fraction]] = []
    while True:
        prices = {}
        for project, one in enumerate(given.projects):
            behind = sorted(money[who] for who, vote in enumerate(voters) if project in vote)
            if project not in dict(found) and behind and sum(behind) >= one.cost:
                paid, left = Fraction(0), len(behind)
                for has in behind:
                    if (one.cost - paid) / left <= has:
                        break
                    paid, left = paid + has, left - 1
                price = (one.cost - paid) / left
                prices[project] = (price / (one.cost if utility == "cost" else 1), one.id, price)
        if not prices:
            return found
        project = min(prices, key=lambda number: prices[number][:2])
        price = prices[project][2]
        found.append((project, price))
        money = [has - min(has, price) if project in vote else has for has, vote in zip(money, voters, strict=True)]


@settings(max_examples=200, deadline=None)
@given(elections("approval", "choose-1"))
def test_winners_and_prices_are_those_of_the_rule_as_it_is_written_down(made: MadeUp) -> None:
    for utility in ("cost", "cardinality"):
        found = count(made.election, Settings(utility=utility, ties=("id",)))
        assert [(project, found.prices[project]) for project in found.winners] == naive(made.election, utility)


@pytest.mark.parametrize("hint", [0.0, 1.0, 4.999999, 5.0, 6.0, 7.5, 9.0, 10.0, 1e6])
def test_the_exact_price_is_the_same_however_wrong_the_first_guess_is(hint: float) -> None:
    """Six voters have 5 left and four 10; all of them want b, which costs 60: the six give all, the four 7.5 each."""
    given = election([30, 60], ["a,b"] * 6 + ["b"] * 4)
    run = sharing.Run(field_of(given, "cardinality", (0, 1)), Fraction(10))
    first = exact_price(run, 0)
    assert first is not None
    run.buy(0, first, (0,))
    run.least[1] = hint
    found = exact_price(run, 1)
    assert found is not None
    assert Fraction(found.amount, found.shares * run.ledger.below) == Fraction(15, 2)
    assert found.poor.tolist() == [True, False]
    run.buy(1, found, (1,))
    assert run.money.tolist() == [0.0, 2.5]
    assert run.money_left(1) == Fraction(10)


def test_who_has_just_the_price_has_nothing_left() -> None:
    given = election([40, 60], ["a"] * 4 + ["b"] * 6)
    run = sharing.Run(field_of(given, "cost", (0, 1)), Fraction(10))
    assert [(one.project, int(one.price), one.broke) for one in run.whole()] == [(1, 10, 0), (0, 10, 0)]
    assert run.money.tolist() == [0.0, 0.0]


def test_a_hundred_prices_are_remembered() -> None:
    """Each of two voters pays half of every project until nothing is left."""
    names = [f"p{number:03d}" for number in range(120)]
    rows = "\n".join(f"{name};1" for name in names)
    every = ",".join(names)
    file = f"META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\n{rows}\nVOTES\nvoter_id;vote\n1;{every}\n2;{every}\n"
    given = read_election(file.encode())
    assert won(given, Settings()) == names[:100]
    assert set(count(given, Settings()).prices.values()) == {Fraction(1, 2)}


@settings(max_examples=100, deadline=None)
@given(elections("approval", "choose-1", "cumulative", "ordinal"))
def test_floats_decide_nothing(made: MadeUp) -> None:
    """With errors so large that little or nothing is certain, whole numbers decide, and the trace is the same to the byte."""
    asked = Settings("borda" if made.election.vote_type == "ordinal" else "equal-shares")
    usual = fingerprint(as_bytes(count(made.election, asked).trace, ""))
    for error in (2.0**-20, 2.0**-10, 2.0**-3):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sharing, "HALF_ULP", error)
            assert fingerprint(as_bytes(count(made.election, asked).trace, "")) == usual


@settings(max_examples=100, deadline=None)
@given(elections("approval", "choose-1", "cumulative", "scoring", "ordinal"))
def test_nobody_pays_more_than_there_is_and_every_project_has_a_reason(made: MadeUp) -> None:
    asked = Settings("borda" if made.election.vote_type == "ordinal" else "equal-shares", completion="utilitarian")
    found = count(made.election, asked)
    assert found.spent <= made.election.budget
    assert len(set(found.winners)) == len(found.winners)
    assert Counter(one.won for one in found.reasons)[True] == len(found.winners)
    assert all(because(made.election, found, place).endswith(".") for place in range(len(found.reasons)))
