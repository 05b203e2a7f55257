"""The legal check of an alliance: answering its questions, and what the law says."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.choose_law_texts import choose_law_texts
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.working import Stale
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import AgreementVersion, LawAnswered, LegalCheck
from samspil.alliances.tests.making import DEMO, Two, answered, client_of, fine, joined, now, ready, who
from samspil.core.refusals import Refusal

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ALL_RUN_OUT = date(2027, 2, 12)


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def look(two: Two, at: datetime | None = None) -> LegalCheck:
    check: LegalCheck = fine(look_at_law(who(two.chair), two.slug, two.club.pk, now=at or now()))
    return check


def codes(two: Two) -> list[str]:
    return [reason.code for reason in missing(two.room.plan)]


def seen_at(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


# Answering.


def test_what_was_answered_stands_with_who_answered_for_which_party_and_when(make_person: Make) -> None:
    two = joined(make_person)
    answered(two, "hjem", home_visits=True, keys=None)
    assert two.room.alliance.facts == {"home_visits": True, "keys": None}
    row = LawAnswered.objects.get()
    assert (row.group, row.party, row.person, row.revision) == ("hjem", two.party(two.club), two.chair, 1)
    answered(two, "hjem", home_visits=True, keys=None)
    assert LawAnswered.objects.get().revision == 1, "the same form sent twice is one"
    answered(two, "hjem", home_visits=True, keys=True)
    assert LawAnswered.objects.get().revision == 2


def test_an_answer_that_an_earlier_one_makes_beside_the_point_is_forgotten(make_person: Make) -> None:
    two = joined(make_person)
    answered(two, "mad-og-koersel", food="regular", food_days=40)
    assert two.room.alliance.facts["food_days"] == 40
    answered(two, "mad-og-koersel", food="none", food_days=40)
    assert two.room.alliance.facts == {"food": "none"}


def test_two_who_answer_at_once_are_told_and_nothing_is_lost(make_person: Make) -> None:
    two = joined(make_person)
    answered(two, "hjem", keys=True)
    late = answer_law(who(two.owner), two.slug, two.firm.pk, Page("hjem", {"keys": False}), now=now())
    assert isinstance(late, Stale)
    assert "Ja" in late.stands.values()
    client = client_of(two.owner)
    answer = client.post(f"{two.address}jura/svar/hjem/", {"keys": "nej", "revision": "0", "for_organisation": str(two.firm.pk)})
    assert answer.status_code == 409
    assert "Det står der nu" in answer.content.decode() or "nøgler" in answer.content.decode()
    assert two.room.alliance.facts == {"keys": True}


def test_answers_that_cannot_be_are_refused(make_person: Make) -> None:
    two = joined(make_person)
    chair = who(two.chair)
    assert code(answer_law(chair, two.slug, two.club.pk, Page("nothing", {}), now=now())) == "no-group"
    assert code(answer_law(chair, two.slug, two.club.pk, Page("hjem", {"keys": "ja"}), now=now())) == "no-answer"
    assert code(answer_law(chair, two.slug, two.club.pk, Page("hjem", {"food": "regular"}), now=now())) == "no-answer"
    backwards = Page("mennesker", {"youngest_helped": 70, "oldest_helped": 20})
    assert code(answer_law(chair, two.slug, two.club.pk, backwards, now=now())) == "contradiction"
    assert code(answer_law(chair, two.slug, two.firm.pk, Page("hjem", {}), now=now())) == "not-your-party"
    assert code(answer_law(chair, two.slug, None, Page("hjem", {}), now=now())) == "not-your-party"
    fine(move_alliance(chair, two.slug, "withdraw", ending=Ending(two.club.pk), now=now()))
    assert code(answer_law(chair, two.slug, two.club.pk, Page("hjem", {}), now=now())) == "not-now"
    assert code(look_at_law(chair, two.slug, two.club.pk, now=now())) == "not-now"


def test_whoever_holds_an_alliance_alone_answers_for_nobody_else(make_person: Make) -> None:
    person = make_person()
    new = NewAlliance(title="Alene", purpose="Prøve", target_group="Naboer", municipality_code=DEMO)
    alliance = fine(start_alliance(who(person), new, now=now()))
    fine(answer_law(who(person), alliance.slug, None, Page("hjem", {"keys": True}), now=now()))
    assert LawAnswered.objects.get().party is None
    page = seen_at(client_of(person), f"{alliance.address}jura/")
    assert "Jeg har læst det" in page
    assert client_of(person).post(f"{alliance.address}jura/laest/", {"for_organisation": ""}).status_code == 302
    assert LegalCheck.objects.get().party is None


def test_questions_are_answered_page_by_page_without_a_script(make_person: Make) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}jura/svar/mad-og-koersel/"
    page = seen_at(client, address)
    assert "Laver eller serverer I mad for andre?" in page
    assert "Hvor mange dage om året" not in page
    sent = {"food": "regular", "driving": "?", "revision": "0", "for_organisation": str(two.club.pk)}
    answer = client.post(address, sent)
    assert answer.headers["Location"] == address, "an answer brought more questions"
    assert "Hvor mange dage om året" in seen_at(client, address)
    more = {**sent, "revision": "1", "food_days": "2,5", "food_organised": "ja"}
    assert client.post(address, more).headers["Location"] == f"{two.address}jura/svar/penge/"
    assert two.room.alliance.facts == {"food": "regular", "food_organised": True, "food_days": 2.5, "driving": None}
    assert client.post(address, {**more, "revision": "2", "food_days": "", "food_days_unknown": "on"}).status_code == 302
    assert two.room.alliance.facts["food_days"] is None
    last = client.post(f"{two.address}jura/svar/ledige/", {"training_places": "nej", "revision": "0", "for_organisation": str(two.club.pk)})
    assert last.headers["Location"] == f"{two.address}jura/"


@pytest.mark.parametrize("text", ["0101701234", "mange", "-3", "1000", "nan", "inf"])
def test_numbers_that_are_none_are_refused_beside_their_field(make_person: Make, text: str) -> None:
    two = joined(make_person)
    sent = {"youngest_helped": text, "revision": "0", "for_organisation": str(two.club.pk)}
    assert client_of(two.chair).post(f"{two.address}jura/svar/mennesker/", sent).status_code == 422
    assert two.room.alliance.facts == {}


def test_what_the_alliance_knows_is_filled_in_and_said(make_person: Make) -> None:
    two = joined(make_person)
    client = client_of(two.chair)
    task = {"title": "Laver mad", "responsible": str(two.party(two.club).pk), "volunteers": "on", "contact": "Lederen", "line": "Mad", "revision": "0"}
    assert client.post(f"{two.address}opgaver/ny/", task).status_code == 302
    page = seen_at(client, f"{two.address}jura/svar/frivillige/")
    assert f"{two.club.name} har ansvaret for opgaver, hvor frivillige hjælper." in page
    assert 'value="association" id="id_volunteers_act_for_1" checked' in page or "checked" in page.split('value="association"')[1][:80]
    assert two.room.alliance.facts == {}, "nothing is answered before somebody says so"


def test_the_old_address_leads_to_the_check(make_person: Make) -> None:
    two = joined(make_person)
    for place in ("kendetegn/", "kendetegn/laest/"):
        answer = client_of(two.chair).get(two.address + place)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{two.address}jura/")


# What the law says.


def test_the_check_shows_who_must_do_what_by_what_law_how_sure_and_why(make_person: Make) -> None:
    two = joined(make_person)
    answered(two, "frivillige", volunteers_act_for="association")
    answered(two, "mennesker", children_under_15=True, child_contact="regular", area="sport_culture")
    page = seen_at(client_of(two.chair), f"{two.address}jura/")
    for told in (
        "Foreningen:",
        "børneattest",
        "Lov om børneattest § 2",
        "Hvorfor, og hvor sikkert det er",
        "Er der børn under 15 år med?",
        "Læs det juridiske svar",
    ):
        assert told in page, told
    assert "Tjekket er ikke færdigt." in page
    assert "Får de frivillige nøgler" in page, "what nobody has said is listed"


def test_practice_is_said_as_practice_and_samspils_own_rule_as_its_own(make_person: Make) -> None:
    two = joined(make_person)
    answered(two, "hjem", keys=True, medicine=True, money_handling=True)
    answered(two, "offentlig-opgave", service_today="statutory", service_tomorrow="nobody")
    page = seen_at(client_of(two.chair), f"{two.address}jura/")
    assert "Praksis, ikke et krav i loven" in page
    assert "Samspils egen regel, ikke en lov" in page
    assert page.index("Samspils egen regel") < page.index("Det skal I gøre"), "stops come first"


def test_nothing_is_ready_while_a_public_task_has_no_public_responsible(make_person: Make) -> None:
    two = ready(make_person)
    assert codes(two) == []
    for answers, expected in (
        ({}, ["service", "law"]),
        ({"service_today": None}, ["service", "law"]),
        ({"service_today": "statutory"}, ["service", "law"]),
        ({"service_today": "statutory", "service_tomorrow": None}, ["service", "law"]),
        ({"service_today": "statutory", "service_tomorrow": "volunteers"}, ["stop", "law"]),
        ({"service_today": "statutory", "service_tomorrow": "municipality"}, ["law"]),
    ):
        answered(two, "offentlig-opgave", **answers)
        assert codes(two) == expected, answers
    look(two)
    assert codes(two) == []


def test_a_stop_keeps_the_agreement_from_being_proposed_and_its_ground_is_said(make_person: Make) -> None:
    two = ready(make_person)
    answered(two, "hjem", restraint=True)
    look(two)
    assert code(propose_agreement(who(two.chair), two.slug, now=now())) == "missing"
    page = seen_at(client_of(two.chair), two.address)
    assert "Løs det, der står i vejen" in page
    assert "Frivillige må ikke holde nogen fast" in page
    answered(two, "hjem", restraint=False)
    look(two)
    assert isinstance(propose_agreement(who(two.chair), two.slug, now=now()), AgreementVersion)


def test_a_check_that_was_looked_at_is_kept_and_read_again_as_it_stood(make_person: Make) -> None:
    two = ready(make_person)
    first = LegalCheck.objects.get()
    assert look(two) == first, "saying it twice is saying it once"
    answered(two, "hjem", keys=True)
    assert "law" in codes(two)
    second = look(two)
    assert (second.party, second.facts["keys"], "keys" in first.facts) == (two.party(two.club), True, False)
    client = client_of(two.owner)
    assert "nøgler" not in seen_at(client, f"{two.address}jura/tidligere/{first.pk}/").split("Det ved vi ikke")[0]
    assert "Som" in seen_at(client, f"{two.address}jura/tidligere/{second.pk}/")
    other = joined(make_person, "En anden")
    assert client_of(other.chair).get(f"{other.address}jura/tidligere/{first.pk}/").status_code == 404


def test_saying_that_one_does_not_know_leaves_the_check_as_it_was(make_person: Make) -> None:
    two = ready(make_person)
    answered(two, "hjem", keys=None)
    assert codes(two) == []


def test_nobody_reads_a_check_before_there_are_answers(make_person: Make) -> None:
    two = joined(make_person)
    assert "Begynd med de første spørgsmål" in seen_at(client_of(two.chair), f"{two.address}jura/")
    assert code(look_at_law(who(two.chair), two.slug, two.firm.pk, now=now())) == "not-your-party"
    assert "Læs det juridiske tjek først" in seen_at(client_of(two.chair), f"{two.address}jura/aftaletekst/")
    assert code(choose_law_texts(who(two.chair), two.slug, two.club.pk, [], revision=0, now=now())) == "no-check"
