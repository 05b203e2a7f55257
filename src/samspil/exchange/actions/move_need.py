"""Show a need to everybody, close it when it is met, call it off."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.actions.answer_match import call_off_matches
from samspil.exchange.actions.answer_place import call_off_places
from samspil.exchange.actions.keep_pair import call_off_pairs
from samspil.exchange.actions.seating import say_whether_full
from samspil.exchange.actions.write_need import PAST, held, tell
from samspil.exchange.domain.needs import LIFECYCLE, OWNER, NeedState, last_day
from samspil.exchange.legal import stops_of
from samspil.exchange.models import Need
from samspil.identity.actor import Actor


@transaction.atomic
def move_need(actor: Actor, need_id: int, errand: str, *, now: datetime) -> Need | Refusal:
    """Carry out `errand` ("publish", "close" or "cancel"). What the law stops is not shown to anybody."""
    need = held(actor, need_id)
    if isinstance(need, Refusal):
        return need
    try:
        state = LIFECYCLE.next(need.state, errand, OWNER)
    except NotPossible as error:
        return Refusal("state", str(error))
    if state == NeedState.OPEN:
        refused = why_not_show(need, now)
        if refused:
            return refused
        need.shown_at = now
        if need.ends_on < localdate(now):
            need.ends_on = last_day(localdate(now), None)
    history.done_by(actor.person_id)
    need.state = state
    need.save(update_fields=["state", "shown_at", "ends_on"])
    if state == NeedState.CANCELLED:
        call_off_pairs(need, actor.person_id, now)
        call_off_places(need, actor.person_id, now)
        call_off_matches(need, actor.person_id, now)
    elif state == NeedState.OPEN:
        say_whether_full(need, actor.person_id)
    tell(actor, need)
    return need


def why_not_show(need: Need, now: datetime) -> Refusal | None:
    """Why it may not be shown: it lies in the past, or the law stops it."""
    if need.starts_at and need.starts_at <= now:
        return PAST
    stops = stops_of(need, localdate(now))
    return Refusal("law-stop", stops[0].what_da, ", ".join(stops[0].law)) if stops else None
