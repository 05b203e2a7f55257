"""Spelling variants that mean the same in Danish: aa is å, ae is æ, oe is ø."""

import re

WORD = re.compile(r"[0-9a-zæøåäöüéáíóúñç]+")
MOST_WORDS = 12


LETTERS = {"aa": "å", "ae": "æ", "oe": "ø"}


def fold(text: str) -> str:
    """Lower case with å, æ and ø, so that Aabenraa and Åbenrå meet, and whoever has no Danish keyboard finds ældre."""
    folded = text.lower()
    for two, one in LETTERS.items():
        folded = folded.replace(two, one)
    return folded


def unfold(text: str) -> str:
    """Lower case with aa, ae and oe."""
    plain = text.lower()
    for two, one in LETTERS.items():
        plain = plain.replace(one, two)
    return plain


def spellings(text: str) -> list[str]:
    """The words of a query as they may stand in a text: as typed, with å, æ and ø, and without; for marking hits, where the text is not folded."""
    ways = (text.lower(), fold(text), unfold(text))
    return list(dict.fromkeys(word for way in ways for word in WORD.findall(way)[:MOST_WORDS]))


def words(text: str) -> list[str]:
    """The folded words of a query, each once, at most MOST_WORDS."""
    return list(dict.fromkeys(WORD.findall(fold(text))))[:MOST_WORDS]
