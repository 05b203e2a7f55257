"""Rows of identity: municipalities, people and staff sessions."""

from samspil.identity.models.municipality import Municipality, RegionMembership
from samspil.identity.models.person import Person
from samspil.identity.models.staff_session import StaffSession

__all__ = ["Municipality", "Person", "RegionMembership", "StaffSession"]
