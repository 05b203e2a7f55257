"""Finding: facts alone leave out, reasons alone make the order, and what is new is seen."""

import random
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.exchange.domain.finding import FRESH_PLACES, PAGE, Found, Looker, Opening, ReasonKind, interleaved, order, ranked, something_now
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.matching.facts import HardFact
from samspil.exchange.domain.reasons import left_out_words

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WORDS = st.frozensets(st.sampled_from(["dansk", "arabisk", "kørekort", "førstehjælp"]), max_size=2)
OPENINGS = st.lists(
    st.builds(
        Opening,
        id=st.just(""),
        distance_m=st.none() | st.integers(0, 40_000),
        starts_at=st.none() | st.integers(-5, 400).map(lambda hours: NOW + hours * HOUR),
        minutes=st.none() | st.integers(10, 400),
        seats_free=st.none() | st.integers(0, 3),
        min_age=st.none() | st.sampled_from([13, 15, 18]),
        requires=WORDS,
        languages=WORDS,
        published=st.none() | st.integers(0, 30).map(lambda days: NOW - days * DAY),
        filled_before=st.booleans(),
    ),
    max_size=40,
).map(lambda rows: [replace(row, id=f"t{n:03}") for n, row in enumerate(rows)])
LOOKERS = st.builds(
    Looker,
    age=st.none() | st.integers(12, 80),
    max_m=st.none() | st.integers(500, 50_000),
    free=st.none()
    | st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90)), max_size=4).map(lambda rows: tuple((NOW + a * HOUR, NOW + (a + b) * HOUR) for a, b in rows)),
    longest=st.none() | st.integers(10, 400),
    qualifications=st.none() | WORDS,
    languages=st.none() | WORDS,
)


@pytest.mark.parametrize(
    ("opening", "looker", "fact"),
    [
        (Opening("t", starts_at=NOW), Looker(), HardFact.TIME),
        (Opening("t", starts_at=NOW + HOUR, minutes=90), Looker(free=((NOW, NOW + 2 * HOUR),)), HardFact.TIME),
        (Opening("t", starts_at=NOW + HOUR), Looker(free=()), HardFact.TIME),
        (Opening("t", 5_001), Looker(max_m=5_000), HardFact.PLACE),
        (Opening("t", min_age=18), Looker(age=17), HardFact.AGE),
        (Opening("t", minutes=61), Looker(longest=60), HardFact.HOURS),
        (Opening("t", requires=frozenset({"kørekort"})), Looker(qualifications=frozenset()), HardFact.QUALIFICATION),
        (Opening("t", languages=frozenset({"dansk", "arabisk"})), Looker(languages=frozenset({"dansk"})), HardFact.LANGUAGE),
        (Opening("t"), Looker(refuses=frozenset({"t"})), HardFact.REFUSED),
    ],
)
def test_a_known_fact_leaves_out_and_an_unknown_does_not(opening: Opening, looker: Looker, fact: HardFact) -> None:
    assert ranked([opening], looker, NOW).left_out == {fact: 1}
    assert left_out_words({fact: 1})[0].startswith("1 opgave er ikke vist")
    assert not any(f" {word} " in left_out_words({fact: 1})[0] for word in ("de", "dem", "dem."))
    if opening.starts_at != NOW and fact is not HardFact.REFUSED:
        assert ranked([opening], Looker(), NOW).left_out == {}


def test_the_order_is_room_then_reasons_then_distance_then_start_then_name() -> None:
    openings = [
        Opening("fuld", 100, seats_free=0),
        Opening("a", 4_000, NOW + 9 * DAY),
        Opening("b", 4_000, NOW + 9 * DAY),
        Opening("snart", 4_000, NOW + 8 * DAY),
        Opening("tæt", 3_000, NOW + 9 * DAY),
        Opening("ukendt", None, NOW + 9 * DAY),
        Opening("fjern", 26_000, NOW + 9 * DAY),
        Opening("når du vil", 6_000),
    ]
    assert [one.opening.id for one in ranked(openings, Looker(), NOW).found] == ["tæt", "snart", "a", "b", "når du vil", "ukendt", "fjern", "fuld"]


@pytest.mark.parametrize(
    ("metres", "points"),
    [(None, 0), (1_000, 5), (1_001, 4), (2_000, 4), (2_001, 3), (5_000, 3), (5_001, 2), (10_000, 2), (10_001, 1), (25_000, 1), (25_001, 0)],
)
def test_what_is_near_weighs_more(metres: int | None, points: int) -> None:
    assert ranked([Opening("t", metres, NOW + 9 * DAY)], Looker(), NOW).found[0].points == points


ARABIC = frozenset({"arabisk"})
FAR = NOW + 9 * DAY


@pytest.mark.parametrize(
    ("opening", "looker", "kind", "points"),
    [
        (Opening("t", starts_at=FAR), Looker(free=((FAR, FAR),)), ReasonKind.TIME, 6),
        (Opening("t"), Looker(), ReasonKind.FLEXIBLE, 1),
        (Opening("t", starts_at=NOW + DAY), Looker(), ReasonKind.URGENT, 3),
        (Opening("t", starts_at=FAR, minutes=60), Looker(), ReasonKind.SHORT, 2),
        (Opening("t", starts_at=FAR, languages=ARABIC), Looker(languages=ARABIC), ReasonKind.LANGUAGE, 4),
        (Opening("t", starts_at=FAR, topics=ARABIC), Looker(interests=ARABIC), ReasonKind.INTEREST, 4),
        (Opening("t", starts_at=FAR), Looker(qualifications=frozenset()), ReasonKind.NO_LICENCE, 0),
        (Opening("t", starts_at=FAR, filled_before=False), Looker(), ReasonKind.FRESH, 0),
        (Opening("t", starts_at=FAR, seats_free=0), Looker(), ReasonKind.FULL, 0),
    ],
)
def test_each_reason_weighs_what_it_weighs(opening: Opening, looker: Looker, kind: ReasonKind, points: int) -> None:
    found = ranked([opening], looker, NOW).found[0]
    assert (found.reasons, found.points) == ((kind,), points)


