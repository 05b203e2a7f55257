"""An application from draft to decision: its states, who may do what, and what it lacks when it is to be submitted.

Until the decision is sent each step can be undone with a logged reason; then nothing here can be changed, and what is to be otherwise is a new decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.funds.domain.answers import faults_of_answers, of_file
from samspil.funds.domain.applicants import Applicant, PaperKind, TargetGroup
from samspil.funds.domain.budget_checks import faults_of_budget
from samspil.funds.domain.budgets import Budget
from samspil.funds.domain.calls import Call
from samspil.funds.domain.eligibility import Wish, reasons
from samspil.funds.domain.findings import Finding, stop
from samspil.funds.domain.questions import Answers, GivenFile
from samspil.funds.domain.remarks import Remark, remark
from samspil.funds.domain.windows import wall_of, why_not_taken

MOST_TITLE, MOST_SUMMARY = 120, 600


class ApplicationState(StrEnum):
    """DRAFT: only the applicants see it. SUBMITTED: it came in time. PAPERS_ASKED: something lacks, with a deadline. SUPPLIED: it came. LAPSED: it did not.
    IN_REVIEW, RECOMMENDED: on its way to the committee. AWARDED, REFUSED: decided. WITHDRAWN: by the applicant."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PAPERS_ASKED = "papers_asked"
    SUPPLIED = "supplied"
    LAPSED = "lapsed"
    IN_REVIEW = "in_review"
    RECOMMENDED = "recommended"
    AWARDED = "awarded"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ApplicationCode(StrEnum):
    """What an application lacks, or why something cannot be done with it."""

    NOT_NOW = "not_now"
    DECISION_SENT = "decision_sent"
    SAY_WHY = "say_why"
    TITLE_MISSING = "title_missing"
    TITLE_TOO_LONG = "title_too_long"
    SUMMARY_MISSING = "summary_missing"
    SUMMARY_TOO_LONG = "summary_too_long"
    GROUP_MISSING = "group_missing"
    EARMARK_MISSING = "earmark_missing"
    NO_SUCH_EARMARK = "no_such_earmark"
    NOT_ASSURED = "not_assured"


APPLICANT, CASEWORKER, REVIEWER, COMMITTEE, SYSTEM = "applicant", "caseworker", "reviewer", "committee", "system"
HANDLED = (ApplicationState.SUBMITTED, ApplicationState.PAPERS_ASKED, ApplicationState.SUPPLIED, ApplicationState.LAPSED, ApplicationState.IN_REVIEW)
BEFORE_DECISION = (*HANDLED, ApplicationState.RECOMMENDED)
APPLICATION_LIFECYCLE = Lifecycle(
    ApplicationState.DRAFT,
    [
        Step(ApplicationState.DRAFT, "edit", ApplicationState.DRAFT, (APPLICANT, CASEWORKER)),
        Step(ApplicationState.DRAFT, "submit", ApplicationState.SUBMITTED, (APPLICANT, CASEWORKER)),
        Step(ApplicationState.SUBMITTED, "take_back", ApplicationState.DRAFT, (APPLICANT,)),
        Step(ApplicationState.SUBMITTED, "ask_papers", ApplicationState.PAPERS_ASKED, (CASEWORKER,)),
        Step(ApplicationState.SUBMITTED, "review", ApplicationState.IN_REVIEW, (CASEWORKER,)),
        Step(ApplicationState.PAPERS_ASKED, "supply", ApplicationState.SUPPLIED, (APPLICANT, CASEWORKER)),
        Step(ApplicationState.PAPERS_ASKED, "give_time", ApplicationState.PAPERS_ASKED, (CASEWORKER,)),
        Step(ApplicationState.PAPERS_ASKED, "lapse", ApplicationState.LAPSED, (SYSTEM,)),
        Step(ApplicationState.LAPSED, "give_time", ApplicationState.PAPERS_ASKED, (CASEWORKER,)),
        Step(ApplicationState.LAPSED, "review", ApplicationState.IN_REVIEW, (CASEWORKER,)),
        Step(ApplicationState.LAPSED, "refuse", ApplicationState.REFUSED, (COMMITTEE,)),
        Step(ApplicationState.SUPPLIED, "ask_papers", ApplicationState.PAPERS_ASKED, (CASEWORKER,)),
        Step(ApplicationState.SUPPLIED, "review", ApplicationState.IN_REVIEW, (CASEWORKER,)),
        Step(ApplicationState.IN_REVIEW, "score", ApplicationState.IN_REVIEW, (REVIEWER,)),
        Step(ApplicationState.IN_REVIEW, "ask_papers", ApplicationState.PAPERS_ASKED, (CASEWORKER,)),
        Step(ApplicationState.IN_REVIEW, "recommend", ApplicationState.RECOMMENDED, (CASEWORKER, COMMITTEE)),
        Step(ApplicationState.RECOMMENDED, "review_again", ApplicationState.IN_REVIEW, (CASEWORKER, COMMITTEE)),
        Step(ApplicationState.RECOMMENDED, "award", ApplicationState.AWARDED, (COMMITTEE,)),
        Step(ApplicationState.RECOMMENDED, "refuse", ApplicationState.REFUSED, (COMMITTEE,)),
        *(Step(state, "withdraw", ApplicationState.WITHDRAWN, (APPLICANT, CASEWORKER)) for state in (*BEFORE_DECISION, ApplicationState.AWARDED)),
        *(Step(state, "reopen", ApplicationState.RECOMMENDED, (CASEWORKER, COMMITTEE)) for state in (ApplicationState.AWARDED, ApplicationState.REFUSED)),
        Step(ApplicationState.WITHDRAWN, "reopen", ApplicationState.SUBMITTED, (CASEWORKER,)),
    ],
)
WITH_REASON = frozenset({"give_time", "review_again", "reopen"})
# What still can be done when the decision is sent: declining what was given.
AFTER_SENDING = frozenset({"withdraw"})
STATE_DA = {
    ApplicationState.DRAFT: "Kladde",
    ApplicationState.SUBMITTED: "Modtaget",
    ApplicationState.PAPERS_ASKED: "Mangler papirer",
    ApplicationState.SUPPLIED: "Papirerne er kommet",
    ApplicationState.LAPSED: "Papirerne kom ikke",
    ApplicationState.IN_REVIEW: "Vurderes",
    ApplicationState.RECOMMENDED: "Indstillet",
    ApplicationState.AWARDED: "Tilskud",
    ApplicationState.REFUSED: "Afslag",
    ApplicationState.WITHDRAWN: "Trukket tilbage",
}
CODE_DA = {
    ApplicationCode.NOT_NOW: "Det kan ikke gøres nu. Ansøgningen er nået til et andet trin.",
    ApplicationCode.DECISION_SENT: "Afgørelsen er sendt, så ansøgningen kan ikke ændres. Er den forkert, så træf en ny afgørelse.",
    ApplicationCode.SAY_WHY: "Skriv hvorfor. Begrundelsen står i loggen.",
    ApplicationCode.TITLE_MISSING: "Skriv, hvad projektet hedder.",
    ApplicationCode.TITLE_TOO_LONG: "Titlen kan højst være på {most} tegn.",
    ApplicationCode.SUMMARY_MISSING: "Fortæl kort, hvad I vil.",
    ApplicationCode.SUMMARY_TOO_LONG: "Den korte tekst kan højst være på {most} tegn.",
    ApplicationCode.GROUP_MISSING: "Skriv, hvem projektet er for.",
    ApplicationCode.EARMARK_MISSING: "Vælg det område, projektet hører til.",
    ApplicationCode.NO_SUCH_EARMARK: "Vælg blandt rundens områder og temaer.",
    ApplicationCode.NOT_ASSURED: "Bekræft, at oplysningerne er rigtige.",
}


