"""Expenses and tax-free allowances of unpaid helpers: what may be paid, what is stopped before a cap, and what nobody knows yet.

Ligningsloven § 7 M, stk. 1: an association may pay unpaid helpers flat allowances within the rates of a year (BEK 1185/2024; driving: BEK 1333/2025).
Caps hold for each person, association and calendar year; paying more makes the whole year's allowance taxable, so nothing above a cap is ever payable.
Municipalities and companies are not named in the law: they pay against receipts. Rates come in as dated values; none is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from samspil.core.money import Kroner
from samspil.exchange.domain.claims import DRIVING, LAW, NOTHING, Claim, ExpenseKind, ExpenseOutcome, Judged, PayerType, PayMethod

# BEK 1333/2025 § 4: the high rate for a car is for the first 20,000 km of a calendar year. Counted by association here, like the caps.
STEP_KM = 20_000
# BEK 1185/2024: an event out of town that lasts at least so many hours.
MEAL_HOURS = 5
SURE = "sure"
MIXED_LAW = f"{LAW}; BEK nr. 1185 af 19.11.2024"
EXCEEDED = "Bliver der betalt mere, bliver hele årets godtgørelse skattepligtig."
RECEIPT_CAUTION = "At udlæg kan betales mod bilag, har vi fra en vejledning og ikke fra lovens egne ord."
WAGE_CAUTION = "Loven siger ulønnede. At det gælder hele året, har vi fra en vejledning. Spørg Skattestyrelsen, hvis du er i tvivl."
PUBLIC_CAUTION = "Hvilken regel kommunens egen betaling af udlæg hviler på, er ikke læst. Spørg økonomiafdelingen."


BY_YEAR = {ExpenseKind.TELEPHONE: "p7m-telefon", ExpenseKind.ADMINISTRATION: "p7m-administration", ExpenseKind.CLOTHING: "p7m-beklaedning"}
# The keys of the rates each kind needs: for a car up to and over the step, for a referee per match and per day.
KEYS = {kind: (key,) for kind, key in BY_YEAR.items()} | {
    ExpenseKind.MEALS: ("p7m-fortaering",),
    ExpenseKind.CAR: ("km-bil-hoej", "km-bil-lav"),
    ExpenseKind.BICYCLE: ("km-cykel",),
    ExpenseKind.REFEREE: ("p7m-dommer-kamp", "p7m-dommer-dag"),
}


class Rate(Protocol):
    """A dated value as the legal part of the site holds it (`law.domain.values.DatedValue`): kroner with whole øre."""

    @property
    def amount(self) -> Decimal: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def source(self) -> str: ...
    @property
    def check(self) -> str: ...
    @property
    def certainty(self) -> str: ...


Rates = Mapping[str, Sequence[Rate]]


def rate_on(rates: Rates, key: str, day: date) -> Rate | None:
    """The rate that holds on a day, the newest if several do; None when none does: an old one is never used instead."""
    holding = [rate for rate in rates.get(key, ()) if rate.valid_from <= day and (rate.valid_to is None or day <= rate.valid_to)]
    return max(holding, key=lambda rate: rate.valid_from, default=None)


def caution_of(rates: Iterable[Rate], day: date) -> str:
    """What to check before anything is paid by these rates: those not sure, and those without an end that are from an earlier year."""
    told = (rate.check for rate in rates if rate.certainty != SURE or (rate.valid_to is None and rate.valid_from.year < day.year))
    return " ".join(dict.fromkeys(text or "Satsen er ikke efterprøvet for i år." for text in told))


def judge(claim: Claim, earlier: Iterable[Judged], rates: Rates) -> Judged:
    """What may be paid of one claim after the earlier ones; those of other people, payers and years change nothing."""
    before = [one for one in earlier if whose(one.claim) == whose(claim) and one.payable > NOTHING and one.claim.id != claim.id]
    refused = by_receipt(claim) if claim.method is PayMethod.RECEIPT else not_flat(claim)
    if refused and refused.outcome is not ExpenseOutcome.ALLOWED:
        return refused
    if any(one.claim.kind is claim.kind and one.claim.method is not claim.method for one in before):
        return mixed(claim)
    return refused or by_rate(claim, before, rates)


def judge_all(claims: Iterable[Claim], rates: Rates) -> list[Judged]:
    """Every claim, by day, of one day receipts before flat rates: what was really spent comes first. The order they come in changes nothing."""
    groups: dict[tuple[str, str, int], list[Judged]] = {}
    found: list[Judged] = []
    for claim in sorted(claims, key=lambda claim: (claim.day, claim.method is PayMethod.FLAT, claim.id)):
        earlier = groups.setdefault(whose(claim), [])
        found.append(judge(claim, earlier, rates))
        earlier.append(found[-1])
    return found


def whose(claim: Claim) -> tuple[str, str, int]:
    """What caps are counted by: person, payer and calendar year."""
    return claim.person, claim.payer, claim.day.year


def stop(claim: Claim, outcome: ExpenseOutcome, text: str) -> Judged:
    """A claim of which nothing can be paid now."""
    return Judged(claim, outcome, NOTHING, text)


def mixed(claim: Claim) -> Judged:
    """A claim of a kind that was paid the other way this year."""
    text = f"I {claim.day.year} er den slags udgift allerede betalt på den anden måde. Brug den samme måde resten af året."
    return Judged(claim, ExpenseOutcome.MIXED, NOTHING, text, law=MIXED_LAW)


def by_receipt(claim: Claim) -> Judged:
    """What a receipt gives: what it says."""
    if not claim.has_receipt or claim.amount <= NOTHING:
        return stop(claim, ExpenseOutcome.MISSING, "Skriv beløbet, og læg bilaget ved. Så kan det betales.")
    caution = PUBLIC_CAUTION if claim.payer_type is PayerType.MUNICIPALITY else RECEIPT_CAUTION
    return Judged(claim, ExpenseOutcome.ALLOWED, claim.amount, "Kan betales efter bilaget.", caution=caution)


def not_flat(claim: Claim) -> Judged | None:
    """Why a flat rate is not possible for this claim as it stands, or None."""
    if claim.payer_type is not PayerType.ASSOCIATION:
        return stop(claim, ExpenseOutcome.RECEIPTS_ONLY, "Loven nævner kun foreninger, når det gælder faste satser. Læg bilaget ved, så kan udgiften betales.")
    if claim.kind is ExpenseKind.OTHER:
        return stop(claim, ExpenseOutcome.RECEIPTS_ONLY, "Den slags udgift har ingen fast sats. Læg bilaget ved, så kan den betales.")
    if claim.unpaid is None:
        return stop(claim, ExpenseOutcome.UNCERTAIN, "Satserne er for ulønnede. Fortæl, om du får løn af foreningen i år.")
    if not claim.unpaid:
        found = stop(claim, ExpenseOutcome.RECEIPTS_ONLY, "Løn og fast sats går ikke sammen i samme år. Udlæg kan betales mod bilag.")
        return replace(found, caution=WAGE_CAUTION)
    if claim.kind is ExpenseKind.MEALS and claim.hours_away is not None and claim.hours_away < MEAL_HOURS:
        return stop(claim, ExpenseOutcome.RECEIPTS_ONLY, f"Satsen for mad er til arrangementer udenbys på mindst {MEAL_HOURS} timer. Brug bilag i stedet.")
    missing = missing_in(claim)
    return stop(claim, ExpenseOutcome.MISSING, f"Skriv også {' og '.join(missing)}.") if missing else None


def missing_in(claim: Claim) -> list[str]:
    """What must be told before a flat rate can be used, in Danish; driving as BEK 1333/2025 § 6 asks."""
    if claim.kind in DRIVING:
        asked = [("formålet", claim.purpose.strip()), ("hvor turen begyndte", claim.origin.strip()), ("hvor den gik hen", claim.destination.strip())]
        return [word for word, told in [*asked, ("antal hele kilometer", claim.km > 0)] if not told]
    missing = [] if claim.amount > NOTHING else ["beløbet"]
    if claim.kind is ExpenseKind.REFEREE and claim.matches < 1:
        missing.append("antal kampe")
    if claim.kind is ExpenseKind.MEALS and claim.hours_away is None:
        missing.append("hvor mange timer arrangementet udenbys varede")
    return missing


def by_rate(claim: Claim, before: Sequence[Judged], rates: Rates) -> Judged:
    """What the rates of the day give, and no more."""
    found = [rate_on(rates, key, claim.day) for key in KEYS[claim.kind]]
    known = [rate for rate in found if rate]
    if len(known) < len(found):
        return stop(claim, ExpenseOutcome.UNCERTAIN, f"Satsen for {claim.day.year} kendes ikke endnu. Vent med at betale, til den er kommet.")
    amounts = [Kroner.of(rate.amount) for rate in known]
    law = "; ".join(dict.fromkeys([LAW, *(rate.source for rate in known)]))
    caution = caution_of(known, claim.day)
    same = [one for one in before if one.claim.kind is claim.kind]
    if claim.kind in DRIVING:
        lines = driven(claim.km, sum(one.claim.km for one in same), amounts)
        total = Kroner(sum(km * rate.oere for km, rate in lines))
        return Judged(claim, ExpenseOutcome.ALLOWED, total, "Kan betales efter kilometersatsen.", None, law, caution, lines)
    room = max(NOTHING, room_for(claim, same, amounts))
    payable = min(claim.amount, room)
    whole = payable == claim.amount
    text = "Kan betales." if whole else f"Satsen giver plads til {room}. {EXCEEDED} Sæt beløbet ned til det, der er plads til."
    return Judged(claim, ExpenseOutcome.ALLOWED if whole else ExpenseOutcome.STOPPED, payable, text, room - payable, law, caution)


def room_for(claim: Claim, same: Sequence[Judged], amounts: Sequence[Kroner]) -> Kroner:
    """How much the cap has room for before this claim: of a year, of a day, or of a referee's matches and day. Below nothing when too much was paid."""
    if claim.kind in BY_YEAR:
        return amounts[0] - paid(same)
    of_the_day = amounts[-1] - paid([one for one in same if one.claim.day == claim.day])
    return min(of_the_day, Kroner(amounts[0].oere * claim.matches)) if claim.kind is ExpenseKind.REFEREE else of_the_day


def paid(judged: Iterable[Judged]) -> Kroner:
    """What these come to."""
    return sum((one.payable for one in judged), NOTHING)


def driven(km: int, km_before: int, amounts: Sequence[Kroner]) -> tuple[tuple[int, Kroner], ...]:
    """Kilometres with their rate: for a car up to the year's step at the high rate and the rest at the low one."""
    if len(amounts) == 1:
        return ((km, amounts[0]),)
    high = min(km, max(0, STEP_KM - km_before))
    return tuple((part, rate) for part, rate in zip((high, km - high), amounts, strict=True) if part)
