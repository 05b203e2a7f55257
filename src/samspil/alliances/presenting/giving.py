"""The picture of who gives what to whom: givers on the left with signs of what they bring, a bar for what is for everybody, those who receive on the
right, and a line for each gift.

A table beside it says the same with all its words; above MOST parties the table stands alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samspil.alliances.domain.giving import Gift, gifts, in_one_line
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan
from samspil.alliances.domain.words import COLUMNS, Brought

MOST = 12
# The picture is 440 wide and as high as it must be.
WIDE = 440
NUMBER, NAME, SIGNS, SIGN_STEP, RIGHT, RIGHT_NAME = 15, 36, 47, 25, 292, 326
LETTERS, RIGHT_LETTERS, MOST_LINES = 17, 12, 2
LINE, GIFT, GAP, TOP, BAR = 22, 32, 20, 46, 252
EVERYBODY_DA = "alle, det er for"
CUT = "…"
ICON = {
    Brought.PEOPLE: "people",
    Brought.HOURS: "clock",
    Brought.MONEY: "money",
    Brought.ROOMS: "rooms",
    Brought.KNOWLEDGE: "knowledge",
    Brought.ACCESS: "key",
    Brought.THINGS: "things",
}

# What is of no kind.
OTHER, OTHER_DA = "gift", "Andet"


@dataclass(frozen=True)
class Named:
    """A party in the picture: its number, its name in lines, and where they begin."""

    number: int
    lines: tuple[tuple[str, int], ...]
    y: int
    look: str = ""


@dataclass(frozen=True)
class Line:
    """One gift: its signs at their places, the curve to its receiver, the point of its arrow, and how its giver's sector looks."""

    signs: tuple[tuple[str, int, int], ...]
    path: str
    point: str
    look: str


@dataclass(frozen=True)
class Giving:
    """The whole picture, and the same in words for whoever does not see it. `silent` are places of parties that have not written what they give;
    `bar`: something is for everybody."""

    height: int
    givers: list[Named]
    receivers: list[Named]
    lines: list[Line]
    silent: list[tuple[int, int]]
    bar: bool
    label: str

    @property
    def wide(self) -> int:
        """How wide it is, in its own units."""
        return WIDE


def giving_of(plan: AlliancePlan, among: Collection[int]) -> Giving | None:
    """The picture of the parties whose ids are in `among`; None where there are too many to read, or fewer than two."""
    parties = [party for party in plan.parties if party.id in among]
    if not 2 <= len(parties) <= MOST:
        return None
    found, numbers = gifts(plan, among), {party.id: number for number, party in enumerate(parties, 1)}
    givers, ports, silent, height = on_the_left(parties, found)
    receivers, ends = on_the_right(parties, found, numbers, height)
    lines = [line_of(gift, ports[place], ends[place], look_of(parties[numbers[gift.giver] - 1])) for place, gift in enumerate(found)]
    return Giving(height, givers, receivers, lines, silent, any(gift.receiver is None for gift in found), label_of(parties, found))


def on_the_left(parties: Sequence[PartyPlan], found: Sequence[Gift]) -> tuple[list[Named], list[int], list[tuple[int, int]], int]:
    """Each giver with room below its name for its gifts: the names, the height of each gift's line, the holes, and how high it all is."""
    named, ports, silent, y = [], [], [], TOP
    for number, party in enumerate(parties, 1):
        lines = in_lines(party.name, LETTERS)
        named.append(Named(number, tuple((text, y + LINE * place) for place, text in enumerate(lines)), y, look_of(party)))
        own = [gift for gift in found if gift.giver == party.id]
        below = y + LINE * (len(lines) - 1) + GIFT - 2
        ports += [below + GIFT * place for place in range(len(own))]
        silent += [] if own else [(SIGNS, below)]
        y = below + GIFT * (max(len(own), 1) - 1) + GAP + LINE
    return named, ports, silent, y - LINE + GAP // 2


def on_the_right(parties: Sequence[PartyPlan], found: Sequence[Gift], numbers: dict[int, int], height: int) -> tuple[list[Named], list[int]]:
    """Those who receive something of their own, spread over the picture's height; and for each gift the height it ends at (0: at the bar)."""
    wanted = {gift.receiver for gift in found}
    order = [party for party in parties if party.id in wanted]
    step = (height - TOP) // max(len(order), 1)
    middles = {party.id: TOP + step * place + step // 2 for place, party in enumerate(order)}
    named = []
    for party in order:
        lines = in_lines(party.name, RIGHT_LETTERS)
        first = middles[party.id] - LINE * (len(lines) - 1) // 2 + 6
        texts = tuple((text, first + LINE * at) for at, text in enumerate(lines))
        named.append(Named(numbers[party.id], texts, middles[party.id], look_of(party)))
    return named, ends_of(found, middles)


def ends_of(found: Sequence[Gift], middles: dict[int, int]) -> list[int]:
    """Where each gift ends: beside its receiver, those that come from above the highest."""
    ends = []
    for place, gift in enumerate(found):
        same = [at for at, one in enumerate(found) if one.receiver == gift.receiver]
        close = min(9, 40 // len(same))
        ends.append(middles[gift.receiver] + round((same.index(place) - (len(same) - 1) / 2) * close) if gift.receiver else 0)
    return ends


def line_of(gift: Gift, y: int, end: int, look: str) -> Line:
    """The signs of a gift and its line: straight to the bar, or a curve to its receiver."""
    names = [ICON[kind] for kind in gift.kinds] or [OTHER]
    signs = tuple((name, SIGNS + SIGN_STEP * place, y) for place, name in enumerate(names))
    start, stop = SIGNS - 8 + SIGN_STEP * len(signs), (RIGHT if gift.receiver else BAR) - 8
    if gift.receiver is None:
        return Line(signs, f"M{start} {y}H{stop}", f"M{stop - 2} {y - 5}l9 5l-9 5z", look)
    middle = (start + stop) // 2
    return Line(signs, f"M{start} {y}C{middle} {y} {middle} {end} {stop} {end}", f"M{stop - 2} {end - 5}l9 5l-9 5z", look)


def look_of(party: PartyPlan) -> str:
    """The class of a sector's colour."""
    return next(f"g{place}" for place, sectors in enumerate(COLUMNS, 1) if party.sector in sectors)


def in_lines(name: str, wide: int) -> list[str]:
    """A name in at most MOST_LINES lines; what is longer is cut, and the party's number leads to the table."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = lines[:MOST_LINES] or [CUT]
    if len(lines) > MOST_LINES:
        shown[-1] += CUT
    return [line if len(line) <= wide else line[: wide - 1].rstrip(f" {CUT}") + CUT for line in shown]


def label_of(parties: Sequence[PartyPlan], found: Sequence[Gift]) -> str:
    """The picture in words."""
    receivers: dict[int | None, str] = {None: EVERYBODY_DA, **{party.id: party.name for party in parties}}
    told = (in_one_line(party.name, receivers, [gift for gift in found if gift.giver == party.id]) for party in parties)
    return f"Hvem giver hvad til hvem. {' '.join(told)} Tabellen siger det samme."
