"""Offers and needs as the core reads them: kinds that go together, coarse times, teams, and what stands in the way."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.exchange.domain.fitting import GOES_WITH, Asking, Giving, in_the_way, offer_of, problem_of, time_of_week, times_meet, why
from samspil.exchange.domain.matching.solving import match
from samspil.exchange.domain.words import NeedKind, OfferKind, When

HERE, FAR = (55.6, 11.9), (57.0, 9.9)
MONDAY_NOON, MONDAY_EVENING, SATURDAY = (datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((23, 11), (23, 17), (28, 9)))
KINDS = st.sampled_from(list(OfferKind))
WHENS = st.frozensets(st.sampled_from([str(one) for one in When]))


def offer(name: str = "o", **told: Any) -> Giving:
    start: dict[str, Any] = {"id": name, "kind": OfferKind.TIME, "place": HERE, "max_km": 10, "age": "adult"}
    return Giving(**{**start, **told})


def need(name: str = "n", **told: Any) -> Asking:
    start: dict[str, Any] = {"id": name, "kind": NeedKind.HELP, "place": HERE, "seats": 1}
    return Asking(**{**start, **told})


def pairs(offers: list[Giving], needs: list[Asking]) -> set[tuple[str, str]]:
    problem, found = match(problem_of(offers, needs), lambda: 5.0)
    return {(offer_of(problem.volunteers[who].id), problem.tasks[what].id) for who, what in found.pairs}


def obstacles_of(offers: list[Giving], needs: list[Asking]) -> dict[str, list[str]]:
    problem, found = match(problem_of(offers, needs), lambda: 5.0)
    return in_the_way(problem, found, {one.id: one for one in offers}, {one.id: one for one in needs})


@pytest.mark.parametrize(("at", "when"), [(MONDAY_NOON, When.DAY), (MONDAY_EVENING, When.EVENING), (SATURDAY, When.WEEKEND)])
def test_a_time_of_the_week_is_as_people_say_it_in_denmark(at: datetime, when: When) -> None:
    assert time_of_week(at) == when


def test_what_nobody_said_leaves_nothing_out_and_two_times_must_meet() -> None:
    evening = need(whens=frozenset({"evening"}))
    assert times_meet(offer(), evening)
    assert times_meet(offer(whens=frozenset({"weekend"})), need())
    assert times_meet(offer(whens=frozenset({"weekend", "flexible"})), evening)
    assert not times_meet(offer(whens=frozenset({"weekend"})), evening)
    assert not times_meet(offer(whens=frozenset({"day"})), need(starts_at=MONDAY_EVENING, ends_at=MONDAY_EVENING.replace(hour=19)))


def test_a_room_is_no_pair_of_hands() -> None:
    assert pairs([offer(kind=OfferKind.ROOM, age="")], [need(seats=20)]) == set()
    assert pairs([offer(kind=OfferKind.ROOM, age="")], [need(kind=NeedKind.BORROW)]) == {("o", "n")}


def test_a_minor_is_not_put_where_an_adult_is_asked_for_and_distance_and_language_are_kept() -> None:
    assert pairs([offer(age="minor")], [need(min_age=18)]) == set()
    assert pairs([offer(age="minor")], [need(min_age=15)]) == {("o", "n")}
    assert pairs([offer(place=FAR)], [need()]) == set()
    assert pairs([offer()], [need(languages=frozenset({"ar"}))]) == set()
    assert pairs([offer(languages=frozenset({"ar"}))], [need(languages=frozenset({"ar"}))]) == {("o", "n")}


def test_a_team_takes_as_many_seats_as_come() -> None:
    problem, found = match(problem_of([offer(age="", people=5)], [need(seats=3), need("m", seats=4)]), lambda: 5.0)
    assert len(found.pairs) == 5
    assert {offer_of(problem.volunteers[who].id) for who, _ in found.pairs} == {"o"}


def test_an_empty_seat_says_what_stands_in_the_way_of_those_who_could_be_thought_of() -> None:
    stands = obstacles_of([offer(whens=frozenset({"weekend"})), offer("room", kind=OfferKind.ROOM)], [need(whens=frozenset({"evening"}))])
    assert stands == {"n": ["1 kunne, hvis tiden kunne flyttes"]}
    assert obstacles_of([offer()], [need()]) == {}
    assert obstacles_of([], [need()]) == {"n": ["der er ikke flere frivillige"]}


def test_the_reasons_are_those_that_hold() -> None:
    said = why(offer(whens=frozenset({"evening"}), languages=frozenset({"ar"})), need(whens=frozenset({"evening"}), languages=frozenset({"ar"}), min_age=15))
    assert said == ["tid og hænder", "100 m væk", "kan hverdage, aften", "taler arabisk", "er fyldt 18 år", "er ikke spurgt for nylig"]
    assert "er ikke spurgt for nylig" not in why(offer(asked_lately=2), need())


@given(
    st.lists(st.tuples(KINDS, WHENS, st.sampled_from(["", "adult", "minor"])), max_size=6),
    st.lists(st.tuples(st.sampled_from(list(NeedKind)), WHENS), max_size=5),
)
def test_nobody_is_put_where_kind_or_time_says_no(gives: list[tuple[OfferKind, frozenset[str], str]], asks: list[tuple[NeedKind, frozenset[str]]]) -> None:
    offers = {f"o{n}": offer(f"o{n}", kind=kind, whens=whens, age=age, people=2) for n, (kind, whens, age) in enumerate(gives)}
    needs = {f"n{n}": need(f"n{n}", kind=kind, whens=whens, seats=2) for n, (kind, whens) in enumerate(asks)}
    found = pairs(list(offers.values()), list(needs.values()))
    assert all(offers[who].kind in GOES_WITH[needs[what].kind] and times_meet(offers[who], needs[what]) for who, what in found)
    assert found == pairs(list(offers.values()), list(needs.values()))
