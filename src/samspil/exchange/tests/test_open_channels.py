"""Needs and offers over the API, in feeds, calendars and open data: what everybody may see, in each of them, and nothing else."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.exchange import api
from samspil.exchange.actions.answer_place import give_back
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.models import Need, Offer
from samspil.exchange.tests.making import asked, club_and_chair, offered, shown
from samspil.site import exchange_indexing
from samspil.site.opendata_tables import TABLES

pytestmark = pytest.mark.django_db
CHANNELS = ("/api/v1/needs?size=100", "/api/v1/offers?size=100", "/behov/nyt.atom", "/tilbud/nyt.atom", "/behov/kalender.ics")


def in_a_week(hour: int = 17) -> datetime:
    return (datetime.now(ZONE) + timedelta(days=7)).replace(hour=hour, minute=30, second=0, microsecond=0)


def events_in(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def everything() -> str:
    """All that the open channels say, and the rows of the open-data file."""
    rows = [row for table in TABLES if table.name in {"behov", "tilbud"} for row in table.rows()]
    return json.dumps(rows, ensure_ascii=False) + "".join(Client().get(address).content.decode() for address in CHANNELS)


def test_a_need_and_an_organisations_offer_stand_in_every_channel(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, starts_at=in_a_week(), ends_at=in_a_week(19), min_age=15, whens=("evening",))
    offer = offered(chair, club, kind="room", title="Vores sal", units=2)
    told = Client().get(f"/api/v1/needs/{need.slug}").json()
    assert (told["organisation"], told["minimum_age"], told["seats"], told["when"]) == (club.name, 15, 1, ["evening"])
    assert Client().get(f"/api/v1/offers/{offer.slug}").json()["free"] == 2
    assert [line["title"] for line in Client().get("/api/v1/needs?kind=help").json()["items"]] == ["Pluk æbler"]
    assert Client().get("/api/v1/needs?kind=board").json()["items"] == []
    for address, title in zip(CHANNELS, ("Pluk", "Vores sal", "Pluk", "Vores sal", "Pluk"), strict=True):
        assert title.encode() in Client().get(address).content.replace(b"\\u00e6", "æ".encode())
    assert api.full_need(Need.objects.get()).model_dump(mode="json") in [row for table in TABLES if table.name == "behov" for row in table.rows()]


@pytest.mark.parametrize("name", ["draft", "hidden", "person", "minor", "unconfirmed"])
def test_what_is_not_for_everybody_is_in_no_channel(make_person: Any, name: str) -> None:
    club, chair = club_and_chair(make_person)
    times: dict[str, Any] = {"starts_at": in_a_week(), "ends_at": in_a_week(19)}
    if name == "draft":
        asked(chair, club, shown=False, title="Det hemmelige", **times)
    elif name == "hidden":
        need = asked(chair, club, title="Det hemmelige", **times)
        Need.objects.filter(pk=need.pk).update(hidden_at=now())
        exchange_indexing.renew_of_organisation(need)
    elif name == "unconfirmed":
        club.confirmed_at = None
        club.save()
        asked(chair, club, title="Det hemmelige", **times)
    else:
        offered(chair, title="Det hemmelige", age="adult" if name == "person" else "minor")
    assert "Det hemmelige" not in everything()
    assert "formand@" not in everything()


def test_a_need_for_one_person_tells_no_place_and_is_in_no_calendar(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    asked(chair, club, kind="pair", unnamed=True, title="En gåtur", place="Hjørnehuset nr. 4", starts_at=in_a_week(), ends_at=in_a_week(19))
    assert "Hjørnehuset" not in everything()
    assert not events_in(Client().get("/behov/kalender.ics").content)
    assert "En gåtur" in everything()


def test_a_feed_and_a_calendar_are_narrowed_as_the_list_is(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    for kind in ("help", "short"):
        asked(chair, club, kind=kind, title=f"Noget {kind}", starts_at=in_a_week(), ends_at=in_a_week(19))
    assert [str(one["summary"]) for one in events_in(Client().get("/behov/kalender.ics?slags=short").content)] == ["Noget short"]
    feed = Client().get("/behov/nyt.atom?slags=help").content.decode()
    assert "Noget help" in feed
    assert "Noget short" not in feed


def test_a_task_in_the_calendar_is_in_utc_and_says_when_it_is_called_off(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, starts_at=in_a_week(), ends_at=in_a_week(19), contact="Værten ved døren")
    event = events_in(Client().get(f"{need.address}opgave.ics").content)[0]
    assert event["dtstart"].dt == need.starts_at
    assert str(event["dtstart"].dt.tzinfo) == "UTC"
    assert "Værten" not in str(event)
    giver = make_person("giver@example.dk")
    fine(sign_up(who(giver), need.pk, Yes(name="Sanne"), now=now()))
    fine(move_need(who(chair), need.pk, "cancel", now=now()))
    off = events_in(client_of(chair).get(f"{need.address}opgave.ics").content)[0]
    assert (str(off["status"]), str(off["uid"])) == ("CANCELLED", str(event["uid"]))
    assert Client().get(f"{asked(chair, club, title='Uden tid').address}opgave.ics").status_code == 404


def test_ones_own_calendar_holds_what_one_said_yes_to_behind_a_secret(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=3, starts_at=in_a_week(), ends_at=in_a_week(19))
    giver, other = make_person("giver@example.dk"), make_person("anden@example.dk")
    fine(sign_up(who(other), need.pk, Yes(name="Den anden"), now=now()))
    place = fine(sign_up(who(giver), need.pk, Yes(name="Sanne", phone="12 34 56 78"), now=now()))
    page = client_of(giver)
    assert page.post("/min-side/kalender/").status_code == 302
    way = re.search(r"http://testserver(/min-side/kalender/\w+/samspil.ics)", shown(page, "/min-side/kalender/"))
    assert way
    found = events_in(Client().get(way[1]).content)
    assert [(str(one["summary"]), str(one["status"])) for one in found] == [("Pluk æbler", "CONFIRMED")]
    assert "12 34" not in Client().get(way[1]).content.decode()
    fine(give_back(who(giver), place.pk, now=now()))
    assert str(events_in(Client().get(way[1]).content)[0]["status"]) == "CANCELLED"
    page.post("/min-side/kalender/", {"end": "1"})
    assert Client().get(way[1]).status_code == 404
    assert client_of(member(make_person, "x@example.dk", organisation("X"))).get("/min-side/kalender/").status_code == 200


def test_a_need_tells_search_engines_that_it_is_unpaid_and_only_while_there_is_room(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, title="Pluk </script> æbler")
    page = shown(Client(), need.address)
    told = json.loads(re.findall(r'ld\+json">(.*?)</script>', page)[-1].replace("\\u003c", "<"))
    assert (told["@type"], told["employmentType"], told["title"]) == ("JobPosting", "VOLUNTEER", "Pluk </script> æbler")
    Need.objects.update(state="full")
    assert "JobPosting" not in shown(Client(), need.address)
    assert "JobPosting" not in shown(client_of(chair), asked(chair, club, shown=False).address)
    assert Offer.objects.count() == 0
