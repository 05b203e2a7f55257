"""Paying out: two people for every payment, rows for the municipality's own system, and what comes back from it.

No bank account and no CPR number is held: associations and companies go by CVR number (NemKonto), persons by the municipality's own case number. House rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.funds.domain.remarks import Remark, remark

NOTHING = Kroner(0)


class PaymentState(StrEnum):
    """PLANNED: not made yet. PREPARED: somebody has made it. APPROVED: somebody else has approved it. INSTRUCTED: handed to the municipality's system. PAID:
    that says it is paid. FAILED: it could not be. RETURNED: it came back after it was paid."""

    PLANNED = "planned"
    PREPARED = "prepared"
    APPROVED = "approved"
    INSTRUCTED = "instructed"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"


class PaymentCode(StrEnum):
    """Why a payment cannot go on, or what is wrong with a status that came back."""

    NOT_NOW = "not_now"
    SAME_PERSON = "same_person"
    IS_RECEIVER = "is_receiver"
    NOT_PAYABLE = "not_payable"
    NOT_ACCEPTED = "not_accepted"
    UNKNOWN_REFERENCE = "unknown_reference"
    OTHER_AMOUNT = "other_amount"
    NOT_INSTRUCTED = "not_instructed"
    CONTRADICTS = "contradicts"
    LINE_UNREADABLE = "line_unreadable"
    CVR_IMPOSSIBLE = "cvr_impossible"
    RECEIVER_MISSING = "receiver_missing"
    ACCOUNT_MISSING = "account_missing"
    PRIVATE_NUMBER = "private_number"
    TWICE = "twice"


TREASURER, APPROVER, SYSTEM = "treasurer", "approver", "system"
PAYMENT_LIFECYCLE = Lifecycle(
    PaymentState.PLANNED,
    [
        Step(PaymentState.PLANNED, "prepare", PaymentState.PREPARED, (TREASURER,)),
        Step(PaymentState.PREPARED, "take_back", PaymentState.PLANNED, (TREASURER, APPROVER)),
        Step(PaymentState.PREPARED, "approve", PaymentState.APPROVED, (APPROVER,)),
        Step(PaymentState.APPROVED, "take_back", PaymentState.PLANNED, (TREASURER, APPROVER)),
        Step(PaymentState.APPROVED, "instruct", PaymentState.INSTRUCTED, (TREASURER,)),
        Step(PaymentState.INSTRUCTED, "paid", PaymentState.PAID, (SYSTEM,)),
        Step(PaymentState.INSTRUCTED, "failed", PaymentState.FAILED, (SYSTEM,)),
        Step(PaymentState.INSTRUCTED, "returned", PaymentState.RETURNED, (SYSTEM,)),
        Step(PaymentState.PAID, "returned", PaymentState.RETURNED, (SYSTEM,)),
        Step(PaymentState.FAILED, "prepare", PaymentState.PREPARED, (TREASURER,)),
        Step(PaymentState.RETURNED, "prepare", PaymentState.PREPARED, (TREASURER,)),
    ],
)
STATE_DA = {
    PaymentState.PLANNED: "Planlagt",
    PaymentState.PREPARED: "Klargjort, venter på godkendelse",
    PaymentState.APPROVED: "Godkendt til udbetaling",
    PaymentState.INSTRUCTED: "Sendt til udbetaling",
    PaymentState.PAID: "Udbetalt",
    PaymentState.FAILED: "Mislykket",
    PaymentState.RETURNED: "Kom retur",
}
CODE_DA = {
    PaymentCode.NOT_NOW: "Det kan ikke gøres nu. Udbetalingen er nået til et andet trin.",
    PaymentCode.SAME_PERSON: "Den, der har klargjort en udbetaling, kan ikke selv godkende den.",
    PaymentCode.IS_RECEIVER: "Den, der handler for modtageren, kan hverken klargøre eller godkende udbetalingen.",
    PaymentCode.NOT_PAYABLE: "Der kan højst udbetales {most} nu.",
    PaymentCode.NOT_ACCEPTED: "Vilkårene er ikke accepteret endnu.",
    PaymentCode.UNKNOWN_REFERENCE: "Linje {line}: vi kender ikke en udbetaling med reference {reference}.",
    PaymentCode.OTHER_AMOUNT: "Linje {line}: {reference} er på {amount}, og filen siger {said}.",
    PaymentCode.NOT_INSTRUCTED: "Linje {line}: {reference} er ikke sendt til udbetaling.",
    PaymentCode.CONTRADICTS: "Linje {line}: det passer ikke med, hvad vi ved om {reference}. Se efter i økonomisystemet.",
    PaymentCode.LINE_UNREADABLE: "Linje {line} kan ikke læses.",
    PaymentCode.CVR_IMPOSSIBLE: "{reference}: et CVR-nummer er otte cifre.",
    PaymentCode.RECEIVER_MISSING: "{reference}: skriv et CVR-nummer, eller kommunens sagsnummer for en person.",
    PaymentCode.ACCOUNT_MISSING: "{reference}: skriv konteringsstrengen.",
    PaymentCode.PRIVATE_NUMBER: "{reference}: et CPR-nummer eller kontonummer hører ikke hjemme her.",
    PaymentCode.TWICE: "{reference} står to gange.",
}


@dataclass(frozen=True)
class Payment:
    """One instalment on its way out. `attempt` counts how often it was prepared; with it the reference is another each time, so what comes back late of an
    older attempt never touches a new one. `receiver_people`: ids of persons who act for the receiver."""

    award: int
    number: int
    amount: Kroner
    state: PaymentState = PaymentState.PLANNED
    attempt: int = 0
    prepared_by: int | None = None
    approved_by: int | None = None
    status_day: date | None = None
    receiver_people: frozenset[int] = frozenset()

    @property
    def reference(self) -> str:
        """What the municipality's system sends back: award, instalment, attempt."""
        return f"{self.award}-{self.number}-{self.attempt}"


