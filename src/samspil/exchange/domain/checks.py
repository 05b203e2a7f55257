"""A child certificate as dates: when it was asked for, when somebody assessed it, in which role, and the outcome. Never the certificate itself, never a
CPR number, no free text. Who has seen it deletes it (law-verified A5, row 25: our own rule, not the law's)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.refusals import Refusal

# The police ask the person for a yes in Digital Post and drop the request after so many days (the municipality of Aarhus on its page; not law).
CONSENT_DAYS = 14


class CheckStage(StrEnum):
    """WAITING: asked for, with time for the person's yes. LAPSED: that time is over and nobody has written an answer. OK and NOT_OK: assessed."""

    WAITING = "waiting"
    LAPSED = "lapsed"
    OK = "ok"
    NOT_OK = "not_ok"


class CheckOutcome(StrEnum):
    """What the one who saw the certificate decided."""

    OK = "ok"
    NOT_OK = "not_ok"


class Assessor(StrEnum):
    """In which role somebody assessed it."""

    BOARD = "board"
    LEADER = "leader"
    COORDINATOR = "coordinator"
    MUNICIPALITY = "municipality"


STAGE_DA = {
    CheckStage.WAITING: "Bestilt, venter på svar",
    CheckStage.LAPSED: "Fristen for at sige ja er gået",
    CheckStage.OK: "Set og i orden",
    CheckStage.NOT_OK: "Set og ikke i orden",
}
ASSESSOR_DA = {Assessor.BOARD: "bestyrelsen", Assessor.LEADER: "lederen", Assessor.COORDINATOR: "koordinatoren", Assessor.MUNICIPALITY: "kommunen"}
ASSESSING, SYSTEM = "assessor", "system"
CHECK_LIFECYCLE = Lifecycle(
    CheckStage.WAITING,
    [
        Step(CheckStage.WAITING, "approve", CheckStage.OK, (ASSESSING,)),
        Step(CheckStage.WAITING, "decline", CheckStage.NOT_OK, (ASSESSING,)),
        Step(CheckStage.WAITING, "lapse", CheckStage.LAPSED, (SYSTEM,)),
        # The yes may have come in time and the answer late.
        Step(CheckStage.LAPSED, "approve", CheckStage.OK, (ASSESSING,)),
        Step(CheckStage.LAPSED, "decline", CheckStage.NOT_OK, (ASSESSING,)),
        Step(CheckStage.LAPSED, "request", CheckStage.WAITING, (ASSESSING,)),
        Step(CheckStage.NOT_OK, "request", CheckStage.WAITING, (ASSESSING,)),
    ],
)
ERRAND_OF = {CheckOutcome.OK: "approve", CheckOutcome.NOT_OK: "decline"}


@dataclass(frozen=True)
class Check:
    """One certificate of one person in one organisation (its id). Nothing is known of what stood in it."""

    organisation: int
    requested_on: date
    assessed_on: date | None = None
    assessor: Assessor | None = None
    outcome: CheckOutcome | None = None

    @property
    def consent_deadline(self) -> date:
        """The last day the person can say yes."""
        return self.requested_on + timedelta(days=CONSENT_DAYS)

    def stage(self, today: date) -> CheckStage:
        """Where it stands on a day."""
        if self.outcome:
            return CheckStage(self.outcome)
        return CheckStage.LAPSED if today > self.consent_deadline else CheckStage.WAITING


def requested(organisation: int, on: date, today: date) -> Check | Refusal:
    """A certificate that is asked for now, or was lately; refused for a day to come."""
    return Check(organisation, on) if on <= today else Refusal("future", "Den dag er ikke kommet endnu. Skriv den dag, attesten blev bestilt.")


def assessed(check: Check, outcome: CheckOutcome, assessor: Assessor, on: date, today: date) -> Check | Refusal:
    """The check with its outcome. Raises `core.lifecycle.NotPossible` when it was assessed before; a new certificate is a new check."""
    if on > today:
        return Refusal("future", "Den dag er ikke kommet endnu. Skriv den dag, attesten blev set.")
    if on < check.requested_on:
        return Refusal("before_request", "Attesten er set, før den blev bestilt. Ret en af de to dage.")
    CHECK_LIFECYCLE.next(check.stage(today), ERRAND_OF[outcome], ASSESSING)
    return replace(check, assessed_on=on, assessor=assessor, outcome=outcome)


def counting(checks: Iterable[Check], organisation: int) -> Check | None:
    """The check that counts in an organisation: the one assessed last while it is ok, also when a new one is under way; else the newest asked for."""
    own = [check for check in checks if check.organisation == organisation]
    seen = max((check for check in own if check.assessed_on), key=lambda check: (check.assessed_on or date.min, check.requested_on), default=None)
    if seen and seen.outcome is CheckOutcome.OK:
        return seen
    return max(own, key=lambda check: check.requested_on, default=None)