def test_the_fourth_and_the_eighth_of_a_page_are_for_what_is_fresh() -> None:
    rows = [Found(Opening(f"t{n:02}"), (ReasonKind.FRESH,) if n >= 26 else (), -n) for n in range(30)]
    assert [place for place, one in enumerate(interleaved(rows)) if ReasonKind.FRESH in one.reasons] == [3, 7, 13, 17]


def test_a_task_is_new_for_a_week() -> None:
    def reasons(published: datetime) -> tuple[ReasonKind, ...]:
        return ranked([Opening("t", starts_at=NOW + 9 * DAY, published=published)], Looker(), NOW).found[0].reasons

    assert reasons(NOW - 7 * DAY + HOUR) == (ReasonKind.FRESH,)
    assert reasons(NOW - 7 * DAY) == ()


def test_two_free_hours_that_touch_hold_a_task_over_both() -> None:
    looker = Looker(free=((NOW + HOUR, NOW + 2 * HOUR), (NOW, NOW + HOUR)))
    assert ReasonKind.TIME in ranked([Opening("t", starts_at=NOW + HOUR / 2, minutes=60)], looker, NOW).found[0].reasons


@settings(deadline=None)
@given(OPENINGS, LOOKERS, st.randoms(use_true_random=False))
def test_the_order_is_total_complete_and_the_same_however_needs_come_in(openings: list[Opening], looker: Looker, dice: random.Random) -> None:
    first = ranked(openings, looker, NOW)
    mixed = list(openings)
    dice.shuffle(mixed)
    assert ranked(mixed, looker, NOW) == first
    assert len(first.found) + sum(first.left_out.values()) == len(openings)
    assert len({one.opening.id for one in first.found}) == len(first.found)


@settings(deadline=None)
@given(OPENINGS, LOOKERS)
def test_only_places_for_the_fresh_break_the_order_of_reasons(openings: list[Opening], looker: Looker) -> None:
    found = ranked(openings, looker, NOW).found
    usual = [one for place, one in enumerate(found) if place % PAGE not in FRESH_PLACES]
    assert usual == sorted(usual, key=order)


@given(st.lists(st.booleans(), max_size=50))
def test_each_page_shows_something_fresh_while_there_is_something(fresh: list[bool]) -> None:
    rows = [Found(Opening(f"t{n:03}"), (ReasonKind.FRESH,) if new else (), -n) for n, new in enumerate(fresh)]
    shown = interleaved(rows)
    assert sorted(shown, key=order) == rows
    for place, one in enumerate(shown):
        if place % PAGE in FRESH_PLACES and ReasonKind.FRESH not in one.reasons:
            assert not any(ReasonKind.FRESH in later.reasons for later in shown[place:])


@settings(deadline=None)
@given(OPENINGS, st.none() | st.integers(13, 25))
def test_something_for_now_is_short_near_soon_and_asks_only_an_age(openings: list[Opening], age: int | None) -> None:
    for one in something_now(openings, age, NOW):
        opening = one.opening
        assert opening.starts_at is None or NOW < opening.starts_at <= NOW + 7 * DAY
        assert opening.distance_m is None or opening.distance_m <= 5_000
        assert opening.minutes is not None
        assert opening.minutes <= 120
        assert not opening.requires | opening.languages - {"dansk"}
        assert opening.min_age is None or (age or 0) >= opening.min_age


def test_a_young_person_finds_what_fits() -> None:
    task = Opening("t", 800, NOW + DAY, 60, 2, min_age=15)
    assert [one.opening.id for one in something_now([task], 17, NOW)] == ["t"]
    assert [one.opening.id for one in something_now([replace(task, seats_free=None)], 15, NOW)] == ["t"]
    assert something_now([replace(task, seats_free=0)], 17, NOW) == something_now([replace(task, minutes=121)], 17, NOW) == []
    assert something_now([task], 14, NOW) == something_now([task], None, NOW) == []


def many(count: int) -> list[Opening]:
    """As a database gives them: times in UTC."""
    dice, now = random.Random(5), NOW.astimezone(UTC)  # noqa: S311 - made-up needs, no secret
    return [
        Opening(
            f"t{n:05}",
            dice.randrange(40_000),
            now + dice.randrange(1, 900) * HOUR,
            dice.choice([30, 60, 90, 120]),
            dice.randrange(5),
            dice.choice([None, 15, 18]),
            frozenset(dice.sample(["kørekort", "førstehjælp"], dice.randrange(2))),
            frozenset(dice.sample(["dansk", "arabisk"], dice.randrange(2))),
            published=now - dice.randrange(60) * DAY,
            filled_before=dice.random() < 0.8,
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("fussy", [False, True])
def test_two_thousand_needs_are_put_in_order_quickly(fussy: bool) -> None:
    """In less than 20 ms of the processor's time: the best of seven, since others work on the machine too. Traced for coverage it is slower."""
    free = tuple((NOW + day * DAY, NOW + day * DAY + 10 * HOUR) for day in range(40))
    both = frozenset({"kørekort", "førstehjælp", "dansk", "arabisk"})
    looker = Looker(17, 40_000, free, 120, both, both) if fussy else Looker()
    openings, spent = many(2_000), []
    for _ in range(7):
        before = process_time()
        assert ranked(openings, looker, NOW).found
        spent.append(process_time() - before)
    assert min(spent) < (0.02 if sys.gettrace() is None else 0.2)
