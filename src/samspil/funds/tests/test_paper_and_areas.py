"""Paper ballots are read by two people, and small areas are told together."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from samspil.funds.sealing.areas import AreaGroup, area_groups, merged
from samspil.funds.sealing.ballots import Ballot, BallotForm
from samspil.funds.sealing.paper_entry import Bundle, EntryDifference, EntryFault, differences
from samspil.funds.tests.sealed_votes import approval


def read(first: Ballot, second: Ballot) -> list[EntryDifference]:
    return list(differences(Bundle(1, {7: first}), Bundle(2, {7: second})))


def test_two_people_who_read_the_same_agree_whatever_order_they_typed_in() -> None:
    assert read(approval("bro", "skov"), approval("skov", "bro")) == []
    assert read(approval(), approval()) == []


def test_nobody_checks_herself() -> None:
    bundle = Bundle(1, {1: approval("bro")})
    assert differences(bundle, bundle) == (EntryDifference(EntryFault.SAME_PERSON),)


def ranked(*chosen: str) -> Ballot:
    return Ballot(BallotForm.RANKING, chosen)


def with_points(*given: int) -> Ballot:
    return Ballot(BallotForm.POINTS, ("bro", "skov"), given)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (approval("bro", "a"), approval("bro", "skov"), EntryDifference(EntryFault.CHOSEN, 7, ("a", "skov"))),
        (approval("bro", "bro"), approval("bro"), EntryDifference(EntryFault.CHOSEN, 7, ("bro",))),
        (ranked("bro", "a"), ranked("a", "bro"), EntryDifference(EntryFault.ORDER, 7)),
        (with_points(4, 6), with_points(6, 4), EntryDifference(EntryFault.POINTS, 7)),
        (approval("bro"), ranked("bro"), EntryDifference(EntryFault.FORM, 7)),
        (approval("bro", area="nord"), approval("bro", area="syd"), EntryDifference(EntryFault.AREA, 7, ("nord", "syd"))),
    ],
)
def test_what_was_read_in_two_ways_is_told_by_paper(first: Ballot, second: Ballot, expected: EntryDifference) -> None:
    assert read(first, second) == [expected]
    assert read(second, first) == [expected]


def test_a_paper_one_has_left_out_is_told() -> None:
    found = differences(Bundle(1, {1: approval(), 3: approval()}), Bundle(2, {3: approval(), 2: approval()}))
    assert found == (EntryDifference(EntryFault.MISSING, 1), EntryDifference(EntryFault.MISSING, 2))


def test_small_areas_go_together_the_smallest_first_and_large_ones_stay_alone() -> None:
    groups = area_groups({"vest": 40, "nord": 3, "syd": 4, "oest": 5, "ada": 0})
    assert groups == (AreaGroup(("ada", "nord", "syd"), 7), AreaGroup(("oest",), 5), AreaGroup(("vest",), 40))
    assert merged(groups) == {"ada": "ada+nord+syd", "nord": "ada+nord+syd", "syd": "ada+nord+syd", "oest": "oest", "vest": "vest"}


def test_one_small_area_takes_the_smallest_other_along() -> None:
    assert area_groups({"vest": 40, "nord": 3, "oest": 9}) == (AreaGroup(("nord", "oest"), 12), AreaGroup(("vest",), 40))


def test_where_all_together_are_few_nothing_is_told_by_area() -> None:
    assert area_groups({"nord": 1, "syd": 2}) == (AreaGroup(("nord", "syd"), 3, is_small=True),)
    assert area_groups({}) == ()


@given(some.dictionaries(some.text("abcdef", min_size=1, max_size=3), some.integers(0, 12), max_size=12), some.randoms(use_true_random=False))
def test_no_voter_is_lost_no_group_is_small_and_the_order_asked_in_changes_nothing(voters: dict[str, int], chance: random.Random) -> None:
    groups = area_groups(voters)
    assert sorted(area for group in groups for area in group.areas) == sorted(voters)
    assert sum(group.voters for group in groups) == sum(voters.values())
    assert all(group.voters >= 5 for group in groups) or len(groups) == 1
    again = list(voters.items())
    chance.shuffle(again)
    assert area_groups(dict(again)) == groups


@pytest.mark.parametrize("voters", [{"nord": -1}, {"nord+syd": 3}])
def test_numbers_and_names_that_cannot_be_are_refused(voters: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="plus"):
        area_groups(voters)
