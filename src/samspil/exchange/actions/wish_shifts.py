"""Say when one can take shifts of a need."""

from typing import Any

from django.db import transaction

from samspil.core.refusals import Refusal
from samspil.exchange.actions.shifting import NOT_IN
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import ShiftWish, Signup
from samspil.identity.actor import Actor


@transaction.atomic
def wish_shifts(actor: Actor, need_id: int, pattern: dict[str, Any], most: int) -> ShiftWish | Refusal:
    """Keep it, in place of what was said before. `most` 0: no limit."""
    yes = Signup.objects.filter(need=need_id, person=actor.person_id, state__in=[SignupState.CONFIRMED, SignupState.ATTENDED])
    if actor.person_id is None or not yes.exists():
        return NOT_IN
    wish, _ = ShiftWish.objects.update_or_create(need_id=need_id, person_id=actor.person_id, defaults={"pattern": pattern, "most": most})
    return wish
