"""Facts alliances tell of the legal check."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LawChanged(Event):
    """The law says something else to an agreement in force than when its parties looked; they are told once. `day` is the day it was seen, as text."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    day: str


@dataclass(frozen=True, kw_only=True)
class LawyerReplied(Event):
    """A municipality answered a question that the legal check left open; the other parties are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    reply_id: int
