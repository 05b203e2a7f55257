"""Facts alliances tell of contacts and holders who come and go."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BatonGiven(Event):
    """In a party somebody else is turned to from now on; whoever takes over is told, with a note of what is under way."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    handover_id: int


@dataclass(frozen=True, kw_only=True)
class ContactGone(Event):
    """Whom the others turned to in a party has left, lost the account or was blocked; those who answer for the organisation are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class HolderGone(Event):
    """Whoever held an alliance in their own name let go of it or is gone; the parties are asked who takes over."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class TakenOver(Event):
    """A party takes over what whoever held the alliance left; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int
