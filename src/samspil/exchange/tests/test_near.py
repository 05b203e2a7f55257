"""Needs near somebody: by postcode or town, with reasons, and nothing kept of what was asked."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.exchange import nearby
from samspil.exchange.domain.choosing import free_of
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.models import Need
from samspil.exchange.places import postcode_of
from samspil.exchange.presenting import near
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.identity.actor import VISITOR

pytestmark = pytest.mark.django_db
NEAR = "/behov/naer/?by=4330"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZONE)


def test_what_is_near_comes_first_with_why_it_is_shown(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="Fem kilometer væk", postcode="4320")
    asked(chair, club, title="Lige her", kind="short", whens=("evening",))
    page = shown(Client(), f"{NEAR}&tid=evening&slags=short&slags=help")
    assert page.index("Lige her") < page.index("Fem kilometer væk")
    assert "I dit postnummer" in page
    assert "km fra dig" in page
    assert "hverdage, aften" in page
    assert "GeoNames" in page


def test_what_lies_too_far_away_is_not_shown_and_a_town_is_a_place_too(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="I Aalborg", postcode="9000")
    assert "I Aalborg" not in shown(Client(), f"{NEAR}&km=60")
    assert "I Aalborg" in shown(Client(), "/behov/naer/?by=aalborg")


def test_what_one_is_too_young_for_is_left_out_and_that_is_told(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="For voksne", min_age=18)
    assert "Fra 18 år" in shown(Client(), NEAR)
    page = shown(Client(), f"{NEAR}&alder=17")
    assert "For voksne" not in page
    assert "1 opgave er ikke vist" in page


def test_something_now_for_the_young_is_short_and_near(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="En times tid", kind="short", min_age=15)
    asked(chair, club, title="Hver uge", kind="shifts")
    page = shown(Client(), f"{NEAR}&nu=on&alder=16")
    assert "En times tid" in page
    assert "Hver uge" not in page


def test_what_is_done_at_another_time_of_the_week_says_so(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="Hver formiddag", whens=("day",))
    page = shown(Client(), f"{NEAR}&tid=evening")
    assert "Det er hverdage, dag" in page
    assert "Når det passer dig" not in page
    asked(chair, club, title="Når som helst", postcode="4320")
    assert "Når det passer dig" in shown(Client(), f"{NEAR}&tid=evening")


def test_a_home_or_one_person_alone_is_not_for_the_young_here_either(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="Følgeven", kind="pair", unnamed=True)
    asked(chair, club, title="Besøg hjemme", facts={"home_visits": True}, min_age=15)
    page = shown(Client(), f"{NEAR}&alder=17")
    assert "Følgeven" not in page
    assert "Besøg hjemme" not in page
    assert "2 opgaver er ikke vist" in page


def test_a_time_that_does_not_fit_is_left_out(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    saturday = timezone.now().astimezone(ZONE).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=14)
    saturday += timedelta(days=(5 - saturday.weekday()) % 7)
    asked(chair, club, title="Lørdag", starts_at=saturday, ends_at=saturday + timedelta(hours=2))
    assert "Lørdag" in shown(Client(), f"{NEAR}&tid=weekend")
    assert "passer til lørdag formiddag" in shown(Client(), f"{NEAR}&tid=weekend").lower()
    assert "tiden passer ikke" in shown(Client(), f"{NEAR}&tid=evening")


def test_drafts_hidden_ones_and_those_of_unconfirmed_organisations_are_not_near_either(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, shown=False, title="Kladde")
    hidden = asked(chair, club, title="Skjult")
    Need.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    asked(chair, club, title="Vi maler hegn")
    page = shown(Client(), NEAR)
    assert "Vi maler hegn" in page
    assert "Kladde" not in page
    assert "Skjult" not in page
    club.confirmed_at = None
    club.save()
    assert "Vi maler hegn" not in shown(Client(), NEAR)


@pytest.mark.parametrize("query", ["by=Atlantis", "by=", "by=4330&km=1000", "by=4330&alder=2", "by=4330&tid=nat"])
def test_what_cannot_be_is_told_in_danish(query: str) -> None:
    answer = Client().get(f"/behov/naer/?{query}")
    assert answer.status_code == 422
    assert 'id="fejl"' in answer.content.decode()


@pytest.mark.parametrize("side", ["0", "9999", "-1", "x", "99999999"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(make_person: Any, side: str) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, title="Lige her")
    assert "Lige her" in shown(Client(), f"{NEAR}&side={side}")


def test_it_takes_as_many_questions_for_three_as_for_thirty(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)

    def many() -> int:
        with CaptureQueriesContext(connection) as caught:
            shown(Client(), NEAR)
        return len(caught)

    for number in range(3):
        asked(chair, club, title=f"Nr. {number}")
    few = many()
    for number in range(3, 30):
        asked(chair, club, title=f"Nr. {number}")
    assert many() == few <= 4
    assert "Næste side" in shown(Client(), NEAR)
    assert "Forrige side" in shown(Client(), f"{NEAR}&side=2")


def test_boxes_mean_the_hours_people_mean_by_them() -> None:
    assert free_of([], MONDAY) is None
    assert free_of(["flexible", "day"], MONDAY) is None
    evenings = free_of(["evening"], MONDAY)
    assert evenings
    assert evenings[0] == (datetime(2026, 11, 23, 17, tzinfo=ZONE), datetime(2026, 11, 23, 23, tzinfo=ZONE))
    assert all(begins.weekday() < 5 for begins, _ in evenings)
    weekend = free_of(["weekend"], MONDAY)
    assert weekend
    assert {begins.weekday() for begins, _ in weekend} == {5, 6}


def test_where_there_are_many_the_nearest_are_looked_at_and_it_is_told(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    club, chair = club_and_chair(make_person)
    titles = {"4000": "Fjernest", "4320": "Nærmere", "4330": "Her"}
    for code, title in titles.items():
        asked(chair, club, title=title, postcode=code)
    place = postcode_of("4330")
    assert place is not None
    found = [int(one.id) for one in nearby.around(VISITOR, place, 60)]
    assert [Need.objects.get(pk=pk).title for pk in found] == ["Her", "Nærmere", "Fjernest"]
    assert nearby.around(VISITOR, place, 60, ["borrow"]) == []
    assert "Her er mange" not in shown(Client(), "/behov/naer/?by=4330&km=60")
    monkeypatch.setattr(near, "MOST_LOOKED_AT", 3)
    assert "Her er mange" in shown(Client(), "/behov/naer/?by=4330&km=60")


def test_the_place_is_told_back_with_its_name_and_what_was_ticked_stays(make_person: Any) -> None:
    page = shown(Client(), "/behov/naer/?by=4330&km=25&tid=evening&uden=on")
    assert 'value="4330 Hvalsø"' in page
    assert page.count(" checked") == 3


def test_what_is_around_a_place_is_another_list_when_somebody_asks_for_help_there(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    assert "Nyt i byen" not in shown(Client(), "/behov/naer/?by=4330&km=10")
    asked(chair, club, title="Nyt i byen", postcode="4330")
    assert "Nyt i byen" in shown(Client(), "/behov/naer/?by=4330&km=10")
