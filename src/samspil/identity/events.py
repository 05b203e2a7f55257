"""Facts identity tells."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StaffSessionBegan(Event):
    """Somebody began to use staff powers; the reason stands in the staff session."""

    concerns_everybody: ClassVar[bool] = False

    staff_session_id: int


@dataclass(frozen=True, kw_only=True)
class StaffSessionEnded(Event):
    """Somebody laid the staff powers down."""

    concerns_everybody: ClassVar[bool] = False

    staff_session_id: int


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    """An administrator gave somebody a role."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleTaken(Event):
    """An administrator took a role from somebody; they lose its powers at once."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class MunicipalityChanged(Event):
    """An administrator changed where a municipality's messages go or where its accessibility statement lies; pages that offer them are made anew."""

    municipality_code: str


@dataclass(frozen=True, kw_only=True)
class PersonBlocked(Event):
    """An administrator blocked an account: it logs in nowhere, and what it had running has ended."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonUnblocked(Event):
    """An administrator let a blocked person log in again."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class AccountDeleted(Event):
    """A person deleted the account; what identified them is gone in every room."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int
