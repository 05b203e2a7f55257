"""A call: what money can be applied for by whom, when and how it is judged; and its way from draft to closed accounts.

In Danish a fund (pulje) has calls (ansøgningsrunder). All that a municipality chooses is a field here, and all of it is published before the call opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.funds.domain.applicants import ApplicantKind, Condition, PaperKind
from samspil.funds.domain.budgets import BudgetRules
from samspil.funds.domain.call_money import Earmark, Round
from samspil.funds.domain.legal_bases import LegalBasis
from samspil.funds.domain.questions import Question
from samspil.funds.domain.remarks import Remark, remark
from samspil.funds.domain.windows import Window

NOTHING = Kroner(0)


class FundCallState(StrEnum):
    """DRAFT: those who write it see it. PUBLISHED: everybody can read it and its questions, nobody can apply. OPEN: applications are taken. CLOSED: the
    deadline is over. HANDLING: applications are read, heard and recommended. DECIDED: every application has its decision. ACCOUNTED: all money is
    accounted for. CANCELLED: called off; those who had applied are told."""

    DRAFT = "draft"
    PUBLISHED = "published"
    OPEN = "open"
    CLOSED = "closed"
    HANDLING = "handling"
    DECIDED = "decided"
    ACCOUNTED = "accounted"
    CANCELLED = "cancelled"


class CallErrandCode(StrEnum):
    """Why something cannot be done with a call now."""

    NOT_NOW = "not_now"
    SAY_WHY = "say_why"


CASEWORKER, COMMITTEE, SYSTEM = "caseworker", "committee", "system"
CALL_LIFECYCLE = Lifecycle(
    FundCallState.DRAFT,
    [
        Step(FundCallState.DRAFT, "change", FundCallState.DRAFT, (CASEWORKER,)),
        Step(FundCallState.DRAFT, "publish", FundCallState.PUBLISHED, (CASEWORKER,)),
        Step(FundCallState.PUBLISHED, "take_down", FundCallState.DRAFT, (CASEWORKER,)),
        Step(FundCallState.PUBLISHED, "open", FundCallState.OPEN, (SYSTEM,)),
        Step(FundCallState.OPEN, "extend", FundCallState.OPEN, (CASEWORKER,)),
        Step(FundCallState.OPEN, "close", FundCallState.CLOSED, (SYSTEM,)),
        Step(FundCallState.CLOSED, "reopen", FundCallState.OPEN, (CASEWORKER,)),
        Step(FundCallState.CLOSED, "handle", FundCallState.HANDLING, (CASEWORKER, SYSTEM)),
        Step(FundCallState.HANDLING, "reopen", FundCallState.OPEN, (CASEWORKER,)),
        Step(FundCallState.HANDLING, "decide", FundCallState.DECIDED, (COMMITTEE, SYSTEM)),
        Step(FundCallState.DECIDED, "handle_again", FundCallState.HANDLING, (CASEWORKER,)),
        Step(FundCallState.DECIDED, "account", FundCallState.ACCOUNTED, (CASEWORKER,)),
        Step(FundCallState.ACCOUNTED, "account_again", FundCallState.DECIDED, (CASEWORKER,)),
        *(
            Step(state, "cancel", FundCallState.CANCELLED, (CASEWORKER,))
            for state in (FundCallState.PUBLISHED, FundCallState.OPEN, FundCallState.CLOSED, FundCallState.HANDLING)
        ),
        Step(FundCallState.CANCELLED, "take_up", FundCallState.DRAFT, (CASEWORKER,)),
    ],
)
# These are told to others, or undo what others rely on: the log says why.
WITH_REASON = ("take_down", "extend", "reopen", "handle_again", "account_again", "cancel", "take_up")
# What anybody can read of a call, and while it can still be changed.
PUBLIC = frozenset(FundCallState) - {FundCallState.DRAFT}
CHANGEABLE = frozenset({FundCallState.DRAFT})
STATE_DA = {
    FundCallState.DRAFT: "Kladde",
    FundCallState.PUBLISHED: "Offentliggjort, åbner senere",
    FundCallState.OPEN: "Åben for ansøgninger",
    FundCallState.CLOSED: "Fristen er udløbet",
    FundCallState.HANDLING: "Ansøgningerne behandles",
    FundCallState.DECIDED: "Afgjort",
    FundCallState.ACCOUNTED: "Regnskabet er afsluttet",
    FundCallState.CANCELLED: "Aflyst",
}
ERRAND_CODE_DA = {
    CallErrandCode.NOT_NOW: "Det kan ikke gøres nu. Runden er nået til et andet trin.",
    CallErrandCode.SAY_WHY: "Skriv hvorfor. Begrundelsen står i loggen.",
}


@dataclass(frozen=True)
class CallCriterion:
    """What applications are judged by. `weight`: a whole number above nothing, which counts against the sum of all weights."""

    key: str
    name: str
    weight: int
    help: str = ""


@dataclass(frozen=True)
class ConditionAsked:
    """A condition of a call; `stops`: nobody can apply without it, otherwise they are told and can."""

    condition: Condition
    stops: bool = True


@dataclass(frozen=True)
class Call:
    """All that is chosen for a call. `round` is the money of it; `earmarks` are parts of that money. `areas`: codes of the villages or districts one must
    live or work in, empty for the whole municipality, whose code is `municipality`. `age_from`: for persons, None for no limit. `one_each`: one application
    of each applicant. `cvr_required`: associations need a CVR number; companies always do. `contact`, `reviewers`: ids of people. `supply_days`: how long
    there is to send missing papers."""

    title: str
    purpose: str
    bases: tuple[LegalBasis, ...]
    round: Round
    municipality: str
    windows: tuple[Window, ...] = ()
    who: frozenset[ApplicantKind] = field(default_factory=frozenset)
    budget: BudgetRules = field(default_factory=BudgetRules)
    criteria: tuple[CallCriterion, ...] = ()
    earmarks: tuple[Earmark, ...] = ()
    conditions: tuple[ConditionAsked, ...] = ()
    papers: Mapping[ApplicantKind, frozenset[PaperKind]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    areas: frozenset[str] = field(default_factory=frozenset)
    age_from: int | None = None
    one_each: bool = False
    cvr_required: bool = True
    other_basis: str = ""
    meetings: tuple[date, ...] = ()
    decided_by: date | None = None
    report_by: date | None = None
    supply_days: int = 14
    contact: int | None = None
    reviewers: tuple[int, ...] = ()


def why_not(state: FundCallState, errand: str, role: str, reason: str = "") -> Remark | None:
    """Why an errand of CALL_LIFECYCLE cannot be done; None when it can. For "publish" look at `faults_of_call` too, for "reopen" and "extend" at `reopened`."""
    if errand not in CALL_LIFECYCLE.possible(state, role):
        return remark(CallErrandCode.NOT_NOW)
    return remark(CallErrandCode.SAY_WHY) if errand in WITH_REASON and not reason.strip() else None


def papers_of(call: Call, kind: ApplicantKind) -> frozenset[PaperKind]:
    """The papers a kind of applicant must send."""
    return call.papers.get(kind, frozenset())
