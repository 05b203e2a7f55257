"""Words as grams: spellings meet, weights are bytes, and whatever is typed is no error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.search.folding import MOST_WORDS, WORD, fold
from samspil.core.search.grams import LONGEST_WORD, SIZE, WHOLE, alike, asked_words, code, grams, impacts, rarity, shares, terms

ANY = st.text(max_size=200)
WORDS = st.text(alphabet="abdeflrsøå", min_size=1, max_size=20)


@given(ANY)
def test_words_of_a_query_are_letters_and_figures_each_once_and_few(text: str) -> None:
    found = asked_words(text)
    assert len(found) == len(set(found)) <= MOST_WORDS
    assert all(WORD.fullmatch(word) and len(word) <= LONGEST_WORD for word in found)


def test_the_first_words_of_a_query_are_looked_for_whatever_stands_between() -> None:
    wanted = [f"ord{number}" for number in range(20)]
    for between in (" ", ", ", " & ", "' | !(", "\n"):
        assert asked_words(between.join(wanted)) == wanted[:MOST_WORDS]


def test_who_has_no_danish_keyboard_asks_for_the_same_words() -> None:
    assert asked_words("aeldre faellesskab oenske Aabenraa") == asked_words("ældre fællesskab ønske Åbenrå")


def test_words_that_say_nothing_are_left_out() -> None:
    assert terms("Hvor er der et mosteri for ældre?") == ["mosteri", "ældre"]


def test_words_that_only_ask_are_left_out_beside_others_and_looked_for_when_nothing_else_is_asked() -> None:
    assert asked_words("Hvordan, hvornaar og hvem besøger ældre?") == ["besøger", "ældre"]
    assert asked_words("Hvem er hvem?") == ["hvem"]
    assert terms("Hvordan det gik") == ["hvordan", "gik"]


@given(WORDS)
def test_grams_put_together_are_the_word(word: str) -> None:
    pieces = grams(word)
    assert pieces[0] + "".join(piece[-1] for piece in pieces[1:]) == f"_{word}_"
    assert all(len(piece) == SIZE for piece in pieces) or len(word) < SIZE - 2


@given(ANY, ANY, ANY)
def test_weights_are_bytes_and_every_word_is_held_whole(title: str, teaser: str, text: str) -> None:
    weighed = impacts(title, teaser, text)
    assert all(1 <= impact <= 255 for impact in weighed.values())
    words = set(terms(" ".join([title, teaser, text])))
    assert {key for key in weighed if key.startswith(WHOLE)} == {WHOLE + word for word in words}
    assert {key for key in weighed if not key.startswith(WHOLE)} == {piece for word in words for piece in grams(word)}


@given(ANY)
def test_a_text_weighs_the_same_however_it_is_spelled(text: str) -> None:
    assert impacts("", "", text) == impacts("", "", fold(text))


def test_the_title_weighs_more_than_the_teaser_and_that_more_than_the_text() -> None:
    weights = []
    for place in range(3):
        texts = ["gaade"] * 3
        texts[place] = "mosteri"
        weights.append(impacts(*texts)[WHOLE + "mosteri"])
    assert weights == sorted(set(weights), reverse=True)


def test_a_long_text_is_held_against_its_words() -> None:
    assert impacts("", "", "mosteri")["most"] > impacts("", "", "mosteri " + "andet om mangt " * 100)["most"]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_fewer_hold_says_more_and_nothing_says_less_than_nothing(one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert rarity(few, 10**6) >= rarity(many, 10**6) > 0


@given(st.lists(WORDS, max_size=5))
def test_every_gram_of_a_query_counts(words: list[str]) -> None:
    counted = shares(words)
    assert set(counted) == {piece for word in words for piece in grams(word)}
    assert all(share > 0 for share in counted.values())


@given(WORDS)
def test_a_gram_is_a_number_of_24_bits(word: str) -> None:
    assert 0 <= code(word) < 1 << 24


LIKE = [
    ("mosteri", "mosteriet"),
    ("forsikring", "forsigring"),
    ("frivilig", "frivillige"),
    ("plejecenter", "plejecentret"),
    ("velfærd", "velfærdsalliancer"),
    ("velfærdsalliance", "alliancer"),
    ("praktikpladser", "praktikpladspartnerskab"),
    ("børneattest", "attest"),
    ("mad", "madspild"),
]
UNLIKE = [("demens", "demokrati"), ("plejecenter", "venter"), ("børneattest", "børnene"), ("it", "digital"), ("demens", "mens"), ("have", "haj")]


@pytest.mark.parametrize(("asked", "written"), LIKE)
def test_forms_compounds_parts_and_slips_are_alike(asked: str, written: str) -> None:
    assert alike(asked, written)


@pytest.mark.parametrize(("asked", "written"), UNLIKE)
def test_other_words_are_not(asked: str, written: str) -> None:
    assert not alike(asked, written)


@given(WORDS)
def test_every_word_is_like_itself(word: str) -> None:
    assert alike(word, word)
