"""Needs: written in plain words as a draft, checked against the law, shown, closed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from samspil.alliances.tests.making import OTHER, agreed, client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.write_need import change_need, write_need
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.legal import check_of
from samspil.exchange.models import Need
from samspil.exchange.tests.making import ASKED, NEED_FORM, asked, club_and_chair, shown
from samspil.site import exchange_indexing

pytestmark = pytest.mark.django_db


def test_a_need_is_a_draft_until_its_organisation_shows_it(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    client = client_of(chair)
    answer = client.post("/behov/skriv/", NEED_FORM | {"for_organisation": str(club.pk)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    need = Need.objects.get()
    assert (need.state, need.seats) == (NeedState.DRAFT, 2)
    assert Client().get(need.address).status_code == 404
    assert "Kun I kan se det" in shown(client, need.address)
    client.post(f"{need.address}vis/")
    events.deliver_waiting()
    assert need.title in shown(Client(), "/behov/")
    assert "Alle i byen" in shown(Client(), need.address)
    client.post(f"{need.address}luk/")
    events.deliver_waiting()
    assert need.title not in shown(Client(), "/behov/")
    assert Client().get(need.address).status_code == 404


def test_whoever_is_in_no_organisation_is_told_the_way(make_person: Any) -> None:
    assert "Få jeres med først" in shown(client_of(make_person("alene@example.dk")), "/behov/skriv/")


def test_a_need_of_an_organisation_that_nobody_confirmed_waits_for_it(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    club.confirmed_at = None
    club.save()
    need = asked(chair, club)
    assert Client().get(need.address).status_code == 404
    assert "ikke bekræftet endnu" in shown(client_of(chair), need.address)
    club.confirmed_at = now()
    club.save()
    exchange_indexing.renew_of_organisation(need)
    assert need.title in shown(Client(), "/behov/")


def test_nobody_writes_shows_or_reads_anothers_draft(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, shown=False)
    stranger = member(make_person, "anden@example.dk", organisation("Naboerne"))
    assert client_of(stranger).get(need.address).status_code == 404
    assert client_of(stranger).post(f"{need.address}vis/").status_code == 404
    for refused in (
        move_need(who(stranger), need.pk, "publish", now=now()),
        change_need(who(stranger), need.pk, ASKED, revision=0, now=now()),
        write_need(who(stranger), club.pk, ASKED, now=now()),
    ):
        assert isinstance(refused, Refusal)
        assert refused.code == "not-yours"


PAST = datetime(2026, 1, 3, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"seats": 0}, "seats"),
        ({"seats": 10_000}, "seats"),
        ({"starts_at": PAST, "ends_at": PAST + timedelta(hours=1)}, "past"),
        ({"starts_at": datetime(2099, 1, 3, 10, tzinfo=ZONE), "ends_at": datetime(2099, 1, 3, 9, tzinfo=ZONE)}, "backwards"),
        ({"ends_on": date(2026, 1, 1)}, "past"),
        ({"postcode": "1"}, "no-postcode"),
        ({"municipality_code": "9999"}, "no-municipality"),
        ({"initiative_id": 10**9}, "initiative"),
    ],
)
def test_what_cannot_be_is_refused(make_person: Any, wrong: dict[str, Any], code: str) -> None:
    club, chair = club_and_chair(make_person)
    refused = write_need(who(chair), club.pk, replace(ASKED, **wrong), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "28-03-2027", "begins": "2.30", "ends": "4"}, "uret stilles frem"),
        ({"day": "3-3-2027"}, "fra hvornår til hvornår"),
        ({"day": "3-3-2027", "begins": "25", "ends": "26"}, "17.30"),
        ({"seats": "0"}, "fra 1 til 500"),
        ({"text": "Ring til 0101901234 om mig"}, "CPR"),
        ({"title": ""}, "på én linje"),
    ],
)
def test_the_form_says_what_is_wrong_in_danish(make_person: Any, wrong: dict[str, str], said: str) -> None:
    club, chair = club_and_chair(make_person)
    answer = client_of(chair).post("/behov/skriv/", NEED_FORM | {"for_organisation": str(club.pk)} | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_task_may_go_over_midnight(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    day = {"day": "31-12-2027", "begins": "22.00", "ends": "2.00"}
    client_of(chair).post("/behov/skriv/", NEED_FORM | {"for_organisation": str(club.pk)} | day)
    need = Need.objects.get()
    assert need.starts_at
    assert need.ends_at
    assert need.ends_at - need.starts_at == timedelta(hours=4)


def test_what_the_law_stops_is_shown_to_nobody(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, shown=False, facts={"restraint": True})
    stops = check_of(need, date(2026, 11, 23)).stops
    assert stops, "volunteers may hold nobody back"
    refused = move_need(who(chair), need.pk, "publish", now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "law-stop"
    page = shown(client_of(chair), need.address)
    assert "Det her står i vejen" in page
    assert "Vis det for alle" not in page


def test_the_law_asks_for_a_certificate_where_there_are_children(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    facts = {"children_under_15": True, "child_contact": "regular", "area": "sport_culture"}
    need = asked(chair, club, facts=facts)
    assert "attest" in shown(client_of(chair), need.address).lower()
    assert "Det, loven kræver" not in shown(Client(), need.address), "what the organisation must see to is its own"


def test_a_need_may_belong_to_an_alliance_its_organisation_is_in(make_person: Any) -> None:
    two, _ = agreed(make_person)
    need = asked(two.chair, two.club, initiative_id=two.alliance.initiative_id)
    assert need.initiative_id == two.alliance.initiative_id
    other, stranger = club_and_chair(make_person, "Naboerne", "nabo@example.dk")
    refused = write_need(who(stranger), other.pk, replace(ASKED, initiative_id=two.alliance.initiative_id), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "initiative"


def test_of_a_need_for_one_person_no_place_but_the_postcode_is_told(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, kind="pair", unnamed=True, place="Den gule dør ved kirken")
    page = shown(Client(), need.address)
    assert "gule dør" not in page
    assert "4330 Hvalsø" in page


def test_needs_are_found_by_words_kind_and_municipality_and_in_the_search(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="Kør til svømning", whens=("weekend",))
    asked(chair, club, title="Lektiecafé", kind="shifts", municipality_code=OTHER, min_age=18)
    assert "Kør til svømning" in shown(Client(), "/behov/?q=svømme")
    assert "Kør til svømning" not in shown(Client(), f"/behov/?kommune={OTHER}")
    assert "Lektiecafé" in shown(Client(), f"/behov/?kommune={OTHER}&slags=shifts")
    assert "Lektiecafé" not in shown(Client(), "/behov/?alder=15")
    assert "Kør til svømning" in shown(Client(), "/behov/?tid=weekend&alder=15")
    assert "Kør til svømning" in shown(Client(), "/soeg/?q=svømning&slags=need")


def test_a_need_whose_day_went_by_is_closed_in_the_night(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    Need.objects.update(ends_on=date(2026, 1, 1))
    jobs.end_what_ran_out(0)
    events.deliver_waiting()
    need.refresh_from_db()
    assert need.state == NeedState.CLOSED
    assert need.title not in shown(Client(), "/behov/")
    again = fine(move_need(who(chair), need.pk, "publish", now=now()))
    assert again.ends_on > date(2026, 11, 23), "shown again it stands as long as a new one"


def test_who_writes_second_meets_what_the_first_wrote(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    other = member(make_person, "kasserer@example.dk", club)
    need = asked(chair, club)
    fine(change_need(who(other), need.pk, replace(ASKED, text="Den andens ord."), revision=0, now=now()))
    form = NEED_FORM | {"for_organisation": str(club.pk), "text": "Mine ord.", "revision": "0"}
    answer = client_of(chair).post(f"{need.address}ret/", form)
    assert answer.status_code == 409
    assert "Den andens ord." in answer.content.decode()
    assert client_of(chair).post(f"{need.address}ret/", form | {"revision": "1"}).status_code == 302
    need.refresh_from_db()
    assert need.text == "Mine ord."
