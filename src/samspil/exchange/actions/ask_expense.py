"""An expense is asked for, taken back, approved or refused. Nothing above a cap is ever approved, and the machine pays nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.money import Kroner
from samspil.core.refusals import Refusal
from samspil.exchange import expenses
from samspil.exchange.domain.claims import DRIVING, NOTHING, ExpenseKind, ExpenseOutcome, Judged, PayMethod
from samspil.exchange.domain.paying import CLAIM_LIFECYCLE, TREASURER, ClaimState
from samspil.exchange.domain.signups import PERSON
from samspil.exchange.events import ExpenseMoved
from samspil.exchange.models import Expense, Payer
from samspil.identity.actor import Actor
from samspil.identity.models import Organisation

NOT_YOURS = Refusal("not-yours", "Det kan kun den, der har bedt om pengene, eller en administrator i den organisation, der betaler.")
NOT_LED = Refusal("not-led", "Det kan kun en administrator i organisationen.")
NOT_PAYING = Refusal("not-paying", "Den organisation tager ikke imod udgifter her. Spørg dem, hvordan de gør.")
NOT_HELPED = Refusal("not-helped", "Udgifter betales til dem, der hjælper. Sig ja til en opgave hos dem først.")
FUTURE = Refusal("future", "Den dag er ikke kommet endnu. Bed om pengene bagefter.")
OLD = Refusal("old", "Det er fra før sidste år, og det regnskab er lukket. Tal med kassereren.")
OWN = Refusal("own", "Du kan ikke godkende din egen udgift. Bed en anden administrator gøre det.")
WHY = Refusal("why", "Skriv hvorfor, så den, der har bedt om pengene, kan rette det.")
# One trip or one bill; a larger one is spoken about first.
MOST = Kroner.of(20_000)
TOO_MUCH = Refusal("too-much", f"Beløbet er over {MOST}. Tal med kassereren først.")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form gathered."""

    kind: ExpenseKind
    method: PayMethod
    day: date
    name: str
    amount: Kroner = NOTHING
    km: int = 0
    matches: int = 0
    hours_away: float | None = None
    purpose: str = ""
    origin: str = ""
    destination: str = ""
    unpaid: bool | None = None
    has_receipt: bool = False


@transaction.atomic
def open_payer(actor: Actor, organisation_id: int, *, on: bool, now: datetime) -> str | Refusal:
    """The organisation pays volunteers' expenses from now on, or no longer; what was asked stays to be answered."""
    if not actor.may("exchange.pay", organisation_id):
        return NOT_LED
    if on:
        Payer.objects.get_or_create(organisation_id=organisation_id, defaults={"opened_at": now})
        return "De, der hjælper jer, kan nu bede om at få udgifter betalt."
    Payer.objects.filter(organisation=organisation_id).delete()
    return "Der kan ikke bedes om nye udgifter. Dem, der venter, skal stadig have svar."


@transaction.atomic
def ask_expense(actor: Actor, organisation_id: int, asked: Asked, *, now: datetime) -> Expense | Refusal:
    """Ask for one expense. What the rules stop is refused here with their reason, counted together with what waits already."""
    organisation = Organisation.objects.standing().filter(pk=organisation_id).first()
    payer = Payer.objects.select_for_update().filter(organisation=organisation_id).first()
    if organisation is None or payer is None or actor.person_id is None:
        return NOT_PAYING
    refused = not_from(actor.person_id, organisation, asked, localdate(now))
    if refused:
        return refused
    row = Expense(organisation=organisation, person_id=actor.person_id, state=CLAIM_LIFECYCLE.start, made_at=now, moved_at=now, **written(asked))
    found = expenses.judged(row, beside=[ClaimState.ASKED, ClaimState.APPROVED])
    if found.outcome is not ExpenseOutcome.ALLOWED:
        return stopped(found)
    row.oere = found.payable.oere
    if found.payable > MOST:
        return TOO_MUCH
    history.done_by(actor.person_id)
    row.save()
    return tell(row, actor.person_id)


