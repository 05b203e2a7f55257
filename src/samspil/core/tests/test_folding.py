"""Spellings that mean the same meet."""

from hypothesis import example, given
from hypothesis import strategies as st

from samspil.core.search.folding import fold, unfold

ANY = st.text(max_size=200)


@given(ANY)
@example("AAaAå")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aAbeéæøåÆØÅ -", max_size=40))
def test_aa_and_å_and_case_do_not_count(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(text.replace("å", "aa").replace("Å", "Aa")) or "aå" in fold(text) or "åa" in fold(text)


def test_who_has_no_danish_keyboard_writes_the_same_words() -> None:
    assert fold("aeldre faellesskab oenske") == "ældre fællesskab ønske"
    assert unfold("ældre fællesskab ønske å") == "aeldre faellesskab oenske aa"


def test_aabenraa_and_åbenrå_are_one_word() -> None:
    assert set(map(fold, ["Aabenraa", "Åbenrå", "ÅBENRÅ", "åbenraa"])) == {"åbenrå"}