def prepared(payment: Payment, by: int, most: Kroner, *, accepted: bool) -> Payment | Remark:
    """The payment made ready by one person; `most` can be paid now (instalments.payable_now), and only when the terms are accepted."""
    if "prepare" not in PAYMENT_LIFECYCLE.possible(payment.state, TREASURER):
        return remark(PaymentCode.NOT_NOW)
    if not accepted:
        return remark(PaymentCode.NOT_ACCEPTED)
    if by in payment.receiver_people:
        return remark(PaymentCode.IS_RECEIVER)
    if not NOTHING < payment.amount <= most:
        return remark(PaymentCode.NOT_PAYABLE, most=most)
    return replace(payment, state=PaymentState.PREPARED, attempt=payment.attempt + 1, prepared_by=by, approved_by=None, status_day=None)


def approved(payment: Payment, by: int) -> Payment | Remark:
    """The payment approved by another person than the one who made it."""
    if payment.state is not PaymentState.PREPARED or payment.prepared_by is None:
        return remark(PaymentCode.NOT_NOW)
    if by == payment.prepared_by:
        return remark(PaymentCode.SAME_PERSON)
    if by in payment.receiver_people:
        return remark(PaymentCode.IS_RECEIVER)
    return replace(payment, state=PaymentState.APPROVED, approved_by=by)


def taken_back(payment: Payment) -> Payment | Remark:
    """The payment as it was before it was made ready; whoever makes it anew needs a new approval."""
    if "take_back" not in PAYMENT_LIFECYCLE.possible(payment.state, TREASURER):
        return remark(PaymentCode.NOT_NOW)
    return replace(payment, state=PaymentState.PLANNED, prepared_by=None, approved_by=None)


@dataclass(frozen=True)
class StatusLine:
    """What came back of one reference: `line` of the file, the state (paid, failed or returned), the day, the amount where the file says it."""

    line: int
    reference: str
    state: PaymentState
    day: date
    amount: Kroner | None = None


@dataclass(frozen=True)
class Imported:
    """What a file of statuses did: the payments after it, in the order given; which references changed; lines that said nothing new; what was wrong."""

    payments: tuple[Payment, ...]
    changed: tuple[str, ...]
    known_already: int
    faults: tuple[Remark, ...]


def imported(payments: Sequence[Payment], lines: Iterable[StatusLine]) -> Imported:
    """The payments after a file of statuses, taken by day and then by line. The same file twice changes nothing the second time, nor does an older status
    after a newer; a line that is wrong is told and the others are taken."""
    now = {payment.reference: payment for payment in payments}
    changed, known, faults = dict[str, None](), 0, list[Remark]()
    for line in sorted(lines, key=lambda line: (line.day, line.line)):
        fault = fault_of(line, now.get(line.reference))
        if fault is not None:
            faults.append(fault)
        elif line.state.value not in PAYMENT_LIFECYCLE.possible(now[line.reference].state, SYSTEM):
            known += 1
        else:
            now[line.reference] = replace(now[line.reference], state=line.state, status_day=line.day)
            changed[line.reference] = None
    return Imported(tuple(now[payment.reference] for payment in payments), tuple(changed), known, tuple(faults))


def fault_of(line: StatusLine, payment: Payment | None) -> Remark | None:
    """What is wrong with one status, None when it can be taken."""
    if payment is None:
        return remark(PaymentCode.UNKNOWN_REFERENCE, line=line.line, reference=line.reference)
    if line.amount is not None and line.amount != payment.amount:
        return remark(PaymentCode.OTHER_AMOUNT, line=line.line, reference=line.reference, amount=payment.amount, said=line.amount)
    if payment.state in {PaymentState.PLANNED, PaymentState.PREPARED, PaymentState.APPROVED}:
        return remark(PaymentCode.NOT_INSTRUCTED, line=line.line, reference=line.reference)
    return remark(PaymentCode.CONTRADICTS, line=line.line, reference=line.reference) if contradicts(line, payment) else None


def contradicts(line: StatusLine, payment: Payment) -> bool:
    """True for a status that neither follows from the payment's state nor was known before: paid after it failed, say. People must look."""
    if line.state is payment.state or line.state.value in PAYMENT_LIFECYCLE.possible(payment.state, SYSTEM) or payment.status_day is None:
        return False
    came_before = line.state is PaymentState.PAID and payment.state is PaymentState.RETURNED and line.day == payment.status_day
    return line.day >= payment.status_day and not came_before
