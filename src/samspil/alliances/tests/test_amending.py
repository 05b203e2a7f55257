"""An agreement that holds is changed by an amendment alone: it holds while that is written, until all have said yes, or somebody no."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.amend import Dropping, Proposal, begin_amendment, drop_amendment
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.commit import NewCommitment, deliver, remove_commitment, save_commitment, say_missed
from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.decision_rules import NewRule, remove_rule, save_rule
from samspil.alliances.actions.describe import describe_alliance, described
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.raise_matter import NewMatter, raise_matter
from samspil.alliances.actions.reject_agreement import Objection, reject_agreement
from samspil.alliances.actions.remind_of_commitments import remind_of
from samspil.alliances.actions.tasks import remove_task, save_task
from samspil.alliances.actions.write_terms import standing, write_terms
from samspil.alliances.domain.agreement import content_of, fingerprint
from samspil.alliances.domain.amending import AmendmentState
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.deciding import STANDARD_DAYS
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import PartyState, TaskRole
from samspil.alliances.models import AgreementVersion, Alliance, Amendment, Commitment, DecisionRule, Delivery, Party
from samspil.alliances.tests.making import WRITTEN, Two, agreed, client_of, fine, member, now, organisation, ready, sign, signed_by_all, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal

pytestmark = pytest.mark.django_db
CHANGED = replace(WRITTEN, gain="Meget mere")
CRATES = NewCommitment("other", "Grønt", Decimal(40), "kasser", None, date(2027, 12, 1))


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def said(result: object) -> str:
    """What a refusal says to people."""
    assert isinstance(result, Refusal), result
    return result.text


def amending(two: Two) -> Amendment:
    """The club proposes an amendment."""
    begun: Amendment = fine(begin_amendment(who(two.chair), two.slug, Proposal(two.club.pk, "Vi vil vinde mere", "Der kommer flere"), now=now()))
    return begun


def changed(two: Two) -> Amendment:
    """And writes it."""
    amendment = amending(two)
    fine(write_contribution(who(two.chair), two.slug, two.club.pk, CHANGED, revision=two.party(two.club).revision, now=now()))
    return amendment


def waits(two: Two) -> AgreementVersion:
    """And a version with it waits for both."""
    changed(two)
    version: AgreementVersion = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    return version


def drop(two: Two, amendment: Amendment) -> Amendment | Refusal:
    return drop_amendment(who(two.owner), two.slug, Dropping(two.firm.pk, amendment.pk, "Vi venter et år"), now=now())


def notices(person: Any) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk).order_by("pk").values_list("text", flat=True))


def test_the_version_in_force_holds_until_all_have_said_yes_and_is_closed_and_kept_then(make_person: Any) -> None:
    two, first = agreed(make_person)
    second = waits(two)
    assert (two.room.in_force, two.room.waiting, second.number) == (first, second, 2)
    fine(sign(two.chair, two, two.club, second))
    assert two.room.in_force == first, "one yes of two"
    fine(sign(two.owner, two, two.firm, second))
    room = two.room
    assert (room.in_force, room.waiting, room.amendment) == (second, None, None)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.closed_at == second.agreed_at
    assert second.content["parties"][0]["gain"] == "Meget mere"
    assert first.content["parties"][0]["gain"] == WRITTEN.gain
    assert room.alliance.stage == Stage.AGREED
    assert [one.state for one in two.alliance.amendments.all()] == [AmendmentState.AGREED]
    assert notices(two.owner)[-1].startswith("Alle har sagt ja til ændringen af aftalen")


def test_everything_that_works_while_running_works_while_it_is_amended(make_person: Any) -> None:
    two = ready(make_person)
    promise = fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, CRATES, now=now()))
    signed_by_all(two)
    waits(two)
    fine(deliver(who(two.owner), two.slug, promise.pk, Delivered(date(2026, 11, 1), Decimal(5), ""), now=now()))
    fine(say_missed(who(two.owner), two.slug, promise.pk, "Frost", now=now()))
    fine(move_alliance(who(two.owner), two.slug, "begin", now=now()))
    assert two.room.alliance.stage == Stage.RUNNING
    assert two.room.waiting, "the amendment waits on"


def test_nothing_in_force_is_edited_without_an_amendment(make_person: Any) -> None:
    two, _ = agreed(make_person)
    refused = write_contribution(who(two.chair), two.slug, two.club.pk, CHANGED, revision=2, now=now())
    assert code(refused) == "not-now"
    assert "foreslå en ændring" in said(refused)
    assert code(drop_amendment(who(two.chair), two.slug, Dropping(two.club.pk, 1, "x"), now=now())) == "no-amendment"


def test_only_what_holds_can_be_amended_and_only_with_what_and_why_by_whoever_may_speak(make_person: Any) -> None:
    two = ready(make_person)
    asked = Proposal(two.club.pk, "Noget", "Derfor")
    assert code(begin_amendment(who(two.chair), two.slug, asked, now=now())) == "not-in-force"
    signed_by_all(two)
    assert code(begin_amendment(who(two.chair), two.slug, replace(asked, why=" "), now=now())) == "no-reason"
    assert code(begin_amendment(who(two.chair), two.slug, replace(asked, for_organisation=two.firm.pk), now=now())) == "not-your-party"
    helper = member(make_person, "hjaelper@example.dk", two.club, signatory=False)
    assert code(begin_amendment(who(helper), two.slug, asked, now=now())) == "no-say"


def test_two_do_not_amend_at_once_and_the_same_proposal_twice_is_one(make_person: Any) -> None:
    two, first = agreed(make_person)
    amendment = amending(two)
    assert amending(two) == amendment
    refused = begin_amendment(who(two.owner), two.slug, Proposal(two.firm.pk, "Noget andet", "Derfor"), now=now())
    assert code(refused) == "amending"
    assert "Vi vil vinde mere" in said(refused)
    twin = {name: getattr(amendment, name) for name in ("alliance", "party", "what", "why", "stood", "begun_at")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(**twin, based_on=first)


def test_an_amendment_that_changes_nothing_cannot_be_made_ready(make_person: Any) -> None:
    two, first = agreed(make_person)
    amending(two)
    assert code(propose_agreement(who(two.chair), two.slug, now=now())) == "nothing-changed"
    fine(drop(two, Amendment.objects.get()))
    assert propose_agreement(who(two.chair), two.slug, now=now()) == first


def test_what_is_changed_after_it_was_made_ready_takes_that_back_but_not_what_holds(make_person: Any) -> None:
    two, first = agreed(make_person)
    second = waits(two)
    fine(sign(two.chair, two, two.club, second))
    fine(write_contribution(who(two.owner), two.slug, two.firm.pk, CHANGED, revision=two.party(two.firm).revision, now=now()))
    assert (two.room.in_force, two.room.waiting) == (first, None)
    assert Amendment.objects.get().state == AmendmentState.WRITING
    assert code(sign(two.owner, two, two.firm, second)) == "outdated"
    third = fine(propose_agreement(who(two.owner), two.slug, now=now()))
    assert (third.number, third.amendment_id) == (3, second.amendment_id)


def many_changes(two: Two, third: Any, promise: Commitment) -> None:
    """Everything an amendment can change is changed."""
    chair, slug = who(two.chair), two.slug
    stands = described(two.room.alliance)
    new = replace(stands, title="Et længere bord", purpose="Alle og flere til", last_day=date(2030, 1, 1), place="Torvet", kind="equal", notice_months=6)
    fine(describe_alliance(chair, slug, new, revision=two.room.alliance.revision, now=now()))
    old = two.alliance.tasks.get()
    fine(save_task(chair, slug, None, "Vasker op", {two.party(two.firm).pk: TaskRole.RESPONSIBLE}, now=now()))
    fine(remove_task(chair, slug, old.pk, now=now()))
    terms = standing(two.room)
    fine(write_terms(chair, slug, replace(terms.terms, disputes="Vi trækker lod."), revision=terms.revision, now=now()))
    fine(save_commitment(chair, slug, two.club.pk, None, replace(CRATES, what="Nyt"), now=now()))
    fine(save_commitment(who(two.owner), slug, two.firm.pk, promise.pk, replace(CRATES, quantity=Decimal(7)), revision=promise.revision, now=now()))
    fine(remove_rule(chair, slug, DecisionRule.objects.earliest("pk").pk, now=now()))
    fine(save_rule(chair, slug, None, NewRule("Nyt udstyr", None, 9), now=now()))
    fine(invite_organisation(chair, slug, third.pk, now=now()))


def test_dropping_it_puts_every_row_back_and_keeps_what_was_delivered(make_person: Any) -> None:
    two, third = ready(make_person), organisation("Skolen", "education")
    fine(write_terms(who(two.chair), two.slug, replace(standing(two.room).terms, disputes="Vi taler."), revision=0, now=now()))
    promise = fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, CRATES, now=now()))
    for about in ("Menuen", "Pengene"):
        fine(save_rule(who(two.chair), two.slug, None, NewRule(about, two.party(two.club).pk, 3), now=now()))
    first = signed_by_all(two)
    amendment = amending(two)
    many_changes(two, third, promise)
    pupil = member(make_person, "skole@example.dk", third)
    fine(answer_invitation(who(pupil), two.slug, third.pk, yes=True, now=now()))
    fine(invite_organisation(who(two.chair), two.slug, organisation("Banken", "company").pk, now=now()))
    fine(deliver(who(two.owner), two.slug, promise.pk, Delivered(date(2026, 11, 1), Decimal(5), ""), now=now()))
    assert fingerprint(content_of(two.room.plan)) != first.sha256
    fine(drop(two, amendment))
    room = two.room
    assert fingerprint(content_of(room.plan)) == first.sha256
    assert (room.in_force, room.amendment, len(room.standing)) == (first, None, 2)
    assert Delivery.objects.get().commitment_id == promise.pk
    assert Party.objects.get(organisation=third).state == PartyState.LEFT
    heard = [text for text in notices(pupil) if "droppet" in text]
    assert heard == [f"{two.firm.name} har droppet ændringen i »Fælles bord«. Aftalen gælder som før."]
    assert any("droppet" in text for text in notices(two.chair))
    assert code(drop(two, amendment)) == "no-amendment", "sent twice it drops nothing more"


def test_one_no_puts_everything_back_and_needs_a_reason(make_person: Any) -> None:
    two, first = agreed(make_person)
    second = waits(two)
    fine(sign(two.chair, two, two.club, second))
    no = Objection(two.firm.pk, second.number, "Det kan vi ikke love")
    assert code(reject_agreement(who(two.owner), two.slug, replace(no, reason=" "), now=now())) == "no-reason"
    no_said = fine(reject_agreement(who(two.owner), two.slug, no, now=now()))
    assert fine(reject_agreement(who(two.owner), two.slug, no, now=now())) == no_said, "sent twice it is one"
    room = two.room
    assert (room.in_force, room.waiting, fingerprint(content_of(room.plan))) == (first, None, first.sha256)
    amendment = two.alliance.amendments.get()
    assert (amendment.state, amendment.ended_for, amendment.end_reason) == (AmendmentState.REJECTED, two.party(two.firm), "Det kan vi ikke love")
    told = [text for text in notices(two.chair) if "skrive under" in text and "kan ikke" in text]
    assert told == [f"{two.firm.name} kan ikke skrive under på ændringen af aftalen i »Fælles bord«. Aftalen gælder som før."]
    assert not any("Jeres ja gælder ikke" in text for text in notices(two.chair))


def test_a_new_party_comes_in_by_an_amendment_and_signs_with_the_others(make_person: Any) -> None:
    two, first = agreed(make_person)
    third = organisation("Skolen", "education")
    pupil = member(make_person, "skole@example.dk", third)
    amending(two)
    fine(invite_organisation(who(two.chair), two.slug, third.pk, now=now()))
    assert code(propose_agreement(who(two.chair), two.slug, now=now())) == "missing", "who is asked must have answered"
    fine(answer_invitation(who(pupil), two.slug, third.pk, yes=True, now=now()))
    fine(write_contribution(who(pupil), two.slug, third.pk, WRITTEN, revision=1, now=now()))
    second = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(sign(person, two, one, second))
    assert two.room.in_force == first, "all parties of the new version must say yes"
    fine(sign(pupil, two, third, second))
    assert two.room.in_force == second


def test_whoever_came_with_the_amendment_leaves_without_ending_what_holds(make_person: Any) -> None:
    two, first = agreed(make_person)
    third = organisation("Skolen", "education")
    pupil = member(make_person, "skole@example.dk", third)
    amending(two)
    fine(invite_organisation(who(two.chair), two.slug, third.pk, now=now()))
    fine(answer_invitation(who(pupil), two.slug, third.pk, yes=True, now=now()))
    fine(leave_alliance(who(pupil), two.slug, third.pk, "Alligevel ikke", now=now()))
    assert (two.room.in_force, two.room.alliance.stage) == (first, Stage.AGREED)


def test_a_party_of_the_agreement_that_leaves_ends_it_and_the_amendment_with_open_commitments_said_so(make_person: Any) -> None:
    two = ready(make_person)
    promise = fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, CRATES, now=now()))
    first = signed_by_all(two)
    second = waits(two)
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi flytter", now=now()))
    promise.refresh_from_db()
    assert promise.missed_reason == "Parten er gået ud: Vi flytter"
    assert two.room.alliance.stage == Stage.GATHERING
    assert AgreementVersion.objects.filter(pk__in=[first.pk, second.pk], closed_at=None).count() == 0
    amendment = two.alliance.amendments.get()
    assert (amendment.state, amendment.ended_for, amendment.end_reason) == (AmendmentState.DROPPED, two.party(two.firm), "Vi flytter")
    assert two.party(two.club).gain == CHANGED.gain, "what was written is written on"


def test_closing_the_alliance_ends_the_amendment_and_what_was_agreed_stands(make_person: Any) -> None:
    two, first = agreed(make_person)
    fine(move_alliance(who(two.owner), two.slug, "begin", now=now()))
    waits(two)
    fine(move_alliance(who(two.owner), two.slug, "close", ending=Ending(two.firm.pk, "Slut"), now=now()))
    assert (two.room.in_force, two.room.waiting, two.room.amendment) == (first, None, None)
    assert two.party(two.club).gain == WRITTEN.gain


def test_what_is_promised_in_an_amendment_alone_is_not_delivered_or_missed_yet(make_person: Any) -> None:
    two, _ = agreed(make_person)
    amending(two)
    promise = fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, CRATES, now=now()))
    piece = Delivered(date(2026, 11, 1), Decimal(5), "")
    assert code(deliver(who(two.owner), two.slug, promise.pk, piece, now=now())) == "not-promised"
    assert code(say_missed(who(two.owner), two.slug, promise.pk, "x", now=now())) == "not-promised"
    assert not remind_of(promise, date(2027, 12, 24)), "nobody has promised it"
    shown = client_of(two.owner).get(f"{two.address}tilsagn/").content.decode()
    assert "Ikke underskrevet endnu" in shown
    assert "Skriv en levering" not in shown


def test_questions_are_decided_by_the_rules_that_hold_while_others_are_proposed(make_person: Any) -> None:
    two = ready(make_person)
    rule = fine(save_rule(who(two.chair), two.slug, None, NewRule("Menuen", two.party(two.club).pk, 3), now=now()))
    signed_by_all(two)
    amending(two)
    fine(save_rule(who(two.chair), two.slug, rule.pk, NewRule("Menuen", two.party(two.firm).pk, 30), revision=rule.revision, now=now()))
    new = fine(save_rule(who(two.chair), two.slug, None, NewRule("Nyt", two.party(two.firm).pk, 30), now=now()))
    asked = [fine(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter(f"Må vi {pk}?", pk), now=now())) for pk in (rule.pk, new.pk)]
    assert [(one.days, one.says.count()) for one in asked] == [(3, 1), (STANDARD_DAYS, 2)]


def test_what_something_was_delivered_of_is_changed_but_not_taken_back(make_person: Any) -> None:
    two = ready(make_person)
    promise = fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, CRATES, now=now()))
    signed_by_all(two)
    fine(deliver(who(two.owner), two.slug, promise.pk, Delivered(date(2026, 11, 1), Decimal(5), ""), now=now()))
    amending(two)
    assert code(remove_commitment(who(two.owner), two.slug, promise.pk, now=now())) == "kept"


def test_the_version_that_was_amended_cannot_be_signed_anew_and_a_yes_sent_twice_is_one(make_person: Any) -> None:
    two, first = agreed(make_person)
    second = waits(two)
    assert fine(sign(two.owner, two, two.firm, first)).version == first, "the form was sent twice"
    assert second.acceptances.count() == 0
    forged = Signature(two.firm.pk, second.number, first.sha256, "En underskriver")
    assert code(accept_agreement(who(two.owner), two.slug, forged, now=now())) == "outdated"


def test_a_stranger_amends_and_rejects_nothing(make_person: Any) -> None:
    two, _ = agreed(make_person)
    second = waits(two)
    stranger = who(started(make_person, "En anden").chair)
    for errand in (
        lambda: begin_amendment(stranger, two.slug, Proposal(two.club.pk, "x", "y"), now=now()),
        lambda: drop_amendment(stranger, two.slug, Dropping(two.club.pk, 1, "x"), now=now()),
        lambda: reject_agreement(stranger, two.slug, Objection(two.club.pk, second.number, "x"), now=now()),
    ):
        with pytest.raises(Exception, match="findes ikke"):
            errand()
    assert Alliance.objects.get(pk=two.alliance.pk).stage == Stage.AGREED
