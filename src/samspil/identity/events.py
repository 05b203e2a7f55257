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
class OrganisationMade(Event):
    """Somebody made an organisation; it is unconfirmed, and whoever confirms in its municipality is told."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class OrganisationConfirmed(Event):
    """The municipality or the volunteer centre confirmed an organisation, or took that back; its public page comes or goes."""

    organisation_id: int
    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class OrganisationDeclined(Event):
    """Those who confirm said that an organisation cannot be confirmed as it stands; its members are told where the reason stands."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class ConfirmationAsked(Event):
    """An organisation answered why it could not be confirmed, and waits again; whoever confirms is told."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    asked_at: str


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Event):
    """What an organisation tells about itself was changed."""

    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class NumberClaimed(Event):
    """An organisation says that a CVR number another has here is its own; staff are asked, and those who have it may answer."""

    concerns_everybody: ClassVar[bool] = False

    claim_id: int


@dataclass(frozen=True, kw_only=True)
class NumberDecided(Event):
    """Staff gave a CVR number to those who claimed it, or let it stay; both are told."""

    concerns_everybody: ClassVar[bool] = False

    claim_id: int


@dataclass(frozen=True, kw_only=True)
class OrganisationsMerged(Event):
    """Two rows for the same organisation became one; everything followed, and the old address leads to the one that stays."""

    merged_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class MemberAsked(Event):
    """Somebody asked to come into an organisation; its administrators are told."""

    concerns_everybody: ClassVar[bool] = False

    membership_id: int


@dataclass(frozen=True, kw_only=True)
class MemberCame(Event):
    """Somebody is a member now: let in by an administrator, or by an invitation."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class LetInByStaff(Event):
    """Staff let somebody into an organisation that nobody led, as its administrator; the other members are told."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class MemberChanged(Event):
    """What a member may do for an organisation was changed."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    """Somebody is no member any more, or was not let in."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationMade(Event):
    """An address was invited into an organisation; the mail with the secret is written by the worker."""

    concerns_everybody: ClassVar[bool] = False

    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """An invitation was taken back before anybody said yes."""

    concerns_everybody: ClassVar[bool] = False

    invitation_id: int


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


@dataclass(frozen=True, kw_only=True)
class LoginLinked(Event):
    """Somebody tied a log-in at the outside provider to the account."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class OtherSessionsEnded(Event):
    """Somebody logged out everywhere but in the browser they did it in."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class LoginUnlinked(Event):
    """Somebody untied a log-in at the outside provider from the account."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonAssisted(Event):
    """A municipality's staff registered somebody who has no e-mail, with their consent."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int
    municipality_code: str


@dataclass(frozen=True, kw_only=True)
class EntryCodeIssued(Event):
    """A municipality's staff made a code on paper for somebody they registered; an older one holds no longer."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class EntryCodeUsed(Event):
    """Somebody gave the right number and code at log-in; the code is used up."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int


@dataclass(frozen=True, kw_only=True)
class ToldByHand(Event):
    """A municipality's staff told somebody without e-mail, by phone or letter, what stands on that person's page."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int
    notice_id: int
