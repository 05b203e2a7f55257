"""A party goes out again: what it promised stays, the others are told, and the page says what is missing."""

from typing import Any

import pytest
from django.test import Client

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Party
from samspil.alliances.tests.making import WRITTEN, Two, agreed, client_of, fine, joined, member, now, organisation, proposed, sign, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.pagecache import STORE
from samspil.core.refusals import Refusal
from samspil.identity.models import Membership
from samspil.initiatives.models import Initiative, Participation

pytestmark = pytest.mark.django_db
WHY = "Vi har fået nyt byggeri"


def leave(two: Two, why: str = WHY) -> Party | Refusal:
    return leave_alliance(who(two.owner), two.alliance.slug, two.firm.pk, why, now=now())


def stage(two: Two) -> str:
    return Alliance.objects.get(pk=two.alliance.pk).stage


def test_what_a_party_promised_stays_in_the_history_when_it_leaves_a_running_alliance(make_person: Any) -> None:
    two, version = agreed(make_person)
    fine(move_alliance(who(two.chair), two.alliance.slug, "begin", now=now()))
    content, fingerprint = version.content, version.sha256
    fine(leave(two))
    version.refresh_from_db()
    assert (version.content, version.sha256) == (content, fingerprint)
    assert version.closed_at
    assert Acceptance.objects.filter(version=version).count() == 2
    assert stage(two) == "gathering"
    page = client_of(two.chair).get(two.address).content.decode()
    assert WHY in page
    assert f"aftale/{version.number}.pdf" in page
    assert client_of(two.chair).get(f"{two.address}aftale/{version.number}.pdf").status_code == 200


def test_the_others_are_told_and_the_page_says_what_is_missing(make_person: Any) -> None:
    two = proposed(make_person)[0]
    fine(leave(two))
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=two.chair.pk, text__contains="er gået ud af").count() == 1
    assert not Notice.objects.filter(recipient_id=two.owner.pk, text__contains="er gået ud af").exists()
    assert "parties" in {reason.code for reason in missing(two.room.plan)}
    assert "Inviter en part mere" in client_of(two.chair).get(two.address).content.decode()


def test_whoever_left_keeps_the_agreement_it_signed_and_nothing_that_came_after(make_person: Any) -> None:
    two, version = agreed(make_person)
    fine(leave(two))
    fine(invite_organisation(who(two.chair), two.alliance.slug, organisation("De nye").pk, now=now()))
    client, place = client_of(two.owner), f"{two.address}aftale/"
    for address in (two.address, place):
        page = client.get(address).content.decode()
        assert "Her er aftalen, I var med i" in page
        assert f"{place}{version.number}.pdf" in page
        assert "De nye" not in page
    paper = client.get(f"{place}{version.number}.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    later = AgreementVersion.objects.create(alliance=two.alliance, number=9, content=version.content, sha256="x", proposed_at=now())
    assert client.get(f"{place}{later.number}.pdf").status_code == 404
    for hidden in ("beskriv/", "inviter/", "aftale/udkast.pdf"):
        assert client.get(two.address + hidden).status_code == 404, hidden
    other = client_of(member(make_person, "fremmed@example.dk", organisation("Fremmede")))
    assert {other.get(address).status_code for address in (two.address, place, f"{place}{version.number}.pdf")} == {404}
    Membership.objects.filter(person=two.owner).delete()
    assert client_of(two.owner).get(f"{place}{version.number}.pdf").status_code == 404, "the agreement is the organisation's"


def test_its_tasks_have_nobody_and_an_agreement_that_waits_is_closed(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(leave_alliance(who(two.chair), two.alliance.slug, two.club.pk, WHY, now=now()))
    assert not AgreementVersion.objects.filter(alliance=two.alliance, closed_at=None).exists()
    assert {"responsible", "parties"} <= {reason.code for reason in missing(two.room.plan)}
    assert isinstance(sign(two.owner, two, two.firm, version), Refusal)


def test_whoever_left_sees_it_no_more_and_it_closes_for_everybody_when_one_is_left(make_person: Any) -> None:
    two = joined(make_person)
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.alliance.slug, one.pk, shown=True))
    assert Client().get(two.address).status_code == 200
    fine(leave(two))
    STORE.clear()  # nothing is announced inside a test's transaction
    assert Client().get(two.address).status_code == 404
    farewell = client_of(two.owner).get(two.address).content.decode()
    assert f"{two.firm.name} gik ud den" in farewell
    for later in (two.alliance.initiative.title, "Alle spiser sammen.", two.club.name):
        assert later not in farewell, later
    assert not Participation.objects.filter(organisation=two.firm).exists()
    assert Initiative.objects.get(pk=two.alliance.initiative_id).openness == "parties"


