"""Ending well: who is looked after, where it goes on, what was learnt; and what is unsaid is said to be so."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.actions.close_well import write_farewell, write_lesson
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.reopen import reopen_alliance
from samspil.alliances.domain.closing import Exit, Farewell, Onward, Settled, continued_with, unsaid, why_not_written
from samspil.alliances.models import Alliance, Closing, Commitment, Lesson
from samspil.alliances.tests.making import client_of, fine, joined, member, now, who
from samspil.alliances.tests.making_more import Three, running_three
from samspil.core.refusals import Refusal

SETTLED = st.builds(Settled, st.booleans(), st.sampled_from(["", "Formanden"]))
FAREWELLS = st.builds(Farewell, st.dictionaries(st.sampled_from(Exit), SETTLED), st.one_of(st.none(), st.sampled_from(Onward)), st.sampled_from(["", "Kirken"]))
WHOLE = Farewell({one: Settled(done=True, by="Kommunen") for one in Exit}, Onward.OTHER, "Menighedsrådet")


@given(FAREWELLS, st.integers(0, 3))
def test_all_is_said_only_when_each_exit_is_in_place_the_task_has_a_way_and_every_promise_a_reason(farewell: Farewell, unexplained: int) -> None:
    done = {one for one, settled in farewell.exits.items() if settled.done}
    whole = done == set(Exit) and farewell.onward is not None and not unexplained
    assert (unsaid(farewell, unexplained=unexplained) == []) == whole


@given(FAREWELLS)
def test_what_is_in_place_names_who_saw_to_it_and_what_is_carried_on_names_by_whom(farewell: Farewell) -> None:
    nameless = any(settled.done and not settled.by for settled in farewell.exits.values())
    homeless = farewell.onward in {Onward.OPERATION, Onward.OTHER} and not farewell.onward_to
    assert bool(why_not_written(farewell)) == (nameless or homeless)
    assert continued_with(farewell) == ("" if farewell.onward in {None, Onward.ENDS} else farewell.onward_to)


def form(three: Three, **changed: str) -> dict[str, str]:
    told = {f"{one.value}_{part}": text for one in Exit for part, text in (("done", "on"), ("by", "Kommunen"))}
    return {**told, "onward": "other", "onward_to": "Menighedsrådet", "revision": "0", **changed}


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.mark.django_db
def test_the_parties_go_through_it_close_it_and_everybody_reads_who_carries_it_on(make_person: Any) -> None:
    three = running_three(make_person)
    client, guide = client_of(three.chair), f"{three.address}afslut/"
    assert "Ingen borger står uden hjælp" in client.get(guide).content.decode()
    assert client.post(guide, form(three)).status_code == 302
    onward = client.post(guide, form(three, close="1"))
    assert onward.headers["Location"] == f"{guide}luk/", "sent twice is one, and whoever goes on to close loses nothing"
    lesson = {"for_organisation": str(three.club.pk), "learnt": "Begynd i det små", "revision": "0"}
    assert client.post(f"{guide}laert/{three.party(three.club).pk}/", lesson).status_code == 302
    page = client.get(guide).content.decode()
    for told in ("I har været det hele igennem", "»Begynd i det små«", 'value="Menighedsrådet"'):
        assert told in page, told
    assert client.post(f"{guide}luk/", {"for_organisation": str(three.club.pk), "reason": ""}).status_code == 302
    assert "Videreført hos Menighedsrådet." in client_of(three.owner).get(three.address).content.decode()
    ended = client_of(three.owner).get(guide).content.decode()
    for told in ("Sådan sluttede det", "Videreført hos Menighedsrådet.", "»Begynd i det små«"):
        assert told in ended, told


@pytest.mark.django_db
def test_what_is_unsaid_stops_nobody_who_says_why(make_person: Any) -> None:
    three = running_three(make_person)
    promise = {"kind": "hours", "what": "Timer", "quantity": 2, "unit": "timer", "due_day": date(2026, 1, 1)}
    Commitment.objects.create(alliance=three.alliance, party=three.party(three.firm), **promise)
    fine(write_farewell(who(three.chair), three.slug, WHOLE, revision=0))
    refused = move_alliance(who(three.chair), three.slug, "close", ending=Ending(three.club.pk), now=now())
    assert isinstance(refused, Refusal)
    assert "hvorfor et tilsagn ikke blev holdt" in refused.text
    again = client_of(three.chair).post(f"{three.address}afslut/luk/", {"for_organisation": str(three.club.pk), "reason": ""})
    assert (again.status_code, "Sig det i guiden" in again.content.decode()) == (409, True)
    fine(move_alliance(who(three.chair), three.slug, "close", ending=Ending(three.club.pk, "Gartneriet svarer ikke"), now=now()))
    fine(reopen_alliance(who(three.chair), three.slug, three.club.pk, now=now()))
    assert not Closing.objects.exists(), "another ending is another farewell"
    assert Alliance.objects.get(pk=three.alliance.pk).continued_with == ""


@pytest.mark.django_db
def test_a_farewell_that_lacks_a_name_or_collides_comes_back_with_what_was_written(make_person: Any) -> None:
    three = running_three(make_person)
    client, guide = client_of(three.chair), f"{three.address}afslut/"
    nameless = client.post(guide, form(three, citizens_by=""))
    assert (nameless.status_code, "Skriv, hvem der sørgede for det: borgerne" in nameless.content.decode()) == (409, True)
    fine(write_farewell(who(three.owner), three.slug, WHOLE, revision=0))
    late = client.post(guide, form(three, citizens_by="Formanden"))
    assert (late.status_code, "Nogen har skrevet her" in late.content.decode(), "På plads. Kommunen" in late.content.decode()) == (409, True, True)


@pytest.mark.django_db
def test_only_what_is_under_way_is_ended_and_only_speakers_write_what_a_party_learnt(make_person: Any) -> None:
    two = joined(make_person)
    assert client_of(two.chair).get(f"{two.address}afslut/").headers["Location"] == two.address
    assert code(write_farewell(who(two.chair), two.slug, WHOLE, revision=0)) == "not-now"
    assert code(write_lesson(who(two.chair), two.slug, two.club.pk, "x", revision=0)) == "not-now"
    three = running_three(make_person)
    plain = member(make_person, "menig@example.dk", three.club, signatory=False)
    assert code(write_lesson(who(plain), three.slug, three.club.pk, "x", revision=0)) == "no-say"
    assert code(write_lesson(who(plain), three.slug, three.firm.pk, "x", revision=0)) == "not-your-party"
    initiative = three.alliance.initiative
    initiative.openness = "public"
    initiative.save()
    stranger = who(make_person("nabo@example.dk"))
    assert code(write_lesson(stranger, three.slug, three.club.pk, "x", revision=0)) == "not-taking-part"
    assert code(write_farewell(stranger, three.slug, WHOLE, revision=0)) == "not-taking-part"


@pytest.mark.django_db
def test_two_people_of_one_party_do_not_write_over_what_it_learnt(make_person: Any) -> None:
    three = running_three(make_person)
    fine(write_lesson(who(three.chair), three.slug, three.club.pk, "Begynd småt", revision=0))
    fine(write_lesson(who(three.chair), three.slug, three.club.pk, "Begynd småt", revision=0))
    address = f"{three.address}afslut/laert/{three.party(three.club).pk}/"
    late = client_of(three.chair).post(address, {"for_organisation": str(three.club.pk), "learnt": "Noget andet", "revision": "0"})
    assert (late.status_code, "Begynd småt" in late.content.decode()) == (409, True)
    assert [lesson.text for lesson in Lesson.objects.all()] == ["Begynd småt"]
    assert str(Lesson.objects.get()) == "Begynd småt"
