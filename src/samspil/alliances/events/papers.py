"""Facts alliances tell of orders of many agreements on paper."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PapersOrdered(Event):
    """Somebody on a municipality's desk ordered all its agreements on paper; the worker begins to pack them."""

    concerns_everybody: ClassVar[bool] = False

    order_id: int


@dataclass(frozen=True, kw_only=True)
class PapersEnded(Event):
    """The worker has packed them, or could not; whoever ordered them is told."""

    concerns_everybody: ClassVar[bool] = False

    order_id: int
