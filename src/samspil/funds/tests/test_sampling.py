"""The same seed draws the same sample, whoever draws it and in whatever order things come."""

import hashlib
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.money import Kroner
from samspil.funds.domain.sampling import Drawable, draw, explained, fingerprint, lot, shared

SEED = "2027-06-01 7 11 19"
AWARDS = [Drawable(f"A{number}", Kroner.of(number * 1_000)) for number in range(1, 41)]
BOUNDS = (Kroner.of(10_000), Kroner.of(30_000))
ID_LISTS = st.lists(st.text("abc123", min_size=1, max_size=4), unique=True, max_size=30)


def test_the_lesser_lot_is_drawn_first_and_anybody_can_work_it_out() -> None:
    by_hand = sorted(AWARDS, key=lambda one: hashlib.sha256(f"{SEED}:{one.id}".encode()).hexdigest())
    assert draw(AWARDS, SEED, number=5).ids == tuple(one.id for one in by_hand[:5])


@given(ID_LISTS, st.integers(0, 40), st.randoms(use_true_random=False))
def test_the_order_of_things_means_nothing(ids: list[str], number: int, order: Random) -> None:
    mixed = list(ids)
    order.shuffle(mixed)
    first, second = (draw([Drawable(id_) for id_ in some], SEED, number=number) for some in (ids, mixed))
    assert first == second
    assert len(first.ids) == len(set(first.ids)) == min(number, len(ids))


@given(ID_LISTS, st.fractions(0, 1))
def test_a_share_is_rounded_up_and_a_larger_sample_holds_the_smaller(ids: list[str], share: Fraction) -> None:
    things = [Drawable(id_) for id_ in ids]
    drawn = draw(things, SEED, share=share).ids
    assert len(ids) * share <= len(drawn) < len(ids) * share + 1
    assert draw(things, SEED, number=len(drawn)).ids == drawn
    assert draw(things, SEED, share=Fraction(1)).ids[: len(drawn)] == drawn


def test_another_seed_draws_another_sample() -> None:
    assert draw(AWARDS, SEED, number=10).ids != draw(AWARDS, "another", number=10).ids
    assert lot(SEED, "A1") != lot("another", "A1")


def test_strata_by_size_are_each_drawn_from() -> None:
    sample = draw(AWARDS, SEED, share=Fraction(1, 10), bounds=BOUNDS)
    assert [(layer.held, len(layer.chosen)) for layer in sample.strata] == [(9, 1), (20, 2), (11, 2)]
    sizes = {one.id: one.size for one in AWARDS}
    assert all(sizes[id_] < BOUNDS[0] for id_ in sample.strata[0].chosen)
    assert all(BOUNDS[0] <= sizes[id_] < BOUNDS[1] for id_ in sample.strata[1].chosen)
    assert all(sizes[id_] >= BOUNDS[1] for id_ in sample.strata[2].chosen)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.integers(0, 300))
def test_a_number_is_shared_so_that_no_layer_is_forgotten_or_overdrawn(held: list[int], number: int) -> None:
    number = min(number, sum(held))
    found = shared(held, number)
    assert sum(found) == number
    assert all(0 <= one <= count for one, count in zip(found, held, strict=True))
    if number >= sum(count > 0 for count in held):
        assert all(one > 0 for one, count in zip(found, held, strict=True) if count)


def test_what_cannot_be_drawn_from_is_refused() -> None:
    for things, seed, more in (
        (AWARDS, " ", {"number": 1}),
        ([AWARDS[0], AWARDS[0]], SEED, {"number": 1}),
        (AWARDS, SEED, {"number": 1, "bounds": BOUNDS[::-1]}),
        (AWARDS, SEED, {}),
        (AWARDS, SEED, {"number": 1, "share": Fraction(1)}),
        (AWARDS, SEED, {"number": -1}),
        (AWARDS, SEED, {"share": Fraction(11, 10)}),
    ):
        with pytest.raises(ValueError, match="a sample"):
            draw(things, seed, **more)
    assert draw([], SEED, number=3).ids == ()


def test_the_fingerprint_shows_what_was_drawn_among() -> None:
    assert fingerprint(SEED, ["a", "b"]) == fingerprint(SEED, ["b", "a"])
    assert len({fingerprint(SEED, ids) for ids in (["a", "b"], ["ab"], ["a"], ["a\n1:b"], [])}) == 5


def test_the_draw_is_explained() -> None:
    lines = explained(draw(AWARDS[:3], SEED, number=1, bounds=(Kroner.of(3_000),)))
    assert lines[1].replace("\xa0", " ").startswith("Under 3.000 kr.: 1 af 2 trukket (A")
    assert lines[2].replace("\xa0", " ") == "Fra 3.000 kr. og op: 0 af 1 trukket (ingen)."
    assert explained(draw(AWARDS[:3], SEED, number=1))[1].startswith("Alle: 1 af 3 trukket")
