"""When answers run out can be followed in one's own calendar."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from samspil.core import pagecache
from samspil.law.models import LegalAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[Any]:
    return read(Client().get("/jura/udloeb.ics").content)


def read(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_every_answer_stands_on_the_day_it_runs_out(entries: list[Any]) -> None:
    assert {(str(e["summary"]), e["dtstart"].dt) for e in entries} == {(f"Svaret »{a.title}« udløber", a.expires_on) for a in LegalAnswer.objects.live()}
    assert all(type(e["dtstart"].dt) is date for e in entries)


def test_every_entry_has_what_the_standard_asks_for(entries: list[Any]) -> None:
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL"} <= set(e) for e in entries)
    assert len({str(e["uid"]) for e in entries}) == len(entries) > 40
    assert [e["dtstart"].dt for e in entries] == sorted(e["dtstart"].dt for e in entries)


def test_the_file_is_a_calendar_with_lines_short_enough() -> None:
    response = Client().get("/jura/udloeb.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert (calendar["version"], str(calendar["prodid"])) == ("2.0", "-//Samspil//Juridiske svar//DA")
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75


def test_asking_again_gives_the_same_calendar() -> None:
    first = Client().get("/jura/udloeb.ics").content
    pagecache.STORE.clear()
    assert Client().get("/jura/udloeb.ics").content == first


def test_an_answer_for_others_is_in_nobodys_calendar() -> None:
    hidden = LegalAnswer.objects.live().first()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert f"Svaret »{hidden.title}« udløber" not in {str(e["summary"]) for e in read(Client().get("/jura/udloeb.ics").content)}
