"""Facts alliances tell of the alliance as a whole."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AllianceStarted(Event):
    """Somebody began an alliance."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class AllianceChanged(Event):
    """Purpose, period, tasks or facts of an alliance were changed."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class AllianceMoved(Event):
    """An alliance came to another stage."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    stage: str


@dataclass(frozen=True, kw_only=True)
class AllianceReopened(Event):
    """An alliance that was given up or closed was taken up again, at `moment` (ISO), for `party_id` or by the person who holds it; all are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int | None = None
    moment: str


@dataclass(frozen=True, kw_only=True)
class AllianceShown(Event):
    """An alliance's page became public, or was taken back to its parties."""

    alliance_id: int
    public: bool
