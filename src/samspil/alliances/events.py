"""Facts alliances tell. The index is renewed by those that can change what everybody sees."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AllianceStarted(Event):
    """Somebody began an alliance."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class AllianceChanged(Event):
    """Purpose, period, tasks or facts of an alliance were changed."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class AllianceMoved(Event):
    """An alliance came to another stage."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    stage: str


@dataclass(frozen=True, kw_only=True)
class AllianceReopened(Event):
    """An alliance that was given up or closed was taken up again, at `moment` (ISO), for `party_id` or by the person who holds it; all are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int | None = None
    moment: str


@dataclass(frozen=True, kw_only=True)
class CommitmentDelivered(Event):
    """A piece of what a party promised was delivered."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int


@dataclass(frozen=True, kw_only=True)
class CommitmentMissed(Event):
    """A party said why it did not keep what it promised; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int


@dataclass(frozen=True, kw_only=True)
class DeliveryCorrected(Event):
    """A delivery that was wrong was taken back, with a reason; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    delivery_id: int


@dataclass(frozen=True, kw_only=True)
class CommitmentUnmissed(Event):
    """A party took back, at `moment` (ISO), that it could not keep what it promised; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int
    moment: str


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


@dataclass(frozen=True, kw_only=True)
class CommitmentDue(Event):
    """What a party promised must soon be delivered, or its day is over; the party is told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    commitment_id: int


@dataclass(frozen=True, kw_only=True)
class PartyAsked(Event):
    """An organisation, or an address, was asked to become a party; the mail is written by the worker."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class PartyAnswered(Event):
    """A party said yes or no to an invitation."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int
    joined: bool


@dataclass(frozen=True, kw_only=True)
class PartyLeft(Event):
    """A party went out of an alliance again; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class PartyWrote(Event):
    """A party wrote what it brings, has at stake or gains."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class PartyReminded(Event):
    """Somebody sent a party a friendly reminder of what it has still to do."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


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
class MessageWritten(Event):
    """Somebody wrote to the other parties; they find it in their next gathered mail."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    message_id: int


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
class BatonGiven(Event):
    """In a party somebody else is turned to from now on; whoever takes over is told, with a note of what is under way."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    handover_id: int


@dataclass(frozen=True, kw_only=True)
class ContactGone(Event):
    """Whom the others turned to in a party has left, lost the account or was blocked; those who answer for the organisation are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class HolderGone(Event):
    """Whoever held an alliance in their own name let go of it or is gone; the parties are asked who takes over."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int


@dataclass(frozen=True, kw_only=True)
class TakenOver(Event):
    """A party takes over what whoever held the alliance left; the others are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    party_id: int


@dataclass(frozen=True, kw_only=True)
class AllianceShown(Event):
    """An alliance's page became public, or was taken back to its parties."""

    alliance_id: int
    public: bool


@dataclass(frozen=True, kw_only=True)
class MatterRaised(Event):
    """A party raised a question for the alliance to decide; those who decide are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    matter_id: int


@dataclass(frozen=True, kw_only=True)
class MatterDecided(Event):
    """A question was decided; the parties are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    matter_id: int


@dataclass(frozen=True, kw_only=True)
class MatterLate(Event):
    """A question was not decided in its time; those who have not answered are told, once."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    matter_id: int


@dataclass(frozen=True, kw_only=True)
class FollowUpGiven(Event):
    """Something that follows from a decision was given to a party; it is told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    follow_up_id: int


@dataclass(frozen=True, kw_only=True)
class FollowUpLate(Event):
    """What follows from a decision was not done in its time; its party is told, once."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    follow_up_id: int


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


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(Event):
    """A party called the others to a meeting; they are asked whether they come."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    meeting_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Event):
    """A meeting has another time, place or name, for the time that `sequence` counts; the parties are told."""

    concerns_everybody: ClassVar[bool] = False

    alliance_id: int
    meeting_id: int
    sequence: int


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