@dataclass(frozen=True)
class Filled:
    """All that is filled in. `earmarks`: keys of areas and themes of the call. `papers`: the file of each kind of paper. `assured`: the applicant says that it
    is true; of a paper or phone application the caseworker writes that they did."""

    applicant: Applicant
    title: str
    summary: str
    budget: Budget
    group: TargetGroup | None = None
    answers: Answers = field(default_factory=dict)
    earmarks: frozenset[str] = field(default_factory=frozenset)
    papers: Mapping[PaperKind, GivenFile] = field(default_factory=dict)
    assured: bool = False


def why_not(state: ApplicationState, errand: str, role: str, reason: str = "", *, decision_sent: bool = False) -> Remark | None:
    """Why an errand of APPLICATION_LIFECYCLE cannot be done; None when it can. For "submit" ask `missing` too; "take_back" goes while the call is open."""
    if decision_sent and errand not in AFTER_SENDING:
        return remark(ApplicationCode.DECISION_SENT)
    if errand not in APPLICATION_LIFECYCLE.possible(state, role):
        return remark(ApplicationCode.NOT_NOW)
    return remark(ApplicationCode.SAY_WHY) if errand in WITH_REASON and not reason.strip() else None


def of_words(filled: Filled) -> list[Finding]:
    """What is wrong with title, summary and whom it is for."""
    found = []
    for where, text, most, missing_code, long_code in (
        ("title", filled.title.strip(), MOST_TITLE, ApplicationCode.TITLE_MISSING, ApplicationCode.TITLE_TOO_LONG),
        ("summary", filled.summary.strip(), MOST_SUMMARY, ApplicationCode.SUMMARY_MISSING, ApplicationCode.SUMMARY_TOO_LONG),
    ):
        if not text:
            found.append(stop(where, missing_code))
        elif len(text) > most:
            found.append(stop(where, long_code, most=most))
    return found if filled.group is not None else [*found, stop("group", ApplicationCode.GROUP_MISSING)]


def of_earmarks(filled: Filled, call: Call) -> list[Finding]:
    """Whether the application names areas and themes that are, and one of them where the call's money is divided."""
    known = {one.key for one in call.earmarks}
    if filled.earmarks - known:
        return [stop("earmarks", ApplicationCode.NO_SUCH_EARMARK)]
    return [stop("earmarks", ApplicationCode.EARMARK_MISSING)] if known and not filled.earmarks else []


def of_paper_files(filled: Filled) -> list[Finding]:
    """What is wrong with the files of papers."""
    return [one for paper in PaperKind if paper in filled.papers for one in of_file(f"paper:{paper}", filled.papers[paper])]


def missing(filled: Filled, call: Call, now: datetime, last_seen: datetime | None = None) -> list[Finding]:
    """Everything in the way of submitting now and everything to know, in the order of the form; it can be submitted when `stops` of it is empty. `now`: when
    the request came in, not when it was handled; `last_seen` as in `state_at`."""
    taken = why_not_taken(call.windows, now, last_seen)
    day = wall_of(now).date()
    found = [Finding("windows", taken)] if taken else []
    found += reasons(Wish(filled.applicant, call, day, filled.group, submitting=True))
    found += of_words(filled) + of_earmarks(filled, call)
    found += faults_of_answers(call.questions, filled.answers, filled.applicant.kind)
    found += faults_of_budget(filled.budget, call.budget) + of_paper_files(filled)
    return found if filled.assured else [*found, stop("assured", ApplicationCode.NOT_ASSURED)]