def not_from(person_id: int, organisation: Organisation, asked: Asked, today: date) -> Refusal | None:
    """Why nothing can be asked for by this person for this day."""
    if not expenses.has_helped(person_id, organisation.pk):
        return NOT_HELPED
    if asked.day > today:
        return FUTURE
    return OLD if asked.day.year < today.year - 1 else None


def written(asked: Asked) -> dict[str, object]:
    """The columns of what was asked; of driving by rate the amount comes from the kilometres."""
    by_km = asked.kind in DRIVING and asked.method is PayMethod.FLAT
    names = ("kind", "method", "day", "name", "km", "matches", "hours_away", "purpose", "origin", "destination", "unpaid", "has_receipt")
    return {**{name: getattr(asked, name) for name in names}, "oere": 0 if by_km else asked.amount.oere}


def stopped(found: Judged) -> Refusal:
    """Why the rules stop it, with the law and the rate's order, and what is not certain."""
    return Refusal(str(found.outcome), f"{found.text} {found.caution}".strip(), found.law)


@transaction.atomic
def take_expense_back(actor: Actor, expense_id: int, *, now: datetime) -> Expense | Refusal:
    """The person no longer asks for it."""
    row = held(expense_id)
    if row is None or actor.person_id is None or row.person_id != actor.person_id:
        return NOT_YOURS
    return moved(row, "take_back", PERSON, actor.person_id, now)


@transaction.atomic
def answer_expense(actor: Actor, expense_id: int, errand: str, *, words: str = "", now: datetime) -> Expense | Refusal:
    """The treasurer approves ("approve") or refuses ("refuse", with a reason). Approving is judged again after all that was approved before."""
    row = held(expense_id)
    if row is None or actor.person_id is None or not actor.may("exchange.pay", row.organisation_id):
        return NOT_YOURS
    if row.person_id == actor.person_id:
        return OWN
    if errand == "refuse":
        return moved(row, errand, TREASURER, actor.person_id, now, said=words, payable=0) if words else WHY
    found = expenses.judged(row)
    if found.outcome is not ExpenseOutcome.ALLOWED:
        return stopped(found)
    answer = {"text": found.text, "law": found.law, "caution": found.caution, "lines": [[km, rate.oere] for km, rate in found.lines]}
    oere = found.payable.oere
    return moved(row, errand, TREASURER, actor.person_id, now, said="", oere=oere, payable=oere, answer=answer, decided_by_id=actor.person_id)


def held(expense_id: int) -> Expense | None:
    """A row, with its payer's rows held: caps are counted by one at a time."""
    asked = Organisation.objects.filter(pk__in=Expense.objects.filter(pk=expense_id).values("organisation"))
    asked.select_for_update(no_key=True, of=("self",)).first()
    return Expense.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=expense_id).first()


def moved(row: Expense, errand: str, role: str, actor_id: int, now: datetime, **changes: object) -> Expense | Refusal:
    """The row in its next state, saved and told of; or why not, and then nothing is changed."""
    try:
        state = CLAIM_LIFECYCLE.next(row.state, errand, role)
    except NotPossible as error:
        return Refusal("state", str(error))
    history.done_by(actor_id)
    row.state, row.moved_at = state, now
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return tell(row, actor_id)


def tell(row: Expense, actor_id: int) -> Expense:
    """The other side hears of it."""
    events.record(ExpenseMoved(expense_id=row.pk, state=row.state), actor_id=actor_id, municipality_code=row.organisation.municipality_id)
    return row


@transaction.atomic
def forget_expenses(today: date) -> None:
    """Two years after their year they go, with their history: the accounts are the treasurer's, who has the sheet."""
    delete_expenses(list(Expense.objects.filter(day__year__lt=today.year - 2).values_list("pk", flat=True)))


def delete_expenses(ids: list[int]) -> None:
    """These rows go, with their history."""
    Expense.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it
    Expense.objects.filter(pk__in=ids).delete()
