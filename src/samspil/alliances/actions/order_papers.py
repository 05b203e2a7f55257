"""Order all of a municipality's agreements on paper, and cancel it again."""

import shutil
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from samspil.alliances import orders
from samspil.alliances.domain.papers import MOST_ALLIANCES, OrderState
from samspil.alliances.events import PapersOrdered
from samspil.alliances.models import PaperOrder
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.models import Person

# Below the store's root, and below the media folder while they are made. No address of the site leads here: only the gate's view reads it.
FOLDER = "paper-orders"
NOT_YOURS = Refusal("not-your-municipality", "Du svarer ikke for den kommune, så du kan ikke bestille dens aftaler. Intet er bestilt.")
NONE = Refusal("no-agreements", "Kommunen deltager ikke i nogen alliance med en aftale endnu. Når den første er lagt frem, kan du bestille den her.")
MANY = Refusal(
    "too-many",
    f"Der er flere end {MOST_ALLIANCES:,} aftaler, og så mange kan ikke pakkes på én gang. Bed dem, der driver stedet, om dem.".replace(",", "."),
)
OVER = Refusal("over", "Bestillingen er slut, så der er intet at afbryde.")


@transaction.atomic
def order_papers(actor: Actor, code: str, *, now: datetime) -> PaperOrder | Refusal:
    """The order; the one that is under way when there is one, also when two are sent at the same moment."""
    if not actor.may("alliances.order_papers") or code not in actor.moderates_in or actor.person_id is None:
        return NOT_YOURS
    Person.objects.select_for_update().get(pk=actor.person_id)
    open_one = PaperOrder.objects.filter(person=actor.person_id, state=OrderState.MAKING.value).first()
    if open_one:
        return open_one
    found = list(orders.agreements_of(actor, code).values_list("pk", flat=True)[: MOST_ALLIANCES + 1])
    if not found:
        return NONE
    if len(found) > MOST_ALLIANCES:
        return MANY
    order = PaperOrder.objects.create(person_id=actor.person_id, municipality_id=code, alliances=found, ordered_at=now)
    events.record(PapersOrdered(order_id=order.pk), actor_id=actor.person_id, municipality_code=code)
    return order


@transaction.atomic
def cancel_papers(actor: Actor, key: UUID, *, now: datetime) -> PaperOrder | Refusal:
    """Stop it and delete what was made; one that is packed is thrown away. Cancelling twice is refused. Raises Http404 for others' orders."""
    order = PaperOrder.objects.select_for_update().get(pk=orders.get_order_for(actor, key).pk)
    if order.state not in {OrderState.MAKING, OrderState.READY}:
        return OVER
    order.state, order.ended_at = OrderState.CANCELLED.value, now
    forget_files(order)
    order.save(update_fields=["state", "ended_at", "place", "size"])
    return order


def forget_files(order: PaperOrder) -> None:
    """Delete its file and what it is made of, once the transaction holds; the caller saves `place` and `size`."""
    place, order.place, order.size = order.place, "", 0
    if place:
        transaction.on_commit(partial(default_storage.delete, place), robust=True)
    transaction.on_commit(partial(shutil.rmtree, workshop(order.pk), ignore_errors=True), robust=True)


def workshop(order_id: int) -> Path:
    """Where its parts lie while it is made."""
    return Path(settings.MEDIA_ROOT) / FOLDER / str(order_id)
