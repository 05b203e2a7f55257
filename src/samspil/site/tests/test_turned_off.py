"""Turned off means off: whatever event happens, who turned everything off hears nothing of it but what is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

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
    CheckUpClosed,
    CheckUpOpened,
    CheckUpReminded,
    CommitmentDelivered,
    CommitmentDue,
    CommitmentMissed,
    CommitmentUnmissed,
    ConfidentialityConfirmed,
    ConfidentialityEnded,
    ConfidentialityImposed,
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
    MeetingCalled,
    MeetingCancelled,
    MeetingMoved,
    MeetingTomorrow,
    MessageWritten,
    PapersEnded,
    PapersOrdered,
    PartiesSought,
    PartyAnswered,
    PartyAsked,
    PartyLeft,
    PartyReminded,
    PartyWrote,
    StatusDue,
    StoryAnswered,
    StorySent,
    StoryTakenBack,
    StoryWritten,
    TakenOver,
)
from samspil.alliances.models import (
    Acceptance,
    AgreementVersion,
    Alliance,
    Amendment,
    Party,
    Rejection,
)
from samspil.alliances.tests.making import Two, organisation, proposed
from samspil.alliances.tests.making_meetings import follow_up, matter, meeting
from samspil.content.events import PageChanged, PageCommented, QuestionSetChanged, ReviewAnswered, ReviewAsked, TermChanged
from samspil.content.models import GlossaryTerm, QuestionSet
from samspil.core import events
from samspil.core.events import Event
from samspil.core.models import Notice, RecordedEvent
from samspil.identity import telling
from samspil.identity.actions.choose_notices import turn_everything_off
from samspil.identity.actor import actor_for
from samspil.identity.domain.telling import Theme
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
from samspil.identity.models import Invitation, Membership, NumberClaim, Organisation, Person
from samspil.knowledge.events import EnquiryReceived
from samspil.knowledge.models import Enquiry, Example
from samspil.law.events import AnswerExpiring
from samspil.law.models import LegalAnswer
from samspil.moderation.events import CaseDecided, DecisionAppealed, ThingHidden, ThingReported
from samspil.moderation.models import Appeal, Case, Decision, Report
from samspil.site.reactions import REACTIONS
from samspil.site.tests import told_of_exchange
from samspil.site.tests.batons import given_on, left_by_contact, left_by_holder, said
from samspil.site.tests.promises import MORNING, bound, promised, undone, unmissed
from samspil.site.tests.told_of_alliances import checked, packed, replied, story

pytestmark = pytest.mark.django_db
# Each is needed: the person asked for it, or cannot use or defend what is theirs without it.
NEEDED = {RoleGiven, PersonBlocked, InvitationMade, CaseDecided}


def name_of(kind: Any) -> str:
    return str(kind.kind)


@dataclass
class World:
    """Somebody of staff who turned everything off, and somebody who did not."""

    off: Person
    on: Person
    page: Example
    enquiry: Enquiry
    club: Organisation
    asked: Membership
    invitation: Invitation
    two: Two
    version: AgreementVersion
    closed: AgreementVersion
    invited: Party
    gone: Party
    twin: Organisation
    report: Report
    decision: Decision
    appeal: Appeal

    # One event of each kind that has reactions, about both; a new kind fails the test until it stands here.
    MAKERS: ClassVar[dict[type[Event], Callable[["World", Person], Event]]] = {
        PageChanged: lambda w, p: PageChanged(page_id=w.page.pk, page_type="knowledge.example"),
        QuestionSetChanged: lambda w, p: QuestionSetChanged(question_set_id=QuestionSet.objects.earliest("pk").pk),
        TermChanged: lambda w, p: TermChanged(term_id=GlossaryTerm.objects.earliest("pk").pk),
        ReviewAsked: lambda w, p: ReviewAsked(page_id=w.page.pk, asked_by=None),
        ReviewAnswered: lambda w, p: ReviewAnswered(page_id=w.page.pk, asked_by=p.pk, approved=True),
        PageCommented: lambda w, p: PageCommented(page_id=w.page.pk, people=[w.off.pk, w.on.pk], comment_key="1"),
        RoleGiven: lambda w, p: RoleGiven(person_id=p.pk, role="reviewer"),
        PersonBlocked: lambda w, p: PersonBlocked(person_id=p.pk),
        OrganisationMade: lambda w, p: OrganisationMade(organisation_id=w.club.pk),
        OrganisationConfirmed: lambda w, p: OrganisationConfirmed(organisation_id=w.club.pk, confirmed=True),
        OrganisationDeclined: lambda w, p: OrganisationDeclined(organisation_id=unconfirmed(w.club, declined=True)),
        ConfirmationAsked: lambda w, p: ConfirmationAsked(organisation_id=unconfirmed(w.club, declined=False), asked_at="2026-11-22"),
        OrganisationChanged: lambda w, p: OrganisationChanged(organisation_id=w.club.pk),
        OrganisationsMerged: lambda w, p: OrganisationsMerged(merged_id=w.twin.pk, into_id=w.club.pk),
        MemberAsked: lambda w, p: MemberAsked(membership_id=w.asked.pk),
        MemberCame: lambda w, p: MemberCame(organisation_id=w.club.pk, person_id=p.pk),
        LetInByStaff: lambda w, p: LetInByStaff(organisation_id=w.club.pk, person_id=let_in(w.club)),
        NumberClaimed: lambda w, p: NumberClaimed(claim_id=claimed(w, decided=False)),
        NumberDecided: lambda w, p: NumberDecided(claim_id=claimed(w, decided=True)),
        InvitationMade: lambda w, p: InvitationMade(invitation_id=w.invitation.pk),
        PartyAsked: lambda w, p: PartyAsked(alliance_id=w.two.alliance.pk, party_id=w.invited.pk),
        PartyAnswered: lambda w, p: PartyAnswered(alliance_id=w.two.alliance.pk, party_id=w.two.party(w.two.firm).pk, joined=True),
        PartyLeft: lambda w, p: PartyLeft(alliance_id=w.two.alliance.pk, party_id=w.gone.pk),
        PartyReminded: lambda w, p: PartyReminded(alliance_id=w.two.alliance.pk, party_id=w.two.party(w.two.club).pk),
        PartyWrote: lambda w, p: PartyWrote(alliance_id=w.two.alliance.pk, party_id=w.two.party(w.two.club).pk),
        AllianceStarted: lambda w, p: AllianceStarted(alliance_id=w.two.alliance.pk),
        AllianceChanged: lambda w, p: AllianceChanged(alliance_id=w.two.alliance.pk),
        AllianceReopened: lambda w, p: AllianceReopened(alliance_id=w.two.alliance.pk, moment="2026-11-22"),
        AllianceMoved: lambda w, p: AllianceMoved(alliance_id=w.two.alliance.pk, stage="agreeing"),
        CommitmentDelivered: lambda w, p: CommitmentDelivered(alliance_id=w.two.alliance.pk, commitment_id=promised(w.two, missed="")),
        CommitmentMissed: lambda w, p: CommitmentMissed(alliance_id=w.two.alliance.pk, commitment_id=promised(w.two, missed="x")),
        ConfidentialityImposed: lambda w, p: ConfidentialityImposed(alliance_id=w.two.alliance.pk, imposition_id=bound(w.two, p)),
        ConfidentialityConfirmed: lambda w, p: ConfidentialityConfirmed(alliance_id=w.two.alliance.pk, imposition_id=bound(w.two, p, confirmed=True)),
        ConfidentialityEnded: lambda w, p: ConfidentialityEnded(alliance_id=w.two.alliance.pk, imposition_id=bound(w.two, p)),
        CommitmentUnmissed: lambda w, p: CommitmentUnmissed(alliance_id=w.two.alliance.pk, commitment_id=unmissed(w.two), moment="nu"),
        DeliveryCorrected: lambda w, p: DeliveryCorrected(alliance_id=w.two.alliance.pk, delivery_id=undone(w.two)),
        CommitmentDue: lambda w, p: CommitmentDue(alliance_id=w.two.alliance.pk, commitment_id=promised(w.two, missed="")),
        BatonGiven: lambda w, p: BatonGiven(alliance_id=w.two.alliance.pk, handover_id=given_on(w.two, p)),
        ContactGone: lambda w, p: ContactGone(alliance_id=w.two.alliance.pk, party_id=left_by_contact(w.two)),
        HolderGone: lambda w, p: HolderGone(alliance_id=left_by_holder(w.two, taken=False)),
        TakenOver: lambda w, p: TakenOver(alliance_id=left_by_holder(w.two, taken=True), party_id=w.two.party(w.two.firm).pk),
        MemberLeft: lambda w, p: MemberLeft(organisation_id=w.two.firm.pk, person_id=p.pk),
        StatusDue: lambda w, p: StatusDue(alliance_id=w.two.alliance.pk, year=2026, quarter=4),
        MessageWritten: lambda w, p: MessageWritten(alliance_id=w.two.alliance.pk, message_id=said(w.two)),
        MeetingCalled: lambda w, p: MeetingCalled(alliance_id=w.two.alliance.pk, meeting_id=meeting(w.two)),
        MeetingMoved: lambda w, p: MeetingMoved(alliance_id=w.two.alliance.pk, meeting_id=meeting(w.two), sequence=0),
        MeetingCancelled: lambda w, p: MeetingCancelled(alliance_id=w.two.alliance.pk, meeting_id=meeting(w.two, cancelled=True)),
        MeetingTomorrow: lambda w, p: MeetingTomorrow(alliance_id=w.two.alliance.pk, meeting_id=meeting(w.two)),
        MatterRaised: lambda w, p: MatterRaised(alliance_id=w.two.alliance.pk, matter_id=matter(w.two, 1)),
        MatterDecided: lambda w, p: MatterDecided(alliance_id=w.two.alliance.pk, matter_id=matter(w.two, 2, decided=True)),
        MatterLate: lambda w, p: MatterLate(alliance_id=w.two.alliance.pk, matter_id=matter(w.two, 1)),
        FollowUpGiven: lambda w, p: FollowUpGiven(alliance_id=w.two.alliance.pk, follow_up_id=follow_up(w.two)),
        FollowUpLate: lambda w, p: FollowUpLate(alliance_id=w.two.alliance.pk, follow_up_id=follow_up(w.two)),
        LawChanged: lambda w, p: LawChanged(alliance_id=law_again(w.two), day="2027-02-12"),
        PapersOrdered: lambda w, p: PapersOrdered(order_id=packed(p)),
        PapersEnded: lambda w, p: PapersEnded(order_id=packed(p)),
        LawyerReplied: lambda w, p: LawyerReplied(alliance_id=w.two.alliance.pk, reply_id=replied(w.two)),
        StoryWritten: lambda w, p: StoryWritten(alliance_id=story(w.two, "writing"), revision=0, day="2026-11-22"),
        StorySent: lambda w, p: StorySent(alliance_id=story(w.two, "writing")),
        StoryTakenBack: lambda w, p: StoryTakenBack(alliance_id=story(w.two, "writing"), party_id=w.invited.pk, page_id=0, moment="2026-11-22"),
        StoryAnswered: lambda w, p: StoryAnswered(alliance_id=story(w.two, "sent"), state="sent", page_url="", moment="2026-11-22"),
        CheckUpOpened: lambda w, p: CheckUpOpened(alliance_id=w.two.alliance.pk, checkup_id=checked(w.two, closed=False)),
        CheckUpReminded: lambda w, p: CheckUpReminded(alliance_id=w.two.alliance.pk, checkup_id=checked(w.two, closed=False)),
        CheckUpClosed: lambda w, p: CheckUpClosed(alliance_id=w.two.alliance.pk, checkup_id=checked(w.two, closed=True)),
        AllianceShown: lambda w, p: AllianceShown(alliance_id=w.two.alliance.pk, public=False),
        AgreementProposed: lambda w, p: AgreementProposed(alliance_id=w.two.alliance.pk, version_id=w.version.pk),
        AgreementAccepted: lambda w, p: AgreementAccepted(alliance_id=w.two.alliance.pk, version_id=w.version.pk, party_id=w.two.party(w.two.club).pk),
        AgreementReached: lambda w, p: AgreementReached(alliance_id=w.two.alliance.pk, version_id=w.version.pk),
        AgreementTakenBack: lambda w, p: AgreementTakenBack(alliance_id=w.two.alliance.pk, version_id=w.closed.pk),
        AgreementRejected: lambda w, p: AgreementRejected(alliance_id=w.two.alliance.pk, version_id=rejected(w), party_id=w.two.party(w.two.firm).pk),
        AcceptanceTakenBack: lambda w, p: AcceptanceTakenBack(
            alliance_id=w.two.alliance.pk, version_id=w.version.pk, party_id=w.two.party(w.two.firm).pk, moment="2026-11-22"
        ),
        AgreementDue: lambda w, p: AgreementDue(alliance_id=w.two.alliance.pk, version_id=w.version.pk, due="ending", day="2026-11-22"),
        AgreementReviewed: lambda w, p: AgreementReviewed(
            alliance_id=w.two.alliance.pk, version_id=w.version.pk, party_id=w.two.party(w.two.firm).pk, day="2026-11-22"
        ),
        AmendmentMoved: lambda w, p: AmendmentMoved(alliance_id=w.two.alliance.pk, amendment_id=amended(w), state="writing"),
        PartiesSought: lambda w, p: PartiesSought(alliance_id=w.two.alliance.pk, wanted=True, day="2026-11-22"),
        ThingReported: lambda w, p: ThingReported(report_id=w.report.pk),
        CaseDecided: lambda w, p: CaseDecided(decision_id=w.decision.pk),
        DecisionAppealed: lambda w, p: DecisionAppealed(appeal_id=w.appeal.pk),
        ThingHidden: lambda w, p: ThingHidden(organisation_id=None, initiative_id=w.two.alliance.initiative_id, hidden=False),
        EnquiryReceived: lambda w, p: EnquiryReceived(enquiry_id=w.enquiry.pk),
        AnswerExpiring: lambda w, p: AnswerExpiring(answer_id=LegalAnswer.objects.live().earliest("pk").pk),
        **told_of_exchange.MAKERS,
    }


@pytest.fixture
def world(make_person: Callable[..., Any]) -> World:
    off, on = make_person("fra@example.dk", "reviewer"), make_person("til@example.dk", "reviewer")
    turn_everything_off(actor_for(off))
    with scopes_disabled():
        enquiry = Enquiry.objects.create(form_key="6f9619ff-8b86-4011-b42d-00c04fc964ff", topic="other", message="Hej")
    club, town_hall, now = Organisation.objects.get(slug="noerrevang-spisevenner"), Organisation.objects.get(of_municipality="0000"), timezone.now()
    for person in (off, on):
        for one in (club, town_hall):
            Membership.objects.create(person=person, organisation=one, administrator=True, asked_at=now, active_from=now)
    asked = Membership.objects.create(person=make_person("ny@example.dk"), organisation=club, asked_at=now)
    invitation = Invitation.objects.create(organisation=club, email="inviteret@example.dk", key=uuid4(), secret_hash="x", made_at=now)
    two, version = proposed(make_person)
    for person in (off, on):
        Membership.objects.create(person=person, organisation=two.club, administrator=True, signatory=True, asked_at=now, active_from=now)
    Party.objects.filter(alliance=two.alliance).update(reminded_at=now)
    RecordedEvent.objects.update(delivered_at=now)  # what happened while it was made is told to nobody
    closed = AgreementVersion.objects.create(alliance=two.alliance, number=0, content=version.content, sha256="x", proposed_at=now, closed_at=now)
    Acceptance.objects.create(version=closed, party=two.party(two.club), name="x", accepted_at=now)
    invited = Party.objects.create(alliance=two.alliance, organisation=club, name=club.name, sector="civil", asked_at=now)
    twin = organisation("Spisevennerne")
    Organisation.objects.filter(pk=twin.pk).update(merged_into=club)
    gone = Party.objects.create(alliance=two.alliance, name="Gået", sector="civil", state="left", asked_at=now)
    return World(
        off, on, Example.objects.get(slug="aeblemosteriet"), enquiry, club, asked, invitation, two, version, closed, invited, gone, twin, *moderated(two, now)
    )


def rejected(w: World) -> int:
    """The version that waits, with the firm's no to it."""
    told = {"reason": "Perioden er for kort", "said_at": timezone.now()}
    said, _ = Rejection.objects.get_or_create(version=w.version, party=w.two.party(w.two.firm), defaults=told)
    return said.version_id


