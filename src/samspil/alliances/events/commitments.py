"""Facts alliances tell of commitments."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CommitmentDelivered(Event):
    """A piece of what a party promised was delivered."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int


@dataclass(frozen=True, kw_only=True)
class CommitmentMissed(Event):
    """A party said why it did not keep what it promised; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int


@dataclass(frozen=True, kw_only=True)
class DeliveryCorrected(Event):
    """A delivery that was wrong was taken back, with a reason; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    delivery_id: int


@dataclass(frozen=True, kw_only=True)
class CommitmentUnmissed(Event):
    """A party took back, at `moment` (ISO), that it could not keep what it promised; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int
    moment: str


@dataclass(frozen=True, kw_only=True)
class CommitmentDue(Event):
    """What a party promised must soon be delivered, or its day is over; the party is told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int
