"""Taking an alliance up again: asked about first, told to all, and nobody is bound by what was signed before."""

from typing import Any

import pytest

from samspil.alliances import paper
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.reopen import reopen_alliance
from samspil.alliances.models import AgreementVersion, Alliance
from samspil.alliances.tests.making import Two, agreed, client_of, fine, joined, member, now, proposed, sign, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal

pytestmark = pytest.mark.django_db
WHY = "Vi fandt ikke et lokale"


def given_up(make_person: Any) -> Two:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    fine(move_alliance(who(two.chair), two.slug, "withdraw", ending=Ending(two.club.pk, WHY), now=now()))
    events.deliver_waiting()
    return two


def closed(make_person: Any) -> tuple[Two, AgreementVersion]:
    two, version = agreed(make_person)
    fine(move_alliance(who(two.owner), two.slug, "begin", now=now()))
    fine(move_alliance(who(two.owner), two.slug, "close", ending=Ending(two.firm.pk, "Vi er færdige"), now=now()))
    events.deliver_waiting()
    return two, version


def stands(two: Two) -> Alliance:
    return Alliance.objects.get(pk=two.alliance.pk)


def told(person: Any, text: str) -> int:
    return Notice.objects.filter(recipient_id=person.pk, text__contains=text).count()


def test_the_page_of_one_that_was_given_up_leads_to_a_question_that_says_what_happens(make_person: Any) -> None:
    two = given_up(make_person)
    client = client_of(two.owner)
    assert f'href="{two.address}genoptag/"' in client.get(two.address).content.decode()
    asked = client.get(f"{two.address}genoptag/").content.decode()
    for said in ("Vil I tage »Fælles bord« op igen?", two.club.name, "I har ingen aftale, der gælder", f"Tag den op igen, for {two.firm.name}"):
        assert said in asked, said
    assert stands(two).stage == "withdrawn", "looking changes nothing"
    assert client.post(f"{two.address}trin/reopen/").headers["Location"] == f"{two.address}genoptag/"
    assert client.post(f"{two.address}genoptag/", {"for_organisation": str(two.firm.pk)}).status_code == 302
    row = stands(two)
    assert (row.stage, row.ended_at, row.ended_for, row.end_reason) == ("gathering", None, None, "")
    page = client.get(two.address).content.decode()
    assert WHY not in page
    assert "Næste skridt" in page


def test_all_are_told_once_and_again_when_it_is_given_up_once_more(make_person: Any) -> None:
    two = given_up(make_person)
    fine(reopen_alliance(who(two.owner), two.slug, two.firm.pk, now=now()))
    events.deliver_waiting()
    for person in (two.chair, two.owner):
        assert told(person, f"{two.firm.name} har taget »Fælles bord« op igen. Alle skal skrive under på ny.") == 1
    fine(move_alliance(who(two.owner), two.slug, "withdraw", ending=Ending(two.firm.pk, WHY), now=now()))
    events.deliver_waiting()
    assert told(two.chair, "har opgivet") == 2


def test_an_agreement_that_held_holds_no_longer_and_stays_with_who_signed_it(make_person: Any) -> None:
    two, version = closed(make_person)
    asked = client_of(two.chair).get(f"{two.address}genoptag/").content.decode()
    assert f"version {version.number}. Den gælder ikke mere" in asked
    fine(reopen_alliance(who(two.chair), two.slug, two.club.pk, now=now()))
    events.deliver_waiting()
    version.refresh_from_db()
    assert version.closed_at is not None
    assert paper.sheet_of(version)["stamp"] == paper.NO_LONGER
    assert told(two.owner, "Jeres ja gælder ikke længere") == 0, "being told once is enough"
    assert f"aftale/{version.number}.pdf" in client_of(two.owner).get(two.address).content.decode()
    new = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    assert new.number == version.number + 1
    assert new.acceptances.count() == 0


def test_only_somebody_who_speaks_for_the_party_in_the_form_takes_it_up_again(make_person: Any) -> None:
    two = given_up(make_person)
    plain = member(make_person, "menig@example.dk", two.club, signatory=False)
    for person, one, code in ((plain, two.club.pk, "no-say"), (two.chair, two.firm.pk, "not-your-party"), (two.chair, None, "not-your-party")):
        answer = reopen_alliance(who(person), two.slug, one, now=now())
        assert isinstance(answer, Refusal)
        assert answer.code == code
    assert client_of(plain).post(f"{two.address}genoptag/", {"for_organisation": str(two.club.pk)}).status_code == 409
    assert client_of(plain).post(f"{two.address}genoptag/", {"for_organisation": "x"}).status_code == 422
    assert stands(two).stage == "withdrawn"


def test_whoever_holds_it_alone_takes_it_up_in_their_own_name(make_person: Any) -> None:
    two = started(make_person)
    initiative = two.alliance.initiative
    initiative.holder = make_person("selv@example.dk")
    initiative.save()
    two.alliance.parties.all().delete()
    fine(move_alliance(who(initiative.holder), two.slug, "withdraw", ending=Ending(None, WHY), now=now()))
    client = client_of(initiative.holder)
    assert client.post(f"{two.address}genoptag/", {"for_organisation": ""}).status_code == 302
    events.deliver_waiting()
    assert stands(two).stage == "gathering"
    assert told(initiative.holder, "»Fælles bord« er taget op igen") == 1


def test_one_that_is_not_over_is_not_taken_up_again(make_person: Any) -> None:
    two = joined(make_person)
    answer = reopen_alliance(who(two.chair), two.slug, two.club.pk, now=now())
    assert isinstance(answer, Refusal)
    assert answer.code == "not-now"
    assert client_of(two.chair).get(f"{two.address}genoptag/").headers["Location"] == two.address
    sneaked = move_alliance(who(two.chair), two.slug, "reopen", now=now())
    assert isinstance(sneaked, Refusal)
    assert "genoptag" not in client_of(two.chair).get(two.address).content.decode()
