"""Hours, the profile people own, and small numbers that stay hidden."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.core.lifecycle import NotPossible
from samspil.exchange.domain.hours import (
    HOURS_LIFECYCLE,
    STATE_DA,
    Hours,
    HourSource,
    HourState,
    hours_words,
    in_hours,
    manual_refusal,
    of_shift,
    totals,
)
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.profiles import PART_DA, Profile, ProfilePart, Proof, Record, Thanks, certificate, export, profile
from samspil.exchange.domain.signups import ORGANISER, PERSON, Stretch
from samspil.exchange.domain.small_numbers import LEAST, Suppressed, in_words, leaves_a_choice, sum_of, suppressed, suppressed_table

TODAY = date(2026, 11, 23)
WALK = Hours("anna", "Skovens venner", "shift", TODAY, 90)
FIRST_AID = Proof("Førstehjælp", "Røde Kors", date(2027, 5, 1))
OLD = Proof("Hygiejne", "Kommunen", date(2026, 11, 22))
THANKS = Thanks("Skolen", TODAY, "Tak for turen")
ENTRIES = st.lists(
    st.builds(
        Hours,
        person=st.sampled_from(["anna", "bo"]),
        organiser=st.sampled_from(["Skovens venner", "Klubben"]),
        kind=st.sampled_from(["shift", "pair", "board"]),
        day=st.dates(date(2025, 12, 1), date(2026, 2, 1)),
        minutes=st.integers(1, 600),
        people=st.integers(1, 12),
        source=st.sampled_from(HourSource),
        state=st.sampled_from(HourState),
    ),
    max_size=20,
)


def mine(entries: Sequence[Hours], shown: Sequence[ProfilePart]) -> Profile:
    return profile(Record("anna", "Anna Holm", entries, [OLD, FIRST_AID], [THANKS]), shown, {"shift": "Faste vagter"}, TODAY)


def test_a_party_gives_its_hours_times_its_people() -> None:
    assert WALK.person_minutes == 90
    found = totals([replace(WALK, people=6), replace(WALK, state=HourState.WAITING), replace(WALK, state=HourState.DISPUTED)])
    assert (found.all.minutes, found.all.person_minutes, found.all.times, found.all.waiting) == (90, 540, 1, 90)


def test_a_night_shift_counts_real_hours_on_the_day_it_began() -> None:
    """The clock goes back in the night before 25 October: from 22 to 6 there are nine hours."""
    shift = Stretch(datetime(2026, 10, 24, 22, tzinfo=ZONE), datetime(2026, 10, 25, 6, tzinfo=ZONE))
    assert of_shift("anna", "Skovens venner", "shift", shift, 3) == replace(WALK, day=date(2026, 10, 24), minutes=540, people=3)
    new_year = Stretch(datetime.fromisoformat("2026-12-31T23:30:00+00:00"), datetime.fromisoformat("2027-01-01T01:00:00+00:00"))
    assert of_shift("anna", "Skovens venner", "shift", new_year) == replace(WALK, day=date(2027, 1, 1))


def test_written_hours_count_when_the_organiser_says_so_and_wait_again_when_changed() -> None:
    assert HOURS_LIFECYCLE.next(HourState.WAITING, "confirm", ORGANISER) == HourState.CONFIRMED
    assert HOURS_LIFECYCLE.next(HourState.CONFIRMED, "change", PERSON) == HourState.WAITING
    with pytest.raises(NotPossible):
        HOURS_LIFECYCLE.next(HourState.WAITING, "confirm", PERSON)
    assert set(HOURS_LIFECYCLE.states) == set(HourState) == set(STATE_DA)


@given(ENTRIES)
def test_every_way_to_cut_the_hours_comes_to_the_same(entries: list[Hours]) -> None:
    found = totals(entries)
    assert totals(entries[::-1]) == found
    for part in (found.by_year, found.by_organiser, found.by_kind):
        assert list(part) == sorted(part)
        for name in ("minutes", "person_minutes", "times", "waiting"):
            assert sum(getattr(total, name) for total in part.values()) == getattr(found.all, name)


@pytest.mark.parametrize(
    ("minutes", "people", "day", "code"),
    [
        (0, 1, TODAY, "minutes"),
        (1441, 1, TODAY, "minutes"),
        (60, 0, TODAY, "people"),
        (60, 1, TODAY + timedelta(days=1), "future"),
        (60, 1, TODAY - timedelta(days=366), "old"),
        (1440, 1, TODAY - timedelta(days=365), None),
        (60, 1, TODAY, None),
    ],
)
def test_hours_are_written_afterwards_and_within_a_year(minutes: int, people: int, day: date, code: str | None) -> None:
    refused = manual_refusal(minutes, people, day, TODAY)
    assert (refused and refused.code) == code


@pytest.mark.parametrize(
    ("minutes", "hours", "words"), [(60, 1.0, "1 time"), (90, 1.5, "1,5 timer"), (75_000, 1250.0, "1.250 timer"), (2, 0.0, "0 timer"), (3, 0.1, "0,1 timer")]
)
def test_hours_are_told_with_one_decimal(minutes: int, hours: float, words: str) -> None:
    assert in_hours(minutes) == hours
    assert hours_words(minutes) == words


@given(ENTRIES, st.sets(st.sampled_from(ProfilePart)))
def test_a_profile_holds_what_was_chosen_and_nothing_else(entries: list[Hours], shown: set[ProfilePart]) -> None:
    found = mine(entries, sorted(shown))
    held = {field.name for field in fields(found) if getattr(found, field.name) is not None} - {"made_on"}
    assert held == {one.value for one in shown}
    assert set(json.loads(json.dumps(export(found)))) == held | {"made_on", "made_by"}
    assert {heading for heading, _ in certificate(found)} <= {PART_DA[one] for one in shown}


@given(ENTRIES)
def test_a_profile_counts_ones_own_confirmed_hours_alone(entries: list[Hours]) -> None:
    own = sum(entry.minutes for entry in entries if entry.person == "anna" and entry.state is HourState.CONFIRMED)
    found = mine(entries, list(ProfilePart))
    assert found.hours == in_hours(own)
    assert "bo" not in json.dumps(export(found)).split()


def test_a_certificate_reads_well_and_shows_no_proof_that_has_run_out() -> None:
    assert certificate(mine([WALK], list(ProfilePart))) == [
        ("Navn", ["Anna Holm"]),
        ("Timer i alt", ["1,5 timer"]),
        ("Timer år for år", ["2026: 1,5 timer"]),
        ("Hvem jeg har hjulpet", ["Skovens venner"]),
        ("Slags opgaver", ["Faste vagter"]),
        ("Kurser og beviser", ["Førstehjælp, Røde Kors, gælder til 1. maj 2027"]),
        ("Tak, jeg har fået", ["Tak for turen (Skolen, 23. november 2026)"]),
    ]
    today = Record("anna", "", qualifications=[replace(OLD, until=TODAY)])
    assert profile(today, [ProfilePart.QUALIFICATIONS], {}, TODAY).qualifications == [replace(OLD, until=TODAY)]
    bare = Record("anna", "", qualifications=[Proof("Kørekort", "Politiet")])
    assert certificate(profile(bare, [ProfilePart.QUALIFICATIONS], {}, TODAY)) == [("Kurser og beviser", ["Kørekort, Politiet"])]
    assert profile(Record("anna", "", [WALK]), [ProfilePart.KINDS], {}, TODAY).kinds == ["shift"]


def test_everything_has_a_danish_word() -> None:
    assert set(PART_DA) == set(ProfilePart)
    assert {field.name for field in fields(Profile)} == {"made_on", *(one.value for one in ProfilePart)}


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([7, 9, 0], [7, 9, 0], 16),
        ([3, 9, 7], [None, 9, None], 19),
        ([3, 9, 5], [None, 9, None], 17),
        ([3, 7, 7], [None, None, None], 17),
        ([3, 2, 7], [None, None, 7], 12),
        ([1, 1, 7], [None, None, None], 9),
        ([4, 4, 7, 8], [None, None, None, 8], 23),
        ([3, 0], [None, 0], None),
        ([1, 1], [None, None], None),
        ([], [], 0),
    ],
)
def test_small_numbers_are_hidden_and_enough_besides(counts: list[int], shown: list[int | None], total: int | None) -> None:
    found = suppressed({str(n): count for n, count in enumerate(counts)})
    assert (list(found.counts.values()), found.total) == (shown, total)


def possible(found: Suppressed, most: int, least: int) -> list[tuple[int, ...]]:
    """Every list of counts up to `most` that would have been published like this: all that somebody who knows the rule can think of."""
    keys = list(found.counts)
    choices = [range(1, most + 1) if found.counts[key] is None else [found.counts[key] or 0] for key in keys]
    worlds = (dict(zip(keys, world, strict=True)) for world in product(*choices) if found.total is None or sum(world) == found.total)
    return [tuple(world.values()) for world in worlds if suppressed(world, least) == found]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(0, 9), max_size=5), st.integers(3, 6))
def test_whoever_knows_the_rule_and_the_total_still_cannot_tell_a_hidden_number(counts: list[int], least: int) -> None:
    found = suppressed({f"k{n}": count for n, count in enumerate(counts)}, least)
    worlds = possible(found, sum(counts) if found.total is not None and sum(counts) < 12 else 9, least)
    assert tuple(counts) in worlds
    for place, shown in enumerate(found.counts.values()):
        if shown is None:
            assert len({world[place] for world in worlds}) > 1


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 10_000)))
def test_nothing_small_is_shown_and_the_total_is_true(counts: dict[str, int]) -> None:
    found = suppressed(counts)
    assert set(found.counts) == set(counts)
    assert all(shown in (None, counts[key]) for key, shown in found.counts.items())
    assert not [shown for shown in found.counts.values() if shown and shown < LEAST]
    assert found.total in (None, sum(counts.values()))
    assert sum(shown is None for shown in found.counts.values()) != 1 or found.total is None


TABLES = st.tuples(st.integers(0, 3), st.integers(0, 3)).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 12), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


@given(TABLES)
def test_a_table_shows_no_more_than_one_long_list_would(rows: list[list[int]]) -> None:
    found = suppressed_table({f"r{r}": {f"c{c}": count for c, count in enumerate(row)} for r, row in enumerate(rows)})
    flat = suppressed({f"{r}{c}": count for r, row in enumerate(rows) for c, count in enumerate(row)})
    shown = [list(row.values()) for row in found.cells.values()]
    assert [count for row in shown for count in row] == list(flat.counts.values())
    assert found.total == flat.total
    assert list(found.rows.values()) == [None if None in row else sum(map(int, rows[r])) for r, row in enumerate(shown)]
    assert list(found.columns.values()) == [sum_of(list(column)) for column in zip(*shown, strict=True)]


def test_rows_of_a_table_have_the_same_columns() -> None:
    with pytest.raises(ValueError, match="unlike"):
        suppressed_table({"a": {"x": 1}, "b": {"y": 1}})


def test_counts_below_zero_and_too_low_a_bound_are_errors() -> None:
    with pytest.raises(ValueError, match="from 0"):
        suppressed({"a": -1})
    with pytest.raises(ValueError, match="at least 3"):
        suppressed({"a": 1}, 2)
    assert not leaves_a_choice([2], LEAST)
    assert (in_words(None), in_words(1250)) == ("for få til at vise", "1.250")
