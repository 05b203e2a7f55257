"""Expenses as whoever asked and the treasurer see them."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from samspil.core.money import Kroner
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.core.sheets import Value
from samspil.exchange import expenses
from samspil.exchange.domain.claims import KIND_DA, METHOD_DA, ExpenseKind, ExpenseOutcome, PayerType, PayMethod
from samspil.exchange.domain.paying import STATE_DA, ClaimState
from samspil.exchange.domain.vouchers import HEAD, in_words, sheet_rows, totals, voucher
from samspil.exchange.models import Expense, Payer, Signup
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Organisation

OWN_AT = "/behov/udgifter/"
# The words of kinds in addresses.
ADDRESS_DA = {
    ExpenseKind.TELEPHONE: "telefon",
    ExpenseKind.ADMINISTRATION: "administration",
    ExpenseKind.CLOTHING: "toej",
    ExpenseKind.MEALS: "mad",
    ExpenseKind.CAR: "bil",
    ExpenseKind.BICYCLE: "cykel",
    ExpenseKind.REFEREE: "dommer",
    ExpenseKind.OTHER: "andet",
}
WIDTHS = (12, 24, 28, 26, 12, 34, 22, 22, 8, 34, 14, 12, 16, 44, 44, 44)
NOT_HERE = "Den udgift findes ikke her."
YEARS_BACK = 3


def own_page(actor: Actor) -> dict[str, Any]:
    """What the actor has asked for, whom they can ask, and what they lead."""
    led = [pk for pk in actor.memberships if actor.belongs_to(pk, MemberRole.ADMINISTRATOR)]
    return {
        "lines": [line(row) for row in expenses.own_of(actor)],
        "payers": expenses.payers_for(actor),
        "led": Organisation.objects.standing().filter(pk__in=led).order_by("name"),
    }


def line(row: Expense) -> dict[str, Any]:
    """One expense in words."""
    amount = row.payable if row.state == ClaimState.APPROVED else row.oere
    return {
        "row": row,
        "kind": KIND_DA[ExpenseKind(row.kind)],
        "method": METHOD_DA[PayMethod(row.method)],
        "when": danish_date(row.day),
        "amount": str(Kroner(amount)),
        "state": STATE_DA[ClaimState(row.state)],
        "waits": row.state == ClaimState.ASKED,
        "by_km": bool(row.km) and row.state == ClaimState.APPROVED,
    }


def kinds_page(actor: Actor, organisation_id: int) -> dict[str, Any]:
    """What can be asked of an organisation that pays, each with its rate of today; Http404 for one the actor cannot ask."""
    organisation = payer_for(actor, organisation_id)
    flat = expenses.payer_of(organisation) is PayerType.ASSOCIATION
    rates = expenses.rates_on(localdate())
    kinds = [{"address": ADDRESS_DA[kind], "name": KIND_DA[kind], "rate": how_paid(kind, rate, flat=flat)} for kind, rate in rates]
    return {"organisation": organisation, "kinds": kinds, "flat": flat}


def how_paid(kind: ExpenseKind, rate: str, *, flat: bool) -> str:
    """How a kind is paid: its rate, against receipts, or that this year's rate is not known here yet."""
    if not flat or kind is ExpenseKind.OTHER:
        return "Mod bilag"
    return rate or "Årets sats er ikke kendt her endnu"


def payer_for(actor: Actor, organisation_id: int) -> Organisation:
    """An organisation that pays and that the actor has helped; Http404 otherwise."""
    found = next((one for one in expenses.payers_for(actor) if one.pk == organisation_id), None)
    if found is None:
        raise Http404("Den organisation tager ikke imod udgifter fra dig her.")
    return found


