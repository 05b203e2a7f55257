"""Facts alliances tell of decisions and what follows from them."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MatterRaised(Event):
    """A party raised a question for the alliance to decide; those who decide are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    matter_id: int


@dataclass(frozen=True, kw_only=True)
class MatterDecided(Event):
    """A question was decided; the parties are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    matter_id: int


@dataclass(frozen=True, kw_only=True)
class MatterLate(Event):
    """A question was not decided in its time; those who have not answered are told, once."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    matter_id: int


@dataclass(frozen=True, kw_only=True)
class FollowUpGiven(Event):
    """Something that follows from a decision was given to a party; it is told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    follow_up_id: int


@dataclass(frozen=True, kw_only=True)
class FollowUpLate(Event):
    """What follows from a decision was not done in its time; its party is told, once."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    follow_up_id: int
