"""Spelling variants that mean the same in Danish: aa is å."""

import re

WORD = re.compile(r"[0-9a-zæøåäöüéáíóúñç]+")
MOST_WORDS = 12


def fold(text: str) -> str:
    """Lower case, and å for aa, so that Aabenraa and Åbenrå meet."""
    return text.lower().replace("aa", "å")


def words(text: str) -> list[str]:
    """The folded words of a query, each once, at most MOST_WORDS."""
    return list(dict.fromkeys(WORD.findall(fold(text))))[:MOST_WORDS]
