"""Accepting the terms in time, and an award in instalments that add up to it exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.funds.domain.remarks import Remark, remark

NOTHING, A_KRONE = Kroner(0), 100


class TermsState(StrEnum):
    """OFFERED: the terms wait for the applicant. ACCEPTED: money can be paid. DECLINED: the applicant said no. LAPSED: the last day went by; the municipality
    can give more time."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


class InstalmentCode(StrEnum):
    """What is wrong with an answer to the terms, or with a plan of instalments."""

    TOO_LATE = "too_late"
    NOT_LAPSED_YET = "not_lapsed_yet"
    NOT_OFFERED = "not_offered"
    NONE_AT_ALL = "none_at_all"
    NOT_ABOVE_NOTHING = "not_above_nothing"
    SUM_DIFFERS = "sum_differs"
    DAYS_OUT_OF_ORDER = "days_out_of_order"


APPLICANT, CASEWORKER, SYSTEM = "applicant", "caseworker", "system"
TERMS_LIFECYCLE = Lifecycle(
    TermsState.OFFERED,
    [
        Step(TermsState.OFFERED, "accept", TermsState.ACCEPTED, (APPLICANT,)),
        Step(TermsState.OFFERED, "decline", TermsState.DECLINED, (APPLICANT,)),
        Step(TermsState.OFFERED, "lapse", TermsState.LAPSED, (SYSTEM,)),
        Step(TermsState.OFFERED, "give_more_time", TermsState.OFFERED, (CASEWORKER,)),
        Step(TermsState.LAPSED, "give_more_time", TermsState.OFFERED, (CASEWORKER,)),
    ],
)
TERMS_DA = {
    TermsState.OFFERED: "Venter på accept",
    TermsState.ACCEPTED: "Vilkår accepteret",
    TermsState.DECLINED: "Takket nej",
    TermsState.LAPSED: "Ikke accepteret i tide",
}
CODE_DA = {
    InstalmentCode.TOO_LATE: "Vilkårene skulle være accepteret senest {accept_by}. Skriv til kommunen, hvis I vil have mere tid.",
    InstalmentCode.NOT_LAPSED_YET: "Ansøgeren har til {accept_by} til at svare.",
    InstalmentCode.NOT_OFFERED: "Vilkårene er besvaret.",
    InstalmentCode.NONE_AT_ALL: "Der er ingen rater.",
    InstalmentCode.NOT_ABOVE_NOTHING: "Rate {number} skal være større end nul.",
    InstalmentCode.SUM_DIFFERS: "Raterne er {sum} i alt, og tilskuddet er {award}.",
    InstalmentCode.DAYS_OUT_OF_ORDER: "Rate {number} ligger ikke efter raten før.",
}


@dataclass(frozen=True)
class Instalment:
    """A part of an award: its number from 1, the sum, the first day it can be paid, and what it waits for, or ""."""

    number: int
    amount: Kroner
    due: date
    condition: str = ""


def why_not_accepted(state: TermsState, accept_by: date, today: date) -> Remark | None:
    """Why the terms cannot be accepted or declined on a day; the last day counts in full, also before anybody has marked it as gone by."""
    if state is TermsState.LAPSED or (state is TermsState.OFFERED and today > accept_by):
        return remark(InstalmentCode.TOO_LATE, accept_by=accept_by)
    return None if state is TermsState.OFFERED else remark(InstalmentCode.NOT_OFFERED)


def why_not_lapsed(state: TermsState, accept_by: date, today: date) -> Remark | None:
    """Why an offer does not lapse: it is answered, or there is time left."""
    if state is not TermsState.OFFERED:
        return remark(InstalmentCode.NOT_OFFERED)
    return remark(InstalmentCode.NOT_LAPSED_YET, accept_by=accept_by) if today <= accept_by else None


def split(award: Kroner, days: Sequence[date]) -> list[Instalment]:
    """An award in as equal instalments as whole kroner allow, one for each day in the order given; the last takes what is over. When there is not a krone for
    each, øre are shared. Raises ValueError when it cannot be split into that many parts above nothing."""
    count = len(days)
    if count == 0 or award.oere < count:
        raise ValueError("an award is split into at least one part, each above nothing")
    step = A_KRONE if award.oere >= A_KRONE * count else 1
    each = award.oere // count // step * step
    amounts = [*[each] * (count - 1), award.oere - each * (count - 1)]
    return [Instalment(number, Kroner(amount), day) for number, (amount, day) in enumerate(zip(amounts, days, strict=True), 1)]


def faults_of(award: Kroner, plan: Sequence[Instalment]) -> list[Remark]:
    """Everything wrong with a plan of instalments, in its order; the sum is told last."""
    if not plan:
        return [remark(InstalmentCode.NONE_AT_ALL)]
    found = [remark(InstalmentCode.NOT_ABOVE_NOTHING, number=one.number) for one in plan if one.amount <= NOTHING]
    found += [remark(InstalmentCode.DAYS_OUT_OF_ORDER, number=after.number) for before, after in pairwise(plan) if after.due <= before.due]
    together = sum_of(one.amount for one in plan)
    return found if together == award else [*found, remark(InstalmentCode.SUM_DIFFERS, award=award, sum=together)]


def sum_of(amounts: Iterable[Kroner]) -> Kroner:
    """The sum."""
    return Kroner(sum(amount.oere for amount in amounts))


def payable_now(award: Kroner, plan: Iterable[Instalment], paid: Kroner, documented: Kroner, today: date, *, beforehand: bool) -> Kroner:
    """What can be paid on a day, never below nothing. `beforehand`: an association, paid by its instalments; anybody else is paid what they have
    spent and documented, up to the award (municipal practice; a call may choose otherwise)."""
    reached = sum_of(one.amount for one in plan if one.due <= today) if beforehand else documented
    return max(NOTHING, min(award, reached) - paid)
