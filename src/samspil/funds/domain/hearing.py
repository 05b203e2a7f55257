"""Party hearing: facts against the applicant that they do not know we have are shown to them before anything is decided.

Forvaltningsloven § 19 (LBK 433 of 22.04.2014). How long the applicant has to answer is the municipality's to set; it comes in as a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.funds.domain.remarks import Remark, remark

LAW = "Forvaltningslovens § 19"


class HearingState(StrEnum):
    """How the hearing of one case stands. NEEDED: facts wait that were not shown. RUNNING: shown, and the time to answer is not over. ANSWERED: the applicant
    answered all. EXPIRED: the time is over without an answer to all; then it can be decided on what there is."""

    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    RUNNING = "running"
    ANSWERED = "answered"
    EXPIRED = "expired"


class HearingCode(StrEnum):
    """Why nothing can be decided yet, or why a hearing cannot begin so."""

    MUST_BE_HEARD = "must_be_heard"
    WAITS_FOR_ANSWER = "waits_for_answer"
    DEADLINE_PAST = "deadline_past"


HEARING_DA = {
    HearingState.NOT_NEEDED: "Ikke nødvendig",
    HearingState.NEEDED: "Skal sendes",
    HearingState.RUNNING: "Venter på svar",
    HearingState.ANSWERED: "Besvaret",
    HearingState.EXPIRED: "Fristen er gået",
}
CODE_DA = {
    HearingCode.MUST_BE_HEARD: "{facts} oplysninger taler imod ansøgeren, som ikke kender dem. Send dem i høring først.",
    HearingCode.WAITS_FOR_ANSWER: "Ansøgeren har til {due} til at svare. Sagen kan først afgøres bagefter.",
    HearingCode.DEADLINE_PAST: "Fristen skal ligge efter i dag.",
}


@dataclass(frozen=True)
class CaseFact:
    """A fact of a case. `adverse`: it speaks against the applicant. `weighty`: it matters much to the outcome. `known`: the applicant may be taken to know
    that we have it. `shown`, `due`, `answered`: the days it was shown, by when to answer, and answered."""

    id: int
    adverse: bool
    weighty: bool
    known: bool
    shown: date | None = None
    due: date | None = None
    answered: date | None = None

    @property
    def must_be_heard(self) -> bool:
        """True when § 19 asks that it is shown."""
        return self.adverse and self.weighty and not self.known


def hearing_of(facts: Iterable[CaseFact], *, gives_all: bool, today: date) -> HearingState:
    """How the hearing stands. `gives_all`: everything that was asked for is to be given, so nothing goes against anybody. The last day to answer is the
    applicant's in full."""
    heard = [fact for fact in facts if fact.must_be_heard]
    if gives_all or not heard:
        return HearingState.NOT_NEEDED
    if any(fact.shown is None or fact.due is None for fact in heard):
        return HearingState.NEEDED
    waiting = [fact for fact in heard if fact.answered is None]
    if not waiting:
        return HearingState.ANSWERED
    return HearingState.RUNNING if any(fact.due is not None and today <= fact.due for fact in waiting) else HearingState.EXPIRED


def why_not_decided_yet(facts: Iterable[CaseFact], *, gives_all: bool, today: date) -> Remark | None:
    """Why the hearing stands in the way of a decision, None when it does not."""
    listed = list(facts)
    state = hearing_of(listed, gives_all=gives_all, today=today)
    if state is HearingState.NEEDED:
        waiting = [fact for fact in listed if fact.must_be_heard and (fact.shown is None or fact.due is None)]
        return remark(HearingCode.MUST_BE_HEARD, LAW, facts=len(waiting))
    if state is HearingState.RUNNING:
        due = max(fact.due for fact in listed if fact.must_be_heard and fact.answered is None and fact.due is not None)
        return remark(HearingCode.WAITS_FOR_ANSWER, LAW, due=due)
    return None


def why_not_shown(due: date, today: date) -> Remark | None:
    """Why facts cannot be shown with that day to answer by."""
    return None if due > today else remark(HearingCode.DEADLINE_PAST, LAW)
