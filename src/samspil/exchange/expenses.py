"""Expenses as the rules look at them: rows as claims, what was approved before, and the rates of the law."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from samspil.core.money import Kroner
from samspil.exchange.domain.allowances import judge, judge_all
from samspil.exchange.domain.claims import Claim, ExpenseKind, ExpenseOutcome, Judged, PayerType, PayMethod
from samspil.exchange.domain.paying import ClaimState, payer_type_of, rate_words
from samspil.exchange.efforts import HELPED
from samspil.exchange.models import Expense, Payer, Signup
from samspil.identity.actor import Actor
from samspil.identity.models import Organisation
from samspil.law.sources import values

MOST_SHOWN = 2_000


def as_claim(row: Expense) -> Claim:
    """The row as a claim: whoever asks and pays by their numbers."""
    return Claim(
        id=f"{row.pk or 0:010}",
        person=str(row.person_id or f"x{row.pk}"),
        payer=str(row.organisation_id),
        payer_type=payer_of(row.organisation),
        kind=ExpenseKind(row.kind),
        method=PayMethod(row.method),
        day=row.day,
        amount=Kroner(row.oere),
        km=row.km,
        matches=row.matches,
        hours_away=row.hours_away,
        purpose=row.purpose,
        origin=row.origin,
        destination=row.destination,
        unpaid=row.unpaid,
        has_receipt=row.has_receipt,
    )


def payer_of(organisation: Organisation) -> PayerType:
    """What the law calls this payer."""
    return payer_type_of(organisation.kind)


def judged(row: Expense, *, beside: Iterable[str] = (ClaimState.APPROVED,)) -> Judged:
    """What may be paid of a row after those of the same person, payer and year in these states."""
    same = Expense.objects.filter(organisation=row.organisation_id, person=row.person_id, day__year=row.day.year, state__in=list(beside))
    earlier = judge_all((as_claim(one) for one in same.exclude(pk=row.pk).select_related("organisation")), values())
    return judge(as_claim(row), earlier, values())


def as_approved(row: Expense) -> Judged:
    """An approved row as it was answered then, with names instead of numbers: for the sheet and the voucher."""
    told = row.answer
    claim = replace(as_claim(row), person=row.name, payer=row.organisation.name)
    lines = tuple((km, Kroner(oere)) for km, oere in told.get("lines", []))
    return Judged(claim, ExpenseOutcome.ALLOWED, Kroner(row.payable), told.get("text", ""), None, told.get("law", ""), told.get("caution", ""), lines)


def rates_on(day: date) -> list[tuple[ExpenseKind, str]]:
    """Every kind with its rate in words on a day; "" where there is none."""
    return [(kind, rate_words(kind, day, values())) for kind in ExpenseKind]


def payers_for(actor: Actor) -> list[Organisation]:
    """Organisations that pay, and that the actor has helped."""
    helped = Signup.objects.filter(person=actor.person_id, state__in=HELPED).values("need__organisation")
    rows = Organisation.objects.standing().filter(pk__in=helped).filter(pk__in=Payer.objects.values("organisation"))
    return list(rows.order_by("name")) if actor.person_id else []


def has_helped(person_id: int, organisation_id: int) -> bool:
    """Whether somebody has a place with an organisation, or had."""
    return Signup.objects.filter(person=person_id, need__organisation=organisation_id, state__in=HELPED).exists()


def own_of(actor: Actor) -> list[Expense]:
    """What the actor has asked for, the newest first."""
    rows = Expense.objects.visible_to(actor).filter(person=actor.person_id).select_related("organisation")
    return list(rows[:MOST_SHOWN]) if actor.person_id else []


def of_organisation(actor: Actor, organisation_id: int, year: int) -> list[Expense]:
    """What an organisation was asked for in a year, by day."""
    rows = Expense.objects.visible_to(actor).filter(organisation=organisation_id, day__year=year).exclude(state=ClaimState.TAKEN_BACK)
    return list(rows.select_related("organisation").order_by("day", "pk")[:MOST_SHOWN])
