"""Giving an alliance up, and closing it: asked about first, told to all parties, and true on the page afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.models import Alliance
from samspil.alliances.presenting.next_step import ASKED_TO_TELL, telling_step
from samspil.alliances.tests.making import Two, agreed, client_of, fine, joined, member, now, proposed, sign, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal

pytestmark = pytest.mark.django_db
WHY = "Vi fandt ikke et lokale"


def stage(two: Two) -> str:
    return Alliance.objects.get(pk=two.alliance.pk).stage


def page_of(person: Any, two: Two) -> str:
    page: str = client_of(person).get(two.address).content.decode()
    return page


def test_one_tap_gives_nothing_up_the_page_asks_first_and_wants_to_know_why(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    client = client_of(two.chair)
    assert client.post(f"{two.address}trin/withdraw/").headers["Location"] == f"{two.address}opgiv/"
    asked = client.get(f"{two.address}opgiv/").content.decode()
    for told in ("Vil I opgive »Fælles bord«?", two.firm.name, "kan ikke længere skrives under", f"Opgiv den, for {two.club.name}", "Behold den"):
        assert told in asked, told
    data = {"for_organisation": str(two.club.pk), "reason": ""}
    assert client.post(f"{two.address}opgiv/", data).status_code == 422
    assert stage(two) == "agreeing"
    assert client.post(f"{two.address}opgiv/", {**data, "reason": WHY}).status_code == 302
    assert stage(two) == "withdrawn"


def test_all_parties_are_told_and_the_page_is_true_afterwards(make_person: Any) -> None:
    two = joined(make_person)
    fine(move_alliance(who(two.chair), two.alliance.slug, "withdraw", ending=Ending(two.club.pk, WHY), now=now()))
    events.deliver_waiting()
    for person in (two.owner, two.chair):
        assert Notice.objects.filter(recipient_id=person.pk, text=f"{two.club.name} har opgivet »Fælles bord«").count() == 1
        page = page_of(person, two)
        assert "Alliancen er opgivet." in page
        assert two.club.name in page.partition("Alliancen er opgivet.")[2].partition("</div>")[0]
        assert WHY in page
        for untrue in ("I er her", "Det mangler I", "Næste skridt", "låser I teksten", "/opgiv/"):
            assert untrue not in page, untrue
    assert client_of(two.owner).get(f"{two.address}opgiv/").headers["Location"] == two.address


def test_an_alliance_is_closed_on_a_page_that_asks(make_person: Any) -> None:
    two, version = agreed(make_person)
    fine(move_alliance(who(two.owner), two.alliance.slug, "begin", now=now()))
    client = client_of(two.owner)
    assert f'href="{two.address}afslut/"' in page_of(two.owner, two)
    assert "Vil I afslutte »Fælles bord«?" in client.get(f"{two.address}afslut/luk/").content.decode()
    said = {"for_organisation": str(two.firm.pk), "reason": "Vi nåede det"}
    assert client.post(f"{two.address}afslut/luk/", said).status_code == 302
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=two.chair.pk, text=f"{two.firm.name} har afsluttet »Fælles bord«").count() == 1
    page = page_of(two.chair, two)
    assert "Alliancen er afsluttet." in page
    assert f"Alle skrev under på version {version.number}." in page
    assert "Fortæl andre, hvad I gjorde" in page, "the one thing left to do"
    assert f"Siden {danish_date(localdate())}" in page
    assert "Planlagt" not in page, "what has begun is not planned"
    Alliance.objects.filter(pk=two.alliance.pk).update(told_url="/eksempler/faelles-bord/")
    page = page_of(two.chair, two)
    assert "Fortæl andre, hvad I gjorde" not in page
    assert "Som eksempel" in page


def test_whoever_has_not_told_others_half_a_year_after_the_end_is_asked_no_more(make_person: Any) -> None:
    two, _ = agreed(make_person)
    for ended, asked in ((now() - ASKED_TO_TELL, True), (now() - ASKED_TO_TELL - timedelta(days=2), False)):
        Alliance.objects.filter(pk=two.alliance.pk).update(stage=Stage.CLOSED.value, ended_at=ended)
        assert (telling_step(two.room) is not None) is asked


def test_only_somebody_who_speaks_for_the_party_in_the_form_ends_it(make_person: Any) -> None:
    two = joined(make_person)
    plain = member(make_person, "menig@example.dk", two.club, signatory=False)
    for person, one, code in ((plain, two.club.pk, "no-say"), (two.chair, two.firm.pk, "not-your-party"), (two.chair, None, "not-your-party")):
        answer = move_alliance(who(person), two.alliance.slug, "withdraw", ending=Ending(one, WHY), now=now())
        assert isinstance(answer, Refusal)
        assert answer.code == code
    assert client_of(plain).post(f"{two.address}opgiv/", {"for_organisation": str(two.club.pk), "reason": WHY}).status_code == 409
    assert stage(two) == "gathering"


def test_whoever_holds_it_in_their_own_name_gives_it_up_in_that_name(make_person: Any) -> None:
    two = started(make_person)
    initiative = two.alliance.initiative
    initiative.holder = make_person("selv@example.dk")
    initiative.save()
    two.alliance.parties.all().delete()
    client = client_of(initiative.holder)
    assert "Opgiv den" in client.get(f"{two.address}opgiv/").content.decode()
    assert client.post(f"{two.address}opgiv/", {"for_organisation": "", "reason": WHY}).status_code == 302
    assert stage(two) == "withdrawn"
    assert "Alliancen er opgivet." in client.get(two.address).content.decode()


def test_nobody_ends_it_without_saying_for_which_party(make_person: Any) -> None:
    two = started(make_person)
    answer = move_alliance(who(two.chair), two.alliance.slug, "withdraw", now=now())
    assert isinstance(answer, Refusal)
    assert answer.code == "not-your-party"
    two.alliance.refresh_from_db()
    assert two.alliance.ended_at is None
