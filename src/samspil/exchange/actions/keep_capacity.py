"""What organisations promised in an alliance, kept as capacity that a desk can use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from samspil.exchange.models import PromisedCapacity


@dataclass(frozen=True, kw_only=True)
class Promised:
    """One promise; `source` is its own number."""

    source: int
    organisation_id: int | None
    kind: str
    what: str
    unit: str
    quantity: Decimal
    delivered: Decimal
    until: date


@transaction.atomic
def keep_capacity(initiative_id: int, promised: Sequence[Promised]) -> None:
    """These are all the promises of an initiative; what is not among them is gone. Doing it again changes nothing."""
    PromisedCapacity.objects.filter(initiative=initiative_id).exclude(source__in=[one.source for one in promised]).delete()
    for one in promised:
        told = {name: getattr(one, name) for name in ("organisation_id", "kind", "what", "unit", "quantity", "delivered", "until")}
        PromisedCapacity.objects.update_or_create(source=one.source, defaults={"initiative_id": initiative_id, **told})
