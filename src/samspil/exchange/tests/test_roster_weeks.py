"""A week of a roster as a table: over midnight, over the clock that is moved, with names for those who may see them."""

import re
from datetime import date, timedelta
from datetime import time as clock
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.alliances.tests.making import client_of, fine, who
from samspil.exchange.actions.take_shift import give_shift_back
from samspil.exchange.actions.write_roster import ShiftWords, cancel_shift, write_shifts
from samspil.exchange.domain.matching.clocks import task_times
from samspil.exchange.domain.shifts import TakenShift
from samspil.exchange.domain.week_grid import bounds, grid, monday_of, name_of, named_week
from samspil.exchange.models import Shift, ShiftPlace
from samspil.exchange.tests.making import MORNING, shown
from samspil.exchange.tests.test_rosters import WORDS, roster_of, take

MONDAY = date(2027, 3, 22)


def shift(id_: int, role: str, begins: str, ends: str) -> TakenShift:
    return TakenShift(id_, role, *task_times(begins, ends))


def told(shifts: list[TakenShift], monday: date = MONDAY) -> dict[str, list[list[str]]]:
    return {row.role: [[f"{one.time}{' …' if one.goes_on else ''}" for one in day] for day in row.days] for row in grid(shifts, monday)}


def test_a_row_is_a_role_and_a_column_a_day() -> None:
    late, early = shift(1, "Vært", "2027-03-24T18:00", "2027-03-24T20:00"), shift(2, "Vært", "2027-03-24T08:00", "2027-03-24T09:30")
    cook = shift(3, "Kok", "2027-03-22T16:00", "2027-03-22T18:00")
    found = told([late, cook, early])
    assert list(found) == ["Kok", "Vært"]
    assert found["Vært"] == [[], [], ["08.00–09.30", "18.00–20.00"], [], [], [], []]
    assert found["Kok"][0] == ["16.00–18.00"]
    assert told([late], MONDAY + timedelta(days=7)) == {}


def test_a_shift_over_midnight_stands_on_both_days_also_in_the_next_week() -> None:
    night = shift(1, "Nattevagt", "2027-03-21T22:00", "2027-03-22T06:00")
    assert told([night]) == {"Nattevagt": [["til kl. 06.00 …"], [], [], [], [], [], []]}
    assert told([night], MONDAY - timedelta(days=7))["Nattevagt"][6] == ["22.00–06.00"]
    # One that ends at midnight does not lie on the next day.
    assert told([shift(1, "Bar", "2027-03-22T20:00", "2027-03-23T00:00")])["Bar"] == [["20.00–00.00"], [], [], [], [], [], []]


def test_a_shift_of_more_than_a_day_has_the_whole_of_it() -> None:
    camp = TakenShift(1, "Lejr", *(task_times("2027-03-23T10:00", "2027-03-23T12:00")[0], task_times("2027-03-25T08:00", "2027-03-25T10:00")[1]))
    assert told([camp])["Lejr"] == [[], ["10.00–10.00"], ["hele døgnet …"], ["til kl. 10.00 …"], [], [], []]


def test_where_the_clock_is_moved_the_length_is_told() -> None:
    spring = shift(1, "Nattevagt", "2027-03-27T22:00", "2027-03-28T04:00")
    assert told([spring])["Nattevagt"][5:] == [["22.00–04.00 (5 timer, for uret stilles)"], ["til kl. 04.00 …"]]
    autumn = shift(1, "Nattevagt", "2027-10-30T22:00", "2027-10-31T04:00")
    assert told([autumn], date(2027, 10, 25))["Nattevagt"][5] == ["22.00–04.00 (7 timer, for uret stilles)"]
    begins, ends = bounds(MONDAY)
    assert ends - begins == 7 * 24 * 60 - 60


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
        ("2027-W53", None),
        ("2027-W00", None),
        ("1900-W01", None),
        ("9999-W52", None),
        ("uge 4", None),
        ("", None),
    ],
)
def test_a_week_is_named_as_its_address_writes_it(text: str, monday: date | None) -> None:
    assert named_week(text) == monday
    assert monday is None or (name_of(monday), monday_of(monday + timedelta(days=6))) == (text, monday)


