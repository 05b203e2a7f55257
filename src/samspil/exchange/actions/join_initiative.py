"""A need becomes part of an undertaking that was begun from it."""

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.writing import NOT_YOURS
from samspil.exchange.events import NeedChanged
from samspil.exchange.models import Need
from samspil.identity.actor import Actor

PART_ALREADY = Refusal("part-already", "Behovet hører allerede til en alliance. Find den på behovets side.")


@transaction.atomic
def join_initiative(actor: Actor, need_id: int, initiative_id: int) -> Need | Refusal:
    """Hang the need on the initiative."""
    need = Need.objects.select_for_update(of=("self",)).filter(pk=need_id).first()
    if need is None or not actor.may("exchange.work", need):
        return NOT_YOURS
    if need.initiative_id:
        return PART_ALREADY
    history.done_by(actor.person_id)
    need.initiative_id = initiative_id
    need.save(update_fields=["initiative"])
    events.record(NeedChanged(need_id=need.pk), actor_id=actor.person_id, municipality_code=need.municipality_id)
    return need
