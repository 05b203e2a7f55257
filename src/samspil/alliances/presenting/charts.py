"""The picture of value for all: three circles, each with what its sector gains, and what they want together in the middle. A table stands beside it."""

from collections.abc import Collection
from dataclasses import dataclass

from samspil.alliances.domain.plan import AlliancePlan
from samspil.alliances.domain.words import COLUMNS

# Places in a picture of 420 × 404: where each circle's name stands, and the middle of its gain.
NAMES = (("Kommune", 122, 54), ("Civilsamfund", 298, 54), ("Erhverv og viden", 210, 364))
GAINS = ((86, 125), (334, 125), (210, 309))
MIDDLE = (210, 178)
LINE = 22
# Letters that fit where the circles do not cross, and in the middle, where all three do.
WIDE, NARROW, MOST_LINES = 15, 10, 3
TOGETHER = ["Det fælles", "mål"]
MISSING = ["Mangler:", "hvad vinder de?"]


@dataclass(frozen=True)
class Line:
    """One line of text at its place; `open` when it tells that something is missing."""

    text: str
    x: int
    y: int
    open: bool = False


@dataclass(frozen=True)
class Circles:
    """What the picture shows, and the same in words for whoever does not see it."""

    names: list[Line]
    lines: list[Line]
    middle: list[Line]
    holes: list[tuple[int, int]]
    label: str


def circles_of(plan: AlliancePlan, among: Collection[int]) -> Circles:
    """The picture of an alliance, with the parties whose ids are in `among`."""
    names = [Line(name, x, y) for name, x, y in NAMES]
    lines, holes, told = [], [], []
    for column, (name, _, _), (x, y) in zip(COLUMNS, NAMES, GAINS, strict=True):
        parties = [party for party in plan.parties if party.sector in column and party.id in among]
        gains = [party.gain.strip() for party in parties if party.gain.strip()]
        missing = bool(parties) and len(gains) < len(parties)
        shown = MISSING if missing else gains_shown(gains) if gains else ["Ingen er med", "endnu"]
        top = y - LINE * (len(shown) - 1) // 2
        lines += [Line(text, x, top + LINE * place, missing) for place, text in enumerate(shown)]
        holes += [(x, top)] if missing else []
        told.append(f"{name}: {'mangler at skrive, hvad de har at vinde' if missing else '; '.join(gains) if gains else 'ingen er med endnu'}.")
    middle = whole(plan.title, NARROW, 2) or TOGETHER
    heart = [Line(text, MIDDLE[0], MIDDLE[1] + LINE * place) for place, text in enumerate(middle)]
    label = f"Tre cirkler med hver sin gevinst og {plan.title} i midten. {' '.join(told)} Tabellen siger det samme."
    return Circles(names, lines, heart, holes, label)


def gains_shown(gains: list[str]) -> list[str]:
    """What all of the sector's parties gain, where it fits uncut; else that the table tells it."""
    each = [whole(gain, WIDE, MOST_LINES) for gain in gains]
    lines = [line for one in each for line in one]
    if all(each) and len(lines) <= MOST_LINES:
        return lines
    return ["Se tabellen"] if len(gains) == 1 else [f"{len(gains)} parter:", "se tabellen"]


def whole(text: str, wide: int, most: int) -> list[str]:
    """The text in at most `most` lines of at most `wide` letters; empty where it does not fit uncut."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines if len(lines) <= most and all(len(line) <= wide for line in lines) else []