def amended(w: World) -> int:
    """An amendment the firm proposed, in an alliance whose agreement holds."""
    Alliance.objects.filter(pk=w.two.alliance.pk).update(stage="running")
    told = {"what": "Perioden", "why": "Vi fortsætter", "stood": {}, "begun_at": timezone.now()}
    made, _ = Amendment.objects.get_or_create(alliance=w.two.alliance, party=w.two.party(w.two.firm), based_on=w.version, defaults=told)
    return made.pk


def moderated(two: Two, now: datetime) -> tuple[Report, Decision, Appeal]:
    """A report that waits, a decision the owners hear of, and an appeal of it that waits; about a club that neither of the two is in."""
    other = organisation("Bokseklubben")
    case = Case.objects.create(organisation=other, municipality_id="0000", title=other.name, address=other.address, state="appealed", opened_at=now)
    report = Report.objects.create(case=case, form_key=uuid4(), reason="wrong", text="x", received_at=now)
    own = Case.objects.create(organisation=two.club, municipality_id="0000", title=two.club.name, address=two.club.address, state="decided", opened_at=now)
    decision = Decision.objects.create(case=own, outcome="hide", rule="true", text="x", decided_at=now)
    appeal = Appeal.objects.create(decision=Decision.objects.create(case=case, outcome="keep", text="x", decided_at=now), text="x", made_at=now)
    return report, decision, appeal


