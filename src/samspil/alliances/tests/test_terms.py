"""The terms of an agreement: standard ones until others are written, and part of what everybody signs."""

from datetime import date
from typing import Any

import pytest

from samspil.alliances.domain.missing import missing
from samspil.alliances.domain.terms import STANDARD, DataRole
from samspil.alliances.models import WrittenTerms
from samspil.alliances.tests.making import answered, client_of, joined, proposed, ready

pytestmark = pytest.mark.django_db


def writing(revision: int = 0, **changed: str) -> dict[str, str]:
    return {**STANDARD.written, "revision": str(revision), **changed}


def test_the_standard_terms_stand_until_others_are_written(make_person: Any) -> None:
    two, version = proposed(make_person)
    assert version.content["terms"]["disputes"] == STANDARD.disputes
    client = client_of(two.chair)
    page = client.get(f"{two.address}aftale/").content.decode()
    assert STANDARD.exit_citizens in page
    assert client.post(f"{two.address}vilkaar/", writing(disputes="Formændene mødes.", review_on="01-08-2027")).status_code == 302
    assert two.room.open_version is None, "what waited is taken back"
    assert (two.room.plan.terms.disputes, two.room.plan.terms.review_on) == ("Formændene mødes.", date(2027, 8, 1))
    assert "Formændene mødes." in client.get(f"{two.address}aftale/").content.decode()


def test_terms_that_cannot_be_meant_are_refused_and_what_was_typed_stands(make_person: Any) -> None:
    two = ready(make_person)
    client, address = client_of(two.chair), f"{two.address}vilkaar/"
    late = client.post(address, writing(review_on="01-08-2031", disputes="Formændene mødes."))
    assert (late.status_code, "inden for aftalens periode" in late.content.decode(), "Formændene mødes." in late.content.decode()) == (409, True, True)
    nobody = client.post(address, writing(data_role="single"))
    assert (nobody.status_code, "Vælg den part" in nobody.content.decode()) == (409, True)
    assert client.post(address, writing(data_role="single", data_party="999999")).status_code == 422
    assert client.post(address, writing(disputes="010190-1234")).status_code == 422
    assert not WrittenTerms.objects.exists()


def test_two_who_write_terms_at_once_both_see_what_the_other_wrote(make_person: Any) -> None:
    two = joined(make_person)
    address = f"{two.address}vilkaar/"
    assert client_of(two.chair).post(address, writing(disputes="Formændene mødes.")).status_code == 302
    other = client_of(two.owner).post(address, writing(disputes="Vi ringer sammen."))
    told = other.content.decode()
    assert (other.status_code, "Formændene mødes." in told, "Vi ringer sammen." in told) == (409, True, True)
    assert client_of(two.owner).post(address, writing(1, disputes="Vi ringer sammen.")).status_code == 302
    assert WrittenTerms.objects.get().disputes == "Vi ringer sammen."


def test_who_knows_something_of_people_must_say_who_answers_for_it(make_person: Any) -> None:
    two = ready(make_person)
    client = client_of(two.chair)
    answered(two, "oplysninger", personal_data=True)
    assert client.post(f"{two.address}jura/laest/", {"for_organisation": str(two.club.pk)}).status_code == 302
    assert [reason.code for reason in missing(two.room.plan)] == ["data"]
    assert "Aftal, hvem der svarer for oplysninger om mennesker" in client.get(two.address).content.decode()
    club = str(two.party(two.club).pk)
    assert client.post(f"{two.address}vilkaar/", writing(data_role="single", data_party=club)).status_code == 302
    assert (two.room.plan.terms.data_role, missing(two.room.plan)) == (DataRole.SINGLE, [])


def test_only_the_parties_read_and_write_terms(make_person: Any) -> None:
    two = joined(make_person)
    stranger = client_of(make_person("fremmed@example.dk"))
    assert stranger.get(f"{two.address}vilkaar/").status_code == 404
    assert stranger.post(f"{two.address}vilkaar/", writing(disputes="Nej")).status_code == 404
    assert not WrittenTerms.objects.exists()
