"""Facts alliances tell of parties."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PartyAsked(Event):
    """An organisation, or an address, was asked to become a party; the mail is written by the worker."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class PartyAnswered(Event):
    """A party said yes or no to an invitation."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int
    joined: bool


@dataclass(frozen=True, kw_only=True)
class PartiesSought(Event):
    """A party said that the alliance looks for more parties (`wanted`), or no longer, on `day` (ISO); those who follow it hear that it does."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    wanted: bool
    day: str


@dataclass(frozen=True, kw_only=True)
class PartyLeft(Event):
    """A party went out of an alliance again; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class PartyWrote(Event):
    """A party wrote what it brings, has at stake or gains."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class PartyReminded(Event):
    """Somebody sent a party a friendly reminder of what it has still to do."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int