pages = [pytest.mark.django_db, pytest.mark.usefixtures("march")]


class TestPages:
    pytestmark = pages

    def test_names_are_for_those_who_make_the_roster_and_others_find_their_own(self, make_person: Any) -> None:
        chair, need, (one, two) = roster_of(make_person, until=date(2027, 3, 24), weekdays=(2,))
        first = Shift.objects.earliest("starts_at")
        for person in (one, two):
            fine(take(person, first))
        at = f"{need.address}vagter/uge/"
        own, mine = shown(client_of(chair), at), shown(client_of(one), at)
        for page in (own, mine):
            assert "Uge 9, 2027" in page
            assert re.search(r'<th scope="col">Onsdag<br><span class="meta">3. marts</span></th>', page)
            assert re.search(r'<th scope="row">Vært ved døren</th>', page)
            assert "2 af 2" in page
        assert "Vagt 0, Vagt 1" in own
        assert "Vagt 1" not in mine
        assert "87 65" not in own
        assert ("Din vagt" in mine, "Din vagt" in own) == (True, False)
        assert client_of(make_person("fremmed@example.dk")).get(at).status_code == 404

    def test_one_goes_from_week_to_week_past_those_without_shifts(self, make_person: Any) -> None:
        chair, need, _ = roster_of(make_person, until=date(2027, 3, 31), weekdays=(2,), every=2)
        client, at = client_of(chair), f"{need.address}vagter/uge/"
        first = shown(client, at)
        assert "Tidligere:" not in first
        assert "?uge=2027-W11" in first
        middle = shown(client, f"{at}?uge=2027-W11")
        assert "?uge=2027-W09" in middle
        assert "?uge=2027-W13" in middle
        empty = shown(client, f"{at}?uge=2027-W10")
        assert "Ingen vagter i den uge" in empty
        assert "?uge=2027-W09" in empty
        assert "Uge 9, 2027" in shown(client, f"{at}?uge=vrøvl")

    def test_what_is_called_off_or_given_back_is_not_there_and_an_empty_roster_says_what_to_do(self, make_person: Any) -> None:
        chair, need, (one, _) = roster_of(make_person)
        only = Shift.objects.get()
        fine(take(one, only))
        fine(give_shift_back(who(one), ShiftPlace.objects.get().pk, now=MORNING))
        at = f"{need.address}vagter/uge/"
        page = shown(client_of(chair), at)
        assert "0 af 2" in page
        assert "Vagt 0" not in page
        assert "Foreslå, hvem der tager hvad" in page or "Foreslå besætning" in page
        fine(cancel_shift(who(chair), only.pk, now=MORNING))
        assert "Skriv en" in shown(client_of(chair), at)
        assert "Ingen vagter i den uge" in shown(client_of(one), at)

    def test_a_night_over_two_weeks_is_counted_in_the_first(self, make_person: Any) -> None:
        chair, need, _ = roster_of(make_person, role="Nattevagt", first=date(2027, 3, 7), begins=clock(22), ends=clock(6))
        client, at = client_of(chair), f"{need.address}vagter/uge/"
        assert "0 af 2" in shown(client, f"{at}?uge=2027-W09")
        after = shown(client, f"{at}?uge=2027-W10")
        assert "til kl. 06.00" in after
        assert "0 af 2" not in after

    def test_a_week_asks_as_often_for_many_as_for_few(self, make_person: Any) -> None:
        chair, need, (one, two) = roster_of(make_person)
        client, counts = client_of(chair), []
        fine(take(one, Shift.objects.get()))
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked_of:
                shown(client, f"{need.address}vagter/uge/")
            counts.append(len(asked_of))
            many = {"first": date(2027, 3, 2), "until": date(2027, 3, 7), "weekdays": tuple(range(7)), "role": "Opvask", "begins": clock(8), "ends": clock(9)}
            fine(write_shifts(who(chair), need.pk, ShiftWords(**{**vars(WORDS), **many}), now=MORNING))
            if len(counts) == 1:
                fine(take(two, Shift.objects.filter(role="Opvask").latest("pk")))
        assert counts[0] == counts[1] <= 14