def kind_page(actor: Actor, organisation_id: int, address: str) -> dict[str, Any]:
    """What the form about one kind shows."""
    organisation = payer_for(actor, organisation_id)
    kind = next((kind for kind, word in ADDRESS_DA.items() if word == address), None)
    if kind is None:
        raise Http404("Den slags udgift findes ikke.")
    flat = expenses.payer_of(organisation) is PayerType.ASSOCIATION and kind is not ExpenseKind.OTHER
    rate = dict(expenses.rates_on(localdate()))[kind] if flat else ""
    name = Signup.objects.filter(person=actor.person_id, need__organisation=organisation).order_by("-pk").values_list("name", flat=True).first()
    return {"organisation": organisation, "kind": kind, "kind_name": KIND_DA[kind], "flat": flat, "rate": rate, "name": name or ""}


def led_by(actor: Actor, organisation_id: int) -> Organisation:
    """The organisation, if the actor answers for its money; Http404 otherwise."""
    found = Organisation.objects.standing().filter(pk=organisation_id).first()
    if found is None or not actor.may("exchange.pay", organisation_id):
        raise Http404("Den side er for organisationens administratorer.")
    return found


def year_of(wished: str) -> int:
    """The year that is asked for, this one when none is."""
    years = [localdate().year - back for back in range(YEARS_BACK)]
    return int(wished) if wished in map(str, years) else years[0]


def treasurer_page(actor: Actor, organisation_id: int, wished: str) -> dict[str, Any]:
    """What the treasurer sees of a year: what waits with what the rules say of it, what is approved, and sums."""
    organisation, year = led_by(actor, organisation_id), year_of(wished)
    rows = expenses.of_organisation(actor, organisation_id, year)
    approved = [row for row in rows if row.state == ClaimState.APPROVED]
    found = totals(expenses.as_approved(row) for row in approved)
    return {
        "organisation": organisation,
        "year": year,
        "years": [localdate().year - back for back in range(YEARS_BACK)],
        "open": Payer.objects.filter(organisation=organisation).exists(),
        "flat": expenses.payer_of(organisation) is PayerType.ASSOCIATION,
        "waiting": [waiting_line(actor, row) for row in rows if row.state == ClaimState.ASKED],
        "approved": [line(row) for row in approved],
        "sums": [(person, KIND_DA[kind], str(amount)) for (person, _, _, kind), amount in found.items()],
        "all": str(Kroner(sum(row.payable for row in approved))),
    }


def waiting_line(actor: Actor, row: Expense) -> dict[str, Any]:
    """One that waits, with what the rules say of it now."""
    found = expenses.judged(row)
    told = {"text": found.text, "law": found.law, "caution": found.caution, "can": found.outcome is ExpenseOutcome.ALLOWED}
    where = f"{row.origin} til {row.destination}, {row.km} km" if row.km else ""
    return {**line(row), **told, "where": where, "own": row.person_id == actor.person_id}


def their_row(actor: Actor, expense_id: int) -> Expense:
    """An expense the actor answers for; Http404 otherwise."""
    found = Expense.objects.visible_to(actor).select_related("organisation").filter(pk=expense_id).first()
    if found is None or not actor.may("exchange.pay", found.organisation_id):
        raise Http404(NOT_HERE)
    return found


def voucher_page(actor: Actor, expense_id: int) -> dict[str, Any]:
    """The driving voucher of an approved trip, for whoever drove and the treasurer; Http404 otherwise."""
    row = Expense.objects.visible_to(actor).select_related("organisation").filter(pk=expense_id, state=ClaimState.APPROVED).first()
    paper = voucher(expenses.as_approved(row)) if row else None
    if row is None or paper is None or isinstance(paper, Refusal):
        raise Http404(NOT_HERE)
    return {"organisation": row.organisation, "name": row.name, "lines": in_words(paper), "law": paper.law}


def headings() -> list[tuple[str, int]]:
    """The sheet's headings with their widths."""
    return list(zip(HEAD, WIDTHS, strict=True))


def rows_of_sheet(actor: Actor, organisation_id: int, year: int) -> Sequence[Sequence[Value]]:
    """What is approved in a year, as the treasurer books it."""
    rows = expenses.of_organisation(actor, organisation_id, year)
    return sheet_rows(expenses.as_approved(row) for row in rows if row.state == ClaimState.APPROVED)
