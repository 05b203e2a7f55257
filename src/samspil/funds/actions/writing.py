"""What writing funds and calls share: whose it is, its name in addresses, and that nobody writes over another's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.funds.call_data import BY_CLOCK, state_now, whole
from samspil.funds.domain.calls import CHANGEABLE, FundCallState
from samspil.funds.events import CallChanged, FundChanged
from samspil.funds.models import Call, Fund
from samspil.identity.actor import Actor

LONGEST_SLUG = 100
NOT_YOURS = Refusal("not-yours", "Det kan kun den, der arbejder med puljen. Log ind som den, der gør det.")
NOT_A_DRAFT = Refusal("state", "Runden er offentliggjort, så den kan ikke rettes her. Tag den ned først, hvis ingen kan have søgt endnu.")
AGAIN = Refusal("again", "Der kom en anden i vejen. Prøv igen.")


@dataclass(frozen=True)
class Stale(Refusal):
    """Somebody else saved since the form was opened; `revision` is the newest."""

    revision: int = 0


def stale(revision: int) -> Stale:
    """What the second of two hears."""
    return Stale("stale", "En anden har rettet imens. Se, hvad der står nu, og gem igen.", revision=revision)


def free_slug(taken: set[str], title: str, reserved: frozenset[str], otherwise: str) -> str:
    """A title as it stands in addresses, with a number when another has the same."""
    own = address_of(title)[:LONGEST_SLUG].strip("-") or otherwise
    used = taken | reserved
    return next(name for name in (own, *(f"{own}-{n}" for n in range(2, len(used) + 3))) if name not in used)


def held_fund(actor: Actor, fund_id: int, permission: str) -> Fund | Refusal:
    """The fund's row, held, if the actor may do this with it."""
    fund = Fund.objects.select_for_update(of=("self",)).filter(pk=fund_id).first()
    return fund if fund and actor.may(permission, fund) else NOT_YOURS


def held_call(actor: Actor, call_id: int, now: datetime) -> Call | Refusal:
    """The call's row, held, if the actor handles its fund; its state is what the clock says."""
    held = Call.objects.select_for_update(of=("self",)).filter(pk=call_id).first()
    if held is None:
        return NOT_YOURS
    call = whole(Call.objects.filter(pk=call_id)).get()
    if not actor.may("funds.handle", call.fund):
        return NOT_YOURS
    if FundCallState(call.state) in BY_CLOCK:
        call.state = state_now(call, now)
    return call


def draft(actor: Actor, call_id: int, revision: int, now: datetime) -> Call | Refusal:
    """The call, held, if it is a draft that nobody has changed since `revision`."""
    call = held_call(actor, call_id, now)
    if isinstance(call, Refusal):
        return call
    if FundCallState(call.state) not in CHANGEABLE:
        return NOT_A_DRAFT
    return call if call.revision == revision else stale(call.revision)


def keep_call(actor: Actor, call: Call, now: datetime, **told: Any) -> Call:
    """Save a held call with these fields, as one change, and tell it."""
    for name, value in {**told, "touched_at": max(now, call.touched_at), "revision": call.revision + 1}.items():
        setattr(call, name, value)
    call.save()
    tell_call(actor, call)
    return call


def tell_call(actor: Actor, call: Call) -> None:
    """The call changed."""
    events.record(CallChanged(call_id=call.pk), actor_id=actor.person_id, municipality_code=call.fund.municipality_id)


def tell_fund(actor: Actor, fund: Fund) -> None:
    """The fund changed."""
    events.record(FundChanged(fund_id=fund.pk), actor_id=actor.person_id, municipality_code=fund.municipality_id)
