"""The viewer's own alliances on the first page they look at, with what waits for them."""

from dataclasses import replace
from typing import Any

import pytest

from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.turns import Standing, Turn, turn
from samspil.alliances.domain.words import PartyState
from samspil.alliances.own import own_alliances
from samspil.alliances.tests.making import WRITTEN, agreed, client_of, fine, joined, member, now, proposed, sign, started, who

pytestmark = pytest.mark.django_db


def waits(person: Any) -> list[tuple[str, str]]:
    """What waits for the person in each of their alliances, and where."""
    return [(one.waits, one.url) for one in own_alliances(who(person))]


def test_each_stage_says_what_waits_for_each_party_and_leads_there(make_person: Any) -> None:
    two = started(make_person)
    assert waits(two.owner) == []
    fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now()))
    assert waits(two.owner) == [("svar på invitationen", f"{two.address}svar/")]
    two = joined(make_person)
    fine(write_contribution(who(two.chair), two.alliance.slug, two.club.pk, WRITTEN, revision=1, now=now()))
    assert waits(two.chair) == [("", two.address)]
    assert waits(two.owner) == [("skriv, hvad I bidrager med, har på spil og har at vinde", f"{two.address}bidrag/{two.party(two.firm).pk}/")]
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    assert waits(two.chair) == [("", two.address)]
    assert waits(two.owner) == [("skriv under på aftalen", f"{two.address}aftale/")]
    plain = member(make_person, "menig@example.dk", two.firm, signatory=False)
    assert waits(plain) == [("", two.address)], "only those who may sign are waited for"
    two, _ = agreed(make_person)
    assert waits(two.owner) == [("sig til, når I er gået i gang", two.address)]
    for errand in ("begin", "close"):
        fine(move_alliance(who(two.chair), two.alliance.slug, errand, ending=Ending(two.club.pk, "Vi er færdige"), now=now()))
    assert waits(two.owner) == [], "what is over waits for nobody"


def test_what_waits_stands_first_and_held_ones_are_there_too(make_person: Any) -> None:
    first, _ = agreed(make_person, "Den ældste")
    second = joined(make_person, "Den nyeste")
    second.alliance.parties.filter(organisation=second.firm).update(organisation=first.firm, **vars(WRITTEN))
    held = started(make_person, "Min egen")
    held.alliance.initiative.holder = first.owner
    held.alliance.initiative.save()
    assert [one.title for one in own_alliances(who(first.owner))] == ["Den ældste", "Min egen", "Den nyeste"]


def test_my_page_shows_them_at_the_top(make_person: Any) -> None:
    two, _ = proposed(make_person)
    page = client_of(two.owner).get("/min-side/").content.decode()
    assert page.index("Venter på dig:") < page.index("Nyt til dig")
    assert f'href="{two.address}aftale/"' in page
    assert "Fælles bord" not in client_of(make_person("ny@example.dk")).get("/min-side/").content.decode()


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.WITHDRAWN])
def test_nothing_waits_where_nothing_can_be_done(stage: Stage) -> None:
    for state in (PartyState.JOINED, PartyState.INVITED):
        assert turn(stage, Standing(1, state, unwritten=True, unsigned=True, signs=True)) is None


def test_in_an_agreement_that_holds_only_its_amendment_waits() -> None:
    told = Standing(1, PartyState.JOINED, unwritten=False, unsigned=True, signs=True)
    assert turn(Stage.RUNNING, told) == Turn("skriv under på aftalen", "aftale/")
    assert turn(Stage.RUNNING, replace(told, unsigned=False)) is None


def test_the_law_comes_before_a_check_up_and_that_before_a_question() -> None:
    told = Standing(1, PartyState.JOINED, unwritten=False, unsigned=False, signs=True, law="loven er ændret", unchecked=True, asked=True)
    assert turn(Stage.RUNNING, told) == Turn("se loven igen", "jura/")
    assert turn(Stage.RUNNING, replace(told, law="")) == Turn("svar på alliancetjekket", "tjek/")
    assert turn(Stage.RUNNING, replace(told, law="", unchecked=False)) == Turn("svar på et spørgsmål", "beslutninger/")
    assert turn(Stage.GATHERING, told) is None


def test_whoever_is_in_no_alliance_is_told_where_one_begins(make_person: Any) -> None:
    page = client_of(make_person()).get("/min-side/").content.decode()
    assert "Du er ikke med i en alliance endnu" in page
    assert 'href="/alliancer/start/"' in page
    two = joined(make_person)
    assert "Du er ikke med i en alliance endnu" not in client_of(two.chair).get("/min-side/").content.decode()
