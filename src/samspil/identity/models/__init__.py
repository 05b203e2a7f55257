"""Rows of identity: municipalities, people, roles and staff sessions."""

from samspil.identity.models.municipality import Municipality, RegionMembership
from samspil.identity.models.person import Person
from samspil.identity.models.role_membership import RoleMembership
from samspil.identity.models.staff_session import StaffSession
from samspil.identity.models.telling import AddressTrouble, NoticeChoice

__all__ = ["AddressTrouble", "Municipality", "NoticeChoice", "Person", "RegionMembership", "RoleMembership", "StaffSession"]
