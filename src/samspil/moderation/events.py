"""Facts moderation tells."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ThingReported(Event):
    """Somebody reported something that people wrote; moderators are told, and the reporter gets a receipt."""

    concerns_everybody: ClassVar[bool] = False

    report_id: int


@dataclass(frozen=True, kw_only=True)
class CaseDecided(Event):
    """A moderator decided a case; its owners and reporters are told."""

    concerns_everybody: ClassVar[bool] = False

    decision_id: int


@dataclass(frozen=True, kw_only=True)
class DecisionAppealed(Event):
    """An owner or a reporter asked another moderator to look at a decision."""

    concerns_everybody: ClassVar[bool] = False

    appeal_id: int


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Event):
    """A moderator took up a case again that was decided."""

    concerns_everybody: ClassVar[bool] = False

    case_id: int


@dataclass(frozen=True, kw_only=True)
class ThingHidden(Event):
    """Something was hidden from everybody, or shown again; lists, search and pages are made anew. One of the two ids is None, and both
    when it is an offer or a need, of which the room's own event tells."""

    organisation_id: int | None
    initiative_id: int | None
    hidden: bool
