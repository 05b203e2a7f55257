"""Which ballots count, by form, and why others do not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from samspil.core.money import Kroner
from samspil.funds.sealing.ballots import Ballot, BallotForm, BallotPaper, canonical, longest, read_ballot
from samspil.funds.sealing.checks import BallotFault, Fault, faults
from samspil.funds.tests.sealed_votes import PROJECTS, approval, paper

ON = paper(most=2, fewest=1)
KNAPSACK = paper(BallotForm.KNAPSACK, most=8)
POINTS = paper(BallotForm.POINTS, points=10)
RANKING = paper(BallotForm.RANKING)


def knapsack(*chosen: str) -> Ballot:
    return Ballot(BallotForm.KNAPSACK, chosen)


def points(**given: int) -> Ballot:
    return Ballot(BallotForm.POINTS, tuple(given), tuple(given.values()))


@pytest.mark.parametrize(
    ("ballot", "on"),
    [
        (approval("bro"), ON),
        (approval("skov", "bro"), ON),
        (approval(), paper()),
        (knapsack("bro", "legeplads", "skov"), KNAPSACK),
        (points(bro=3, skov=7), POINTS),
        (points(), POINTS),
        (Ballot(BallotForm.RANKING, ("skov", "a", "bro")), RANKING),
        (approval("bro", area="nord"), paper(areas=("nord", "syd"))),
    ],
)
def test_these_count(ballot: Ballot, on: BallotPaper) -> None:
    assert faults(ballot, on) == ()


@pytest.mark.parametrize(
    ("ballot", "on", "expected"),
    [
        (Ballot(BallotForm.RANKING, ("bro",)), ON, [Fault(BallotFault.OTHER_FORM, ("ranking", "approval"))]),
        (approval("bro", "maane", "anden"), ON, [Fault(BallotFault.UNKNOWN_PROJECT, ("anden", "maane")), Fault(BallotFault.TOO_MANY, (), 3, 2)]),
        (approval("bro", "bro"), ON, [Fault(BallotFault.REPEATED, ("bro",))]),
        (approval(), ON, [Fault(BallotFault.TOO_FEW, (), 0, 1)]),
        (approval("bro", area="nord"), ON, [Fault(BallotFault.UNKNOWN_AREA, ("nord",))]),
        (approval("bro"), paper(areas=("nord",)), [Fault(BallotFault.UNKNOWN_AREA, ("",))]),
        (knapsack("smedje", "cafe-2"), KNAPSACK, [Fault(BallotFault.OVER_BUDGET, (), 11_000, 10_000)]),
        (points(bro=3, skov=6), POINTS, [Fault(BallotFault.POINTS_SUM, (), 9, 10)]),
        (points(bro=10, skov=0), POINTS, [Fault(BallotFault.BAD_POINTS, (), 2, 2)]),
        (points(bro=12, skov=-2), POINTS, [Fault(BallotFault.BAD_POINTS, (), 2, 2)]),
        (Ballot(BallotForm.POINTS, ("bro", "skov"), (10,)), POINTS, [Fault(BallotFault.BAD_POINTS, (), 1, 2)]),
        (Ballot(BallotForm.APPROVAL, ("bro",), (1,)), ON, [Fault(BallotFault.BAD_POINTS, (), 1, 0)]),
        (Ballot(BallotForm.RANKING, ("bro", "a", "bro")), RANKING, [Fault(BallotFault.REPEATED, ("bro",))]),
    ],
)
def test_these_do_not_and_this_is_why(ballot: Ballot, on: BallotPaper, expected: list[Fault]) -> None:
    assert list(faults(ballot, on)) == expected


def test_a_project_named_twice_costs_once_and_is_told_as_named_twice() -> None:
    assert [one.code for one in faults(knapsack("skov", "skov"), KNAPSACK)] == [BallotFault.REPEATED]


ballots = some.builds(
    lambda form, chosen, given, area: Ballot(
        form, tuple(chosen), tuple(given[: len(chosen)]) if form is BallotForm.POINTS and len(given) >= len(chosen) else (), area
    ),
    some.sampled_from(BallotForm),
    some.lists(some.sampled_from(PROJECTS)),
    some.lists(some.integers(-5, 100)),
    some.sampled_from(["", "nord"]),
)


@given(ballots)
def test_a_ballot_is_read_back_as_it_was_written_and_is_written_in_one_way(ballot: Ballot) -> None:
    assert read_ballot(json.loads(canonical(ballot))) == ballot.in_order()
    assert canonical(ballot.in_order()) == canonical(ballot)


@given(ballots)
def test_the_order_says_something_in_a_ranking_alone(ballot: Ballot) -> None:
    backwards = Ballot(ballot.form, ballot.chosen[::-1], ballot.points[::-1], ballot.area)
    assert (canonical(backwards) == canonical(ballot)) == (ballot.form is not BallotForm.RANKING or ballot.chosen == backwards.chosen)


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {},
        {"chosen": [], "form": "approval", "who": "me"},
        {"chosen": "bro", "form": "approval"},
        {"chosen": [1], "form": "approval"},
        {"chosen": ["bro"], "form": "wish"},
        {"chosen": ["bro"], "form": ["approval"]},
        {"chosen": ["bro"], "form": "points", "points": [True]},
        {"chosen": ["bro"], "form": "points", "points": [1.0]},
        {"chosen": ["bro"], "form": "approval", "points": []},
        {"chosen": ["skov", "bro"], "form": "approval"},
        {"chosen": ["bro"], "form": "approval", "area": None},
    ],
)
def test_what_was_not_written_so_is_not_read(said: object) -> None:
    assert read_ballot(said) is None


def test_no_ballot_that_counts_is_longer_than_the_longest() -> None:
    full = Ballot(BallotForm.POINTS, ("baenk-ved-soeen", "legeplads", "cafe-2"), (1, 1, 8))
    assert not faults(full, POINTS)
    assert len(canonical(full)) <= longest(POINTS)
    ranked = Ballot(BallotForm.RANKING, PROJECTS)
    assert len(canonical(ranked)) == longest(paper(BallotForm.RANKING, most=8))


@pytest.mark.parametrize(
    ("form", "projects", "most", "given", "areas"),
    [
        (BallotForm.APPROVAL, (), 1, 0, ()),
        (BallotForm.APPROVAL, ("a,b",), 1, 0, ()),
        (BallotForm.APPROVAL, ("None",), 1, 0, ()),
        (BallotForm.APPROVAL, ("a" * 41,), 1, 0, ()),
        (BallotForm.APPROVAL, ("a",), 2, 0, ()),
        (BallotForm.APPROVAL, ("a",), 0, 0, ()),
        (BallotForm.APPROVAL, ("a",), 1, 5, ()),
        (BallotForm.POINTS, ("a",), 1, 0, ()),
        (BallotForm.APPROVAL, ("a",), 1, 0, ("x", "x")),
        (BallotForm.APPROVAL, ("a",), 1, 0, ("x+y",)),
    ],
)
def test_a_paper_that_cannot_be_voted_on_is_refused(form: BallotForm, projects: tuple[str, ...], most: int, given: int, areas: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"ballot|projects"):
        BallotPaper("e", form, {name: Kroner(1) for name in projects}, Kroner(1), most, 0, given, areas)
