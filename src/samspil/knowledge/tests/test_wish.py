"""The address of the catalogue says what a visitor wishes, and nothing else. No database."""

from dataclasses import replace

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.text import clean
from samspil.knowledge.catalogue import MOST_VALUES, Wish, wish_of
from samspil.knowledge.narrowing import GROUPS

VALUES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), max_size=4, unique=True).map(tuple)
WISHES = st.builds(
    Wish,
    st.fixed_dictionaries(dict.fromkeys(GROUPS, VALUES)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(clean).filter(lambda words: len(words) <= 200),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400),
)


def read(address: str) -> Wish:
    return wish_of(QueryDict(address.removeprefix("?")))


@given(WISHES)
def test_the_address_of_a_wish_reads_back_as_the_same_wish(wish: Wish) -> None:
    assert read(wish.address()) == wish


@given(st.text(st.characters(codec="ascii"), max_size=300))
def test_any_address_is_a_wish_within_bounds(address: str) -> None:
    wish = read(address)
    assert set(wish.chosen) == set(GROUPS)
    assert all(len(values) <= MOST_VALUES and all(0 < len(value) <= 40 for value in values) for values in wish.chosen.values())
    assert (len(wish.words) <= 200, len(wish.after) <= 400) == (True, True)
    assert read(wish.address()) == wish


@given(WISHES, st.sampled_from(sorted(GROUPS)))
def test_taking_one_choice_away_leaves_the_others_and_begins_from_the_first_page(wish: Wish, parameter: str) -> None:
    for value in wish.chosen[parameter]:
        less = wish.without(parameter, value)
        assert value not in less.chosen[parameter]
        assert set(less.chosen[parameter]) == set(wish.chosen[parameter]) - {value}
        assert {k: v for k, v in less.chosen.items() if k != parameter} == {k: v for k, v in wish.chosen.items() if k != parameter}
        assert less.after == ""
        assert replace(less, chosen=wish.chosen, after=wish.after) == wish


def test_nobody_forges_the_marks_of_kept_pages_by_searching_for_them() -> None:
    assert read("q=a%00b%02example:3:1%03c%04d%05e%06cards").words == "abexample:3:1cdecards"


def test_no_wish_has_no_query_string() -> None:
    assert read("").address() == ""


def test_more_values_than_anybody_ticks_are_cut() -> None:
    many = "?" + "&".join(f"kommune={n:04}" for n in range(98))
    assert len(read(many).chosen["kommune"]) == MOST_VALUES
