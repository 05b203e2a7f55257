"""Excerpts come in pieces, so that the page marks the words without trusting the text."""

from hypothesis import given
from hypothesis import strategies as st

from samspil.core.search.find import START, STOP, marked

PIECES = st.lists(st.tuples(st.text(alphabet="ab æ<&", min_size=1, max_size=8), st.booleans()), max_size=8)


@given(PIECES)
def test_the_pieces_of_an_excerpt_are_the_excerpt(pieces: list[tuple[str, bool]]) -> None:
    excerpt = "".join(f"{START}{text}{STOP}" if hit else text for text, hit in pieces)
    found = marked(excerpt)
    assert "".join(text for text, _ in found) == "".join(text for text, _ in pieces)
    assert [text for text, hit in found if hit] == [text for text, hit in pieces if hit]


@given(st.text(alphabet=f"ab{START}{STOP}", max_size=20))
def test_a_torn_mark_loses_no_text(excerpt: str) -> None:
    bare = str.maketrans("", "", START + STOP)
    assert "".join(text for text, _ in marked(excerpt)).translate(bare) == excerpt.translate(bare)
