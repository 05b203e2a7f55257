"""Offers: written in two minutes without an account, confirmed by mail, looked after by whose they are, seen by whom they are for."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.change_offer import change_offer, count_free, move_offer
from samspil.exchange.actions.confirm_offer import confirm_offer, offer_of
from samspil.exchange.actions.post_offer import MOST_UNCONFIRMED, NewOffer, post_offer
from samspil.exchange.confirming import token_of
from samspil.exchange.domain.offers import OfferState, audience_of, last_day
from samspil.exchange.models import Offer
from samspil.exchange.tests.making import OFFER_FORM, OFFERED, club_and_chair, offered, shown
from samspil.identity.actor import VISITOR
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db
ADDRESS = "ny@example.dk"


def written(email: str = ADDRESS, **words: Any) -> Offer:
    """An offer without an account, that waits."""
    made: Offer = fine(post_offer(VISITOR, NewOffer(words=replace(OFFERED, **words), email=email), now=now()))
    return made


def link_in_the_mail() -> str:
    events.deliver_waiting()
    found = re.search(r"/tilbud/bekraeft/[^\s]+", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_somebody_without_an_account_offers_and_confirms_by_mail() -> None:
    answer = Client().post("/tilbud/giv/", OFFER_FORM | {"email": "Ny@Example.dk"})
    assert answer.status_code == 302
    assert answer["Location"] == "/tilbud/tak/"
    offer = Offer.objects.get()
    assert (offer.state, offer.email, offer.poster) == ("unconfirmed", ADDRESS, None)
    link = link_in_the_mail()
    assert OFFERED.title not in str(mail.outbox[-1].body), "nothing anybody wrote stands in a mail"
    assert OFFERED.title in shown(Client(), link)
    offer.refresh_from_db()
    assert offer.state == "unconfirmed", "looking confirms nothing"
    assert "Dit tilbud er åbent" in Client().post(link).content.decode()
    offer.refresh_from_db()
    assert (offer.state, offer.email) == ("open", "")
    assert offer.poster
    assert offer.poster.email == ADDRESS
    assert EmailAddress.objects.filter(user=offer.poster, verified=True, primary=True).exists()
    assert Client().post(link).status_code == 410, "the link is of use once"


def test_confirming_logs_nobody_in_and_a_password_nobody_proved_no_longer_holds() -> None:
    thief = Person.objects.create_user(ADDRESS, "tyvens adgangskode")
    EmailAddress.objects.create(user=thief, email=ADDRESS, primary=True, verified=False)
    offer, client = written(), Client()
    client.post(f"/tilbud/bekraeft/{token_of(offer)}/")
    thief.refresh_from_db()
    assert not thief.check_password("tyvens adgangskode")
    assert "sessionid" not in client.cookies
    offer.refresh_from_db()
    assert offer.poster == thief, "the address has one account"


def test_a_blocked_person_confirms_nothing(make_person: Any) -> None:
    person = make_person(ADDRESS)
    Person.objects.filter(pk=person.pk).update(is_active=False, blocked_at=now())
    offer = written()
    refused = confirm_offer(token_of(offer), now=now())
    assert isinstance(refused, Refusal)
    offer.refresh_from_db()
    assert offer.state == OfferState.UNCONFIRMED


@pytest.mark.parametrize("token", ["abc", "0" * 32, "0" * 32 + ".abc", "æ.ø"])
def test_a_link_that_is_not_ours_leads_nowhere(token: str) -> None:
    written()
    assert Client().get(f"/tilbud/bekraeft/{token}/").status_code == 410


def test_what_nobody_confirms_is_deleted_after_two_weeks_with_its_history() -> None:
    offer, token = written(), ""
    token = token_of(offer)
    Offer.objects.update(made_at=now() - timedelta(days=15))
    assert offer_of(token, now()) is None
    jobs.end_what_ran_out(0)
    assert not Offer.objects.exists()
    assert not Offer.pgh_event_model.objects.exists()  # type: ignore[attr-defined]  # pghistory adds it


def test_one_address_is_not_mailed_without_end() -> None:
    for number in range(MOST_UNCONFIRMED):
        written(title=f"Nr. {number}")
    refused = post_offer(VISITOR, NewOffer(words=OFFERED, email=ADDRESS.upper()), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "too-many"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"postcode": "0001"}, "Det postnummer kender vi ikke"),
        ({"postcode": ""}, "postnummerets fire cifre"),
        ({"title": "Ring til 010190-1234"}, "CPR"),
        ({"title": ""}, "på én linje"),
        ({"kind": "guld"}, ""),
        ({"municipality": "9999"}, ""),
        ({"age": ""}, "hvor gammel"),
        ({"email": ""}, "e-mail"),
        ({"people": "0"}, "fra 1 til 500"),
        ({"people": "10000"}, "fra 1 til 500"),
        ({"max_km": "-1"}, "fra 0 til 400"),
    ],
)
def test_bad_input_is_refused_in_danish_and_nothing_is_kept(wrong: dict[str, str], said: str) -> None:
    answer = Client().post("/tilbud/giv/", OFFER_FORM | {"email": ADDRESS} | wrong)
    assert answer.status_code in {409, 422}
    assert said in answer.content.decode()
    assert "Jeg kommer gerne forbi." in answer.content.decode(), "what was typed stands"
    assert not Offer.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_nothing_is_kept() -> None:
    assert Client().post("/tilbud/giv/", OFFER_FORM | {"email": ADDRESS, "website": "x"}).status_code == 302
    assert not Offer.objects.exists()


def test_an_adults_offer_is_for_those_logged_in_and_names_nobody(make_person: Any) -> None:
    person = make_person("hende@example.dk")
    offer = offered(person)
    assert offer.title not in shown(Client(), "/tilbud/")
    assert Client().get(offer.address).status_code == 404
    other = client_of(make_person("anden@example.dk"))
    assert offer.title in shown(other, "/tilbud/")
    page = shown(other, offer.address)
    assert "4330 Hvalsø" in page
    assert person.email not in page
    assert "noindex" in page


def test_a_minors_offer_is_found_by_nobody_but_themselves(make_person: Any) -> None:
    person, other = make_person("ung@example.dk"), client_of(make_person("anden@example.dk"))
    offer = offered(person, age="minor")
    assert offer.title not in shown(other, "/tilbud/")
    assert other.get(offer.address).status_code == 404
    assert "Du er under 18" in shown(client_of(person), offer.address)


def test_an_organisations_offer_is_for_everybody_once_it_is_confirmed(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    offer = offered(chair, club, title="Salen om formiddagen", kind="room", units=2)
    assert offer.title in shown(Client(), "/tilbud/")
    assert "2 af 2 lokaler er ledige" in shown(Client(), offer.address)
    club.confirmed_at = None
    club.save()
    assert Client().get(offer.address).status_code == 404
    assert shown(client_of(chair), offer.address)


def test_only_its_owners_pause_take_back_and_open_it_again(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    offer = offered(chair, club)
    stranger = client_of(make_person("anden@example.dk"))
    assert stranger.post(f"{offer.address}pause/").status_code == 404
    own = client_of(chair)
    own.post(f"{offer.address}pause/")
    events.deliver_waiting()
    assert Client().get(offer.address).status_code == 404
    assert offer.title not in shown(Client(), "/tilbud/")
    own.post(f"{offer.address}aabn/")
    events.deliver_waiting()
    assert offer.title in shown(Client(), "/tilbud/")
    own.post(f"{offer.address}tag-tilbage/")
    offer.refresh_from_db()
    assert offer.state == OfferState.ENDED
    refused = move_offer(who(chair), offer.pk, "pause", now=now())
    assert isinstance(refused, Refusal)


def test_who_writes_second_meets_what_the_first_wrote(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    other = member(make_person, "kasserer@example.dk", club)
    offer = offered(chair, club)
    fine(change_offer(who(other), offer.pk, replace(OFFERED, text="Den andens ord."), revision=0, now=now()))
    answer = client_of(chair).post(f"{offer.address}ret/", OFFER_FORM | {"text": "Mine ord.", "revision": "0"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Den andens ord." in page
    assert "Mine ord." in page
    client_of(chair).post(f"{offer.address}ret/", OFFER_FORM | {"text": "Mine ord.", "revision": "1"})
    offer.refresh_from_db()
    assert offer.text == "Mine ord."


def test_nobody_offers_for_an_organisation_they_are_not_in(make_person: Any) -> None:
    club, _ = club_and_chair(make_person)
    new = NewOffer(words=OFFERED, for_organisation=club.pk)
    refused = post_offer(who(make_person("anden@example.dk")), new, now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "not-yours"


@pytest.mark.parametrize("free", [-1, 3, 9])
def test_no_more_are_free_than_there_are(make_person: Any, free: int) -> None:
    club, chair = club_and_chair(make_person)
    offer = offered(chair, club, kind="place", units=2)
    assert isinstance(count_free(who(chair), offer.pk, free, now=now()), Refusal)
    assert fine(count_free(who(chair), offer.pk, 1, now=now())).free == 1


def test_an_offer_runs_out_and_leaves_the_lists(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    offer = offered(chair, club)
    Offer.objects.update(ends_on=date(2026, 1, 1))
    jobs.end_what_ran_out(0)
    events.deliver_waiting()
    offer.refresh_from_db()
    assert offer.state == OfferState.EXPIRED
    assert offer.title not in shown(Client(), "/tilbud/")


def test_offers_stand_half_a_year_and_never_more_than_a_year() -> None:
    day = date(2026, 11, 23)
    assert last_day(day, None) == date(2027, 5, 24)
    assert last_day(day, date(2030, 1, 1)) == date(2027, 11, 24)
    assert audience_of(by_organisation=True, confirmed=False, age="") == "nobody"


def test_what_moderators_hid_is_its_owners_alone(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    offer = offered(chair, club)
    Offer.objects.update(hidden_at=now())
    assert Client().get(offer.address).status_code == 404
    assert shown(client_of(chair), offer.address)


def test_an_account_takes_its_offers_along_and_leaves_those_of_the_organisation(make_person: Any) -> None:
    from samspil.core.personal_data import Subject
    from samspil.exchange import personal_data

    club, chair = club_and_chair(make_person)
    own, clubs = offered(chair), offered(chair, club, title="Foreningens")
    subject = Subject(chair.pk, (chair.email,))
    assert [row["title"] for row in personal_data.export_offers(subject)] == [own.title]
    assert [row["title"] for row in personal_data.export_written(subject)] == [clubs.title]
    personal_data.shred_offers(subject)
    assert list(Offer.objects.all()) == [clubs]


def test_two_offers_with_one_title_have_two_addresses(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    assert offered(chair, club).slug != offered(chair, club).slug
    assert offered(chair, club, title="Giv").slug not in {"giv", "tak", "mine"}
    assert organisation("Ny").pk
