"""Spelling variants that mean the same in Danish: aa is å, ae is æ, oe is ø."""

import re

LETTERS_OF_WORDS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzæøåäöüéáíóúñç")
WORD = re.compile(f"[{''.join(sorted(LETTERS_OF_WORDS))}]+")
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
