"""Confidentiality is imposed by a public party on a person by name, confirmed by that person alone, ended with a day, and never told in public."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.confirm_confidentiality import confirm_confidentiality
from samspil.alliances.actions.impose import MOST_IMPOSITIONS, NewImposition, ask_again, end_imposition, impose
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.write_terms import standing, write_terms
from samspil.alliances.domain.confidentiality import KEPT_AFTER_END, ImpositionState, deleted_on, standing_of
from samspil.alliances.domain.missing import missing
from samspil.alliances.jobs import end_confidentiality
from samspil.alliances.models import Imposition
from samspil.alliances.paper import receipt_sheet
from samspil.alliances.personal_data import HOLDINGS
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, who
from samspil.alliances.tests.test_committing import code
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.personal_data import Subject
from samspil.identity.domain.assurance import Assurance
from samspil.identity.models import Organisation, Person
from samspil.law.domain.confidentiality import imposed_text

pytestmark = pytest.mark.django_db
ABOUT = "Hvem der har brug for kørsel, og hvorfor"
HELPER = NewImposition("En frivillig", "frivillig@example.dk", ABOUT)


def with_town(make_person: Any) -> tuple[Two, Organisation, Person]:
    """A club, a firm and a municipality with its coordinator."""
    two = joined(make_person)
    town = organisation("Nørrevang", "municipality")
    clerk = member(make_person, f"koordinator-{town.pk}@example.dk", town, contact=True, signatory=False)
    fine(invite_organisation(who(two.chair), two.slug, town.pk, now=now()))
    fine(answer_invitation(who(clerk), two.slug, town.pk, yes=True, now=now()))
    return two, town, clerk


def imposed(make_person: Any) -> tuple[Two, Organisation, Person, Imposition]:
    two, town, clerk = with_town(make_person)
    return two, town, clerk, fine(impose(who(clerk), two.slug, town.pk, HELPER, now=now()))


def test_it_is_imposed_by_name_and_confirmed_by_that_person_with_a_receipt(make_person: Any) -> None:
    two, town, clerk = with_town(make_person)
    party = two.party(town)
    data = {"for_organisation": town.pk, "name": HELPER.name, "email": HELPER.email, "about": ABOUT, "of_party": two.party(two.club).pk}
    address = f"{two.address}tavshed/ny/{party.pk}/"
    assert client_of(clerk).get(address).status_code == 200
    for wrong in ({"about": ""}, {"email": "ikke en adresse"}, {"about": "010190-1234"}, {"of_party": "999999"}):
        assert client_of(clerk).post(address, {**data, **wrong}).status_code == 422
    for _ in range(2):
        assert client_of(clerk).post(address, data).status_code == 302
    one = Imposition.objects.get()
    events.deliver_waiting()
    letter = next(letter for letter in mail.outbox if letter.to == [HELPER.email])
    assert f"/alliancer/tavshed/{one.key}/" in letter.body
    assert (ABOUT in letter.body, HELPER.name in letter.body, "Fælles bord" in letter.body) == (False, False, False), "nothing sensitive in mail"
    own = f"/alliancer/tavshed/{one.key}/"
    assert Client().get(own).status_code == 302
    person = make_person(HELPER.email)
    page = client_of(person).get(own).content.decode()
    for told in ("Nørrevang pålægger En frivillig tavshedspligt", ABOUT, "seks måneder", "§ 27, stk. 1, 6 og 7", "underrette kommunen"):
        assert told in page
    assert client_of(person).get(f"{own}kvittering.pdf").status_code == 404
    assert client_of(person).post(own, {"name": ""}).status_code == 422
    assert client_of(person).post(own, {"name": "Frivillig Hansen"}).status_code == 302
    one.refresh_from_db()
    assert (one.confirmed_name, one.person_id, one.delete_on) == ("Frivillig Hansen", person.pk, None)
    assert "Frivillig Hansen" in client_of(two.owner).get(f"{two.address}tavshed/").content.decode()
    made = client_of(person).get(f"{own}kvittering.pdf")
    assert (made.headers["Content-Type"], made.content[:5]) == ("application/pdf", b"%PDF-")
    text = json.dumps(receipt_sheet(one), ensure_ascii=False)
    for told in ("Frivillig Hansen bekræftede den", "Nørrevang pålægger En frivillig", "SHA-256"):
        assert told in text
    events.deliver_waiting()
    assert "har bekræftet" in Notice.objects.visible_to(who(clerk)).latest("pk").text


def test_nobody_else_reads_it_or_confirms_it(make_person: Any) -> None:
    two, _, clerk, one = imposed(make_person)
    make_person(HELPER.email)
    for other in (two.chair, clerk, make_person("fremmed@example.dk")):
        assert client_of(other).get(f"/alliancer/tavshed/{one.key}/").status_code == 404
        assert code(confirm_confidentiality(who(other), one.key, "En anden", now=now())) == "no-imposition"
    stranger = client_of(make_person("anden@example.dk"))
    for place in ("", f"ny/{one.party_id}/", f"{one.pk}/ophoer/"):
        assert stranger.get(f"{two.address}tavshed/{place}").status_code == 404
    assert stranger.post(f"{two.address}tavshed/{one.pk}/igen/").status_code == 404
    assert client_of(two.chair).get(f"{two.address}tavshed/ny/{one.party_id}/").status_code == 404


def test_only_a_public_party_through_somebody_with_a_say_imposes_it(make_person: Any) -> None:
    two, town, clerk = with_town(make_person)
    plain = member(make_person, "menig@example.dk", town, signatory=False)
    assert code(impose(who(two.chair), two.slug, two.club.pk, HELPER, now=now())) == "not-public"
    assert code(impose(who(plain), two.slug, town.pk, HELPER, now=now())) == "no-say"
    assert code(impose(who(clerk), two.slug, two.club.pk, HELPER, now=now())) == "not-your-party"
    assert code(impose(who(clerk), two.slug, town.pk, replace(HELPER, about=" "), now=now())) == "unwritten"
    assert code(impose(who(clerk), two.slug, town.pk, replace(HELPER, of_party=999_999), now=now())) == "no-party"
    one = fine(impose(who(clerk), two.slug, town.pk, HELPER, now=now()))
    assert fine(impose(who(clerk), two.slug, town.pk, HELPER, now=now())) == one
    assert code(impose(who(clerk), two.slug, town.pk, replace(HELPER, about="Noget andet"), now=now())) == "there"


def test_there_is_an_end_to_how_many(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two, town, clerk, _ = imposed(make_person)
    monkeypatch.setattr("samspil.alliances.actions.impose.MOST_IMPOSITIONS", 1)
    assert MOST_IMPOSITIONS > 1
    assert code(impose(who(clerk), two.slug, town.pk, replace(HELPER, email="ny@example.dk"), now=now())) == "many-impositions"


def test_it_ends_with_a_day_and_the_person_is_told_what_still_holds(make_person: Any) -> None:
    two, _, clerk, one = imposed(make_person)
    sure = replace(who(make_person(HELPER.email)), assurance=Assurance.HIGH)
    assert code(confirm_confidentiality(sure, one.key, " ", now=now())) == "no-name"
    fine(confirm_confidentiality(sure, one.key, "En frivillig", now=now()))
    assert fine(confirm_confidentiality(sure, one.key, "Et andet navn", now=now())).confirmed_name == "En frivillig"
    address = f"{two.address}tavshed/{one.pk}/ophoer/"
    assert client_of(clerk).get(address).status_code == 200
    yesterday, tomorrow = localdate() - timedelta(days=1), localdate() + timedelta(days=1)
    assert client_of(clerk).post(address, {"day": f"{yesterday:%d-%m-%Y}"}).status_code == 409
    assert client_of(clerk).post(address, {"day": f"{tomorrow:%d-%m-%Y}"}).status_code == 302
    one.refresh_from_db()
    assert (one.ended_on, one.delete_on) == (tomorrow, tomorrow + KEPT_AFTER_END)
    assert code(end_imposition(who(clerk), two.slug, one.pk, tomorrow, now=now())) == "ended"
    events.deliver_waiting()
    assert any("skal du stadig tie om" in letter.body for letter in mail.outbox if letter.to == [HELPER.email])
    page = client_of(Person.objects.get(email=HELPER.email)).get(f"/alliancer/tavshed/{one.key}/").content.decode()
    assert ("Det hører op" in page, "sikringsniveau høj" in page) == (True, True)


def test_what_nobody_confirmed_is_taken_back_and_can_be_asked_again(make_person: Any) -> None:
    two, _, clerk, one = imposed(make_person)
    events.deliver_waiting()
    before = len(mail.outbox)
    assert client_of(clerk).post(f"{two.address}tavshed/{one.pk}/igen/").status_code == 302
    events.deliver_waiting()
    assert mail.outbox[before].subject.startswith("Påmindelse")
    assert code(ask_again(who(two.chair), two.slug, one.pk)) == "not-your-party"
    assert code(end_imposition(who(two.chair), two.slug, one.pk, None, now=now())) == "not-your-party"
    assert client_of(clerk).post(f"{two.address}tavshed/{one.pk}/ophoer/", {"end": "1"}).status_code == 302
    assert not Imposition.objects.exists()
    assert code(ask_again(who(clerk), two.slug, one.pk)) == "no-imposition"
    assert code(end_imposition(who(clerk), two.slug, one.pk, None, now=now())) == "no-imposition"
    assert client_of(make_person(HELPER.email)).get(f"/alliancer/tavshed/{one.key}/").status_code == 404


def test_one_that_ended_before_it_was_confirmed_is_not_confirmed(make_person: Any) -> None:
    _, _, _, one = imposed(make_person)
    Imposition.objects.update(ended_on=localdate())
    person = who(make_person(HELPER.email))
    assert code(confirm_confidentiality(person, one.key, "En frivillig", now=now())) == "ended"
    assert code(confirm_confidentiality(replace(person, person_id=None), one.key, "En frivillig", now=now())) == "no-imposition"


def test_names_are_the_parties_own_and_never_public(make_person: Any) -> None:
    two, town, clerk, _ = imposed(make_person)
    for person, organisation_id in ((two.chair, two.club.pk), (two.owner, two.firm.pk), (clerk, town.pk)):
        fine(show_alliance(who(person), two.slug, organisation_id, shown=True))
    for place in ("", "billede/"):
        assert HELPER.name not in Client().get(f"{two.address}{place}").content.decode()
    assert Client().get(f"{two.address}tavshed/").status_code == 302
    told = json.dumps(list(Notice.objects.values_list("text", flat=True)))
    assert (ABOUT in told, HELPER.email in told) == (False, False)


def test_terms_that_say_so_lack_somebody_named(make_person: Any) -> None:
    two, town, clerk = with_town(make_person)
    fine(write_terms(who(two.chair), two.slug, replace(standing(two.room).terms, imposed=True), revision=0, now=now()))
    assert "imposed" in [reason.code for reason in missing(two.room.plan)]
    fine(impose(who(clerk), two.slug, town.pk, HELPER, now=now()))
    assert "imposed" not in [reason.code for reason in missing(two.room.plan)]
    page = client_of(two.chair).get(f"{two.address}vilkaar/").content.decode()
    box = page[page.index('name="imposed"') :]
    assert "checked" in box[: box.index(">")]


def test_a_persons_data_is_handed_out_and_what_was_confirmed_stays_without_account_and_address(make_person: Any) -> None:
    two, town, clerk, one = imposed(make_person)
    other = fine(impose(who(clerk), two.slug, town.pk, replace(HELPER, email="anden@example.dk"), now=now()))
    person = make_person(HELPER.email)
    fine(confirm_confidentiality(who(person), one.key, "En frivillig", now=now()))
    holding = next(holding for holding in HOLDINGS if holding.key == "confidentiality")
    (row,) = holding.export(Subject(person.pk, (HELPER.email,)))
    assert (row["about"], row["confirmed_name"]) == (ABOUT, "En frivillig")
    holding.shred(Subject(person.pk, (HELPER.email,)))
    holding.shred(Subject(0, ("anden@example.dk",)))
    one.refresh_from_db()
    assert (one.email, one.person_id, one.confirmed_name) == ("", None, "En frivillig")
    assert not Imposition.objects.filter(pk=other.pk).exists(), "what was never confirmed goes"


def test_it_ends_with_the_alliance_and_goes_when_its_time_is_over(make_person: Any) -> None:
    two, _, _, one = imposed(make_person)
    fine(confirm_confidentiality(who(make_person(HELPER.email)), one.key, "En frivillig", now=now()))
    end_confidentiality.func(0)
    assert Imposition.objects.get().ended_on is None
    two.alliance.stage, two.alliance.ended_at = "closed", now()
    two.alliance.save()
    end_confidentiality.func(0)
    ended = Imposition.objects.get()
    assert (ended.ended_on, ended.delete_on) == (localdate(), localdate() + KEPT_AFTER_END)
    Imposition.objects.update(delete_on=localdate())
    end_confidentiality.func(0)
    assert not Imposition.objects.exists()


def test_the_text_says_what_was_read_of_the_law_and_how_it_stands_follows_from_days() -> None:
    text = " ".join(imposed_text("Kommunen", "alliancen »Bordet«", "En", "Kørsel.", "1. marts 2027"))
    assert "Kørsel. Fortroligt" in text
    day = date(2027, 3, 1)
    assert [standing_of(confirmed, ended, day) for confirmed, ended in ((False, None), (True, None), (True, day), (True, date(2027, 3, 2)))] == [
        ImpositionState.ASKED,
        ImpositionState.CONFIRMED,
        ImpositionState.ENDED,
        ImpositionState.CONFIRMED,
    ]
    assert deleted_on(day, True, None) is None
    assert deleted_on(day, False, None) == date(2027, 8, 28)


def test_peoples_words_are_never_markup_in_the_receipt(make_person: Any) -> None:
    two, town, clerk = with_town(make_person)
    hostile = replace(HELPER, about='#panic("ud") *fed* $x$ #image("/etc/passwd")', name='=1+1 #eval("1")')
    one = fine(impose(who(clerk), two.slug, town.pk, hostile, now=now()))
    person = make_person(HELPER.email)
    fine(confirm_confidentiality(who(person), one.key, '#read("/etc/passwd")', now=now()))
    made = client_of(person).get(f"/alliancer/tavshed/{one.key}/kvittering.pdf")
    assert made.headers["Content-Type"] == "application/pdf"
    assert b"/Subtype/Image" not in made.content.replace(b" ", b""), "no picture came of it"
    assert b"StructTreeRoot" in made.content
