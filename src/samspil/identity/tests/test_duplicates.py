"""Which organisations look like one, on plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.identity.domain.duplicates import (
    LEAST,
    NEAR_NAME,
    SAME_CVR,
    SAME_NAME,
    Told,
    duplicates,
    likeness,
    near_groups,
    near_names,
    slip_keys,
    why_not_merge,
)

TOLD = st.builds(
    Told,
    id=st.integers(1, 50),
    compared=st.sampled_from(["", "bokseklubben", "skakklubben"]),
    municipality=st.sampled_from(["0000", "0350"]),
    cvr=st.sampled_from(["", "12345674", "25313763"]),
    website=st.sampled_from(["", "https://klub.example.dk", "https://klub.example.dk/"]),
    public_email=st.sampled_from(["", "post@example.dk", "Post@example.dk"]),
)


@given(st.lists(TOLD, max_size=12, unique_by=lambda one: one.id))
def test_each_pair_has_reasons_worth_its_score_and_never_two_numbers(known: list[Told]) -> None:
    by_id = {one.id: one for one in known}
    found = duplicates(known)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    for pair in found:
        one, other = by_id[pair.one], by_id[pair.other]
        assert pair.score >= LEAST
        assert pair.reasons
        assert not (one.cvr and other.cvr and one.cvr != other.cvr)
        assert pair.score == likeness(other, one).score, "whichever stands first"


@given(TOLD, TOLD)
def test_two_without_a_name_a_number_or_two_lesser_signs_in_common_are_two(one: Told, other: Told) -> None:
    same_name = bool(one.compared) and (one.compared, one.municipality) == (other.compared, other.municipality)
    same_number = bool(one.cvr) and one.cvr == other.cvr
    if likeness(one, other).score in {SAME_NAME, SAME_CVR}:
        assert same_name or same_number


def test_the_same_hall_with_many_clubs_is_no_duplicate() -> None:
    website = "https://hallen.example.dk/"
    clubs = [Told(number, f"klub {number}", "0000", website=website) for number in range(5)]
    assert duplicates(clubs) == []


def test_two_numbers_a_municipality_or_something_hidden_are_not_merged() -> None:
    one, other = Told(1, "a", "0000", cvr="12345674"), Told(2, "a", "0000", cvr="25313763")
    bare = Told(3, "a", "0000")
    codes = [
        refusal.code if refusal else ""
        for refusal in (
            why_not_merge(one, one, municipality=False, hidden=False),
            why_not_merge(one, bare, municipality=True, hidden=False),
            why_not_merge(one, other, municipality=False, hidden=False),
            why_not_merge(one, bare, municipality=False, hidden=True),
            why_not_merge(one, bare, municipality=False, hidden=False),
        )
    ]
    assert codes == ["same", "municipality", "other-cvr", "hidden", ""]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("nørrevang spisevenner", "nørrevang spisevener", True),
        ("nørrevang spisevenner", "nørrevang spise venner", True),
        ("nørrevang spisevenner", "nørrevang spisevennre", True),
        ("nørrevang spisevenner", "nørrevang spisevenner", False),
        ("skolen øst", "skolen vest", False),
        ("bokseklub 1", "bokseklub 2", False),
        ("bokseklub12", "bokseklub13", False),
        ("bokseklubben", "skakklubben", False),
        ("hus", "mus", False),
        ("", "a", False),
    ],
)
def test_a_slip_in_a_long_word_or_other_spaces_are_near_and_other_words_are_not(one: str, other: str, near: bool) -> None:
    assert near_names(one, other) is near_names(other, one) is near
    found = duplicates([Told(1, one, "0000"), Told(2, other, "0000")])
    assert [pair.score for pair in found] == ([NEAR_NAME] if near else [SAME_NAME] if one == other else [])
    assert duplicates([Told(1, one, "0000"), Told(2, other, "0350")]) == []


@given(st.text("abcdeæ ", min_size=5, max_size=20).map(str.strip), st.integers(0, 19), st.sampled_from(["", "a", "ø"]))
def test_whatever_is_near_shares_a_key(name: str, at: int, letter: str) -> None:
    other = name[:at] + letter + name[at + 1 :]
    if near_names(name, other):
        assert slip_keys(name) & slip_keys(other)
        assert near_groups([(1, name, "0000"), (2, other, "0000")]) != []
        assert near_groups([(1, name, "0000"), (2, other, "0350")]) == []
