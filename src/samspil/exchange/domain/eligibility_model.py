"""One person and one task as the reasons look at them, and what a reason is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samspil.core.periods import Period
from samspil.exchange.domain.attest import AttestVerdict
from samspil.exchange.domain.legal_notes import Certainty
from samspil.exchange.domain.matching.model import Place
from samspil.exchange.domain.shifts import BETWEEN_MINUTES, TakenShift
from samspil.exchange.domain.weekly_model import Pattern


class EligibilityKind(StrEnum):
    """What a reason is about."""

    CANCELLED = "cancelled"
    OVER = "over"
    BEGUN = "begun"
    ALREADY_IN = "already_in"
    CLOSED = "closed"
    TOO_YOUNG = "too_young"
    AGE_UNKNOWN = "age_unknown"
    MINOR_HOME_VISIT = "minor_home_visit"
    QUALIFICATION_MISSING = "qualification_missing"
    QUALIFICATION_PENDING = "qualification_pending"
    QUALIFICATION_EXPIRED = "qualification_expired"
    QUALIFICATION_EXPIRES = "qualification_expires"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    OWN_LIMIT = "own_limit"
    OVERLAP = "overlap"
    CLOSE = "close"
    REST = "rest"
    AWAY = "away"
    TIME = "time"
    DISTANCE = "distance"
    FULL = "full"


class Weight(StrEnum):
    """CANNOT: not as things are, and waiting alone changes nothing. NOT_YET: something must be in place first. SHOULD_KNOW: can, and should know this."""

    CANNOT = "cannot"
    NOT_YET = "not_yet"
    SHOULD_KNOW = "should_know"


@dataclass(frozen=True)
class Reason:
    """Why somebody cannot, cannot yet, or should know something: a fact in Danish and what would change it. `law` is empty where it is no question of
    law; `certainty` is None there, or PRACTICE for a rule of our own."""

    kind: EligibilityKind
    weight: Weight
    text: str
    change: str
    law: tuple[str, ...] = ()
    certainty: Certainty | None = None


class WhoComes(StrEnum):
    """Who comes: somebody alone, friends together, a whole team of a company, an association, a company."""

    PERSON = "person"
    FRIENDS = "friends"
    TEAM = "team"
    ASSOCIATION = "association"
    COMPANY = "company"


WHO_COMES_DA = {
    WhoComes.PERSON: "enkeltpersoner",
    WhoComes.FRIENDS: "venner, der kommer sammen",
    WhoComes.TEAM: "hold fra en virksomhed",
    WhoComes.ASSOCIATION: "foreninger",
    WhoComes.COMPANY: "virksomheder",
}


@dataclass(frozen=True)
class Requirement:
    """A qualification a task asks for. `strict`: it must be in place to sign up; else one may sign up while it is on its way."""

    name: str
    strict: bool = True


@dataclass(frozen=True)
class HeldQualification:
    """A qualification somebody has, or has asked to have confirmed (`pending`). `expires`: the last day it holds, None for ever."""

    name: str
    pending: bool = False
    expires: date | None = None

    def holds_on(self, day: date) -> bool:
        """True when it is not over by then."""
        return self.expires is None or day <= self.expires


@dataclass(frozen=True)
class PersonFacts:
    """Who may do it. `party`: how many come. `age`: of the youngest, on the day of the task, None when nobody knows. `with_adult`: an adult comes along.
    `unwilling`: keys of what one will not do. `longest_hours`: of one task. `hours_left`: of what one will give in the time. `languages`: None when nobody
    has said. `certificate`: what attest.py says of this person in this task. `taken`: shifts one has. `holidays`: of the schools, None when not known."""

    coming: WhoComes = WhoComes.PERSON
    party: int = 1
    age: int | None = None
    with_adult: bool = False
    held: tuple[HeldQualification, ...] = ()
    certificate: AttestVerdict | None = None
    languages: frozenset[str] | None = None
    unwilling: frozenset[str] = frozenset()
    longest_hours: float | None = None
    hours_left: float | None = None
    taken: tuple[TakenShift, ...] = ()
    pattern: Pattern | None = None
    holidays: Sequence[Period] | None = None
    place: Place | None = None
    max_km: float | None = None


@dataclass(frozen=True)
class TaskFacts:
    """The task, or one shift of it: `start` and `end` in UTC minutes, None for a task without a time. `open_to`: empty for everybody. `involves`: what it
    holds that somebody may not want, by key, in Danish words. `certificate_strict`: the child certificate must be in place to sign up; else to begin."""

    id: int
    title: str
    start: int | None = None
    end: int | None = None
    seats_left: int = 1
    cancelled: bool = False
    open_to: frozenset[WhoComes] = frozenset()
    min_age: int | None = None
    home_visit: bool = False
    requires: tuple[Requirement, ...] = ()
    certificate_strict: bool = False
    languages: frozenset[str] = frozenset()
    involves: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None
    between: int = BETWEEN_MINUTES

    @property
    def time(self) -> tuple[int, int] | None:
        """From when to when, or None."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True)
class Moment:
    """When and for whom it is asked: the minute, and whether the person asks (`own`) or somebody who would propose the person."""

    now: int
    own: bool = True

    @property
    def who(self) -> str:
        """How the person is spoken of."""
        return "du" if self.own else "personen"

    @property
    def choice(self) -> Weight:
        """How what people have set for themselves weighs: they may cross it, nobody else may propose it."""
        return Weight.SHOULD_KNOW if self.own else Weight.CANNOT

    @property
    def change_of_choice(self) -> str:
        """Who can change what people have set for themselves."""
        return "Du kan altid ændre det på din egen side." if self.own else "Kun personen selv kan ændre det. Spørg, før I foreslår opgaven."
