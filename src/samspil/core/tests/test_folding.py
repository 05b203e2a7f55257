"""Spellings that mean the same meet, and a query is words and nothing else."""

from hypothesis import example, given
from hypothesis import strategies as st

from samspil.core.search.folding import MOST_WORDS, WORD, fold, words

ANY = st.text(max_size=200)


@given(ANY)
@example("AAaAå")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aAbeéæøåÆØÅ -", max_size=40))
def test_aa_and_å_and_case_do_not_count(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(text.replace("å", "aa").replace("Å", "Aa")) or "aå" in fold(text) or "åa" in fold(text)


@given(ANY)
def test_words_are_letters_and_numbers_each_once_and_few(text: str) -> None:
    found = words(text)
    assert len(found) == len(set(found)) <= MOST_WORDS
    assert all(WORD.fullmatch(word) for word in found)


@given(st.lists(st.from_regex(WORD, fullmatch=True).filter(lambda word: fold(word) == word), max_size=30), st.sampled_from([" ", ", ", " & ", "' | !(", "\n"]))
def test_the_first_words_of_a_query_are_looked_for_whatever_stands_between(wanted: list[str], between: str) -> None:
    assert words(between.join(wanted)) == list(dict.fromkeys(wanted))[:MOST_WORDS]


def test_who_has_no_danish_keyboard_writes_the_same_words() -> None:
    assert words("aeldre faellesskab oenske") == words("ældre fællesskab ønske")


def test_aabenraa_and_åbenrå_are_one_word() -> None:
    assert words("Aabenraa Åbenrå ÅBENRÅ åbenraa") == ["åbenrå"]
