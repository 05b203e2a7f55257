"""Excerpts come in pieces, so that the page marks the words without trusting the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.search.marking import Marker, Pieces, lowered

TEXT = st.text(alphabet="mosteri aåÅA.<&\u0130\n", max_size=400)


def marked(pieces: Pieces) -> list[str]:
    return [text for text, hit in pieces if hit]


@given(TEXT, st.lists(st.sampled_from(["mosteri", "most", "åre", "it"]), min_size=1, max_size=3))
def test_a_teaser_is_never_changed(teaser: str, words: list[str]) -> None:
    assert "".join(text for text, _ in Marker(words).excerpt(teaser, "")) == teaser


@given(TEXT)
def test_a_piece_of_the_text_is_a_piece_of_the_text(text: str) -> None:
    pieces = Marker(["mosteri"]).excerpt("Noget", text)
    shown = "".join(text for text, _ in pieces)
    assert shown == "Noget" or shown.removeprefix("… ").removesuffix(" …") in text


@given(st.text(max_size=60))
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "teaser", "hits"),
    [
        (["plejecnter"], "Et plejecenter i byen", ["plejecenter"]),
        (["velfærd", "alliance"], "Om velfærdsalliancer og andet", ["velfærdsalliancer"]),
        (["velfærdsalliance"], "Alliancer for velfærd", ["Alliancer", "velfærd"]),
        (["åbenrå"], "Mosteri i Aabenraa", ["Aabenraa"]),
        (["ældre"], "AELDRE og ældre", ["AELDRE", "ældre"]),
        (["it"], "Om IT og digitale ting", ["IT"]),
    ],
)
def test_slips_divided_and_joined_words_are_marked(words: list[str], teaser: str, hits: list[str]) -> None:
    assert marked(Marker(words).excerpt(teaser, "")) == hits


def test_the_word_as_it_was_asked_for_is_shown_rather_than_one_like_it_further_up() -> None:
    text = "Alliancerne mødes. " * 40 + "Så kom en velfærdsalliance til. " + "Og mere. " * 40
    assert "velfærdsalliance" in marked(Marker(["velfærdsalliance"]).excerpt("Om noget", text))


def test_without_a_teaser_the_text_begins() -> None:
    assert Marker(["haj"]).excerpt("", "Kun tekst") == [("Kun tekst", False)]
