"""Money back: what is claimed and why, how it is repaid, and how long somebody cannot apply.

A claim rests on the terms that were accepted; it goes against the applicant, so they are heard first (forvaltningsloven § 19) and told why (§§ 22, 24). That
somebody cannot apply for a time holds only where the call says so beforehand; its length is the municipality's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.core.periods import Period
from samspil.funds.domain.remarks import Remark, remark

NOTHING = Kroner(0)
LAW_HEARING, LAW_REASONS = "Forvaltningslovens § 19", "Forvaltningslovens §§ 22 og 24"


class ClawbackState(StrEnum):
    """NOTICED: something is missing or wrong, and nobody is told. REMINDED: the receiver was asked, and heard. CLAIMED: the money is claimed with a last day.
    INSTALMENTS: repaid by a plan. REPAID, WAIVED with a reason, DROPPED: it was in order after all."""

    NOTICED = "noticed"
    REMINDED = "reminded"
    CLAIMED = "claimed"
    INSTALMENTS = "instalments"
    REPAID = "repaid"
    WAIVED = "waived"
    DROPPED = "dropped"


class ClawbackGround(StrEnum):
    """Why money is claimed back. UNSPENT: it was not used up. MISUSED: used for something else. NO_ACCOUNTS: accounts never came. NOT_DONE: it did not
    happen. OVERPAID: more was paid than awarded."""

    UNSPENT = "unspent"
    MISUSED = "misused"
    NO_ACCOUNTS = "no_accounts"
    NOT_DONE = "not_done"
    OVERPAID = "overpaid"


class ClawbackCode(StrEnum):
    """Why a claim cannot go on."""

    NOT_NOW = "not_now"
    NOT_HEARD = "not_heard"
    REASON_MISSING = "reason_missing"
    MORE_THAN_PAID = "more_than_paid"
    NOT_ABOVE_NOTHING = "not_above_nothing"
    DEADLINE_PAST = "deadline_past"
    MORE_THAN_LEFT = "more_than_left"


CASEWORKER, TREASURER, DECIDER, SYSTEM = "caseworker", "treasurer", "decider", "system"
CLAWBACK_LIFECYCLE = Lifecycle(
    ClawbackState.NOTICED,
    [
        Step(ClawbackState.NOTICED, "remind", ClawbackState.REMINDED, (CASEWORKER, SYSTEM)),
        Step(ClawbackState.REMINDED, "remind", ClawbackState.REMINDED, (CASEWORKER, SYSTEM)),
        Step(ClawbackState.REMINDED, "claim", ClawbackState.CLAIMED, (DECIDER,)),
        Step(ClawbackState.CLAIMED, "plan_instalments", ClawbackState.INSTALMENTS, (CASEWORKER,)),
        Step(ClawbackState.CLAIMED, "repay", ClawbackState.REPAID, (TREASURER,)),
        Step(ClawbackState.INSTALMENTS, "repay", ClawbackState.REPAID, (TREASURER,)),
        Step(ClawbackState.INSTALMENTS, "claim_all", ClawbackState.CLAIMED, (DECIDER,)),
        *(Step(state, "waive", ClawbackState.WAIVED, (DECIDER,)) for state in (ClawbackState.REMINDED, ClawbackState.CLAIMED, ClawbackState.INSTALMENTS)),
        *(Step(state, "drop", ClawbackState.DROPPED, (CASEWORKER,)) for state in (ClawbackState.NOTICED, ClawbackState.REMINDED, ClawbackState.CLAIMED)),
        *(Step(state, "reopen", ClawbackState.REMINDED, (DECIDER,)) for state in (ClawbackState.WAIVED, ClawbackState.DROPPED)),
    ],
)
STATE_DA = {
    ClawbackState.NOTICED: "Opdaget",
    ClawbackState.REMINDED: "Rykket og hørt",
    ClawbackState.CLAIMED: "Krævet tilbage",
    ClawbackState.INSTALMENTS: "Betales tilbage i rater",
    ClawbackState.REPAID: "Betalt tilbage",
    ClawbackState.WAIVED: "Eftergivet",
    ClawbackState.DROPPED: "Var i orden",
}
GROUND_DA = {
    ClawbackGround.UNSPENT: "Pengene blev ikke brugt",
    ClawbackGround.MISUSED: "Pengene blev brugt til noget andet",
    ClawbackGround.NO_ACCOUNTS: "Regnskabet kom aldrig",
    ClawbackGround.NOT_DONE: "Projektet blev ikke til noget",
    ClawbackGround.OVERPAID: "Der er udbetalt for meget",
}
CODE_DA = {
    ClawbackCode.NOT_NOW: "Det kan ikke gøres nu. Kravet er nået til et andet trin.",
    ClawbackCode.NOT_HEARD: "Modtageren skal høres, før pengene kræves tilbage.",
    ClawbackCode.REASON_MISSING: "Skriv hvorfor.",
    ClawbackCode.MORE_THAN_PAID: "Der kan højst kræves {paid} tilbage. Mere er ikke udbetalt.",
    ClawbackCode.NOT_ABOVE_NOTHING: "Et beløb skal være større end nul.",
    ClawbackCode.DEADLINE_PAST: "Fristen skal ligge efter i dag.",
    ClawbackCode.MORE_THAN_LEFT: "Der mangler kun {left}.",
}
WITH_REASON = ("waive", "drop", "reopen", "claim_all")


@dataclass(frozen=True)
class Clawback:
    """Money to come back of one award: the sum, and what was repaid of it so far."""

    award: int
    ground: ClawbackGround
    amount: Kroner
    state: ClawbackState = ClawbackState.NOTICED
    repaid: tuple[Kroner, ...] = ()

    @property
    def left(self) -> Kroner:
        """What is still to come."""
        return Kroner(self.amount.oere - sum(part.oere for part in self.repaid))


def why_not_claimed(claim: Clawback, paid: Kroner, due: date, reason: str, today: date, *, heard: bool) -> list[Remark]:
    """Everything in the way of claiming; empty when it can be. `paid`: what the receiver has had. `heard`: was heard, and has answered or had the time to."""
    found = [] if claim.state is ClawbackState.REMINDED else [remark(ClawbackCode.NOT_NOW)]
    if not heard:
        found.append(remark(ClawbackCode.NOT_HEARD, LAW_HEARING))
    if claim.amount <= NOTHING:
        found.append(remark(ClawbackCode.NOT_ABOVE_NOTHING))
    if claim.amount > paid:
        found.append(remark(ClawbackCode.MORE_THAN_PAID, paid=paid))
    if not reason.strip():
        found.append(remark(ClawbackCode.REASON_MISSING, LAW_REASONS))
    return found if due > today else [*found, remark(ClawbackCode.DEADLINE_PAST)]


def why_not(claim: Clawback, errand: str, role: str, reason: str) -> Remark | None:
    """Why an errand of CLAWBACK_LIFECYCLE cannot be done; for "claim" ask why_not_claimed too. Giving up money and claiming all at once say why."""
    if errand not in CLAWBACK_LIFECYCLE.possible(claim.state, role):
        return remark(ClawbackCode.NOT_NOW)
    return remark(ClawbackCode.REASON_MISSING) if errand in WITH_REASON and not reason.strip() else None


def repaid(claim: Clawback, amount: Kroner) -> Clawback | Remark:
    """The claim after somebody paid a sum back; when nothing is left of it, it is repaid. More than is left is told, never kept."""
    if claim.state not in {ClawbackState.CLAIMED, ClawbackState.INSTALMENTS}:
        return remark(ClawbackCode.NOT_NOW)
    if amount <= NOTHING:
        return remark(ClawbackCode.NOT_ABOVE_NOTHING)
    if amount > claim.left:
        return remark(ClawbackCode.MORE_THAN_LEFT, left=claim.left)
    state = ClawbackState.REPAID if amount == claim.left else claim.state
    return Clawback(claim.award, claim.ground, claim.amount, state, (*claim.repaid, amount))


def excluded_for(first: date, years: int) -> Period:
    """The days on which somebody cannot apply: whole years from the first day, whose last is the day before the same date. After 29 February that is the 28th.
    Raises ValueError for less than a year."""
    if years < 1:
        raise ValueError("an exclusion is at least a year")
    try:
        return Period(first, first.replace(year=first.year + years) - timedelta(days=1))
    except ValueError:
        return Period(first, date(first.year + years, 2, 28))


def excluded_until(periods: Iterable[Period], day: date) -> date | None:
    """The last day of the longest exclusion that holds on a day, None when none does. A period without an end holds for ever, and is no exclusion of ours."""
    return max((period.last for period in periods if period.last is not None and period.holds(day)), default=None)
