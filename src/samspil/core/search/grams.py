"""Words as grams: every word is cut into overlapping pieces of four letters, so that spellings, inflections and compounds share most of theirs.

A text's grams are weighed as BM25 weighs words (Robertson and Zaragoza 2009), with a fixed average length, so that one
document's weights depend on no other's. Standard library alone, no Django.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from zlib import crc32

from samspil.core.search.folding import MOST_WORDS, WORD, fold

SIZE = 4
# How soon more of the same counts less, and how much a long text is held against it: the standard values.
K1, B = 1.2, 0.75
# Grams of a text of middling length. Fixed: what a text weighs must not change when others come.
USUAL_LENGTH = 250
# A word in the title counts as three in the text, one in the teaser as two.
TITLE, TEASER, TEXT = 3, 2, 1
LONGEST_TEXT, LONGEST_WORD = 200_000, 40
HEAVIEST = 255
# Words of nearly one length are alike when they share half of their grams (a slip of the finger takes up to four), others when they share more.
NEAR, SLIP, PART = 2, 0.5, 0.6
# What begins a word as a whole among the keys of the index, so that it is never taken for a gram.
WHOLE = "="
NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
# The words that say nothing of what a text is about: Snowball's Danish list (Porter, BSD), folded.
STOP_WORDS = """
og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man
hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne end dette mit også under have dig
anden hende mine alt meget sit sine vor mod disse hvis din nogle hos blive mange ad bliver hendes været thi jer sådan
"""
STOP = frozenset(map(fold, STOP_WORDS.split()))
# What else a question begins with. Texts are searched for by these only when nothing else is asked for: they make no text an answer.
ASKING = frozenset({"hvem", "hvilken", "hvilket", "hvilke", "hvordan", "hvorfor", "hvorledes", "hvornår"})


def terms(text: str) -> list[str]:
    """The folded words of a text that say something, in order, as often as they stand there."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text)) if word not in STOP]


def asked_words(text: str) -> list[str]:
    """The words of a query, each once, at most MOST_WORDS; those that only ask are left out where others stand beside them."""
    words = dict.fromkeys(terms(text[: LONGEST_WORD * MOST_WORDS]))
    return [word for word in words if word not in ASKING or words.keys() <= ASKING][:MOST_WORDS]


@lru_cache(maxsize=4096)
def grams(word: str) -> tuple[str, ...]:
    """The pieces of a word, with its beginning and end marked: "mad" is "_mad" and "mad_"."""
    padded = f"_{word}_"
    return tuple(padded[at : at + SIZE] for at in range(max(1, len(padded) - SIZE + 1)))


def code(gram: str) -> int:
    """A gram as a number of 24 bits. Two grams in a hundred thousand share theirs with another: too few to change an order."""
    return crc32(gram.encode()) >> 8


def impacts(title: str, teaser: str, text: str) -> dict[str, int]:
    """What each gram and each whole word of a document weighs, 1 to 255."""
    counted: Counter[str] = Counter()
    length = 0
    for part, weight in ((title, TITLE), (teaser, TEASER), (text[:LONGEST_TEXT], TEXT)):
        for word, number in Counter(terms(part)).items():
            pieces = grams(word)
            length += len(pieces) * number
            for piece in pieces:
                counted[piece] += number * weight
            counted[WHOLE + word] += number * weight
    held_against = K1 * (1 - B + B * length / USUAL_LENGTH)
    return {key: max(1, round(HEAVIEST * number / (number + held_against))) for key, number in counted.items()}


def rarity(number: int, total: int) -> float:
    """How much is said by a gram that `number` of `total` documents hold (BM25's idf, never negative)."""
    return math.log(1 + (max(0, total - number) + 0.5) / (number + 0.5))


def shares(words: Iterable[str], meant: Mapping[str, str] = NOTHING_ELSE) -> dict[str, float]:
    """How much each gram of a query counts before its rarity. A long word counts more than a short one, but not by all its letters.

    A word that was `meant` by another counts half, and so does the one that was typed.
    """
    found: dict[str, float] = {}
    for word in words:
        ways = ways_of(word, meant)
        for pieces in map(grams, ways):
            for piece in dict.fromkeys(pieces):
                found[piece] = found.get(piece, 0.0) + len(pieces) ** -0.5 / len(ways)
    return found


def ways_of(word: str, meant: Mapping[str, str]) -> tuple[str, ...]:
    """The word as it was typed and, if that is another, as it was meant."""
    return (word, meant[word]) if word in meant else (word,)


def alike(asked: str, written: str) -> bool:
    """True when a written word may be meant by one that was asked for: another form, a compound of it, a part of it, or one slip away."""
    if asked == written or (len(asked) >= SIZE - 1 and written.startswith(asked)):
        return True
    one, other = set(grams(asked)), set(grams(written))
    shared, most = len(one & other), min(len(one), len(other))
    near = abs(len(asked) - len(written)) <= NEAR
    return shared >= SIZE - 1 and (shared >= SLIP * most if near else shared > PART * most)