def test_who_left_can_be_invited_again_and_a_new_agreement_be_made(make_person: Any) -> None:
    two, first = agreed(make_person)
    fine(leave(two))
    fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now()))
    fine(answer_invitation(who(two.owner), two.alliance.slug, two.firm.pk, yes=True, now=now()))
    assert two.alliance.parties.filter(organisation=two.firm).count() == 2
    fine(write_contribution(who(two.owner), two.alliance.slug, two.firm.pk, WRITTEN, revision=1, now=now()))
    second: AgreementVersion = fine(propose_agreement(who(two.chair), two.alliance.slug, now=now()))
    assert second.number == first.number + 1
    fine(sign(two.chair, two, two.club, second))
    fine(sign(two.owner, two, two.firm, second))
    assert stage(two) == "agreed"


def test_nobody_leaves_without_a_word_a_mandate_or_as_the_only_one(make_person: Any) -> None:
    two, alone = joined(make_person), started(make_person)
    plain = make_person("medlem@example.dk")
    Membership.objects.create(person=plain, organisation=two.firm, asked_at=now(), active_from=now())
    other = member(make_person, "anden@example.dk", organisation("De andre"))
    Membership.objects.create(person=other, organisation=two.club, asked_at=now(), active_from=now())
    answers = [
        leave(two, "  "),
        leave_alliance(who(plain), two.alliance.slug, two.firm.pk, WHY, now=now()),
        leave_alliance(who(other), two.alliance.slug, two.firm.pk, WHY, now=now()),
        leave_alliance(who(alone.chair), alone.alliance.slug, alone.club.pk, WHY, now=now()),
    ]
    codes = []
    for answer in answers:
        assert isinstance(answer, Refusal)
        codes.append(answer.code)
    assert codes == ["no-reason", "no-say", "not-your-party", "alone"]
    assert two.alliance.parties.filter(state="joined").count() == 2


def test_a_closed_alliance_is_left_by_nobody(make_person: Any) -> None:
    two, _ = agreed(make_person)
    for errand in ("begin", "close"):
        fine(move_alliance(who(two.chair), two.alliance.slug, errand, ending=Ending(two.club.pk, "Vi er færdige"), now=now()))
    answer = leave(two)
    assert isinstance(answer, Refusal)
    assert answer.code == "not-now"
    assert "gaa-ud" not in client_of(two.owner).get(two.address).content.decode()


def test_the_page_tells_what_happens_before_and_the_button_says_for_whom(make_person: Any) -> None:
    two, version = agreed(make_person)
    client, party = client_of(two.owner), two.party(two.firm)
    address = f"{two.address}gaa-ud/{party.pk}/"
    page = client.get(address).content.decode()
    for told in (f"Gå ud for {two.firm.name}", "Laver mad", f"aftale/{version.number}.pdf", "aftalt en måneds varsel", "Hent aftalen (PDF)"):
        assert told in page, told
    assert client.post(address, {"for_organisation": str(two.firm.pk), "reason": ""}).status_code == 422
    assert client.get(f"{two.address}gaa-ud/{two.party(two.club).pk}/").status_code == 404, "another party's"
    assert client.post(address, {"for_organisation": str(two.club.pk), "reason": WHY}).status_code == 409, "two tabs never leave for the wrong one"
    assert client.post(address, {"for_organisation": str(two.firm.pk), "reason": WHY}).status_code == 302
    assert two.alliance.parties.get(pk=party.pk).state == "left"


def test_the_others_see_at_the_top_who_left_and_that_the_agreement_no_longer_holds(make_person: Any) -> None:
    two, _ = agreed(make_person)
    client = client_of(two.chair)
    assert "er gået ud af alliancen" not in client.get(two.address).content.decode()
    fine(leave_alliance(who(two.owner), two.alliance.slug, two.firm.pk, WHY, now=now()))
    page = client.get(two.address).content.decode()
    assert f"{two.firm.name} er gået ud af alliancen." in page
    assert page.index("Aftalen gælder ikke længere") < page.index("Næste skridt")
