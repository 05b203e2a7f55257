"""Publish a call, take it down, open it again or longer, handle it, call it off; and copy last year's."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.funds.actions.write_call import new_round
from samspil.funds.actions.writing import draft, held_call, held_fund, keep_call, tell_call
from samspil.funds.call_data import call_of, money_in, windows
from samspil.funds.domain import calls as rules
from samspil.funds.domain.call_checks import faults_of_call
from samspil.funds.domain.calls import CALL_LIFECYCLE, CASEWORKER, ERRAND_CODE_DA, FundCallState
from samspil.funds.domain.copying import CopiedCall, copied
from samspil.funds.domain.findings import stops
from samspil.funds.domain.remarks import Remark, refused, remark
from samspil.funds.domain.windows import CODE_DA as WINDOW_DA
from samspil.funds.domain.windows import Window, WindowCode, reopened, wall_of, window_of
from samspil.funds.models import Call, Criterion, FormQuestion, OpenPeriod, SetAside
from samspil.identity.actor import Actor

LACKS = Refusal("lacks", "Runden mangler noget, før den kan offentliggøres. Se listen.")
HIDDEN_FUND = Refusal("hidden-fund", "Vis selve puljen for alle, før en runde offentliggøres.")
# Moves that need more than the move itself, which are errands of their own below.
ALONE = frozenset({"extend", "reopen", "change"})
COPIED = ("purpose", "help", "bases", "other_basis", "amount", "cap", "carries", "minimum", "maximum", "own_share", "who", "excluded", "conditions", "warned")
COPIED_TOO = ("papers", "age_from", "one_each", "cvr_required", "supply_days", "meetings_where")


@transaction.atomic
def move_call(actor: Actor, call_id: int, errand: str, *, reason: str = "", now: datetime) -> Call | Refusal:
    """Carry out an errand of CALL_LIFECYCLE that needs nothing but a reason: "publish", "take_down", "handle", "decide", "cancel" and the ways back."""
    call = held_call(actor, call_id, now)
    if isinstance(call, Refusal):
        return call
    said = None if errand in ALONE else rules.why_not(FundCallState(call.state), errand, CASEWORKER, reason)
    if said or errand in ALONE:
        return refused(said, ERRAND_CODE_DA) if said else Refusal("state", ERRAND_CODE_DA[rules.CallErrandCode.NOT_NOW])
    lacking = why_not_publish(call, now) if errand == "publish" else None
    if lacking:
        return lacking
    history.done_by(actor.person_id)
    shown = {"shown_at": call.shown_at or now} if errand == "publish" else {}
    return keep_call(actor, call, now, state=CALL_LIFECYCLE.next(call.state, errand, CASEWORKER), reason=reason.strip(), **shown)


def why_not_publish(call: Call, now: datetime) -> Refusal | None:
    """Why a draft cannot be published yet."""
    if call.fund.shown_at is None:
        return HIDDEN_FUND
    return LACKS if stops(faults_of_call(call_of(call), money_in(call), now)) else None


@transaction.atomic
def open_again(actor: Actor, call_id: int, opens: datetime | None, closes: datetime, reason: str, *, now: datetime) -> Call | Refusal:
    """A new period for everybody: of an open call from its deadline on, which moves the deadline; of a closed one from `opens`, or from now. Danish clocks
    without zone. The reason is shown to everybody."""
    call = held_call(actor, call_id, now)
    if isinstance(call, Refusal):
        return call
    open_now = call.state == FundCallState.OPEN
    said = rules.why_not(FundCallState(call.state), "extend" if open_now else "reopen", CASEWORKER, reason)
    if said:
        return refused(said, ERRAND_CODE_DA)
    window = next_window(call, opens, closes, reason, actor, now)
    more = window if isinstance(window, Remark) else reopened(windows(call), window, now)
    if isinstance(more, Remark):
        return refused(more, WINDOW_DA)
    history.done_by(actor.person_id)
    last = more[-1]
    OpenPeriod.objects.create(call=call, opens_at=last.opens, closes_at=last.closes, reason=last.reason, made_at=now, made_by_id=actor.person_id)
    state = FundCallState.OPEN if last.opens <= now or open_now else FundCallState.PUBLISHED
    return keep_call(actor, call, now, state=state, reason=reason.strip())


def next_window(call: Call, opens: datetime | None, closes: datetime, reason: str, actor: Actor, now: datetime) -> Window | Remark:
    """The new period: from the running one's end, from a written time, or from the minute that runs."""
    runs_on = call.state == FundCallState.OPEN
    least = max(one.closes for one in windows(call)) if runs_on else now.replace(second=0, microsecond=0)
    begins = wall_of(least) if runs_on or opens is None else opens
    written = window_of(begins, closes)
    if isinstance(written, Remark):
        return written
    start = least if begins == wall_of(least) else written.opens  # an hour that comes twice is the later one
    return Window(start, written.closes, reason.strip(), actor.person_id) if start < written.closes else remark(WindowCode.CLOSES_FIRST)


@transaction.atomic
def copy_call(actor: Actor, call_id: int, *, now: datetime) -> tuple[Call, CopiedCall] | Refusal:
    """A new draft of the same fund from one of its calls, a year on, and what to look at in it."""
    old = held_call(actor, call_id, now)
    if isinstance(old, Refusal):
        return old
    fund = held_fund(actor, old.fund_id, "funds.handle")
    if isinstance(fund, Refusal):
        return fund
    told = copied(call_of(old), "")
    history.done_by(actor.person_id)
    same = {name: getattr(old, name) for name in (*COPIED, *COPIED_TOO)}
    days = {"meetings": list(told.call.meetings), "decided_by": told.call.decided_by, "report_by": told.call.report_by}
    call = Call.objects.create(**new_round(fund, told.call.title), **same, **days, copied_from=old, made_at=now, touched_at=now)
    copy_rows(old, call)
    for one in told.call.windows:
        OpenPeriod.objects.create(call=call, opens_at=one.opens, closes_at=one.closes, made_at=now, made_by_id=actor.person_id)
    tell_call(actor, call)
    return call, told


def copy_rows(old: Call, call: Call) -> None:
    """Criteria, money set aside and questions, as they stand. Limits of days in questions are the form's own and have none yet."""
    Criterion.objects.bulk_create(Criterion(call=call, **fields_of(row)) for row in old.criteria.all())
    SetAside.objects.bulk_create(SetAside(call=call, **fields_of(row)) for row in old.set_aside.all())
    FormQuestion.objects.bulk_create(FormQuestion(call=call, **fields_of(row)) for row in old.questions.all())


def fields_of(row: Model) -> dict[str, Any]:
    """All that a row says but which it is and whose."""
    return {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if one.name not in {"id", "call"}}


@transaction.atomic
def delete_call(actor: Actor, call_id: int, *, revision: int, now: datetime) -> Refusal | None:
    """A draft goes, with all that belongs to it; the round before keeps its number."""
    call = draft(actor, call_id, revision, now)
    if isinstance(call, Refusal):
        return call
    history.done_by(actor.person_id)
    tell_call(actor, call)
    call.delete()
    return None
