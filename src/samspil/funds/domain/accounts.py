"""Report and accounts after the money is spent: what must be with them, when to remind, and what was rightly spent.

Every threshold and day is the call's (Middelfart asks for accounts two months after, say); no law is claimed. Amounts are exact in øre.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.funds.domain.remarks import Remark, remark

NOTHING = Kroner(0)


class AccountState(StrEnum):
    """EXPECTED: not here, and its day has not gone by. OVERDUE: its day has gone by. DELIVERED: waits for the municipality. SENT_BACK: something lacks.
    APPROVED: it holds, and what is over is settled apart. GIVEN_UP: it never came, and the money is claimed back."""

    EXPECTED = "expected"
    OVERDUE = "overdue"
    DELIVERED = "delivered"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    GIVEN_UP = "given_up"


class AccountCode(StrEnum):
    """What accounts lack, or what should be looked at in them."""

    REPORT_MISSING = "report_missing"
    LINES_MISSING = "lines_missing"
    RECEIPT_MISSING = "receipt_missing"
    ENDORSEMENT_MISSING = "endorsement_missing"
    SAME_ENDORSER = "same_endorser"
    NEGATIVE = "negative"
    OUTSIDE_PERIOD = "outside_period"
    WHY_NOT_MISSING = "why_not_missing"


APPLICANT, CASEWORKER, SYSTEM = "applicant", "caseworker", "system"
ACCOUNT_LIFECYCLE = Lifecycle(
    AccountState.EXPECTED,
    [
        *(
            Step(state, "deliver", AccountState.DELIVERED, (APPLICANT, CASEWORKER))
            for state in (AccountState.EXPECTED, AccountState.OVERDUE, AccountState.SENT_BACK, AccountState.GIVEN_UP)
        ),
        Step(AccountState.EXPECTED, "miss", AccountState.OVERDUE, (SYSTEM,)),
        Step(AccountState.OVERDUE, "give_more_time", AccountState.EXPECTED, (CASEWORKER,)),
        Step(AccountState.OVERDUE, "give_up", AccountState.GIVEN_UP, (CASEWORKER,)),
        Step(AccountState.DELIVERED, "send_back", AccountState.SENT_BACK, (CASEWORKER,)),
        Step(AccountState.SENT_BACK, "give_up", AccountState.GIVEN_UP, (CASEWORKER,)),
        Step(AccountState.DELIVERED, "approve", AccountState.APPROVED, (CASEWORKER,)),
        Step(AccountState.APPROVED, "reopen", AccountState.DELIVERED, (CASEWORKER,)),
    ],
)
STATE_DA = {
    AccountState.EXPECTED: "Ventes",
    AccountState.OVERDUE: "Mangler, fristen er gået",
    AccountState.DELIVERED: "Afleveret",
    AccountState.SENT_BACK: "Sendt tilbage, noget mangler",
    AccountState.APPROVED: "Godkendt",
    AccountState.GIVEN_UP: "Kom aldrig, pengene kræves tilbage",
}
CODE_DA = {
    AccountCode.REPORT_MISSING: "Skriv, hvad der kom ud af det.",
    AccountCode.LINES_MISSING: "Regnskabet har ingen udgifter.",
    AccountCode.RECEIPT_MISSING: "Udgiften {text} på {amount} mangler bilag. Det skal der være over {above}.",
    AccountCode.ENDORSEMENT_MISSING: "Tilskud over {above} kræver et regnskab, som en anden har påtegnet.",
    AccountCode.SAME_ENDORSER: "Den, der har lavet regnskabet, kan ikke selv påtegne det.",
    AccountCode.NEGATIVE: "Udgiften {text} er mindre end nul. Skriv det, I har fået retur, som anden finansiering.",
    AccountCode.OUTSIDE_PERIOD: "Udgiften {text} er fra {day}, og projektet varer fra {first} til {last}.",
    AccountCode.WHY_NOT_MISSING: "Skriv, hvorfor udgiften {text} ikke kan dækkes.",
}


@dataclass(frozen=True)
class AccountRules:
    """What the call asks of accounts. `receipts_above`: every expense above it needs a receipt, None for no such rule; 0 for all. `endorsed_above`: grants
    above it need endorsed accounts. `share`: at most so much of the costs is covered. `first`, `last`: days on which costs count."""

    receipts_above: Kroner | None = None
    endorsed_above: Kroner | None = None
    share: Fraction = Fraction(1)
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class AccountLine:
    """A cost in the accounts. `accepted`: the municipality covers it; when not, `why_not` says why: misuse, excluded by the call, another project."""

    text: str
    amount: Kroner
    day: date
    has_receipt: bool = False
    accepted: bool = True
    why_not: str = ""


@dataclass(frozen=True)
class Accounts:
    """Report and accounts as they were delivered. `other_funding`: what others paid of the same costs, and what came back. `made_by`, `endorsed_by`: persons
    by id."""

    report: str
    expenses: tuple[AccountLine, ...]
    other_funding: Kroner = NOTHING
    made_by: int | None = None
    endorsed_by: int | None = None


def faults_of(accounts: Accounts, award: Kroner, rules: AccountRules) -> list[Remark]:
    """Everything that accounts lack, in a fixed order; empty when they can be approved."""
    found = [] if accounts.report.strip() else [remark(AccountCode.REPORT_MISSING)]
    if not accounts.expenses:
        found.append(remark(AccountCode.LINES_MISSING))
    found += [said for one in accounts.expenses for said in faults_of_expense(one, rules)]
    if rules.endorsed_above is not None and award > rules.endorsed_above:
        if accounts.endorsed_by is None:
            found.append(remark(AccountCode.ENDORSEMENT_MISSING, above=rules.endorsed_above))
        elif accounts.endorsed_by == accounts.made_by:
            found.append(remark(AccountCode.SAME_ENDORSER))
    return found


def faults_of_expense(one: AccountLine, rules: AccountRules) -> list[Remark]:
    """What one cost lacks. One that is not accepted needs only the reason why."""
    if not one.accepted:
        return [] if one.why_not.strip() else [remark(AccountCode.WHY_NOT_MISSING, text=one.text)]
    found = []
    if one.amount < NOTHING:
        found.append(remark(AccountCode.NEGATIVE, text=one.text))
    if rules.receipts_above is not None and one.amount > rules.receipts_above and not one.has_receipt:
        found.append(remark(AccountCode.RECEIPT_MISSING, text=one.text, amount=one.amount, above=rules.receipts_above))
    if rules.first and rules.last and not rules.first <= one.day <= rules.last:
        found.append(remark(AccountCode.OUTSIDE_PERIOD, text=one.text, day=one.day, first=rules.first, last=rules.last))
    return found


@dataclass(frozen=True)
class Settlement:
    """What accounts come to. `accepted`: costs that are covered. `entitled`: the grant they give right to. `back`: paid and to be returned. `more`: still to
    be paid. One of the two is nothing."""

    accepted: Kroner
    entitled: Kroner
    back: Kroner
    more: Kroner


def settlement_of(accounts: Accounts, award: Kroner, paid: Kroner, rules: AccountRules) -> Settlement:
    """What was rightly spent, and what follows for the money: never more than the award, than the share of the costs (rounded down to an øre), or than
    the costs less what others paid."""
    accepted = Kroner(sum(one.amount.oere for one in accounts.expenses if one.accepted))
    share = Kroner(int(accepted.oere * rules.share // 1))
    entitled = max(NOTHING, min(award, share, accepted - accounts.other_funding))
    return Settlement(accepted, entitled, max(NOTHING, paid - entitled), max(NOTHING, entitled - paid))


def reminder_days(due: date, before: Sequence[int], after: Sequence[int]) -> list[date]:
    """The days on which to remind: so many days before the accounts are due, and after; each once, in order."""
    return sorted({*(due - timedelta(days=days) for days in before), *(due + timedelta(days=days) for days in after)})


def reminder_due(days: Iterable[date], sent: Iterable[date], today: date) -> date | None:
    """The reminder to send today, named by its day, None when there is none. Of several that were missed only the last is sent, and none that is older than
    one that was sent; asked again after it was sent, there is none."""
    newest = max(sent, default=None)
    waiting = [day for day in days if day <= today and (newest is None or day > newest)]
    return max(waiting, default=None)
