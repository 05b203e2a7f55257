"""Projects that look like one another, so that people can find together before they apply. Only words are compared; nobody is turned down by it.

Each word weighs more the rarer it is among the projects, and more in a title than in a summary. Two projects are as alike as the weight of what they share is
of the weight of all they have: whole numbers and fractions, so the answer is the same everywhere.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

IN_TITLE, IN_SUMMARY = 3, 1
LEAST_LETTERS, STEM_LETTERS = 3, 7
LEAST_ALIKE, MOST_SHOWN = Fraction(1, 8), 5
WORD = re.compile(r"[^\W\d_]+")
# Words that say nothing of what a project is about.
EMPTY = frozenset(
    [
        "alle",
        "andre",
        "bliver",
        "blive",
        "både",
        "den",
        "der",
        "deres",
        "det",
        "dem",
        "denne",
        "dette",
        "eller",
        "efter",
        "ende",
        "for",
        "fordi",
        "fra",
        "får",
        "gerne",
        "gøre",
        "har",
        "have",
        "hele",
        "her",
        "hos",
        "hvor",
        "ikke",
        "ind",
        "ind",
        "kan",
        "kom",
        "kommer",
        "kommune",
        "kommunen",
        "lave",
        "man",
        "med",
        "mange",
        "mellem",
        "mere",
        "mod",
        "måske",
        "nogle",
        "når",
        "nye",
        "også",
        "over",
        "pulje",
        "puljen",
        "projekt",
        "projektet",
        "sammen",
        "samt",
        "selv",
        "ser",
        "sig",
        "skal",
        "som",
        "søger",
        "til",
        "ud",
        "under",
        "ved",
        "vil",
        "ville",
        "vores",
        "være",
        "været",
    ]
)


@dataclass(frozen=True)
class ProjectText:
    """A project as it is compared: its number, title and summary."""

    id: int
    title: str
    summary: str = ""


@dataclass(frozen=True)
class Alike:
    """Another project, how alike it is from 0 to 1, and the words they share, the weightiest first."""

    id: int
    share: Fraction
    words: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words that say something, small letters, cut to their first letters so that endings mean nothing: "bænke" and "bænken" stay apart, "æblemosteri" and
    "æblemosteriet" do not."""
    found = WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word[:STEM_LETTERS] for word in found if len(word) >= LEAST_LETTERS and word not in EMPTY]


def places_of(project: ProjectText) -> dict[str, int]:
    """Each word of a project with the weight of the best place it stands in."""
    weights = dict.fromkeys(words_of(project.summary), IN_SUMMARY)
    return weights | dict.fromkeys(words_of(project.title), IN_TITLE)


def rarity(projects: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """What each word weighs by how few projects have it: 1 for one that all have, one more for each halving."""
    held = Counter(word for project in projects for word in project)
    return {word: (len(projects) // number).bit_length() for word, number in held.items()}


def alike(one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """The weight of what two projects share, of the weight of all they have; 0 when neither has a word."""
    words = set(one) | set(other)
    whole = sum(max(one.get(word, 0), other.get(word, 0)) * weights[word] for word in words)
    return Fraction(sum(min(one.get(word, 0), other.get(word, 0)) * weights[word] for word in words), whole) if whole else Fraction(0)


def similar(project: ProjectText, others: Iterable[ProjectText], least: Fraction = LEAST_ALIKE, most: int = MOST_SHOWN) -> list[Alike]:
    """The projects most like one, the most alike first, equals by their number. At least `least` alike, at most `most`; the project itself is left out. For
    lists of some thousands; the order of `others` means nothing."""
    rest = {other.id: places_of(other) for other in sorted(others, key=lambda other: other.id) if other.id != project.id}
    own = places_of(project)
    weights = rarity([own, *rest.values()])
    found = []
    for id_, words in rest.items():
        share = alike(own, words, weights)
        if share >= least and share > 0:
            shared = sorted(own.keys() & words.keys(), key=lambda word: (-min(own[word], words[word]) * weights[word], word))
            found.append(Alike(id_, share, tuple(shared)))
    return sorted(found, key=lambda one: (-one.share, one.id))[:most]
