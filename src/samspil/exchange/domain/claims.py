"""What somebody asks to be paid for, and what is answered: the words of expenses and allowances (the rules are in `allowances.py`)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.core.money import Kroner

LAW = "Ligningsloven § 7 M, stk. 1"
NOTHING = Kroner(0)


class PayerType(StrEnum):
    """Who pays: it decides whether flat allowances are possible at all."""

    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    COMPANY = "company"


class ExpenseKind(StrEnum):
    """What it was for. MEALS per day out of town, REFEREE per match, CAR and BICYCLE per kilometre. OTHER has no rate: receipts only."""

    TELEPHONE = "telephone"
    ADMINISTRATION = "administration"
    CLOTHING = "clothing"
    MEALS = "meals"
    CAR = "car"
    BICYCLE = "bicycle"
    REFEREE = "referee"
    OTHER = "other"


class PayMethod(StrEnum):
    """A flat rate, or what the receipt says."""

    FLAT = "flat"
    RECEIPT = "receipt"


class ExpenseOutcome(StrEnum):
    """ALLOWED: all may be paid. STOPPED: only `payable` may, the cap is there. MIXED: the other method was used this year. RECEIPTS_ONLY: a flat rate is
    not possible here. MISSING: something must be told first. UNCERTAIN: nobody knows the rate, or whether the helper is unpaid."""

    ALLOWED = "allowed"
    STOPPED = "stopped"
    MIXED = "mixed"
    RECEIPTS_ONLY = "receipts_only"
    MISSING = "missing"
    UNCERTAIN = "uncertain"


KIND_DA = {
    ExpenseKind.TELEPHONE: "Telefon og internet",
    ExpenseKind.ADMINISTRATION: "Administration",
    ExpenseKind.CLOTHING: "Beklædning",
    ExpenseKind.MEALS: "Mad ved arrangement udenbys",
    ExpenseKind.CAR: "Kørsel i egen bil",
    ExpenseKind.BICYCLE: "Kørsel på cykel eller knallert",
    ExpenseKind.REFEREE: "Dommer ved idræt",
    ExpenseKind.OTHER: "Andet",
}
METHOD_DA = {PayMethod.FLAT: "Fast sats", PayMethod.RECEIPT: "Efter bilag"}
OUTCOME_DA = {
    ExpenseOutcome.ALLOWED: "Kan betales",
    ExpenseOutcome.STOPPED: "Stoppet ved satsen",
    ExpenseOutcome.MIXED: "Sats og bilag kan ikke blandes",
    ExpenseOutcome.RECEIPTS_ONLY: "Kun mod bilag",
    ExpenseOutcome.MISSING: "Mangler noget",
    ExpenseOutcome.UNCERTAIN: "Kan ikke afgøres endnu",
}
DRIVING = frozenset({ExpenseKind.CAR, ExpenseKind.BICYCLE})


@dataclass(frozen=True)
class Claim:
    """What somebody asks to be paid. `person` and `payer` are names or ids that mean one each; `km` whole kilometres; `hours_away`: how long an
    event out of town lasted. None: not told.

    The amount of driving is worked out from `km`; all other kinds say an `amount`. `unpaid`: has no wage from this payer this year.
    """

    id: str
    person: str
    payer: str
    payer_type: PayerType
    kind: ExpenseKind
    method: PayMethod
    day: date
    amount: Kroner = NOTHING
    km: int = 0
    matches: int = 0
    hours_away: float | None = None
    purpose: str = ""
    origin: str = ""
    destination: str = ""
    unpaid: bool | None = True
    has_receipt: bool = False


@dataclass(frozen=True)
class Judged:
    """What may be paid of a claim, and why. `left`: what remains of the cap after it, None where there is no cap. `lines`: how driving is worked out, as
    kilometres and rate. `caution`: what is not certain about the law or the rate, "" when all was read."""

    claim: Claim
    outcome: ExpenseOutcome
    payable: Kroner
    text: str
    left: Kroner | None = None
    law: str = LAW
    caution: str = ""
    lines: tuple[tuple[int, Kroner], ...] = ()
