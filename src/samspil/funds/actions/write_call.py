"""Begin a call, and write its draft part by part."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from samspil.core import history
from samspil.core.money import Kroner
from samspil.core.refusals import Refusal
from samspil.funds.actions.starting_questions import STARTING
from samspil.funds.actions.writing import draft, free_slug, held_fund, keep_call, tell_call
from samspil.funds.domain.calls import FundCallState
from samspil.funds.domain.remarks import Remark, refused
from samspil.funds.domain.windows import CODE_DA, window_of
from samspil.funds.models import Call, Criterion, FormQuestion, Fund, OpenPeriod, SetAside
from samspil.identity.actor import Actor

# Addresses beside a fund's calls (urls.py).
RESERVED_CALLS = frozenset({"ny", "ret", "vis", "skjul", "personer", "kalender.ics"})
MOST_ROWS, MOST_CALLS = 40, 200
TOO_MANY_ROWS = Refusal("too-many", f"Der kan højst være {MOST_ROWS}. Læg nogle sammen.")
TOO_MANY_CALLS = Refusal("too-many", "Puljen har mange runder. Slet nogle kladder først.")
TWICE = Refusal("twice", "Det samme navn står der to gange.")


@dataclass(frozen=True, kw_only=True)
class CallBasics:
    """What it is for and when it is open: Danish clocks without zone, `opens` and `closes`."""

    title: str
    purpose: str
    help: str
    bases: list[str]
    other_basis: str
    opens: datetime
    closes: datetime


@dataclass(frozen=True, kw_only=True)
class CallMoney:
    """What there is, and what one can ask for. Field names are Call's; amounts in øre."""

    amount: int
    cap: int | None
    carries: bool
    minimum: int | None
    maximum: int | None
    own_share: int
    excluded: list[str]


@dataclass(frozen=True, kw_only=True)
class CallWho:
    """Who can apply, on which conditions, with which papers. Field names are Call's."""

    who: list[str]
    age_from: int | None
    one_each: bool
    cvr_required: bool
    conditions: list[str]
    warned: list[str]
    papers: list[str]
    supply_days: int


@dataclass(frozen=True, kw_only=True)
class CallDays:
    """The days after the deadline, and the meetings before it. Field names are Call's."""

    meetings: list[date]
    meetings_where: str
    decided_by: date | None
    report_by: date | None


@dataclass(frozen=True)
class CriterionRow:
    """A criterion as it is written."""

    name: str
    weight: int = 1
    help: str = ""


@dataclass(frozen=True)
class SetAsideRow:
    """Money for an area or a theme as it is written."""

    kind: str
    name: str
    amount: Kroner


Part = CallMoney | CallWho | CallDays


@transaction.atomic
def begin_call(actor: Actor, fund_id: int, title: str, *, now: datetime) -> Call | Refusal:
    """A new draft of a fund, with questions most calls ask; each can be changed or taken away."""
    fund = held_fund(actor, fund_id, "funds.handle")
    if isinstance(fund, Refusal):
        return fund
    if fund.calls.filter(state=FundCallState.DRAFT).count() >= MOST_CALLS:
        return TOO_MANY_CALLS
    history.done_by(actor.person_id)
    call = Call.objects.create(**new_round(fund, title), made_at=now, touched_at=now, purpose=fund.purpose)
    FormQuestion.objects.bulk_create(FormQuestion(call=call, place=place, **asdict(one)) for place, one in enumerate(STARTING))
    tell_call(actor, call)
    return call


def new_round(fund: Fund, title: str) -> dict[str, Any]:
    """The fund's next number and a free address, for a fund that is held."""
    number = (fund.calls.aggregate(last=Max("number"))["last"] or 0) + 1
    slug = free_slug(set(fund.calls.values_list("slug", flat=True)), title, RESERVED_CALLS, "runde")
    return {"fund": fund, "number": number, "title": title, "slug": slug}


@transaction.atomic
def write_basics(actor: Actor, call_id: int, words: CallBasics, *, revision: int, now: datetime) -> Call | Refusal:
    """What the call is for, the law it rests on, and when it is open."""
    call = draft(actor, call_id, revision, now)
    if isinstance(call, Refusal):
        return call
    window = window_of(words.opens, words.closes)
    if isinstance(window, Remark):
        return refused(window, CODE_DA)
    history.done_by(actor.person_id)
    call.periods.all().delete()
    OpenPeriod.objects.create(call=call, opens_at=window.opens, closes_at=window.closes, made_at=now, made_by_id=actor.person_id)
    told = {one.name: getattr(words, one.name) for one in fields(words) if one.name not in {"opens", "closes"}}
    return keep_call(actor, call, now, **told)


@transaction.atomic
def write_part(actor: Actor, call_id: int, words: Part, *, revision: int, now: datetime) -> Call | Refusal:
    """One part of the draft: its money, who can apply, or its days. What does not go together is told before it is published (`faults_of_call`)."""
    call = draft(actor, call_id, revision, now)
    if isinstance(call, Refusal):
        return call
    history.done_by(actor.person_id)
    return keep_call(actor, call, now, **asdict(words))


@transaction.atomic
def write_criteria(actor: Actor, call_id: int, rows: Sequence[CriterionRow], *, revision: int, now: datetime) -> Call | Refusal:
    """What applications are judged by, all at once, in their order."""
    call = rows_of(actor, call_id, [row.name for row in rows], revision, now)
    if isinstance(call, Refusal):
        return call
    call.criteria.all().delete()
    Criterion.objects.bulk_create(Criterion(call=call, place=place, **asdict(row)) for place, row in enumerate(rows))
    return keep_call(actor, call, now)


@transaction.atomic
def write_set_aside(actor: Actor, call_id: int, rows: Sequence[SetAsideRow], *, revision: int, now: datetime) -> Call | Refusal:
    """Money for areas and themes, all at once, in their order."""
    call = rows_of(actor, call_id, [f"{row.kind} {row.name}" for row in rows], revision, now)
    if isinstance(call, Refusal):
        return call
    call.set_aside.all().delete()
    SetAside.objects.bulk_create(SetAside(call=call, place=place, kind=row.kind, name=row.name, amount=row.amount.oere) for place, row in enumerate(rows))
    return keep_call(actor, call, now)


def rows_of(actor: Actor, call_id: int, names: Sequence[str], revision: int, now: datetime) -> Call | Refusal:
    """The draft, held, if so many rows with these names may stand in it."""
    if len(names) > MOST_ROWS:
        return TOO_MANY_ROWS
    if len({name.strip().casefold() for name in names}) < len(names):
        return TWICE
    call = draft(actor, call_id, revision, now)
    if not isinstance(call, Refusal):
        history.done_by(actor.person_id)
    return call
