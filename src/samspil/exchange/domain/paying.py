"""Asking for an expense to be paid, from the wish to the answer; and which payers may use flat rates. The rules of amounts are in `allowances.py`."""

from datetime import date
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.core.periods import danish_date
from samspil.exchange.domain.allowances import KEYS, Rates, rate_on
from samspil.exchange.domain.claims import ExpenseKind, PayerType
from samspil.exchange.domain.signups import PERSON

TREASURER = "treasurer"


class ClaimState(StrEnum):
    """ASKED: the treasurer has not answered. APPROVED: it may be paid, outside Samspil. REFUSED with a reason. TAKEN_BACK by who asked."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


STATE_DA = {
    ClaimState.ASKED: "Venter på kassereren",
    ClaimState.APPROVED: "Godkendt til betaling",
    ClaimState.REFUSED: "Afvist",
    ClaimState.TAKEN_BACK: "Trukket tilbage",
}
CLAIM_LIFECYCLE = Lifecycle(
    ClaimState.ASKED,
    [
        Step(ClaimState.ASKED, "approve", ClaimState.APPROVED, (TREASURER,)),
        Step(ClaimState.ASKED, "refuse", ClaimState.REFUSED, (TREASURER,)),
        Step(ClaimState.ASKED, "take_back", ClaimState.TAKEN_BACK, (PERSON,)),
        Step(ClaimState.APPROVED, "refuse", ClaimState.REFUSED, (TREASURER,)),
    ],
)
# The law names associations (ligningsloven § 7 M, stk. 1); a volunteer centre or a group may be one or not, so receipts are asked for.
PAYER_OF = {"association": PayerType.ASSOCIATION, "municipality": PayerType.MUNICIPALITY, "state": PayerType.MUNICIPALITY}
UNIT_DA = {
    ExpenseKind.TELEPHONE: "om året",
    ExpenseKind.ADMINISTRATION: "om året",
    ExpenseKind.CLOTHING: "om året",
    ExpenseKind.MEALS: "om dagen",
    ExpenseKind.CAR: "pr. km til 20.000 km om året",
    ExpenseKind.BICYCLE: "pr. km",
    ExpenseKind.REFEREE: "pr. kamp",
}


def payer_type_of(organisation_kind: str) -> PayerType:
    """What kind of payer an organisation is; whatever is neither an association nor a public body pays against receipts, as a company does."""
    return PAYER_OF.get(organisation_kind, PayerType.COMPANY)


def rate_words(kind: ExpenseKind, day: date, rates: Rates) -> str:
    """The rate of a kind on a day with where it stands and since when it holds; "" for a kind without one, and where it is not known yet."""
    rate = rate_on(rates, KEYS[kind][0], day) if kind in KEYS else None
    if rate is None:
        return ""
    return f"{Kroner.of(rate.amount)} {UNIT_DA[kind]}, fra {danish_date(rate.valid_from)} ({rate.source})"
