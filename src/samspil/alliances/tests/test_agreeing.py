"""From a draft to an agreement that every party has accepted, and everything that stands in the way."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import Http404

from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.move_alliance import Ending, errands_of, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance
from samspil.alliances.paper import sheet_of
from samspil.alliances.tests.making import WRITTEN, agreed, client_of, fine, joined, member, now, proposed, ready, sign, started, who
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity.domain.assurance import Assurance
from samspil.identity.models import Membership, Person

pytestmark = pytest.mark.django_db


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def stage(alliance: Alliance) -> str:
    return Alliance.objects.get(pk=alliance.pk).stage


def test_two_parties_come_from_a_draft_to_an_agreement(make_person: Any) -> None:
    two, version = agreed(make_person)
    assert stage(two.alliance) == Stage.AGREED
    assert version.number == 1
    assert [acceptance.party_id for acceptance in version.acceptances.all()] == [two.party(two.club).pk, two.party(two.firm).pk]
    told = list(RecordedEvent.objects.filter(kind__startswith="alliances.").order_by("id").values_list("kind", flat=True))
    assert told[0] == "alliances.AllianceStarted"
    assert told[-1] == "alliances.AgreementReached"


def test_the_thread_knows_the_stage_too(make_person: Any) -> None:
    two, _ = agreed(make_person)
    assert two.room.alliance.initiative.state == Stage.AGREED


def test_nothing_can_be_proposed_while_something_is_missing_and_the_refusal_says_what(make_person: Any) -> None:
    two = joined(make_person)
    refused = propose_agreement(who(two.chair), two.alliance.slug, now=now())
    assert code(refused) == "missing"
    assert isinstance(refused, Refusal)
    assert "har ikke skrevet, hvad de har at vinde" in refused.text


def test_proposing_twice_is_proposing_once(make_person: Any) -> None:
    two, version = proposed(make_person)
    assert propose_agreement(who(two.owner), two.alliance.slug, now=now()) == version


def test_signing_twice_is_signing_once(make_person: Any) -> None:
    two, version = proposed(make_person)
    first = fine(sign(two.chair, two, two.club, version))
    assert fine(sign(two.chair, two, two.club, version)) == first
    assert Acceptance.objects.filter(version=version).count() == 1
    assert stage(two.alliance) == Stage.AGREEING


def test_a_change_makes_a_new_version_and_the_old_yes_does_not_count_for_it(make_person: Any) -> None:
    two, first = proposed(make_person)
    fine(sign(two.chair, two, two.club, first))
    fine(write_contribution(who(two.owner), two.alliance.slug, two.firm.pk, replace(WRITTEN, gain="Mere"), revision=2, now=now()))
    assert stage(two.alliance) == Stage.GATHERING
    assert code(sign(two.owner, two, two.firm, first)) == "outdated"
    second = fine(propose_agreement(who(two.chair), two.alliance.slug, now=now()))
    assert (second.number, second.acceptances.count()) == (2, 0)
    assert second.sha256 != first.sha256
    fine(sign(two.owner, two, two.firm, second))
    assert stage(two.alliance) == Stage.AGREEING, "the club said yes to the first version only"


def test_whoever_signs_what_was_changed_meanwhile_signs_nothing(make_person: Any) -> None:
    two, first = proposed(make_person)
    fine(write_contribution(who(two.owner), two.alliance.slug, two.firm.pk, replace(WRITTEN, gain="Mere"), revision=2, now=now()))
    second = fine(propose_agreement(who(two.chair), two.alliance.slug, now=now()))
    assert code(sign(two.chair, two, two.club, first)) == "outdated"
    forged = Signature(two.club.pk, second.number, first.sha256, "En underskriver")
    assert code(accept_agreement(who(two.chair), two.alliance.slug, forged, now=now())) == "outdated"
    assert not Acceptance.objects.filter(version=second).exists()


def test_writing_the_same_again_takes_no_agreement_back(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(write_contribution(who(two.owner), two.alliance.slug, two.firm.pk, WRITTEN, revision=1, now=now()))
    assert two.room.open_version == version


def test_only_a_signatory_signs_and_only_for_the_own_party(make_person: Any) -> None:
    two, version = proposed(make_person)
    helper = member(make_person, "hjaelper@example.dk", two.club, signatory=False)
    assert code(sign(helper, two, two.club, version)) == "no-mandate"
    assert code(sign(two.chair, two, two.firm, version)) == "not-your-party"
    assert not Acceptance.objects.exists()


def test_whoever_lost_the_mandate_since_the_page_was_opened_signs_nothing(make_person: Any) -> None:
    two, version = proposed(make_person)
    Membership.objects.filter(person=two.chair).update(signatory=False)
    assert code(sign(two.chair, two, two.club, version)) == "no-mandate"
    Membership.objects.filter(person=two.chair).delete()
    with pytest.raises(Http404):
        sign(two.chair, two, two.club, version)


def test_a_signature_needs_a_name(make_person: Any) -> None:
    two, version = proposed(make_person)
    nameless = Signature(two.club.pk, version.number, version.sha256, "  ")
    assert code(accept_agreement(who(two.chair), two.alliance.slug, nameless, now=now())) == "no-name"


def test_a_party_without_a_signatory_is_said_to_be_so(make_person: Any) -> None:
    two = ready(make_person)
    Membership.objects.filter(organisation=two.firm).update(signatory=False)
    assert [reason.code for reason in missing(two.room.plan)] == ["signatory"]
    assert code(propose_agreement(who(two.chair), two.alliance.slug, now=now())) == "missing"


def test_nothing_is_edited_once_all_have_accepted(make_person: Any) -> None:
    two, _ = agreed(make_person)
    changed = replace(WRITTEN, gain="Mere")
    assert code(write_contribution(who(two.chair), two.alliance.slug, two.club.pk, changed, revision=2, now=now())) == "not-now"
    assert code(save_task(who(two.chair), two.alliance.slug, None, "Ny opgave", {}, now=now())) == "not-now"
    assert two.party(two.club).gain == WRITTEN.gain


def test_the_signature_stays_when_its_person_deletes_the_account(make_person: Any) -> None:
    two, version = agreed(make_person)
    Person.objects.filter(pk=two.chair.pk).delete()
    acceptance = version.acceptances.get(party=two.party(two.club))
    assert (acceptance.person_id, acceptance.name) == (None, "En underskriver")
    assert stage(two.alliance) == Stage.AGREED


def test_what_was_agreed_is_begun_and_ends(make_person: Any) -> None:
    two, _ = agreed(make_person)
    assert errands_of(stage(two.alliance)) == ["begin"]
    fine(move_alliance(who(two.owner), two.alliance.slug, "begin", now=now()))
    assert errands_of(stage(two.alliance)) == ["close"]
    fine(move_alliance(who(two.owner), two.alliance.slug, "close", ending=Ending(two.firm.pk, "Vi er færdige"), now=now()))
    assert stage(two.alliance) == Stage.CLOSED
    assert code(move_alliance(who(two.owner), two.alliance.slug, "withdraw", ending=Ending(two.firm.pk), now=now())) == "not-now"
    assert code(move_alliance(who(two.owner), two.alliance.slug, "all_accepted", now=now())) == "no-errand"


def test_giving_up_closes_the_version_that_waited(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(move_alliance(who(two.chair), two.alliance.slug, "withdraw", ending=Ending(two.club.pk), now=now()))
    assert two.room.open_version is None
    assert code(sign(two.owner, two, two.firm, version)) == "outdated"


def test_a_stranger_reaches_nothing(make_person: Any) -> None:
    two, version = proposed(make_person)
    stranger = started(make_person, "En anden").chair
    for errand in (
        lambda: sign(stranger, two, two.club, version),
        lambda: propose_agreement(who(stranger), two.alliance.slug, now=now()),
        lambda: move_alliance(who(stranger), two.alliance.slug, "withdraw", now=now()),
    ):
        with pytest.raises(Http404):
            errand()


def test_an_acceptance_keeps_how_sure_the_log_in_was_of_who_signed(make_person: Any) -> None:
    two, version = proposed(make_person)
    sure = replace(who(two.chair), assurance=Assurance.SUBSTANTIAL, assured_at=now())
    kept = fine(accept_agreement(sure, two.slug, Signature(two.club.pk, version.number, version.sha256, "En underskriver"), now=now()))
    assert (kept.assurance, kept.assured_at) == ("substantial", sure.assured_at)
    plain = fine(sign(two.owner, two, two.firm, version))
    assert (plain.assurance, plain.assured_at) == ("", None), "nobody told, so nothing is said"
    page = client_of(two.chair).get(f"{two.address}aftale/").content.decode()
    assert page.count("bekræftet ved log-in på sikringsniveau betydelig (NSIS)") == 1
    rows = sheet_of(AgreementVersion.objects.prefetch_related("acceptances").get(pk=version.pk))["acceptances"]
    assert [row["sure"] for row in rows] == ["bekræftet ved log-in på sikringsniveau betydelig (NSIS)", ""]
