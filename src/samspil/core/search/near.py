"""What a misspelled word was meant to be: a word one slip away that something the viewer may see holds."""

from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from samspil.core.search.folding import WORD, fold
from samspil.core.search.grams import WHOLE
from samspil.core.viewers import Viewer

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
# Shorter words are one slip from too many others; a query with more unknown words is no slip.
SHORTEST, MOST_UNKNOWN = 4, 3
KNOWN = "SELECT gram, sum(number)::int FROM core_gramlist WHERE audience = ANY(%s) AND gram = ANY(%s) GROUP BY gram"


def meant(text: str, found: Mapping[str, str]) -> str:
    """The query with its unknown words as they were probably meant, given by `nearest`, in small letters; "" when nothing known is near."""
    return WORD.sub(lambda word: found.get(word[0], word[0]), fold(text)) if found else ""


def nearest(viewer: Viewer, unknown: Sequence[str]) -> dict[str, str]:
    """By unknown word the near one that most documents of the viewer's hold. Other endings of the same word are no correction."""
    long = [word for word in unknown if len(word) >= SHORTEST][:MOST_UNKNOWN]
    ways = {word: sorted(way for way in set(slips(word)) if not (way.startswith(word) or word.startswith(way))) for word in long}
    if not ways:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [sorted(viewer.audiences), [WHOLE + way for each in ways.values() for way in each]])
        known = dict(cursor.fetchall())
    best = {word: max(each, key=lambda way: (known.get(WHOLE + way, 0), way), default="") for word, each in ways.items()}
    return {word: way for word, way in best.items() if known.get(WHOLE + way)}


def slips(word: str) -> Iterator[str]:
    """Every word one slip away: a letter too many, two turned round, one wrong, one missing."""
    for at in range(len(word) + 1):
        begun, rest = word[:at], word[at:]
        if rest:
            yield begun + rest[1:]
            yield from (begun + letter + rest[1:] for letter in LETTERS)
        if len(rest) > 1:
            yield begun + rest[1] + rest[0] + rest[2:]
        yield from (begun + letter + rest for letter in LETTERS)