def law_again(two: Two) -> int:
    """The alliance with an agreement in force and a law that says something else."""
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running", law_again="det, I skal, er ændret")
    return two.alliance.pk


def let_in(club: Organisation) -> int:
    """Somebody whom staff have let in."""
    person, now = Person.objects.get_or_create(email="lukket-ind@example.dk")[0], timezone.now()
    Membership.objects.get_or_create(person=person, organisation=club, defaults={"asked_at": now, "active_from": now})
    return int(person.pk)


def claimed(world: World, *, decided: bool) -> int:
    """The firm's claim on the club's number."""
    now = timezone.now()
    told = {"cvr": world.club.cvr, "made_at": now, "answered_at": now if decided else None, "outcome": "kept" if decided else ""}
    return int(NumberClaim.objects.update_or_create(organisation=world.two.firm, holder=world.club, defaults=told)[0].pk)


def unconfirmed(club: Organisation, *, declined: bool) -> int:
    """The club as those who confirm find it when it waits, or when they have said no to it."""
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=None, declined_at=timezone.now() if declined else None)
    return club.pk


def heard(person: Person) -> tuple[int, int]:
    """Mails to the person, and lines on the person's page."""
    return len([letter for letter in mail.outbox if person.email in letter.to]), Notice.objects.filter(recipient_id=person.pk).count()


