"""Rows of identity: municipalities, people, organisations and who is in them, roles and staff sessions."""

from samspil.identity.models.assisted import AssistedPerson
from samspil.identity.models.invitation import Invitation
from samspil.identity.models.municipality import Municipality, RegionMembership
from samspil.identity.models.number_claim import NumberClaim
from samspil.identity.models.organisation import Membership, Organisation
from samspil.identity.models.person import Person
from samspil.identity.models.role_membership import RoleMembership
from samspil.identity.models.session import Session
from samspil.identity.models.staff_session import StaffSession
from samspil.identity.models.telling import AddressTrouble, NoticeChoice

__all__ = [
    "AddressTrouble",
    "AssistedPerson",
    "Invitation",
    "Membership",
    "Municipality",
    "NoticeChoice",
    "NumberClaim",
    "Organisation",
    "Person",
    "RegionMembership",
    "RoleMembership",
    "Session",
    "StaffSession",
]
