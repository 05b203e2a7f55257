"""The words of a hit that are meant by the query, and the piece of text around the first of them. Pure; texts are whatever people wrote."""

from collections.abc import Sequence

from samspil.core.search.folding import LETTERS_OF_WORDS, fold, unfold
from samspil.core.search.grams import alike, grams

Pieces = list[tuple[str, bool]]
BEFORE, AROUND, ONLY_TEXT = 100, 360, 240
# Places looked at for one piece of a word before giving up: a short piece stands in many words that are not meant.
MOST_TRIES = 40


class Marker:
    """Finds what a query's words mean in texts. Keeps what it has decided of a word."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        pieces = [piece.strip("_") for word in words for piece in grams(word)]
        self.pieces = list(dict.fromkeys(way for piece in pieces for way in (piece, unfold(piece)) if way))
        self.decided: dict[str, bool] = {}

    def means(self, written: str) -> bool:
        """Whether a word of a text, in lower case, is one that was asked for, or like it."""
        if written not in self.decided:
            folded = fold(written)
            self.decided[written] = any(alike(word, folded) for word in self.words)
        return self.decided[written]

    def spans(self, lower: str) -> list[tuple[int, int]]:
        """Where the words that are meant stand, in order."""
        found: set[tuple[int, int]] = set()
        ends: dict[int, tuple[int, int]] = {}
        for piece in self.pieces:
            at, tries = lower.find(piece), 0
            while at >= 0 and tries < MOST_TRIES:
                start, end = ends.get(at) or around(lower, at, at + len(piece))
                if (start, end) not in found and self.means(lower[start:end]):
                    found.add((start, end))
                    ends.update((place, (start, end)) for place in range(start, end))
                at, tries = lower.find(piece, end), tries + 1
        return sorted(found)

    def first(self, lower: str) -> int:
        """Where the first word stands that is asked for as it is, or else that is like one; -1 when none does."""
        ways = [way for word in self.words for way in (word, unfold(word))]
        place = self.first_of(lower, ways)
        return place if place >= 0 else self.first_of(lower, self.pieces)

    def first_of(self, lower: str, pieces: Sequence[str]) -> int:
        """Where the first word with one of these pieces in it stands that is meant; -1 when there is none."""
        found = -1
        for piece in pieces:
            at, tries = lower.find(piece), 0
            while at >= 0 and tries < MOST_TRIES and not 0 <= found < at:
                start, end = around(lower, at, at + len(piece))
                if self.means(lower[start:end]):
                    found = start
                    break
                at, tries = lower.find(piece, end), tries + 1
        return found

    def excerpt(self, teaser: str, text: str) -> Pieces:
        """The teaser when something in it is meant, or nothing in the text is; else the text around the first word that is."""
        lower = lowered(teaser)
        if spans := self.spans(lower):
            return cut(teaser, spans)
        place = self.first(lowered(text))
        if place < 0:
            return [(teaser or text[:ONLY_TEXT], False)] if teaser or text else []
        piece = window(text, place)
        return [("… ", False), *cut(piece, self.spans(lowered(piece))), (" …", False)]


def lowered(text: str) -> str:
    """Lower case, letter for letter: a place in it is the same place in the text."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def around(lower: str, start: int, end: int) -> tuple[int, int]:
    """The whole word that a piece stands in."""
    while start and lower[start - 1] in LETTERS_OF_WORDS:
        start -= 1
    while end < len(lower) and lower[end] in LETTERS_OF_WORDS:
        end += 1
    return start, end


def window(text: str, place: int) -> str:
    """Some words before and after a place, none of them cut."""
    start = max(0, place - BEFORE)
    if start:
        start = text.find(" ", start, place) + 1 or place
    end = start + AROUND
    if end < len(text):
        end = max(text.rfind(" ", place, end), min(len(text), place + AROUND // 2)) if text.find(" ", place, end) < 0 else text.rfind(" ", place, end)
    return text[start:end].strip()


def cut(text: str, spans: Sequence[tuple[int, int]]) -> Pieces:
    """A text in pieces, each with whether it is marked."""
    pieces: Pieces = []
    done = 0
    for start, end in spans:
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [(piece, marked) for piece, marked in [*pieces, (text[done:], False)] if piece]
