"""What happens when something has happened: the whole list. Reactions are called at least once, so each is idempotent."""

from collections.abc import Callable
from typing import Any

from samspil.alliances import events as alliance_events
from samspil.alliances import mails as alliance_mails
from samspil.alliances import paper
from samspil.alliances.actions import lose_contact
from samspil.alliances.actions.renew_desk_line import renew_desk_line
from samspil.alliances.events import (
    AcceptanceTakenBack,
    AgreementAccepted,
    AgreementDue,
    AgreementProposed,
    AgreementReached,
    AgreementRejected,
    AgreementReviewed,
    AgreementTakenBack,
    AllianceChanged,
    AllianceMoved,
    AllianceReopened,
    AllianceShown,
    AllianceStarted,
    AmendmentMoved,
    BatonGiven,
    CommitmentDelivered,
    CommitmentDue,
    CommitmentMissed,
    CommitmentUnmissed,
    ContactGone,
    DeliveryCorrected,
    FollowUpGiven,
    FollowUpLate,
    HolderGone,
    LawChanged,
    LawyerReplied,
    MatterDecided,
    MatterLate,
    MatterRaised,
    MessageWritten,
    PartyAnswered,
    PartyAsked,
    PartyLeft,
    PartyReminded,
    PartyWrote,
    StatusDue,
    TakenOver,
)
from samspil.content import mails as review_mails
from samspil.content.events import PageChanged, PageCommented, QuestionSetChanged, ReviewAnswered, ReviewAsked, TermChanged
from samspil.core.events import Event
from samspil.identity import mails as identity_mails
from samspil.identity.events import (
    ConfirmationAsked,
    InvitationMade,
    LetInByStaff,
    MemberAsked,
    MemberCame,
    MemberLeft,
    NumberClaimed,
    NumberDecided,
    OrganisationChanged,
    OrganisationConfirmed,
    OrganisationDeclined,
    OrganisationMade,
    OrganisationsMerged,
    PersonBlocked,
    RoleGiven,
)
from samspil.knowledge import mails
from samspil.knowledge.events import EnquiryReceived
from samspil.law.events import AnswerExpiring
from samspil.moderation import mails as moderation_mails
from samspil.moderation.events import CaseDecided, DecisionAppealed, ThingHidden, ThingReported
from samspil.site import (
    alliance_notices,
    amendment_notices,
    baton_notices,
    deciding_notices,
    desking,
    follower_notices,
    indexing,
    jobs,
    moderation_notices,
    notices,
    reference,
    talk_notices,
)

REACTIONS: dict[type[Event], list[Callable[[Any], None]]] = {
    PageChanged: [indexing.renew_page, desking.renew_tasks, jobs.renew_dump_if_hidden],
    QuestionSetChanged: [indexing.renew_guides],
    TermChanged: [reference.renew_terms],
    ReviewAsked: [review_mails.tell_reviewers],
    ReviewAnswered: [review_mails.tell_editor],
    PageCommented: [review_mails.tell_followers],
    PersonBlocked: [identity_mails.tell_of_block, lose_contact.person_blocked],
    MemberLeft: [lose_contact.member_left],
    RoleGiven: [identity_mails.tell_of_role],
    InvitationMade: [identity_mails.send_invitation],
    MemberAsked: [notices.member_asked],
    MemberCame: [notices.member_came],
    LetInByStaff: [notices.let_in_by_staff],
    OrganisationMade: [notices.organisation_made],
    OrganisationConfirmed: [notices.organisation_confirmed, reference.renew_organisation],
    OrganisationDeclined: [notices.organisation_declined],
    ConfirmationAsked: [notices.confirmation_asked],
    OrganisationChanged: [reference.renew_organisation],
    NumberClaimed: [notices.number_claimed],
    NumberDecided: [notices.number_decided],
    OrganisationsMerged: [notices.organisations_merged, reference.renew_merged],
    AllianceStarted: [],
    PartyAsked: [alliance_mails.send_party_invitation, alliance_notices.party_asked],
    PartyAnswered: [alliance_notices.party_answered, indexing.renew_alliance],
    PartyLeft: [alliance_notices.party_left, indexing.renew_alliance],
    PartyReminded: [alliance_notices.party_reminded, alliance_mails.send_party_invitation],
    PartyWrote: [indexing.renew_alliance],
    AllianceChanged: [indexing.renew_alliance],
    AllianceMoved: [alliance_notices.alliance_ended, indexing.renew_alliance, follower_notices.alliance_ended],
    AllianceReopened: [alliance_notices.alliance_reopened],
    AllianceShown: [indexing.renew_alliance, jobs.renew_dump_if_closed, follower_notices.alliance_opened],
    CommitmentDelivered: [indexing.renew_alliance, follower_notices.commitment_delivered],
    CommitmentMissed: [alliance_notices.commitment_missed, indexing.renew_alliance],
    CommitmentUnmissed: [alliance_notices.commitment_unmissed, indexing.renew_alliance],
    DeliveryCorrected: [alliance_notices.delivery_corrected, indexing.renew_alliance],
    CommitmentDue: [alliance_notices.commitment_due],
    MessageWritten: [talk_notices.message_written],
    MatterRaised: [deciding_notices.matter_raised],
    MatterDecided: [deciding_notices.matter_decided],
    MatterLate: [deciding_notices.matter_late],
    FollowUpGiven: [deciding_notices.follow_up_given],
    FollowUpLate: [deciding_notices.follow_up_late],
    LawChanged: [alliance_notices.law_changed],
    LawyerReplied: [alliance_notices.lawyer_replied],
    StatusDue: [talk_notices.status_due],
    BatonGiven: [baton_notices.baton_given],
    ContactGone: [baton_notices.contact_gone],
    HolderGone: [baton_notices.holder_gone],
    TakenOver: [baton_notices.taken_over],
    AgreementProposed: [alliance_notices.agreement_proposed, paper.print_version],
    AgreementAccepted: [paper.print_version],
    AgreementReached: [alliance_notices.agreement_reached, paper.print_version, indexing.renew_alliance, follower_notices.agreement_reached],
    AgreementRejected: [amendment_notices.agreement_rejected],
    AcceptanceTakenBack: [amendment_notices.acceptance_taken_back, paper.print_version],
    AgreementDue: [amendment_notices.agreement_due],
    AgreementReviewed: [amendment_notices.agreement_reviewed],
    AmendmentMoved: [amendment_notices.amendment_moved],
    AgreementTakenBack: [alliance_notices.agreement_taken_back, paper.print_version],
    ThingReported: [moderation_mails.send_receipt, moderation_notices.thing_reported],
    CaseDecided: [moderation_mails.tell_of_decision, moderation_notices.case_decided],
    DecisionAppealed: [moderation_notices.decision_appealed],
    ThingHidden: [indexing.renew_hidden, reference.renew_organisation, jobs.renew_dump_if_closed],
    EnquiryReceived: [notices.enquiry_received, mails.tell_desk_and_sender],
    AnswerExpiring: [notices.answer_expiring],
}
# Whatever happens in an alliance, its line on the municipality's desk is written anew.
for kind, called in REACTIONS.items():
    if kind.__module__ == alliance_events.__name__ and "alliance_id" in kind.__dataclass_fields__:
        called.append(renew_desk_line)
