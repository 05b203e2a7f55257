"""The picture of value for all: three circles, each with what its sector gains, and what they want together in the middle. A table stands beside it."""

from collections.abc import Collection
from dataclasses import dataclass

from samspil.alliances.domain.plan import AlliancePlan
from samspil.alliances.domain.words import COLUMNS

# Places in a picture of 420 × 404: where each circle's name and its gain stand, and the lines a gain may take.
NAMES = (("Kommune", 122, 52), ("Civilsamfund", 298, 52), ("Erhverv og viden", 210, 384))
GAINS = ((104, 108), (316, 108), (210, 312))
MIDDLE = (210, 180)
LINE = 21
WIDE, NARROW, MOST_LINES = 15, 13, 3
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
        shown = MISSING if missing else wrapped(gains[0], WIDE, MOST_LINES) if gains else ["Ingen er med", "endnu"]
        lines += [Line(text, x, y + LINE * place, missing) for place, text in enumerate(shown)]
        holes += [(x, y)] if missing else []
        told.append(f"{name}: {'mangler at skrive, hvad de har at vinde' if missing else gains[0] if gains else 'ingen er med endnu'}.")
    middle = wrapped(plan.title, NARROW, 2)
    lines += [Line(text, MIDDLE[0], MIDDLE[1] + LINE * place) for place, text in enumerate(middle)]
    label = f"Tre cirkler med hver sin gevinst og {plan.title} i midten. {' '.join(told)} Tabellen siger det samme."
    return Circles(names, lines, holes, label)


def wrapped(text: str, wide: int, most: int) -> list[str]:
    """At most `most` lines of about `wide` letters; what does not fit ends in three dots."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [line if len(line) <= wide else f"{line[: wide - 1]}…" for line in lines[:most]]
    return [*shown[:-1], f"{shown[-1].rstrip('…,.')}…"] if len(lines) > most else shown
