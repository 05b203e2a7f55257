"""Facts alliances tell of confidentiality and the journal."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ConfidentialityImposed(Event):
    """A public party imposed confidentiality on a person by name, or asks them `again`; the mail is written by the worker."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    imposition_id: int
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class ConfidentialityConfirmed(Event):
    """A person said that they have read what is imposed on them; whoever imposed it is told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    imposition_id: int


@dataclass(frozen=True, kw_only=True)
class ConfidentialityEnded(Event):
    """A public party set the day on which nothing new falls under it; the person is told, and that what was learnt stays confidential."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    imposition_id: int


@dataclass(frozen=True, kw_only=True)
class JournalTaken(Event):
    """Somebody who takes part for a public party fetched the alliance's journal."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
