"""Facts alliances tell of agreements and their amendments."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AgreementProposed(Event):
    """A version of the agreement waits for every party's yes; its PDF is made."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementAccepted(Event):
    """A party's signatory said yes to exactly this version."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementReached(Event):
    """Every party has said yes."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementTakenBack(Event):
    """Something was changed, so a version that waited or held no longer counts; those who had said yes are told, where `reopened` does not tell all."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int
    reopened: bool = False


@dataclass(frozen=True, kw_only=True)
class AmendmentMoved(Event):
    """An amendment of an agreement in force came to another state: it was begun, waits, was agreed, rejected or dropped; the parties are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    amendment_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class AgreementDue(Event):
    """An agreement in force ends soon, or the day has come to look at it again (`due`); told on `day` (ISO) to its parties."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int
    due: str
    day: str


@dataclass(frozen=True, kw_only=True)
class AgreementReviewed(Event):
    """A party said on `day` (ISO) that they have looked at the agreement and let it stand; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int
    party_id: int
    day: str


@dataclass(frozen=True, kw_only=True)
class AgreementRejected(Event):
    """A party's signatory said no to a version, with what would have to be otherwise; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class AcceptanceTakenBack(Event):
    """A party took its yes back before all had said yes; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    version_id: int
    party_id: int
    moment: str
