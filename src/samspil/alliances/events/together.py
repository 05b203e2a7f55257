"""Facts alliances tell of working together: messages, files, status and meetings."""

from dataclasses import dataclass, field
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageWritten(Event):
    """Somebody wrote to the other parties; they find it in their next gathered mail."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class FileShared(Event):
    """A party shared a file with the others, or a new version of one."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    file_id: int


@dataclass(frozen=True, kw_only=True)
class StatusWritten(Event):
    """Somebody wrote or changed how the alliance stands this quarter."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    status_id: int


@dataclass(frozen=True, kw_only=True)
class StatusDue(Event):
    """A quarter of an alliance that runs is nearly over, and nobody has written how it stands; its people are told once."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    year: int
    quarter: int


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(Event):
    """A party called the others to a meeting; they are asked whether they come."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    meeting_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Event):
    """A meeting has another time, place or name, or calls others, for the time that `sequence` counts; those who are called are told.

    `left_out` are the parties that no longer are, who are told that too.
    """

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    meeting_id: int
    sequence: int
    left_out: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(Event):
    """A meeting is not held; the parties are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    meeting_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingTomorrow(Event):
    """A meeting is tomorrow; those who have not said that they do not come are reminded."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    meeting_id: int
