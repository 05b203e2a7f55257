"""What a party promises in numbers, how far it has come, and whether it was kept: said, never hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

MOST = Decimal(10_000_000)
# So long before its day a commitment that is not kept yet is "snart".
SOON_DAYS = 14


class CommitmentKind(StrEnum):
    """What is promised. PLACES: places to train or learn a trade. MENTORS: pairs of a mentor and somebody."""

    PLACES = "places"
    HOURS = "hours"
    ROOMS = "rooms"
    MONEY = "money"
    EQUIPMENT = "equipment"
    MENTORS = "mentors"
    OTHER = "other"


class Keeping(StrEnum):
    """How a commitment stands. COMING: its time has not begun. RUNNING: in its time. SOON: its day is near. KEPT: all was delivered.
    OVERDUE: its day is over, and nobody has said why. MISSED: its party has said why it was not kept."""

    COMING = "coming"
    RUNNING = "running"
    SOON = "soon"
    KEPT = "kept"
    OVERDUE = "overdue"
    MISSED = "missed"


KIND_DA = {
    CommitmentKind.PLACES: "Træningspladser eller lærepladser",
    CommitmentKind.HOURS: "Timer",
    CommitmentKind.ROOMS: "Lokaler",
    CommitmentKind.MONEY: "Penge",
    CommitmentKind.EQUIPMENT: "Udstyr",
    CommitmentKind.MENTORS: "Mentorpar",
    CommitmentKind.OTHER: "Andet",
}
UNIT_DA = {
    CommitmentKind.PLACES: "pladser",
    CommitmentKind.HOURS: "timer",
    CommitmentKind.ROOMS: "gange",
    CommitmentKind.MONEY: "kr.",
    CommitmentKind.EQUIPMENT: "stykker",
    CommitmentKind.MENTORS: "par",
    CommitmentKind.OTHER: "gange",
}
KEEPING_DA = {
    Keeping.COMING: "Begynder senere",
    Keeping.RUNNING: "I gang",
    Keeping.SOON: "Skal snart nås",
    Keeping.KEPT: "Holdt",
    Keeping.OVERDUE: "Ikke nået til tiden",
    Keeping.MISSED: "Blev ikke holdt",
}


@dataclass(frozen=True)
class Delivered:
    """A piece of it: how much, on which day, and what shows it."""

    day: date
    quantity: Decimal
    evidence: str = ""


@dataclass(frozen=True)
class Promise:
    """A commitment as these rules look at it; `due` is the last day, `missed` why it was not kept, or ""."""

    quantity: Decimal
    due: date
    first: date | None = None
    delivered: tuple[Delivered, ...] = ()
    missed: str = ""

    @property
    def done(self) -> Decimal:
        """How much was delivered."""
        return sum((piece.quantity for piece in self.delivered), Decimal())

    @property
    def left(self) -> Decimal:
        """How much is still to come; never less than nothing."""
        return max(Decimal(), self.quantity - self.done)

    @property
    def percent(self) -> int:
        """How far it has come, 0 to 100, rounded down: only what is whole is 100."""
        return min(100, int(self.done * 100 / self.quantity))


def keeping(promise: Promise, today: date) -> Keeping:
    """How a commitment stands on a day. What was delivered in full is kept, also when it came late or somebody had given it up."""
    if not promise.left:
        return Keeping.KEPT
    if promise.missed:
        return Keeping.MISSED
    if today > promise.due:
        return Keeping.OVERDUE
    if promise.first and today < promise.first:
        return Keeping.COMING
    return Keeping.SOON if today >= promise.due - timedelta(days=SOON_DAYS) else Keeping.RUNNING


def why_impossible(quantity: Decimal, first: date | None, due: date) -> str:
    """Why no party can promise that, in Danish; "" when it can."""
    if not Decimal() < quantity <= MOST:
        return "Skriv et antal, der er større end nul, og som I kan holde."
    if first and first > due:
        return "Slutningen ligger før begyndelsen. Vælg en senere dag."
    return ""


def number_in_words(number: Decimal) -> str:
    """As Danes write it: 1.250 or 7,5."""
    whole = f"{number:,.2f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))


def kept_of(standings: Iterable[Keeping]) -> tuple[int, int]:
    """How many were kept, of all whose time is over or who were kept before."""
    over = [one for one in standings if one in {Keeping.KEPT, Keeping.OVERDUE, Keeping.MISSED}]
    return over.count(Keeping.KEPT), len(over)
