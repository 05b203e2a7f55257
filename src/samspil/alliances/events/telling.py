"""Facts alliances tell of check-ups, and of being told as an example."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CheckUpOpened(Event):
    """A round of the check-up was opened; all parties are asked to answer. Nothing tells who has."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int
    checkup_id: int


@dataclass(frozen=True, kw_only=True)
class CheckUpReminded(Event):
    """A round of the check-up closes soon; parties that have not answered are reminded, once."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int
    checkup_id: int


@dataclass(frozen=True, kw_only=True)
class CheckUpClosed(Event):
    """A round of the check-up closed: what may be shown of it is, and the answers are gone; all parties are told."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int
    checkup_id: int


@dataclass(frozen=True, kw_only=True)
class StoryWritten(Event):
    """The shared text of an alliance's story was written, on `day` (ISO); all parties are asked for their yes."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int
    revision: int
    day: str


@dataclass(frozen=True, kw_only=True)
class StorySent(Event):
    """An alliance's story was sent to the editors; they get a draft of an example."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class StoryTakenBack(Event):
    """A party took its yes back while the story lay with the editors, at `moment` (ISO); the draft `page_id` (0: not made yet) is removed."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int
    party_id: int
    page_id: int
    moment: str


@dataclass(frozen=True, kw_only=True)
class StoryAnswered(Event):
    """An alliance's example was published (at `page_url`), taken down or removed, at `moment` (ISO); `state` is where the story is now."""

    concerns_everybody: ClassVar[bool] = False
    alliance_id: int
    state: str
    page_url: str
    moment: str
