"""Spelling variants that mean the same in Danish: aa is å."""

import re

WORD = re.compile(r"[0-9a-zæøåäöüéáíóúñç]+")
MOST_WORDS = 12


def fold(text: str) -> str:
    """Lower case, and å for aa, so that Aabenraa and Åbenrå meet."""
    return text.lower().replace("aa", "å")


def spellings(text: str) -> list[str]:
    """The words of a query as they may stand in a text: as typed, with å, and with aa; for marking hits, where the text is not folded."""
    ways = (text.lower(), fold(text), fold(text).replace("å", "aa"))
    return list(dict.fromkeys(word for way in ways for word in WORD.findall(way)[:MOST_WORDS]))


def words(text: str) -> list[str]:
    """The folded words of a query, each once, at most MOST_WORDS."""
    return list(dict.fromkeys(WORD.findall(fold(text))))[:MOST_WORDS]