def happens(world: World, kind: type[Event]) -> None:
    """The event, its reactions, and the next morning."""
    for person in (world.off, world.on):
        events.record(World.MAKERS[kind](world, person))
    events.deliver_waiting()
    telling.send_digests(MORNING)
    telling.send_digests(timezone.now())


def test_every_event_that_somebody_reacts_to_is_tried() -> None:
    assert set(World.MAKERS) == set(REACTIONS)


@pytest.mark.parametrize("kind", sorted(set(World.MAKERS) - NEEDED, key=name_of), ids=name_of)
def test_who_turned_everything_off_hears_of_nothing(world: World, kind: type[Event]) -> None:
    happens(world, kind)
    assert heard(world.off) == (0, 0)


def test_the_others_hear_of_what_concerns_them_so_the_silence_is_a_choice(world: World) -> None:
    heard_of = set()
    for kind in sorted(set(World.MAKERS) - NEEDED, key=name_of):  # one order, another than that of the test above
        before = heard(world.on)
        happens(world, kind)
        if heard(world.on) != before:
            heard_of.add(kind)
    promises: set[type[Event]] = {CommitmentDue, CommitmentMissed, MessageWritten, CommitmentUnmissed, DeliveryCorrected, LawChanged, LawyerReplied}
    promises |= {PapersEnded, StatusDue, BatonGiven, ContactGone, HolderGone, TakenOver, ConfidentialityConfirmed}
    promises |= {MeetingCalled, MeetingMoved, MeetingCancelled, MeetingTomorrow, MatterRaised, MatterDecided, MatterLate, FollowUpGiven, FollowUpLate}
    alliances = {AllianceReopened, PartyAsked, PartyAnswered, PartyLeft, PartyReminded, AgreementProposed, AgreementReached, AgreementTakenBack}
    alliances |= {AmendmentMoved, AcceptanceTakenBack, AgreementDue, AgreementRejected, AgreementReviewed}
    reports: set[type[Event]] = {ThingReported, DecisionAppealed}
    organisations = {OrganisationMade, OrganisationsMerged, OrganisationConfirmed, OrganisationDeclined, ConfirmationAsked, MemberAsked, MemberCame}
    organisations |= {NumberClaimed, NumberDecided, LetInByStaff}
    telling: set[type[Event]] = {CheckUpOpened, CheckUpReminded, CheckUpClosed, StoryWritten, StoryAnswered, StoryTakenBack}
    alliances |= telling
    desk = {ReviewAsked, ReviewAnswered, PageCommented, EnquiryReceived, AnswerExpiring}
    assert heard_of == desk | organisations | alliances | promises | reports | told_of_exchange.HEARD
    assert heard(world.off) == (0, 0)


def test_what_is_needed_comes_all_the_same(world: World) -> None:
    happens(world, RoleGiven)
    assert heard(world.off) == (1, 0)
    Client().post("/konto/log-ind/kode/", {"email": world.off.email})
    assert heard(world.off) == (2, 0)
    happens(world, CaseDecided)
    assert heard(world.off) == (4, 1), "two events, about something that is theirs, and one line on the own page: it is the same decision"
    Person.objects.filter(pk=world.off.pk).update(is_active=False, blocked_at=timezone.now())
    happens(world, PersonBlocked)
    assert heard(world.off) == (5, 1)


def test_what_was_told_before_it_was_turned_off_is_not_mailed_afterwards(world: World) -> None:
    telling.tell([world.on], telling.Message(kind="x", theme=Theme.DESK, key="x", text="Nyt", url="/bord/"))
    turn_everything_off(actor_for(world.on))
    telling.send_digests(timezone.now())
    assert heard(world.on) == (0, 1)
