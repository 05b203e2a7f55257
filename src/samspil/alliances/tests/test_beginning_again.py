"""An amendment that came to nothing is begun again from its text, and what stands beside the agreement goes back with the rest."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances.actions.amend import Proposal, begin_amendment
from samspil.alliances.actions.commit import deliver, remove_commitment, save_commitment
from samspil.alliances.actions.describe import describe_alliance, described
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.reject_agreement import Objection, reject_agreement
from samspil.alliances.domain.agreement import content_of
from samspil.alliances.domain.amending import AmendmentState
from samspil.alliances.domain.beginning_again import text_again
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.models import Amendment, Delivery
from samspil.alliances.presenting.agreed import as_agreed
from samspil.alliances.tests.making import WRITTEN, Two, agreed, client_of, fine, now, ready, signed_by_all, who
from samspil.alliances.tests.test_amending import CHANGED, CRATES, amending, changed, code, drop, waits
from samspil.content.models import KleNumber, WelfareArea
from samspil.core.refusals import Refusal
from samspil.initiatives.models import Initiative

pytestmark = pytest.mark.django_db


def rejected(two: Two) -> Amendment:
    """An amendment that the firm said no to."""
    version = waits(two)
    fine(reject_agreement(who(two.owner), two.slug, Objection(two.firm.pk, version.number, "For meget"), now=now()))
    return Amendment.objects.get()


def again(two: Two, amendment: Amendment) -> Amendment | Refusal:
    return begin_amendment(who(two.chair), two.slug, Proposal(two.club.pk, "Vi prøver igen", "Med mindre", amendment.pk), now=now())


def test_what_was_said_no_to_can_be_begun_again_from_its_text(make_person: Any) -> None:
    two, _ = agreed(make_person)
    tried = rejected(two)
    assert two.party(two.club).gain == WRITTEN.gain
    begun = fine(again(two, tried))
    assert two.party(two.club).gain == CHANGED.gain
    assert (begun.state, begun.stood["parties"][0]["gain"]) == (AmendmentState.WRITING, WRITTEN.gain)
    fine(drop(two, begun))
    assert two.party(two.club).gain == WRITTEN.gain


def test_the_page_offers_to_begin_again_and_keeps_the_words(make_person: Any) -> None:
    two, _ = agreed(make_person)
    tried, client, address = rejected(two), client_of(two.chair), f"{two.address}aendring/"
    assert f"?igen={tried.pk}" in client.get(address).content.decode()
    page = client.get(f"{address}?igen={tried.pk}").content.decode()
    assert ("Vi vil vinde mere" in page, f'name="again" value="{tried.pk}"' in page, "ikke blev skrevet under på" in page) == (True, True, True)
    form = {"for_organisation": two.club.pk, "what": "Igen", "why": "Med mindre", "again": tried.pk}
    assert client.post(f"{address}?igen={tried.pk}", form).status_code == 302
    assert two.party(two.club).gain == CHANGED.gain
    assert f"?igen={tried.pk}" not in client.get(address).content.decode(), "one is open"


def test_an_old_text_is_not_begun_with_once_another_version_holds(make_person: Any) -> None:
    two, _ = agreed(make_person)
    tried = rejected(two)
    other = changed(two)
    signed_by_all(two)
    assert code(again(two, tried)) == "not-again"
    assert f"?igen={tried.pk}" not in client_of(two.chair).get(f"{two.address}aendring/").content.decode()
    assert code(again(two, other)) == "not-again", "what was agreed is no text to try again"
    assert code(begin_amendment(who(two.chair), two.slug, Proposal(two.club.pk, "x", "y", 10**9), now=now())) == "not-again"


def test_what_was_delivered_since_stays_when_an_old_text_is_begun_with(make_person: Any) -> None:
    two = ready(make_person)
    first = fine(save_commitment(who(two.chair), two.slug, two.club.pk, None, CRATES, now=now()))
    signed_by_all(two)
    amending(two)
    fine(remove_commitment(who(two.chair), two.slug, first.pk, now=now()))
    version = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    fine(reject_agreement(who(two.owner), two.slug, Objection(two.firm.pk, version.number, "Grøntsagerne skal med"), now=now()))
    fine(deliver(who(two.chair), two.slug, first.pk, Delivered(localdate(), Decimal(4), ""), now=now()))
    fine(again(two, Amendment.objects.get()))
    assert Delivery.objects.get().commitment_id == first.pk


def test_who_is_not_here_any_more_is_in_no_text_that_is_begun_with_again(make_person: Any) -> None:
    two, _ = agreed(make_person)
    stands = content_of(two.room.plan)
    gone, club = 10**6, two.party(two.club).pk
    task = {"id": 7, "title": "Laver mad", "roles": [{"party": gone, "role": "helps"}, {"party": club, "role": "responsible"}], "volunteers": None}
    promise = {"id": 8, "party": club, "receiver": gone}
    tried = {**stands, "tasks": [task], "promises": [promise, {**promise, "id": 9, "party": gone}], "parties": [*stands["parties"], {"id": gone}]}
    tried["decision_rules"] = [{"about": "a", "decides": gone, "days": 3}, {"about": "b", "decides": None, "days": 3}]
    tried["terms"] = {**stands["terms"], "data": {"role": "single", "party": gone}}
    text = text_again(tried, stands, ())
    assert [party["id"] for party in text["parties"]] == [party["id"] for party in stands["parties"]]
    assert (text["tasks"][0]["roles"], text["promises"]) == ([{"party": club, "role": "responsible"}], [{**promise, "receiver": None}])
    assert ([rule["about"] for rule in text["decision_rules"]], text["terms"]["data"]) == (["b"], {"role": "", "party": None})


def test_area_kle_and_relatives_go_back_too_and_visitors_never_see_them_otherwise(make_person: Any) -> None:
    two, _ = agreed(make_person)
    area, other = WelfareArea.objects.all()[:2]
    kle = KleNumber.objects.create(number="27.69.98", title="Frivilligt arbejde")
    Initiative.objects.filter(alliance=two.alliance).update(area=area)
    begun = amending(two)
    told = replace(described(two.room.alliance), area_id=other.pk, kle_id=kle.pk, concerns_relatives=True)
    fine(describe_alliance(who(two.chair), two.slug, told, revision=two.room.alliance.revision, now=now()))
    agreed_on = as_agreed(two.room).alliance
    assert (agreed_on.initiative.area, agreed_on.kle, agreed_on.concerns_relatives) == (area, None, False)
    assert two.room.alliance.initiative.area_id == other.pk
    fine(drop(two, begun))
    alliance = two.room.alliance
    assert (alliance.initiative.area_id, alliance.kle_id, alliance.concerns_relatives) == (area.pk, None, False)
    older = amending(two)
    Amendment.objects.filter(pk=older.pk).update(beside={})
    fine(describe_alliance(who(two.chair), two.slug, replace(told, title="Nyt"), revision=two.room.alliance.revision, now=now()))
    fine(drop(two, older))
    assert two.room.alliance.initiative.area_id == other.pk, "an amendment from before it was kept leaves it"
