"""Danish lists are in Danish order, wherever the database comes from."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.sorting import LONGEST_KEY, danish_initial, danish_key

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
ANY_TEXT = st.text(max_size=60)
LETTERS = st.text(alphabet=ALPHABET + ALPHABET.upper() + " -.é", max_size=30)
TOWNS = ["Albertslund", "Ballerup", "Odense", "Vejle", "Vesthimmerland", "Ærø", "Ølstykke", "Aabenraa", "Aalborg", "Aarhus"]


@given(st.randoms())
def test_towns_stand_as_danes_list_them(chance: random.Random) -> None:
    shuffled = chance.sample(TOWNS, len(TOWNS))
    assert sorted(shuffled, key=danish_key) == TOWNS


@given(st.text(alphabet=ALPHABET.replace("a", ""), max_size=20), st.text(alphabet=ALPHABET.replace("a", ""), max_size=20))
def test_words_stand_in_the_order_of_the_alphabet(one: str, other: str) -> None:
    places = [[ALPHABET.index(letter) for letter in word] for word in (one, other)]
    assert (danish_key(one) < danish_key(other)) == (places[0] < places[1])


@given(LETTERS, LETTERS)
def test_aa_is_å_wherever_it_stands(before: str, after: str) -> None:
    before, after = before.rstrip("aA"), after.lstrip("aA")
    assert danish_key(f"{before}Aa{after}") == danish_key(f"{before}å{after}")


@given(ANY_TEXT)
def test_the_key_of_a_key_without_last_letters_is_the_key(text: str) -> None:
    key = danish_key(text)
    if not set(key) & set("{|}"):
        assert danish_key(key) == key


@given(ANY_TEXT, ANY_TEXT)
def test_the_order_of_keys_is_the_order_of_their_bytes(one: str, other: str) -> None:
    keys = danish_key(one), danish_key(other)
    assert (keys[0] < keys[1]) == (keys[0].encode() < keys[1].encode())


@given(LETTERS)
def test_case_and_the_way_letters_are_composed_do_not_count(text: str) -> None:
    assert danish_key(text) == danish_key(text.upper()) == danish_key(unicodedata.normalize("NFD", text))


@given(ANY_TEXT)
def test_a_key_has_no_signs_and_no_accents_and_fits_its_column(text: str) -> None:
    key = danish_key(text * 20)
    assert len(key) <= LONGEST_KEY
    assert key == " ".join(key.split())
    assert all(c.isalnum() or c in "{|} " for c in key)
    assert all(unicodedata.normalize("NFD", c) == c or not unicodedata.combining(unicodedata.normalize("NFD", c)[-1]) for c in key)


@pytest.mark.parametrize(
    ("written", "like"),
    [
        ("Ǿrsted", "Ørsted"),
        ("Ǽble", "Æble"),
        ("Ǻrs", "Års"),
        ("élan", "elan"),
        ("Müller", "Muller"),
        ("Ängelholm", "Ængelholm"),
        ("Malmö", "Malmø"),
        ("{x}", "x"),
    ],
)
def test_accents_do_not_move_a_word(written: str, like: str) -> None:
    assert danish_key(written) == danish_key(like)


@pytest.mark.parametrize(
    ("word", "letter"),
    [("Aabenraa", "Å"), ("åben skole", "Å"), ("ældre", "Æ"), ("Øvelse", "Ø"), ("élan", "E"), ("»Partnerskab«", "P"), ("§ 18", "#"), ("", "#")],
)
def test_a_word_stands_under_its_letter(word: str, letter: str) -> None:
    assert danish_initial(word) == letter


@given(st.lists(LETTERS, max_size=30))
def test_in_a_sorted_list_every_letter_is_named_once(words: list[str]) -> None:
    initials = [danish_initial(word) for word in sorted(words, key=danish_key) if danish_key(word)]
    named = [letter for place, letter in enumerate(initials) if place == 0 or initials[place - 1] != letter]
    assert len(named) == len(set(named))
