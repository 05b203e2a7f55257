"""What the treasurer needs: the driving voucher, and the rows of a sheet. The site never holds a CPR number: it is written on the voucher outside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samspil.core.money import Kroner
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.exchange.domain.allowances import paid
from samspil.exchange.domain.claims import DRIVING, KIND_DA, METHOD_DA, NOTHING, OUTCOME_DA, ExpenseKind, Judged, PayMethod

VOUCHER_LAW = "BEK nr. 1333 af 20.11.2025, § 6"
OUTSIDE = "Kassereren skriver selv navn, adresse og CPR-nummer på bilaget, uden for Samspil. Reglerne kræver dem, men de hører ikke hjemme her."
HEAD = ("Dato", "Person", "Betaler", "Udgift", "Måde", "Formål", "Fra", "Til", "Km", "Beregning", "Beløb", "Beløb i øre", "Svar", "Hvorfor", "Pas på", "Regel")


@dataclass(frozen=True)
class Voucher:
    """A driving voucher with all that the rules ask for but name, address and CPR number; `outside` says who adds those."""

    purpose: str
    day: date
    origin: str
    destination: str
    km: int
    rates: tuple[Kroner, ...]
    calculation: str
    total: Kroner
    outside: str = OUTSIDE
    law: str = VOUCHER_LAW


def calculation(judged: Judged) -> str:
    """How driving was worked out: "120 km × 3,94 kr. + 30 km × 2,28 kr. = 541,20 kr."; "" for all else."""
    parts = " + ".join(f"{km} km × {rate}" for km, rate in judged.lines)
    return f"{parts} = {judged.payable}" if parts else ""


def voucher(judged: Judged) -> Voucher | Refusal:
    """The voucher of a trip that may be paid by the kilometre, or why there is none."""
    claim = judged.claim
    if claim.kind not in DRIVING or claim.method is not PayMethod.FLAT:
        return Refusal("not_driving", "Et kørselsbilag er kun til kørsel, der betales efter kilometersats.", VOUCHER_LAW)
    if judged.payable <= NOTHING:
        return Refusal("not_payable", judged.text, judged.law)
    rates = tuple(rate for _, rate in judged.lines)
    return Voucher(claim.purpose, claim.day, claim.origin, claim.destination, claim.km, rates, calculation(judged), judged.payable)


def in_words(paper: Voucher) -> list[str]:
    """The voucher line by line, to print."""
    return [
        f"Formål: {paper.purpose}",
        f"Dato: {danish_date(paper.day)}",
        f"Fra {paper.origin} til {paper.destination}",
        f"Beregning: {paper.calculation}",
        paper.outside,
    ]


def sheet_rows(judged: Iterable[Judged]) -> list[tuple[str | int | date | None, ...]]:
    """A row for each claim under HEAD, by day, person and id. Amounts stand as people read them and as whole øre, which can be added up."""
    found: list[tuple[str | int | date | None, ...]] = []
    for one in sorted(judged, key=lambda one: (one.claim.day, one.claim.person, one.claim.id)):
        claim = one.claim
        asked = (claim.day, claim.person, claim.payer, KIND_DA[claim.kind], METHOD_DA[claim.method], claim.purpose, claim.origin, claim.destination)
        answer = (str(one.payable), one.payable.oere, OUTCOME_DA[one.outcome], one.text, one.caution, one.law)
        found.append((*asked, claim.km if claim.kind in DRIVING else None, calculation(one), *answer))
    return found


def totals(judged: Iterable[Judged]) -> dict[tuple[str, str, int, ExpenseKind], Kroner]:
    """What may be paid to each person by each payer, year and kind; kinds of which nothing may be paid are left out."""
    groups: dict[tuple[str, str, int, ExpenseKind], list[Judged]] = {}
    for one in judged:
        if one.payable > NOTHING:
            groups.setdefault((one.claim.person, one.claim.payer, one.claim.day.year, one.claim.kind), []).append(one)
    return {group: paid(ones) for group, ones in sorted(groups.items())}
