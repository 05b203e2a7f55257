"""An earlier roster is the pattern of the next: same weekdays and clock, nobody on them, nothing twice, also over the change of clocks."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core.refusals import Refusal
from samspil.exchange.actions.copy_roster import CopyWords, copy_roster
from samspil.exchange.domain.copies import Written, copied, weeks_between
from samspil.exchange.domain.matching.clocks import ZONE, local
from samspil.exchange.models import Need, Shift
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.identity.models import Person


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def test_the_clock_stays_though_the_sun_moves() -> None:
    wednesday = date(2027, 3, 24)  # clocks go forward on the 28th
    evening = Written("Vært", 2, at(wednesday, 19), at(wednesday, 21))
    ((_, time),) = copied([evening], 1)
    assert local(time.start) == at(date(2027, 3, 31), 19)
    assert (time.end - time.start) == 120


def test_a_shift_over_midnight_ends_the_next_day_and_one_in_the_missing_hour_begins_after_it() -> None:
    saturday = date(2027, 3, 20)
    night = Written("Nattevagt", 1, at(saturday, 22), at(saturday + timedelta(days=1), 2))
    early = Written("Bager", 1, at(saturday + timedelta(days=1), 2), at(saturday + timedelta(days=1), 5))
    found = {shift.role: time for shift, time in copied([night, early], 1)}
    assert local(found["Nattevagt"].end).date() == date(2027, 3, 28)
    assert local(found["Bager"].start).hour == 3
    assert found["Bager"].note


def test_weeks_are_counted_from_monday_to_monday() -> None:
    sunday, monday = at(date(2027, 1, 3), 23), at(date(2027, 1, 4), 0)
    assert (weeks_between(sunday, monday), weeks_between(monday, sunday), weeks_between(monday, monday)) == (1, -1, 0)


class Club:
    """An association with a roster of two shifts a week for three weeks, the first of them next week."""

    def __init__(self, make_person: Any) -> None:
        self.club, self.chair = club_and_chair(make_person)
        self.old, self.new = (asked(self.chair, self.club, title=title, kind="shifts") for title in ("Efterår", "Forår"))
        self.monday = localtime(now()).date() + timedelta(days=7 - localtime(now()).weekday())
        for week in range(3):
            for weekday in (1, 3):
                day = self.monday + timedelta(weeks=week, days=weekday)
                Shift.objects.create(need=self.old, role="Vært", seats=2, requires=["first-aid"], starts_at=at(day, 17), ends_at=at(day, 20))

    def words(self, **told: Any) -> CopyWords:
        return CopyWords(**{"source": self.old.pk, "first": self.monday + timedelta(weeks=10, days=2), **told})


@pytest.fixture
def club(make_person: Any) -> Club:
    return Club(make_person)


def code(result: object) -> str:
    assert isinstance(result, Refusal)
    return result.code


@pytest.mark.django_db
def test_the_shifts_come_again_on_their_weekdays_with_what_they_ask_and_nobody_on_them(club: Club) -> None:
    assert fine(copy_roster(who(club.chair), club.new.pk, club.words(), now=now())) == 6
    made = list(Shift.objects.filter(need=club.new).order_by("starts_at"))
    assert localtime(made[0].starts_at) == at(club.monday + timedelta(weeks=10, days=1), 17)
    assert {(one.role, one.seats, tuple(one.requires), one.places.count()) for one in made} == {("Vært", 2, ("first-aid",), 0)}
    assert code(copy_roster(who(club.chair), club.new.pk, club.words(), now=now())) == "there", "pressing twice writes nothing twice"


@pytest.mark.django_db
def test_some_days_of_it_are_taken_and_what_was_called_off_is_not(club: Club) -> None:
    Shift.objects.filter(need=club.old, starts_at=at(club.monday + timedelta(days=1), 17)).update(cancelled_at=now())
    week = club.words(since=club.monday, until=club.monday + timedelta(days=6))
    assert fine(copy_roster(who(club.chair), club.new.pk, week, now=now())) == 1
    none = club.words(since=club.monday + timedelta(weeks=20))
    assert code(copy_roster(who(club.chair), club.new.pk, none, now=now())) == "empty"


@pytest.mark.django_db
def test_what_is_over_is_not_written_and_a_roster_of_others_is_no_pattern(club: Club, make_person: Any) -> None:
    assert code(copy_roster(who(club.chair), club.new.pk, club.words(first=club.monday - timedelta(weeks=10)), now=now())) == "past"
    other = organisation("Naboklubben")
    stranger: Person = member(make_person, "naboleder@example.dk", other, administrator=True)
    theirs: Need = asked(stranger, other, kind="shifts")
    assert code(copy_roster(who(stranger), theirs.pk, club.words(), now=now())) == "not-yours"
    assert code(copy_roster(who(stranger), club.new.pk, club.words(), now=now())) == "not-yours"
    plain = asked(club.chair, club.club)
    assert code(copy_roster(who(club.chair), plain.pk, club.words(), now=now())) == "kind"


@pytest.mark.django_db
def test_no_roster_grows_over_its_cap(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspil.exchange.actions.copy_roster.MOST_SHIFTS", 5)
    assert fine(copy_roster(who(club.chair), club.new.pk, club.words(), now=now())) == 5, "five of the six are taken"
    assert code(copy_roster(who(club.chair), club.new.pk, club.words(first=club.monday + timedelta(weeks=30)), now=now())) == "many"


@pytest.mark.django_db
def test_first_it_is_shown_and_then_written(club: Club) -> None:
    client, address = client_of(club.chair), f"{club.new.address}vagter/kopi/"
    assert "Efterår" in shown(client, address)
    told = {"source": str(club.old.pk), "first": (club.monday + timedelta(weeks=10)).isoformat(), "since": "", "until": ""}
    preview = client.post(address, told).content.decode()
    assert "6 vagter skrives" in preview
    assert not Shift.objects.filter(need=club.new).exists()
    assert "Se, hvad der skrives" in client.post(address, told | {"again": "1"}).content.decode()
    assert client.post(address, told | {"write": "1"}).headers["Location"] == f"{club.new.address}vagter/"
    assert Shift.objects.filter(need=club.new).count() == 6
    assert client.post(address, told | {"write": "1"}).status_code == 409
    assert client.post(address, {"source": "", "first": ""}).status_code == 422


@pytest.mark.django_db
def test_without_a_roster_one_is_led_to_write_the_first(make_person: Any) -> None:
    own, chair = club_and_chair(make_person)
    need = asked(chair, own, kind="shifts")
    assert "Skriv den første" in shown(client_of(chair), f"{need.address}vagter/kopi/")
