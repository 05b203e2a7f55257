"""Facts alliances tell, past tense, by what they are about."""

from samspil.alliances.events.agreements import (
    AcceptanceTakenBack,
    AgreementAccepted,
    AgreementDue,
    AgreementProposed,
    AgreementReached,
    AgreementRejected,
    AgreementReviewed,
    AgreementTakenBack,
    AmendmentMoved,
)
from samspil.alliances.events.commitments import CommitmentDelivered, CommitmentDue, CommitmentMissed, CommitmentUnmissed, DeliveryCorrected
from samspil.alliances.events.confidentiality import ConfidentialityConfirmed, ConfidentialityEnded, ConfidentialityImposed, JournalTaken
from samspil.alliances.events.deciding import FollowUpGiven, FollowUpLate, MatterDecided, MatterLate, MatterRaised
from samspil.alliances.events.handing_over import BatonGiven, ContactGone, HolderGone, TakenOver
from samspil.alliances.events.law import LawChanged, LawyerReplied
from samspil.alliances.events.papers import PapersEnded, PapersOrdered
from samspil.alliances.events.parties import PartiesSought, PartyAnswered, PartyAsked, PartyLeft, PartyReminded, PartyWrote
from samspil.alliances.events.standing import AllianceChanged, AllianceMoved, AllianceReopened, AllianceShown, AllianceStarted
from samspil.alliances.events.telling import CheckUpClosed, CheckUpOpened, CheckUpReminded, StoryAnswered, StorySent, StoryTakenBack, StoryWritten
from samspil.alliances.events.together import (
    FileShared,
    MeetingCalled,
    MeetingCancelled,
    MeetingMoved,
    MeetingTomorrow,
    MessageWritten,
    StatusDue,
    StatusWritten,
)

__all__ = [
    "AcceptanceTakenBack",
    "AgreementAccepted",
    "AgreementDue",
    "AgreementProposed",
    "AgreementReached",
    "AgreementRejected",
    "AgreementReviewed",
    "AgreementTakenBack",
    "AllianceChanged",
    "AllianceMoved",
    "AllianceReopened",
    "AllianceShown",
    "AllianceStarted",
    "AmendmentMoved",
    "BatonGiven",
    "CheckUpClosed",
    "CheckUpOpened",
    "CheckUpReminded",
    "CommitmentDelivered",
    "CommitmentDue",
    "CommitmentMissed",
    "CommitmentUnmissed",
    "ConfidentialityConfirmed",
    "ConfidentialityEnded",
    "ConfidentialityImposed",
    "ContactGone",
    "DeliveryCorrected",
    "FileShared",
    "FollowUpGiven",
    "FollowUpLate",
    "HolderGone",
    "JournalTaken",
    "LawChanged",
    "LawyerReplied",
    "MatterDecided",
    "MatterLate",
    "MatterRaised",
    "MeetingCalled",
    "MeetingCancelled",
    "MeetingMoved",
    "MeetingTomorrow",
    "MessageWritten",
    "PapersEnded",
    "PapersOrdered",
    "PartiesSought",
    "PartyAnswered",
    "PartyAsked",
    "PartyLeft",
    "PartyReminded",
    "PartyWrote",
    "StatusDue",
    "StatusWritten",
    "StoryAnswered",
    "StorySent",
    "StoryTakenBack",
    "StoryWritten",
    "TakenOver",
]
