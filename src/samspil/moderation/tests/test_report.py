"""Report a page: without an account, once, with a receipt, and never what is not open."""

from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client

from samspil.alliances.tests.making import client_of, joined, member, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.models import Organisation
from samspil.moderation import queries
from samspil.moderation.models import Case, Report
from samspil.moderation.tests.making import decided, moderator, open_alliance, report, reported

pytestmark = pytest.mark.django_db
FORM = {"form_key": "6f9619ff-8b86-4011-b42d-00c04fc964ff", "reason": "wrong", "text": "Det er ikke deres klub"}


def address(club: Organisation) -> str:
    return f"/anmeld/organisation/{club.pk}/"


def test_a_visitor_reports_and_follows_the_report_without_an_account() -> None:
    club = organisation("Bokseklubben")
    page = Client().get(f"/organisationer/{club.slug}/")
    assert address(club) in page.content.decode()
    sent = Client().post(address(club), {**FORM, "email": "Nabo@example.dk"})
    made = Report.objects.get()
    assert (made.email, made.reporter_id, made.case.organisation) == ("nabo@example.dk", None, club)
    followed = Client().get(sent["Location"]).content.decode()
    assert "Tak, vi har den" in followed or "Bokseklubben" in followed
    assert "Det er ikke deres klub" not in followed, "the address may be read by others"


def test_the_receipt_has_the_address_and_nothing_of_what_it_is_about() -> None:
    made = report(organisation("Bokseklubben").pk, email="nabo@example.dk")
    events.deliver_waiting()
    (letter,) = [letter for letter in mail.outbox if letter.to == ["nabo@example.dk"]]
    assert f"/anmeldelse/{queries.token_of(made)}/" in letter.body
    assert "Bokse" not in letter.body
    assert "passer" not in letter.body


def test_sending_twice_is_once_and_other_words_are_another_report() -> None:
    club = organisation("Bokseklubben")
    for text in ("Det er ikke deres klub", "Det er ikke deres klub", "Og noget mere"):
        assert Client().post(address(club), {**FORM, "text": text}).status_code == 302
    assert Report.objects.count() == 2
    assert Case.objects.count() == 1


def test_cpr_numbers_a_missing_reason_and_programs_are_kept_out() -> None:
    club = organisation("Bokseklubben")
    told = Client().post(address(club), {**FORM, "text": "Hans nummer er 010203-1234"})
    assert told.status_code == 422
    assert "CPR-nummer" in told.content.decode()
    assert Client().post(address(club), {**FORM, "reason": ""}).status_code == 422
    assert Client().post(address(club), {**FORM, "website": "http://spam"}).status_code == 302
    assert not Report.objects.exists()


def test_one_address_reports_only_so_often(settings: Any) -> None:
    settings.RATE_LIMITS = True
    club, client = organisation("Bokseklubben"), Client(REMOTE_ADDR="192.0.2.77")
    answers = [client.post(address(club), {**FORM, "form_key": f"6f9619ff-8b86-4011-b42d-00c04fc964{n:02d}"}).status_code for n in range(12)]
    assert answers == [302] * 10 + [429] * 2


def test_what_is_not_open_to_everybody_cannot_be_reported_nor_found_by_trying(make_person: Any) -> None:
    two, secret = joined(make_person), organisation("Ikke bekræftet")
    Organisation.objects.filter(pk=secret.pk).update(confirmed_at=None)
    town_hall = Organisation.objects.get(of_municipality="0000")
    for kind, pk in (("indsats", two.alliance.initiative_id), ("organisation", secret.pk), ("organisation", town_hall.pk), ("person", 1), ("organisation", 0)):
        assert Client().get(f"/anmeld/{kind}/{pk}/").status_code == 404, (kind, pk)
        with pytest.raises(Http404):
            report(pk, kind)


def test_an_open_alliance_is_reported_with_all_that_stands_on_its_page(make_person: Any) -> None:
    two = open_alliance(make_person, "Fælles bord")
    page = Client().get(two.address).content.decode()
    assert f"/anmeld/indsats/{two.alliance.initiative_id}/" in page
    made = report(two.alliance.initiative_id, "indsats")
    assert "Alle spiser sammen." in made.said
    assert made.case.address == two.address


def test_the_municipalitys_own_moderators_are_told_and_the_installations_only_when_there_are_none(make_person: Any) -> None:
    clerk, elsewhere, administrator = moderator(make_person), moderator(make_person, "0350"), make_person("chef@example.dk", "administrator")
    report(organisation("Bokseklubben").pk)
    events.deliver_waiting()
    assert [Notice.objects.filter(recipient_id=one.pk, kind="moderation").count() for one in (clerk, elsewhere, administrator)] == [1, 0, 0]
    report(organisation("Andre", municipality="0250").pk)
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=administrator.pk, kind="moderation").count() == 1


def test_ten_reports_of_one_page_are_one_line_on_the_moderators_page(make_person: Any) -> None:
    clerk, club = moderator(make_person), organisation("Bokseklubben")
    for number in range(10):
        report(club.pk, text=f"Nummer {number}")
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=clerk.pk, kind="moderation").count() == 1


def test_a_forged_or_old_address_of_a_report_leads_nowhere() -> None:
    made = report(organisation("Bokseklubben").pk)
    for token in (str(made.pk), f"{made.pk}:forged", "x", queries.token_of(made) + "x"):
        assert Client().get(f"/anmeldelse/{token}/").status_code == 404
    token = queries.token_of(made)
    made.delete()
    assert Client().get(f"/anmeldelse/{token}/").status_code == 404


def test_a_report_after_the_decision_lets_the_case_wait_again(make_person: Any) -> None:
    there = reported(make_person)
    decided(there.clerk, there.case)
    assert there.case.state == "decided"
    person = member(make_person, "nabo@example.dk")
    there.club.hidden_at = None
    there.club.save()
    again = report(there.club.pk, by=who(person))
    assert there.case.state == "waiting"
    assert again.decision is None
    assert client_of(person).get(f"/anmeldelse/{queries.token_of(again)}/").status_code == 200


def test_nobodys_address_is_filled_in_and_what_is_said_of_names_is_true(make_person: Any) -> None:
    page = f"/anmeld/organisation/{organisation('Bokseklubben').pk}/"
    known, visitor = client_of(make_person("nabo@example.dk")).get(page).content.decode(), Client().get(page).content.decode()
    assert "nabo@example.dk" not in known
    assert ("Du behøver ikke sige, hvem du er" in visitor, "Du behøver ikke sige, hvem du er" in known) == (True, False)
