"""Who applies, and the facts about them that a call asks for. No CPR number, no bank account: neither is ever needed to apply."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samspil.core.periods import Period


class ApplicantKind(StrEnum):
    """PERSON: one alone. GROUP: a loose group, for which one person of age answers. ASSOCIATION: with bylaws and a board. COMPANY: where the call allows it.
    ALLIANCE: parties who have an agreement, one of whom receives the money."""

    PERSON = "person"
    GROUP = "group"
    ASSOCIATION = "association"
    COMPANY = "company"
    ALLIANCE = "alliance"


class PaperKind(StrEnum):
    """A document a call can ask for beside the answers."""

    BYLAWS = "bylaws"
    ACCOUNTS = "accounts"
    NEXT_BUDGET = "next_budget"
    MEETING_NOTE = "meeting_note"
    DECLARATION = "declaration"
    AGREEMENT = "agreement"
    OFFER = "offer"
    DRAWING = "drawing"


class Condition(StrEnum):
    """What must have happened before somebody applies. MEETING_HELD: the citizens' meeting about the project. DECLARATION: the association has declared that it
    obtains certificates on those who are with children. EARLIER_REPORT: reports of earlier grants are delivered."""

    MEETING_HELD = "meeting_held"
    DECLARATION = "declaration"
    EARLIER_REPORT = "earlier_report"


class TargetGroup(StrEnum):
    """Whom a project is for; which law a municipality may support it by hangs on it."""

    CHILDREN = "children"
    ADULTS = "adults"
    OLDER = "older"
    EVERYBODY = "everybody"


APPLICANT_DA = {
    ApplicantKind.PERSON: "Privatperson",
    ApplicantKind.GROUP: "Gruppe uden vedtægter",
    ApplicantKind.ASSOCIATION: "Forening",
    ApplicantKind.COMPANY: "Virksomhed",
    ApplicantKind.ALLIANCE: "Alliance",
}
PAPER_DA = {
    PaperKind.BYLAWS: "Vedtægter",
    PaperKind.ACCOUNTS: "Seneste regnskab",
    PaperKind.NEXT_BUDGET: "Næste års budget",
    PaperKind.MEETING_NOTE: "Referat af borgermødet",
    PaperKind.DECLARATION: "Erklæring om børneattester",
    PaperKind.AGREEMENT: "Alliancens aftale",
    PaperKind.OFFER: "Tilbud fra leverandør",
    PaperKind.DRAWING: "Tegning eller skitse",
}
CONDITION_DA = {
    Condition.MEETING_HELD: "Borgermødet er holdt",
    Condition.DECLARATION: "Erklæring om børneattester er afgivet",
    Condition.EARLIER_REPORT: "Tidligere tilskud er afrapporteret",
}
TARGET_DA = {
    TargetGroup.CHILDREN: "Børn og unge under 18 år",
    TargetGroup.ADULTS: "Voksne",
    TargetGroup.OLDER: "Ældre",
    TargetGroup.EVERYBODY: "Alle",
}
# Papers that only some kinds of applicant can have; the others anybody can be asked for.
OF_ASSOCIATIONS = frozenset({PaperKind.BYLAWS, PaperKind.ACCOUNTS, PaperKind.NEXT_BUDGET, PaperKind.DECLARATION})


def papers_for(kind: ApplicantKind, papers: Iterable[PaperKind]) -> frozenset[PaperKind]:
    """Those of a call's papers that this kind of applicant is asked for: bylaws and accounts of an association, the agreement of an alliance."""
    has_none = OF_ASSOCIATIONS - {PaperKind.ACCOUNTS} if kind is ApplicantKind.COMPANY else OF_ASSOCIATIONS
    without = frozenset() if kind is ApplicantKind.ASSOCIATION else has_none
    return frozenset(papers) - without - (frozenset() if kind is ApplicantKind.ALLIANCE else {PaperKind.AGREEMENT})


@dataclass(frozen=True)
class OverdueReport:
    """A report of an earlier grant that was not delivered in time: of what, and the day it was due."""

    title: str
    due: date


@dataclass(frozen=True)
class Applicant:
    """An applicant as the rules look at it; each fact is None or empty where nobody knows it yet.

    `key` is the same for the same applicant in every application. `born`: of the person, or of the one who answers for a group. `responsible`: a group has
    somebody who answers for it. `dissolved`: from which day its CVR number is no more. `members`: those who pay. `areas`: codes of the municipality and the
    village it lives or works in. `parties`: of an alliance. `excluded`: periods in which it cannot apply. `others`: its other applications in the call, not
    withdrawn.
    """

    key: str
    kind: ApplicantKind
    born: date | None = None
    responsible: bool = False
    cvr: str = ""
    dissolved: date | None = None
    members: int | None = None
    areas: frozenset[str] = field(default_factory=frozenset)
    parties: int = 0
    papers: frozenset[PaperKind] = field(default_factory=frozenset)
    met: frozenset[Condition] = field(default_factory=frozenset)
    overdue: tuple[OverdueReport, ...] = ()
    excluded: tuple[Period, ...] = ()
    others: int = 0


def age_on(born: date, day: date) -> int:
    """Whole years on a day; who was born on 29 February is a year older on 1 March in years without that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
