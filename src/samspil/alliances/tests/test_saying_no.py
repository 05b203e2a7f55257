"""A no to the first agreement, and a yes that is taken back: said to all, with what would have to be otherwise."""

from typing import Any

import pytest

from samspil.alliances.actions.reject_agreement import Objection, reject_agreement
from samspil.alliances.actions.take_back_acceptance import take_back_acceptance
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.tests.making import agreed, fine, member, now, proposed, sign, who
from samspil.alliances.tests.test_amending import code, notices, said

pytestmark = pytest.mark.django_db
WHY = "Perioden skal slutte til sommer"


def test_a_no_sends_the_text_back_and_everybody_else_hears_of_it(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    fine(reject_agreement(who(two.owner), two.slug, Objection(two.firm.pk, version.number, f" {WHY} "), now=now()))
    version.refresh_from_db()
    assert version.closed_at is not None
    assert (two.room.alliance.stage, two.room.open_version) == (Stage.GATHERING, None)
    assert version.rejections.get().reason == WHY
    told = notices(two.chair)
    assert told[-1] == f"{two.firm.name} kan ikke skrive under på aftalen i »Fælles bord«. Læs, hvad der skulle være anderledes."
    assert not any("Jeres ja gælder ikke" in text for text in told), "once is enough"
    assert not any("kan ikke skrive under" in text for text in notices(two.owner)), "who said no knows"
    assert code(sign(two.chair, two, two.club, version)) == "outdated"


def test_a_no_is_said_by_a_signatory_to_the_version_that_waits(make_person: Any) -> None:
    two, version = proposed(make_person)
    helper = member(make_person, "hjaelper@example.dk", two.firm, signatory=False)
    assert code(reject_agreement(who(helper), two.slug, Objection(two.firm.pk, version.number, WHY), now=now())) == "no-mandate"
    assert code(reject_agreement(who(two.owner), two.slug, Objection(two.club.pk, version.number, WHY), now=now())) == "not-your-party"
    assert code(reject_agreement(who(two.owner), two.slug, Objection(two.firm.pk, 77, WHY), now=now())) == "outdated"
    assert two.room.waiting == version


def test_a_yes_is_taken_back_while_somebody_has_still_to_say_theirs(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    fine(take_back_acceptance(who(two.chair), two.slug, two.club.pk, version.number, now=now()))
    fine(take_back_acceptance(who(two.chair), two.slug, two.club.pk, version.number, now=now()))
    assert version.acceptances.count() == 0
    assert two.room.waiting == version, "it waits on"
    told = [text for text in notices(two.owner) if "taget sit ja tilbage" in text]
    assert told == [f"{two.club.name} har taget sit ja tilbage i »Fælles bord«. Aftalen venter igen på dem."]
    fine(sign(two.owner, two, two.firm, version))
    assert two.room.alliance.stage == Stage.AGREEING
    fine(sign(two.chair, two, two.club, version))
    assert two.room.alliance.stage == Stage.AGREED


def test_withdrawing_after_all_have_signed_is_answered_with_the_ways_there_are(make_person: Any) -> None:
    two, version = agreed(make_person)
    refused = take_back_acceptance(who(two.chair), two.slug, two.club.pk, version.number, now=now())
    assert code(refused) == "binding"
    assert "foreslå en ændring" in said(refused)
    assert version.acceptances.count() == 2
    assert code(reject_agreement(who(two.chair), two.slug, Objection(two.club.pk, version.number, WHY), now=now())) == "outdated"


def test_only_the_party_itself_takes_its_yes_back(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    helper = member(make_person, "hjaelper@example.dk", two.club, signatory=False)
    assert code(take_back_acceptance(who(helper), two.slug, two.club.pk, version.number, now=now())) == "no-mandate"
    assert code(take_back_acceptance(who(two.owner), two.slug, two.club.pk, version.number, now=now())) == "not-your-party"
    assert code(take_back_acceptance(who(two.chair), two.slug, two.club.pk, 9, now=now())) == "outdated"
    assert version.acceptances.count() == 1
