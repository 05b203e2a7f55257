"""Write the questions of a call's form: add, change, move, take away."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.funds.actions.writing import draft, keep_call
from samspil.funds.call_data import question
from samspil.funds.domain.form_checks import CODE_DA, faults_of_form
from samspil.funds.domain.questions import CHOICES, QuestionKind
from samspil.funds.domain.remarks import refused
from samspil.funds.models import Call, FormQuestion
from samspil.identity.actor import Actor

LONGEST_KEY = 32
GONE = Refusal("gone", "Det spørgsmål er der ikke længere.")


@dataclass(frozen=True, kw_only=True)
class QuestionWords:
    """What the form gathered; field names are FormQuestion's."""

    kind: str
    text: str
    help: str = ""
    required: bool = True
    options: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    hangs_on: str = ""
    hangs_answers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@transaction.atomic
def write_question(actor: Actor, call_id: int, key: str, words: QuestionWords, *, revision: int, now: datetime) -> Call | Refusal:
    """Change the question with this key, or add one at the end where `key` is empty. What no form can hold is refused with its reason."""
    call = draft(actor, call_id, revision, now)
    if isinstance(call, Refusal):
        return call
    rows = list(call.questions.all())
    row = next((one for one in rows if one.key == key), None) if key else FormQuestion(call=call, key=free_key(rows, words.text), place=len(rows))
    if row is None:
        return GONE
    plain = words if QuestionKind(words.kind) in CHOICES else replace(words, options=())
    for name, value in asdict(plain).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    wrong = fault_of([one for one in rows if one.key != row.key], row)
    if wrong:
        return wrong
    history.done_by(actor.person_id)
    row.save()
    return keep_call(actor, call, now)


def free_key(rows: list[FormQuestion], text: str) -> str:
    """A key that no other question of the form has."""
    own, taken = address_of(text)[:LONGEST_KEY].strip("-") or "svar", {row.key for row in rows}
    return next(name for name in (own, *(f"{own}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def fault_of(others: list[FormQuestion], row: FormQuestion) -> Refusal | None:
    """What is wrong with the form when this question stands in it."""
    listed = sorted([*others, row], key=lambda one: one.place)
    found = faults_of_form([question(one) for one in listed])
    return refused(found[0].said, CODE_DA) if found else None


@transaction.atomic
def move_question(actor: Actor, call_id: int, key: str, *, up: bool, revision: int, now: datetime) -> Call | Refusal:
    """One place up or down; at the end it stays."""
    call = draft(actor, call_id, revision, now)
    if isinstance(call, Refusal):
        return call
    rows = list(call.questions.all())
    at = next((place for place, row in enumerate(rows) if row.key == key), None)
    if at is None:
        return GONE
    to = max(at - 1, 0) if up else min(at + 1, len(rows) - 1)
    rows.insert(to, rows.pop(at))
    return ordered(actor, call, rows, now)


@transaction.atomic
def drop_question(actor: Actor, call_id: int, key: str, *, revision: int, now: datetime) -> Call | Refusal:
    """Take a question out of the form; one that another hangs on stays."""
    call = draft(actor, call_id, revision, now)
    if isinstance(call, Refusal):
        return call
    rows = list(call.questions.all())
    gone = next((row for row in rows if row.key == key), None)
    if gone is None:
        return GONE
    rest = [row for row in rows if row is not gone]
    found = faults_of_form([question(one) for one in rest])
    if found:
        return refused(found[0].said, CODE_DA)
    gone.delete()
    return ordered(actor, call, rest, now)


def ordered(actor: Actor, call: Call, rows: list[FormQuestion], now: datetime) -> Call | Refusal:
    """The questions in this order, if a form may have it."""
    found = faults_of_form([question(one) for one in rows])
    if found:
        return refused(found[0].said, CODE_DA)
    history.done_by(actor.person_id)
    for place, row in enumerate(rows):
        row.place = place
    FormQuestion.objects.bulk_update(rows, ["place"])
    return keep_call(actor, call, now)
