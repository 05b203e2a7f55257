"""Facts identity tells."""

from dataclasses import dataclass

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StaffSessionBegan(Event):
    """Somebody began to use staff powers; the reason stands in the staff session."""

    staff_session_id: int


@dataclass(frozen=True, kw_only=True)
class StaffSessionEnded(Event):
    """Somebody laid the staff powers down."""

    staff_session_id: int


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    """An administrator gave somebody a role."""

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleTaken(Event):
    """An administrator took a role from somebody; they lose its powers at once."""

    person_id: int
    role: str
